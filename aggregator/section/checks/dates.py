"""`weekday`, `date`, `past`, `deadline`: what is wrong with a line's own dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from aggregator.section.checks.printed import Printed, Section
from aggregator.section.finding import Finding
from aggregator.section.occurrence import day_of, last_day


def findings(section: Section) -> Iterator[Finding]:
    """Of each line: its weekday, whether its dates exist, whether it was over or closed already."""
    for problem in section.unread:
        if problem.impossible:
            yield Finding(problem.line, "date", problem.reason)
    for printed in section.printed:
        yield from _of_line(printed)
        if not printed.is_meeting:
            yield from _too_late(printed, section)


def _of_line(printed: Printed) -> Iterator[Finding]:
    when = printed.line.head.when
    if when is None or when.start is None:
        return
    if when.conflict:
        yield Finding(printed.number, "weekday", when.conflict)
    if when.end is None:
        return
    both_timed = isinstance(when.start, datetime) and isinstance(when.end, datetime)
    if (both_timed and when.end <= when.start) or day_of(when.end) < day_of(when.start):
        text = f"the end is not after the start in „{printed.line.head.when_text}“"
        yield Finding(printed.number, "date", text)


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
