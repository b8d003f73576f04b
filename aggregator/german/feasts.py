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


def _before_advent(sundays: int) -> Callable[[int], date]:
    return lambda year: advent(1)(year) - timedelta(weeks=sundays)


def _nth_sunday(month: int, nth: int) -> Callable[[int], date]:
    def day(year: int) -> date:
        first = date(year, month, 1)
        return first + timedelta(days=6 - first.weekday(), weeks=nth - 1)

    return day


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


FEASTS: dict[str, Callable[[int], date]] = {
    "neujahr": _fixed(1, 1),
    "dreikönigstag": _fixed(1, 6),
    "weiberfastnacht": _after_easter(-52),
    "rosenmontag": _after_easter(-48),
    "faschingsdienstag": _after_easter(-47),
    "fastnachtsdienstag": _after_easter(-47),
    "fasnachtsdienstag": _after_easter(-47),
    "veilchendienstag": _after_easter(-47),
    "aschermittwoch": _after_easter(-46),
    "palmsonntag": _after_easter(-7),
    "gründonnerstag": _after_easter(-3),
    "karfreitag": _after_easter(-2),
    "karsamstag": _after_easter(-1),
    "ostersamstag": _after_easter(-1),
    "ostersonntag": _after_easter(0),
    "ostermontag": _after_easter(1),
    "muttertag": _nth_sunday(5, 2),
    "vatertag": _after_easter(39),
    "himmelfahrt": _after_easter(39),
    "christihimmelfahrt": _after_easter(39),
    "pfingstsamstag": _after_easter(48),
    "pfingstsonntag": _after_easter(49),
    "pfingstmontag": _after_easter(50),
    "fronleichnam": _after_easter(60),
    "erntedank": _nth_sunday(10, 1),
    "erntedanksonntag": _nth_sunday(10, 1),
    "reformationstag": _fixed(10, 31),
    "allerheiligen": _fixed(11, 1),
    "martinstag": _fixed(11, 11),
    "weltfrauentag": _fixed(3, 8),
    "walpurgisnacht": _fixed(4, 30),
    "maifeiertag": _fixed(5, 1),
    "mariä himmelfahrt": _fixed(8, 15),
    "halloween": _fixed(10, 31),
    "bettag": lambda year: advent(1)(year) - timedelta(days=11),
    "volkstrauertag": _before_advent(2),
    "totensonntag": _before_advent(1),
    "ewigkeitssonntag": _before_advent(1),
    "nikolaustag": _fixed(12, 6),
    "heiligabend": _fixed(12, 24),
    "silvester": _fixed(12, 31),
}
