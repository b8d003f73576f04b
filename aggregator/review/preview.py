"""The section beside the list: Markdown and rendered, its findings at their lines, and as files."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from starlette.responses import Response

from aggregator.publish import ics
from aggregator.review.asking import Ask
from aggregator.review.draft import drafted
from aggregator.section import Chosen, Finding, check, write, write_html, write_text

CALENDAR_LINK = re.compile(r"<a title='[^']*' download='event.ics' href=\"[^\"]*\">&#x1F4C5;</a>")
"""A calendar link, of which the view shows only that it is there."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A line of the section, shortened for the eye, and what is wrong with it."""

    number: int
    text: str
    findings: tuple[Finding, ...]


def section_page(ask: Ask) -> Response:
    """The section as it would be drafted now, with what `aggregator check` finds at its lines."""
    chosen = drafted(ask.store, ask.issue, ask.today)
    lines = checked(chosen, ask.issue)
    return ask.page(
        "_section.html" if ask.fragment else "section.html",
        lines=lines,
        findings=sum(len(line.findings) for line in lines),
        rendered=write_html(chosen, ask.issue),
        published=ask.store.published(ask.issue),
        fingerprint=fingerprint(write(chosen, ask.issue)),
        count=len(chosen.single) + len(chosen.meetings),
    )


def fingerprint(section: str) -> str:
    """What tells whether a section is still the one that an editor saw."""
    return hashlib.sha256(section.encode()).hexdigest()


@lru_cache(maxsize=8)
def checked(chosen: Chosen, issue: str) -> tuple[Checked, ...]:
    """The section's lines with their findings. Most verdicts leave the section as it is: it is read once."""
    markdown = write(chosen, issue)
    at_line: dict[int, list[Finding]] = defaultdict(list)
    for finding in check(markdown, f"{issue}.md"):
        at_line[finding.line].append(finding)
    return tuple(
        Checked(number, CALENDAR_LINK.sub("‹Kalender›", text), tuple(at_line[number]))
        for number, text in enumerate(markdown.splitlines(), 1)
    )


def download(ask: Ask) -> Response:
    """The section as a file: .md, .html, .txt or .ics."""
    kind = ask.path["kind"]
    if kind not in KINDS:
        return ask.sorry("Dieses Format gibt es nicht.", 404)
    media, written = KINDS[kind]
    body = written(drafted(ask.store, ask.issue, ask.today), ask.issue)
    name = f"veranstaltungen-{ask.issue}.{kind}"
    return Response(body, media_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def write_calendar(chosen: Chosen, issue: str) -> bytes:
    """The section's events as one iCalendar file (RFC 5545)."""
    return ics.write((*chosen.single, *chosen.meetings))


KINDS: dict[str, tuple[str, Callable[[Chosen, str], str | bytes]]] = {
    "md": ("text/markdown", write),
    "html": ("text/html", write_html),
    "txt": ("text/plain", write_text),
    "ics": ("text/calendar", write_calendar),
}
"""Each format's media type and its writer."""
