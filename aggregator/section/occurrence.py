"""The dates of a rule (RFC 5545, RRULE with EXDATE), bounded: a month of a meeting, never its eternity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from dateutil.rrule import rrule, rruleset, rrulestr

from aggregator.event import Moment, When
from aggregator.section.rule import parts

FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
LAST_YEARS = 9972
"""From here to dateutil's last year, 9999, every date of every leap year falls on every weekday."""
_DAY_PARTS = ("BYHOUR", "BYMINUTE", "BYSECOND")


def day_of(moment: Moment) -> date:
    """The calendar day of a moment."""
    return moment.date() if isinstance(moment, datetime) else moment


def last_day(when: When) -> date | None:
    """The day on which a single span ends; an end at midnight belongs to the day before."""
    if when.start is None:
        return None
    days = [day_of(moment) for moment in (when.start, *when.also)]
    if isinstance(when.end, datetime) and when.end.time() == time.min and when.end.date() > days[0]:
        days.append(when.end.date() - timedelta(days=1))
    elif when.end is not None:
        days.append(day_of(when.end))
    return max(days)


def occurrences(when: When, first: date, last: date) -> Iterator[Moment]:
    """The starts of `when` from `first` to `last`, both inclusive, in order and of the kind of its start.

    Without a rule that is the start and the further dates. A rule that cannot be read, or that repeats
    more often than daily, has none.
    """
    if when.start is None:
        return
    if when.rrule is None:
        yield from (m for m in sorted((when.start, *when.also), key=_clock) if first <= day_of(m) <= last)
        return
    dates = _rule_set(when)
    if dates is None:
        return
    for found in dates.xafter(datetime.combine(first, time.min), inc=True):
        if found.date() > last:
            return
        yield found if isinstance(when.start, datetime) else found.date()


def first_in(when: When, first: date, last: date) -> Moment | None:
    """The first start from `first` to `last`; None where there is none."""
    return next(occurrences(when, first, last), None)


def starting(when: When, start: Moment) -> When:
    """The same dates from one of them on: phase kept, COUNT and skipped days cut to what is left."""
    if when.start is None or start == when.start:
        return when
    if isinstance(when.start, datetime) and not isinstance(start, datetime):
        start = datetime.combine(start, when.start.time())
    named = parts(when.rrule or "")
    if "COUNT" in named and named["COUNT"].isdigit():
        before = sum(1 for _ in _raw(when, until=start))
        named["COUNT"] = str(max(1, int(named["COUNT"]) - before))
    end = when.end
    if end is not None:
        end = _shifted(end, _clock(start) - _clock(when.start))
    return replace(
        when,
        start=start,
        end=end,
        rrule=";".join(f"{name}={value}" for name, value in named.items()) or None,
        also=tuple(moment for moment in when.also if day_of(moment) > day_of(start)),
        skipped=tuple(day for day in when.skipped if day >= day_of(start)),
    )


def _shifted(moment: Moment, by: timedelta) -> Moment:
    return moment + by if isinstance(moment, datetime) else moment + timedelta(days=by.days)


def _clock(moment: Moment) -> datetime:
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time.min)


def _rule(when: When) -> rrule | None:
    """dateutil's rule in naive local time; None for one we refuse."""
    if when.start is None or when.rrule is None:
        return None
    named = parts(when.rrule)
    if named.get("FREQ") not in FREQUENCIES or any(part in named for part in _DAY_PARTS):
        return None
    # UNTIL may stand in UTC; the days it allows are the same in local time but for the night hours.
    if named.get("UNTIL", "").endswith("Z"):
        named["UNTIL"] = named["UNTIL"].rstrip("Z")
    elif len(named.get("UNTIL", "")) == 8:
        named["UNTIL"] += "T235959"
    text = ";".join(f"{name}={value}" for name, value in named.items())
    try:
        rule = rrulestr(text, dtstart=_clock(when.start))
    except (ValueError, TypeError, KeyError):
        return None
    return rule if isinstance(rule, rrule) and _has_dates(rule, _clock(when.start)) else None


def _has_dates(rule: rrule, start: datetime) -> bool:
    """It has a date at all: dateutil would look for 30 February, day by day, until the year 9999."""
    probe: rrule = rule.replace(dtstart=start.replace(year=LAST_YEARS), interval=1, count=None, until=None)
    return next(iter(probe), None) is not None


def _rule_set(when: When) -> rruleset | None:
    rule = _rule(when)
    if rule is None:
        return None
    dates = rruleset()
    dates.rrule(rule)
    for moment in when.also:
        dates.rdate(_clock(moment))
    assert when.start is not None
    for day in when.skipped:
        dates.exdate(datetime.combine(day, _clock(when.start).time()))
    return dates


def _raw(when: When, until: Moment) -> Iterator[datetime]:
    """The rule's own dates before `until`, skipped ones included: those count against COUNT."""
    rule = _rule(when)
    for found in rule or ():
        if found >= _clock(until):
            return
        yield found
