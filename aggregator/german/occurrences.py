"""On which days a rule falls: enough of RFC 5545 to find its first occurrence, without trying every day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from aggregator.german.rules import Rule

_HORIZON = 9  # years; a 29 February comes at least so often
_MONTHS = 61  # a fifth Monday every so many months may be long in coming


def first(rule: Rule, anchor: date | None, earliest: date) -> date | None:
    """The first day on or after `earliest` on which the rule falls; None where it names no day.

    `anchor` is a day of the series, or its beginning; intervals count from it, else from `earliest`.
    """
    if not (rule.weekdays or rule.monthdays or anchor or rule.frequency == "DAILY"):
        return None
    try:
        return next((day for day in _days(rule, anchor, earliest) if day >= earliest), None)
    except (OverflowError, ValueError):  # behind the year 9999
        return None


def _days(rule: Rule, anchor: date | None, earliest: date) -> Iterator[date]:
    """Days of the rule in order, the first of them near `earliest`."""
    if rule.frequency == "DAILY":
        behind = (anchor - earliest).days % rule.interval if anchor else 0
        return iter((earliest + timedelta(days=behind),))
    if rule.frequency == "WEEKLY":
        return _weekly(rule, anchor, earliest)
    if rule.frequency == "MONTHLY":
        return _monthly(rule, anchor, earliest)
    return _yearly(rule, anchor, earliest)


def _weekly(rule: Rule, anchor: date | None, earliest: date) -> Iterator[date]:
    weekdays = sorted({day for _, day in rule.weekdays} or ({anchor.weekday()} if anchor else set()))
    monday = earliest - timedelta(days=earliest.weekday())
    step = 1
    if rule.parity is None and rule.interval > 1 and anchor:
        step = rule.interval
        behind = (anchor - timedelta(days=anchor.weekday()) - monday).days // 7 % step
        monday += timedelta(weeks=behind)
    for week in range(4):  # the turn of a year may bring two odd weeks in a row
        begun = monday + timedelta(weeks=week * step)
        if rule.parity is None or begun.isocalendar().week % 2 == rule.parity:
            yield from (begun + timedelta(days=day) for day in weekdays)


def _monthly(rule: Rule, anchor: date | None, earliest: date) -> Iterator[date]:
    start = earliest.year * 12 + earliest.month - 1
    step = rule.interval
    if anchor:
        start += (anchor.year * 12 + anchor.month - 1 - start) % step
    elif rule.months:
        start = next(month for month in range(start, start + 12) if month % 12 + 1 in rule.months)
    else:
        step = 1
    for count in range(_MONTHS):
        year, month = divmod(start + count * step, 12)
        yield from sorted(_of_month(rule, anchor, year, month + 1))


def _of_month(rule: Rule, anchor: date | None, year: int, month: int) -> Iterator[date]:
    last = monthrange(year, month)[1]
    weekend = _is_weekend(rule)
    for nth, weekday in rule.weekdays[: 1 if weekend else None]:
        begun = 1 + (weekday - date(year, month, 1).weekday()) % 7
        days = list(range(begun, last + 1, 7))
        if nth == 0:
            yield from (date(year, month, day) for day in days)
        elif -len(days) <= nth <= len(days):
            found = date(year, month, days[nth - 1 if nth > 0 else nth])
            yield from (found, found + timedelta(days=1)) if weekend else (found,)
    if not rule.weekdays:
        for day in rule.monthdays or ((anchor.day,) if anchor else ()):
            if day <= last:
                yield date(year, month, day if day > 0 else last)


def _is_weekend(rule: Rule) -> bool:
    """ "am ersten Wochenende im Monat" begins on a Saturday, even where the month does on a Sunday."""
    named = rule.weekdays
    return len(named) == 2 and named[0][0] == named[1][0] != 0 and [day for _, day in named] == [5, 6]


def _yearly(rule: Rule, anchor: date | None, earliest: date) -> Iterator[date]:
    month = rule.month or (anchor and anchor.month)
    days = sorted(rule.monthdays or ((anchor.day,) if anchor else ()))
    if month:
        for year in range(earliest.year, earliest.year + _HORIZON):
            yield from (date(year, month, day) for day in days if day <= monthrange(year, month)[1])
