"""Which year a day without one belongs to, and whether a day or a clock time exists at all."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from aggregator.event import BERLIN
from aggregator.german.days import Day

_BERLIN = ZoneInfo(BERLIN)
BACK = timedelta(days=62)  # a phrase without a year looks at most two months back
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Impossible(ValueError):
    """The phrase names a day or a clock time that does not exist; the message says which."""


def existing(year: int, month: int, day: int) -> date:
    """That date, or `Impossible` with the reason."""
    try:
        return date(year, month, day)
    except ValueError:
        raise Impossible(f"{day} {_month(month)} {year} does not exist") from None


def existing_clock(moment: datetime) -> datetime:
    """That moment, or `Impossible` where the clocks of Berlin skip it, in an hour of late March."""
    if moment.hour == 2 and moment.month == 3 and moment.day > 24:
        shown = moment.replace(tzinfo=_BERLIN).astimezone(UTC).astimezone(_BERLIN).replace(tzinfo=None)
        if shown != moment:
            when = f"{moment.hour}:{moment.minute:02} on {moment.date()}"
            raise Impossible(f"{when} does not exist: the clocks go forward")
    return moment


def _month(month: int) -> str:
    return _MONTHS[month - 1] if 0 < month < 13 else f"of month {month}"


def dated(day: Day, reference: date, after: date | None = None) -> date:
    """The date of a day; without a year the one nearest to the reference, at most two months back.

    `after` is an earlier day of the same phrase that this one follows. A weekday that fits the year
    before or the year after, and not the nearest, decides.
    """
    if day.year is not None:
        return existing(day.year, day.month, day.day)
    first = reference - BACK if after is None else after
    nearest = _first_from(day, first)
    if day.weekday is None or after is not None or nearest.weekday() == day.weekday:
        return nearest
    for year in (nearest.year + 1, nearest.year - 1):
        other = maybe(year, day)
        if other and other.weekday() == day.weekday:
            return other
    return nearest


def _first_from(day: Day, first: date) -> date:
    for year in range(first.year, min(first.year + 9, 9999) + 1):
        found = maybe(year, day)
        if found and found >= first:
            return found
    raise Impossible(f"{day.day} {_month(day.month)} does not exist")


def maybe(year: int, day: Day) -> date | None:
    """That day in that year, if the year has it."""
    try:
        return date(year, day.month, day.day)
    except ValueError:
        return None
