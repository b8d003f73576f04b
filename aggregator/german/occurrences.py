"""On which days a rule falls: enough of RFC 5545 to find its first occurrence."""

from __future__ import annotations

from datetime import date, timedelta

from aggregator.german.rules import Rule

_DAY = timedelta(days=1)
_HORIZON = 5 * 366  # a 29 February comes at least so often, except around 2100


def first(rule: Rule, anchor: date | None, earliest: date) -> date | None:
    """The first day on or after `earliest` on which the rule falls; None where it names no day.

    `anchor` is a day of the series, or its beginning; intervals count from it, else from `earliest`.
    """
    if not (rule.weekdays or rule.monthdays or anchor or rule.frequency == "DAILY"):
        return None
    day = earliest
    base = anchor
    for _ in range(_HORIZON):
        if _falls(rule, day, base):
            return day
        if day == date.max:
            return None
        day += _DAY
    return None


def _falls(rule: Rule, day: date, anchor: date | None) -> bool:
    if rule.frequency == "WEEKLY":
        return _weekly(rule, day, anchor)
    if rule.frequency == "MONTHLY":
        return _monthly(rule, day, anchor)
    if rule.frequency == "DAILY":
        return anchor is None or (day - anchor).days % rule.interval == 0
    month = rule.month or (anchor and anchor.month)
    days = rule.monthdays or ((anchor.day,) if anchor else ())
    return day.month == month and day.day in days


def _weekly(rule: Rule, day: date, anchor: date | None) -> bool:
    days = {weekday for _, weekday in rule.weekdays} or ({anchor.weekday()} if anchor else set())
    if day.weekday() not in days:
        return False
    if rule.parity is not None:
        return day.isocalendar().week % 2 == rule.parity
    if rule.interval == 1 or anchor is None:
        return True
    weeks = (_monday(day) - _monday(anchor)) // 7
    return weeks % rule.interval == 0


def _monday(day: date) -> int:
    return day.toordinal() - day.weekday()


def _monthly(rule: Rule, day: date, anchor: date | None) -> bool:
    if rule.months and anchor is None and day.month not in rule.months:
        return False
    if anchor and ((day.year - anchor.year) * 12 + day.month - anchor.month) % rule.interval:
        return False
    if rule.weekdays:
        return any(weekday == day.weekday() and _is_nth(day, nth) for nth, weekday in rule.weekdays)
    days = rule.monthdays or ((anchor.day,) if anchor else ())
    return day.day in days or (-1 in days and (day + _DAY).day == 1)


def _is_nth(day: date, nth: int) -> bool:
    if nth >= 0:
        return nth == 0 or (day.day - 1) // 7 + 1 == nth
    last = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - _DAY
    return (last.day - day.day) // 7 + 1 == -nth
