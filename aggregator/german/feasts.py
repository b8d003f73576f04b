"""Feasts that people name instead of a date. A new one is a line in `FEASTS`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta


def advent(sunday: int) -> Callable[[int], date]:
    """The first to fourth Sunday of Advent, as a function of the year."""

    def day(year: int) -> date:
        christmas = date(year, 12, 25)
        fourth = christmas - timedelta(days=christmas.weekday() + 1)
        return fourth - timedelta(weeks=4 - sunday)

    return day


def _easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Butcher's algorithm)."""
    century = year // 100
    golden = year % 19
    correction = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = correction - correction // 28 * (1 - 29 // (correction + 1) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    offset = moon - weekday
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4))


def _after_easter(days: int) -> Callable[[int], date]:
    return lambda year: _easter(year) + timedelta(days=days)


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


FEASTS: dict[str, Callable[[int], date]] = {
    "neujahr": _fixed(1, 1),
    "rosenmontag": _after_easter(-48),
    "aschermittwoch": _after_easter(-46),
    "gründonnerstag": _after_easter(-3),
    "karfreitag": _after_easter(-2),
    "karsamstag": _after_easter(-1),
    "ostersamstag": _after_easter(-1),
    "ostersonntag": _after_easter(0),
    "ostermontag": _after_easter(1),
    "himmelfahrt": _after_easter(39),
    "christihimmelfahrt": _after_easter(39),
    "pfingstsamstag": _after_easter(48),
    "pfingstsonntag": _after_easter(49),
    "pfingstmontag": _after_easter(50),
    "fronleichnam": _after_easter(60),
    "reformationstag": _fixed(10, 31),
    "allerheiligen": _fixed(11, 1),
    "nikolaustag": _fixed(12, 6),
    "heiligabend": _fixed(12, 24),
    "silvester": _fixed(12, 31),
}
