"""The section of an issue in Markdown, in the newsletter's house style: same events, same bytes."""

from __future__ import annotations

from collections.abc import Iterator

from aggregator import german
from aggregator.event import Event
from aggregator.section.choose import Chosen
from aggregator.section.escape import address, comment, plain
from aggregator.section.line import NO_TITLE, line_of, markdown_lines

HEADING = "Veranstaltungen"
MAP_NAME = "Kalender/Karte"
MAP_ADDRESS = "https://events.codeforleipzig.de"
MEETINGS = "Regelmäßige OKLab-Treffen"
CANCELLED, POSTPONED = "abgesagt", "verschoben"
WITHDRAWN, UNDATED = "nicht mehr gefunden", "ohne lesbares Datum"


def write(chosen: Chosen, month: str) -> str:
    """The section, then a comment line for each event that an editor must know of and readers need not."""
    lines = [f"## {HEADING} ([{MAP_NAME}]({MAP_ADDRESS}))\n"]
    lines += [markdown_lines(line_of(event, month)) for event in chosen.single]
    if chosen.meetings:
        lines.append(f"* {MEETINGS}\n")
        lines += [markdown_lines(line_of(event, month), indent="  ") for event in chosen.meetings]
    remarks = [f"<!-- {comment(said)} -->\n" for said in remarks_of(chosen)]
    return "".join(lines + (["\n", *remarks] if remarks else []))


def remarks_of(chosen: Chosen) -> Iterator[str]:
    """What is not printed and why, one event a line: its words, date, title and address."""
    for label, events in (
        (CANCELLED, chosen.cancelled),
        (POSTPONED, chosen.postponed),
        (WITHDRAWN, chosen.withdrawn),
        (UNDATED, chosen.undated),
    ):
        for event in events:
            yield f"{label}: {', '.join(_facts(event))}"


def _facts(event: Event) -> Iterator[str]:
    if event.when is not None and event.when.start is not None:
        yield german.moment_phrase(event.when.start)
    elif event.when_text:
        yield f"„{plain(event.when_text)}“"
    yield plain(event.title) or NO_TITLE
    url = address(event.url)
    if url:
        yield url
