"""The section as the preview shows it: whole where it is of the usual length, else part by part."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from aggregator.section import Chosen, Finding, check, write, write_html

EVENTS = 60
"""How many events a part shows: the longest section that was ever printed had fewer."""

CALENDAR_LINK = re.compile(r"<a title='[^']*' download='event.ics' href=\"[^\"]*\">&#x1F4C5;</a>")
"""A calendar link, of which the view shows only that it is there."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the section, shortened for the eye, and what is wrong with it."""

    text: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the section: its lines, and how it looks as HTML. Parts count from 1."""

    number: int
    parts: int
    first: int
    last: int
    lines: tuple[Line, ...]
    rendered: str

    @property
    def findings(self) -> int:
        """How many there are in this part."""
        return sum(len(line.findings) for line in self.lines)


def part_asked(query: Mapping[str, str]) -> int:
    """The part that an address asks for; the first where it asks for none that can be."""
    number = query.get("part", "")
    return int(number) if number.isascii() and number.isdecimal() and 0 < len(number) < 5 else 1


@lru_cache(maxsize=8)
def part_of(chosen: Chosen, number: int) -> Part:
    """One part, the last where there are fewer; what stands below the events is in the last one.

    Most verdicts leave the section as it is: it is written and read once.
    """
    events = [*chosen.single, *chosen.meetings]
    parts = max(1, -(-len(events) // EVENTS))
    number = min(max(number, 1), parts)
    first, last = (number - 1) * EVENTS, min(number * EVENTS, len(events))
    alone, singles = chosen, len(chosen.single)
    if parts > 1:
        alone = replace(
            chosen,
            single=chosen.single[first:last],
            meetings=chosen.meetings[max(0, first - singles) : max(0, last - singles)],
        )
    if number < parts:
        alone = replace(alone, cancelled=(), postponed=(), withdrawn=(), undated=())
    lines = _checked(alone)
    # The section has one heading, above its first part.
    shown = lines if number == 1 else lines[1:]
    return Part(number, parts, first + 1, last, shown, write_html(alone, chosen.month))


def _checked(chosen: Chosen) -> tuple[Line, ...]:
    markdown = write(chosen, chosen.month)
    at_line: dict[int, list[Finding]] = defaultdict(list)
    for finding in check(markdown, f"{chosen.month}.md"):
        at_line[finding.line].append(finding)
    return tuple(
        Line(CALENDAR_LINK.sub("‹Kalender›", text), tuple(at_line[number]))
        for number, text in enumerate(markdown.splitlines(), 1)
    )
