"""Public holidays: the days on which an event's date deserves a second look."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import holidays

KNOWN = ("DE", "AT", "CH")


@lru_cache(maxsize=64)
def _of(country: str, year: int) -> holidays.HolidayBase:
    return holidays.country_holidays(country, years=year, language="de")


def holiday(day: date, country: str | None) -> str | None:
    """The nationwide holiday on this day; Germany's where the country is unknown or another."""
    name = _of(country if country in KNOWN else "DE", day.year).get(day)
    return str(name) if name else None
