"""Courses: a range of some weeks, whose first and last day fall on the weekday named with its hours."""

from __future__ import annotations

from datetime import date, timedelta

from aggregator.german.groups import Group
from aggregator.german.rules import Rule, weekly
from aggregator.german.years import Impossible, dated

_WEEK = timedelta(days=7)


def course(group: Group, reference: date) -> Rule | None:
    """Every week, of "04.03.-29.04.26, Mi 18-19.30 Uhr" and "Mi 18-19.30 Uhr, 04.03.-29.04.26"; else None."""
    days = group.days
    if days is None or group.rule or group.start is None or group.more or len(days.days) != 2:
        return None
    first, last = days.days
    named = group.weekdays or ((last.weekday,) if last.weekday is not None else ())
    if not days.through[0] or first.weekday is not None or len(named) != 1:
        return None
    try:
        begun = dated(first, reference)
        ended = dated(last, reference, begun)
    except (Impossible, OverflowError):
        return None
    fits = begun.weekday() == ended.weekday() == named[0]
    return weekly(named) if fits and ended - begun > _WEEK else None
