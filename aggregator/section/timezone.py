"""A VTIMEZONE (RFC 5545, 3.6.5) that covers what an entry needs and no more.

For a rule without an end the changes of the clock are yearly rules; for one with an end only those
between its first and last day are named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.prop import vRecur

_YEARS_AHEAD = 6
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class _Change:
    """One change of a zone's clock: when (naive, told by the clock before it), from and to which offset."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool


def definition(zone: ZoneInfo, first: datetime, last: datetime | None) -> Timezone:
    """The zone from `first` to `last` (naive local), or from `first` on where `last` is None."""
    end = last or first.replace(year=first.year + _YEARS_AHEAD, day=min(first.day, 28))
    changes = [*_in_force(zone, first), *_changes(zone, first, end)]
    found = Timezone()
    found.add("TZID", zone.key)
    kinds = dict.fromkeys((change.before, change.after, change.name, change.summer) for change in changes)
    for kind in kinds:
        same = [c for c in changes if (c.before, c.after, c.name, c.summer) == kind]
        found.add_component(_observance(same, endless=last is None))
    return found


def _observance(changes: list[_Change], endless: bool) -> TimezoneDaylight | TimezoneStandard:
    """All changes of one kind as one DAYLIGHT or STANDARD part."""
    first = changes[0]
    part = TimezoneDaylight() if first.summer else TimezoneStandard()
    part.add("DTSTART", first.at)
    part.add("TZOFFSETFROM", first.before)
    part.add("TZOFFSETTO", first.after)
    part.add("TZNAME", first.name)
    if len(changes) == 1:
        return part
    rule = _yearly(changes)
    if rule is None:
        part.add("RDATE", [change.at for change in changes[1:]])
        return part
    if not endless:
        rule += f";UNTIL={changes[-1].at - first.before:%Y%m%dT%H%M%SZ}"
    part.add("RRULE", vRecur.from_ical(rule))
    return part


def _yearly(changes: list[_Change]) -> str | None:
    """ "The last Sunday in March" as a rule; None where the changes follow no such pattern."""
    first = changes[0].at
    years = [change.at.year for change in changes]
    if years != list(range(first.year, first.year + len(changes))):
        return None
    if {(c.at.month, c.at.weekday(), c.at.time()) for c in changes} != {
        (first.month, first.weekday(), first.time())
    }:
        return None
    start = f"FREQ=YEARLY;BYMONTH={first.month};BYDAY="
    weekday = _WEEKDAYS[first.weekday()]
    if all((change.at + timedelta(days=7)).month != first.month for change in changes):
        return f"{start}-1{weekday}"
    week = {(change.at.day - 1) // 7 + 1 for change in changes}
    return f"{start}{week.pop()}{weekday}" if len(week) == 1 else None


def _in_force(zone: ZoneInfo, moment: datetime) -> Iterator[_Change]:
    """The change that made the clock what it is at `moment`; a zone without changes has one in 1970."""
    earlier = list(_changes(zone, moment - timedelta(days=400), moment))
    if earlier:
        yield earlier[-1]
        return
    now = moment.replace(tzinfo=zone)
    offset = now.utcoffset() or timedelta()
    yield _Change(datetime(1970, 1, 1), offset, offset, now.tzname() or zone.key, summer=False)


def _changes(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[_Change]:
    """Every change of the clock between two naive local moments, in order."""
    low = first.replace(tzinfo=zone).astimezone(UTC)
    end = last.replace(tzinfo=zone).astimezone(UTC)
    while low < end:
        high = min(low + timedelta(days=7), end)
        if _offset(zone, low) != _offset(zone, high):
            yield _change(zone, low, high)
        low = high


def _change(zone: ZoneInfo, low: datetime, high: datetime) -> _Change:
    """The change between two moments in UTC, to the second."""
    before = _offset(zone, low)
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=int((high - low).total_seconds()) // 2)
        if _offset(zone, middle) == before:
            low = middle
        else:
            high = middle
    now = high.astimezone(zone)
    local = (high + before).replace(tzinfo=None)
    summer = bool(now.dst())
    return _Change(local, before, _offset(zone, high), now.tzname() or zone.key, summer)


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()
