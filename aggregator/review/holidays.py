"""Public holidays: the days on which an event's date deserves a second look.

Many are holidays of some Länder only, and the gazetteer does not know a town's Land: what is said then is in
how many it is one. A town that bears its Land's name (Berlin, Hamburg, Wien, Zürich) lies in it.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import holidays

PARTS = {"DE": "Ländern", "AT": "Ländern", "CH": "Kantonen"}
MOST_NAMED = 3


def holiday(day: date, country: str | None, town: str | None = None) -> str | None:
    """The holiday on this day and where it is one, in German; Germany's where the country is unknown or
    another. None where it is none, or surely none in this town."""
    country = country if country in PARTS else "DE"
    everywhere = _of(country, None, day.year).get(day)
    if everywhere:
        return f"Feiertag: {everywhere}"
    lands = _lands(country)
    known = next((code for code, names in lands.items() if town in names), None)
    found = {code: name for code in lands if (name := _of(country, code, day.year).get(day))}
    if known is not None:
        return f"Feiertag: {found[known]}" if known in found else None
    if not found:
        return None
    named = [lands[code][0] for code in found]
    where = (
        ", ".join(named) if len(named) <= MOST_NAMED else f"{len(named)} von {len(lands)} {PARTS[country]}"
    )
    return f"Feiertag in {where}: {next(iter(found.values()))}"


@lru_cache(maxsize=512)
def _of(country: str, land: str | None, year: int) -> holidays.HolidayBase:
    return holidays.country_holidays(country, subdiv=land, years=year, language="de")


@lru_cache(maxsize=8)
def _lands(country: str) -> dict[str, list[str]]:
    """Each Land's or canton's code and names. The library knows towns with holidays of their own besides."""
    return {
        code: names
        for code, names in _of(country, None, 2024).get_subdivision_aliases().items()
        if len(code) <= 2
    }
