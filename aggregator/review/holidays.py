"""Public holidays: the days on which an event's date deserves a second look.

Many are holidays of some Länder only. Where the gazetteer does not surely know a town's Land, what is said is
in how many it is one.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import holidays

from aggregator.event import Place
from aggregator.place import land_of

PARTS = {"DE": "Ländern", "AT": "Ländern", "CH": "Kantonen"}
MOST_NAMED = 3


def holiday(day: date, place: Place) -> str | None:
    """The holiday on this day and where it is one, in German; None where it is surely none at this place.

    Where the country is unknown, or none of these three, Germany's count.
    """
    land = land_of(place)
    country = land.partition("-")[0] if land else place.country
    country = country if country in PARTS else "DE"
    everywhere = _of(country, None, day.year).get(day)
    if everywhere:
        return f"Feiertag: {everywhere}"
    if land is not None:
        return _in_land(day, country, land.partition("-")[2])
    lands = _lands(country)
    found = {code: name for code in lands if (name := _of(country, code, day.year).get(day))}
    if not found:
        return None
    named = [lands[code][0] for code in found]
    where = (
        ", ".join(named) if len(named) <= MOST_NAMED else f"{len(named)} von {len(lands)} {PARTS[country]}"
    )
    return f"Feiertag in {where}: {next(iter(found.values()))}"


def _in_land(day: date, country: str, land: str) -> str | None:
    """The holiday of a Land, or of its Catholic parishes only, which the library knows of Germany."""
    if name := _of(country, land, day.year).get(day):
        return f"Feiertag: {name}"
    in_parts = _of(country, land, day.year, "catholic").get(day) if country == "DE" else None
    return f"Feiertag in Teilen von {_lands(country)[land][0]}: {in_parts}" if in_parts else None


@lru_cache(maxsize=512)
def _of(country: str, land: str | None, year: int, kind: str = "public") -> holidays.HolidayBase:
    return holidays.country_holidays(country, subdiv=land, years=year, language="de", categories=kind)


@lru_cache(maxsize=8)
def _lands(country: str) -> dict[str, list[str]]:
    """Each Land's or canton's code and names. The library knows towns with holidays of their own besides."""
    return {
        code: names
        for code, names in _of(country, None, 2024).get_subdivision_aliases().items()
        if len(code) <= 2
    }
