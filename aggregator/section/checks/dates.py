"""`weekday`, `date`, `past`, `deadline`: what is wrong with a line's own dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from aggregator.event import When
from aggregator.section.checks.printed import Printed, Section
from aggregator.section.finding import Finding
from aggregator.section.occurrence import day_of, last_day

LONGEST_NIGHT = timedelta(hours=12)


def findings(section: Section) -> Iterator[Finding]:
    """Of each line: its weekday, whether its dates exist, whether it was over or closed already."""
    for problem in section.unread:
        if problem.impossible:
            yield Finding(problem.line, "date", problem.reason)
    for printed in section.printed:
        yield from of_line(printed)
        if not printed.is_meeting:
            yield from _too_late(printed, section)


def of_line(printed: Printed) -> Iterator[Finding]:
    """What contradicts itself in a line's date."""
    when = printed.line.head.when
    if when is None or when.start is None:
        return
    if when.conflict:
        # The one other thing that can contradict itself is a range whose end comes first.
        code = "weekday" if re.search(r"\bnot an? \w+day\b", when.conflict) else "date"
        yield Finding(printed.number, code, when.conflict)
    if when.end is None:
        return
    if _backwards(when, printed.line.head.when_text):
        text = f"the end lies before the start in „{printed.line.head.when_text}“"
        yield Finding(printed.number, "date", text)
    both_timed = isinstance(when.start, datetime) and isinstance(when.end, datetime)
    if (both_timed and when.end <= when.start) or day_of(when.end) < day_of(when.start):
        text = f"the end is not after the start in „{printed.line.head.when_text}“"
        yield Finding(printed.number, "date", text)


def _backwards(when: When, text: str) -> bool:
    """ "19:00-17:00" reads as "until the next day"; nobody stays 22 hours, so the two were swapped."""
    if not isinstance(when.start, datetime) or not isinstance(when.end, datetime):
        return False
    over_midnight = when.end.date() == when.start.date() + timedelta(days=1)
    named = re.search(rf"\b0?{when.end.day}\b", text)
    return over_midnight and not named and LONGEST_NIGHT < when.end - when.start < timedelta(days=1)


def _too_late(printed: Printed, section: Section) -> Iterator[Finding]:
    when = printed.line.head.when
    over = last_day(when) if when is not None else None
    if over is not None and over < section.came_out:
        text = f"was over on {over:%d.%m.%Y}, the issue came out on {section.came_out:%d.%m.%Y}"
        yield Finding(printed.number, "past", text)
    deadline = printed.line.notes.registration_deadline
    if deadline is not None and day_of(deadline) < section.came_out and over and over >= section.came_out:
        closed = f"registration closed on {day_of(deadline):%d.%m.%Y}"
        yield Finding(
            printed.number, "deadline", f"{closed}, the issue came out on {section.came_out:%d.%m.%Y}"
        )
