"""A recurrence rule (RFC 5545) as a https://schema.org/Schedule."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from aggregator.event import Moment, When
from aggregator.section.occurrence import day_of
from aggregator.section.rule import normal, parts

_PERIODS = {"DAILY": "D", "WEEKLY": "W", "MONTHLY": "M", "YEARLY": "Y"}
_DAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
_SAID = {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH"}
"""The parts of a rule that a Schedule has words for, beside its end."""


def schedule(when: When) -> Mapping[str, Any] | None:
    """The rule's Schedule from the next date on; None where there is no rule or a Schedule cannot say it."""
    if when.rrule is None or when.start is None:
        return None
    rule = parts(normal(when.rrule, when.start))
    if set(rule) - _SAID or rule.get("FREQ") not in _PERIODS:
        return None
    ends = parts(when.rrule)
    until, count = ends.get("UNTIL", "")[:8], ends.get("COUNT", "")
    found = {
        "@type": "Schedule",
        "repeatFrequency": f"P{rule.get('INTERVAL', '1')}{_PERIODS[rule['FREQ']]}",
        "byDay": [_day(each) for each in rule.get("BYDAY", "").split(",") if each],
        "byMonthDay": [int(each) for each in rule.get("BYMONTHDAY", "").split(",") if each],
        "byMonth": [int(each) for each in rule.get("BYMONTH", "").split(",") if each],
        "startDate": day_of(when.start).isoformat(),
        "endDate": f"{until[:4]}-{until[4:6]}-{until[6:]}" if until else None,
        "repeatCount": int(count) if count.isdigit() else None,
        "startTime": _clock(when.start),
        "endTime": None if when.end is None else _clock(when.end),
        "exceptDate": [day.isoformat() for day in when.skipped],
        "scheduleTimezone": when.timezone,
    }
    return {name: value for name, value in found.items() if value not in (None, [])}


def _day(day: str) -> str:
    """A DayOfWeek, or iCalendar's own text where the rule counts the weeks ("2WE"), as schema.org allows."""
    return f"https://schema.org/{_DAYS[day]}" if day in _DAYS else day


def _clock(moment: Moment) -> str | None:
    return f"{moment:%H:%M:%S}" if isinstance(moment, datetime) else None
