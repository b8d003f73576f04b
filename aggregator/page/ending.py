"""Which end a machine-written event has: many sites write one that is none, and some one before the start."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time

from aggregator.event import Moment, When

_EMPTY_UNTIL = 1980
"""The latest of the years in which a database's empty date lies: 1, 1899, 1900, 1970, 1980."""
_MORNING, _NOON = 6, 12
"""Hours: what begins in the afternoon and ends before six ends on the next morning, whatever day it names."""
_ENDS_FIRST = re.compile(r"it ends on [\d-]+, before it begins")
"""What `aggregator.german` says in `When.conflict` of days of which the last comes first."""


def end_of(start: Moment, end: Moment | None) -> Moment | None:
    """The end, where it is one; one that lies before the start is kept, so that the event can be refused.

    None where a site means no end or does not know it: the start again, its day or that day's midnight, a
    clock of the small hours behind an evening's start, an empty date.
    """
    if end is None or end.year <= _EMPTY_UNTIL:
        return None
    if _day(end) != _day(start):
        return end
    if not isinstance(end, datetime) or not isinstance(start, datetime) or end == start:
        return None
    overnight = end.hour < _MORNING and start.hour >= _NOON
    return None if end < start and (overnight or end.time() == time(0)) else end


def without_empty_end(when: When) -> When:
    """The same, but for an end before its start that says no more than that a site knows none."""
    if when.start and when.end and before(when.end, when.start):
        return replace(when, end=end_of(when.start, when.end))
    return when


def before(one: Moment, other: Moment) -> bool:
    """True where `one` is earlier; a day and a time of that day are neither earlier nor later."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one < other
    return _day(one) < _day(other)


def ends_first(when: When) -> str | None:
    """How an event ends before it starts, in words, or None where it does not."""
    if when.start and when.end and before(when.end, when.start):
        return f"it ends ({when.end.isoformat()[:16]}) before it starts ({when.start.isoformat()[:16]})"
    return when.conflict if when.conflict and _ENDS_FIRST.match(when.conflict) else None


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
