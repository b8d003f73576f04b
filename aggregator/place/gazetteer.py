"""Where a town lies: an offline gazetteer of GeoNames' towns (CC BY 4.0, see `aggregator.place.towns`).

It has all towns of the German-speaking countries under all their Latin names, and the larger towns of the
rest of the world.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import Protocol

from aggregator.event import Place
from aggregator.place.country import GERMAN_SPEAKING, countries_of_postcode, country_named, without_country
from aggregator.place.postcode import chief_towns
from aggregator.place.towns import Entry, towns_called_in_part, towns_named

_HOME_BONUS = 10
_NAME_BONUS = 3
_OWN_PART_BONUS = 10
_REACH_KM = 30.0
"""How far around its chief towns a postal region reaches before a town becomes unlikely to lie in it."""

_FAR_KM = 80.0
"""Further from all of them lies no part of a region: a town there has its name in common only."""
_UNMISTAKABLE = 100_000
"""Inhabitants from which a town is meant even where its postcode is wrong."""
_CLEARLY_LARGER = 20
"""Times as many inhabitants as all others of its name together: then a town is meant without a postcode."""


class Located(Protocol):
    """Anything with coordinates in degrees (WGS 84), or None where they are unknown."""

    @property
    def latitude(self) -> float | None: ...
    @property
    def longitude(self) -> float | None: ...


@dataclass(frozen=True, slots=True)
class Town:
    """A town of the gazetteer: its name as asked for, coordinates in degrees, ISO 3166-1 country.

    `land` is the ISO 3166-2 code of its Land or canton ("DE-SN", "AT-9", "CH-ZH"), None in other countries.
    """

    name: str
    postcode: str | None
    latitude: float
    longitude: float
    country: str
    land: str | None = None


@lru_cache(maxsize=4096)
def town(name_or_postcode: str) -> Town | None:
    """Find a town by its name ("Moers", "Halle (Saale)") or by postcode and name ("47445 Moers").

    Of several towns of one name the one of the postcode's country and region, else the most likely to a
    German reader; None where the only ones lie far from that region. A postcode alone finds nothing: no table
    of postcodes is at hand offline.
    """
    words = re.fullmatch(r"\s*(?:(?:[A-Z]{1,2}-)?(\d{4,5}(?: ?[A-Z]{2})?)\s+)?(.*?)\s*", name_or_postcode)
    if words is None or not words[2]:
        return None
    postcode, name = words[1], words[2]
    found = _candidates(name)
    if postcode:
        found = tuple(dict.fromkeys((*found, *towns_called_in_part(name))))
    countries = country_named(name) or (countries_of_postcode(postcode) if postcode else None)
    if countries:
        found = tuple(entry for entry in found if entry.country in countries) or found
    if not found:
        return None
    best = max(found, key=lambda entry: _likelihood(entry, name, postcode))
    if postcode and best.population < _UNMISTAKABLE and _beyond_km(best, postcode) > _FAR_KM:
        return None
    return Town(name, postcode, best.latitude, best.longitude, best.country, best.land)


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


def land_of(place: Place) -> str | None:
    """The Land or canton (ISO 3166-2) in which a place's town surely lies; None where that is not known.

    A town without a postcode counts only where no town of its name in another Land could be meant.
    """
    found = _town_of(place)
    if found is None or found.land is None or (place.country or found.country) != found.country:
        return None
    if found.postcode is None and _is_shared(found.name, found.land):
        return None
    return found.land


def _is_shared(name: str, land: str) -> bool:
    """Is a town of this name and Land no larger than those of its name elsewhere nearly are?"""
    own, name = name.casefold(), without_country(name)
    entries = [entry for entry in _candidates(name) if entry.country in GERMAN_SPEAKING]
    here = max((entry.population for entry in entries if entry.land == land), default=0)
    others = sum(entry.population for entry in entries if entry.land != land and entry.own_name == own)
    return here < _CLEARLY_LARGER * others


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


def _likelihood(entry: Entry, name: str, postcode: str | None) -> float:
    score = float(max(entry.population, 1))
    score *= _HOME_BONUS if entry.country in GERMAN_SPEAKING else 1
    score *= _NAME_BONUS if entry.own_name == name.casefold() else 1
    if postcode is None or not chief_towns(postcode, entry.country):
        return score
    score *= _OWN_PART_BONUS if name.casefold() in re.split(r"[/ (),-]+", entry.own_name) else 1
    return score / (1 + (_beyond_km(entry, postcode) / _REACH_KM) ** 4)


def _beyond_km(entry: Entry, postcode: str) -> float:
    """How far a town lies from the nearest chief town of a postcode's region; 0 where none is known."""
    chiefs = chief_towns(postcode, entry.country)
    return min((_apart_km(entry, chief) for chief in chiefs), default=0.0)


def _apart_km(one: Entry, other: Entry) -> float:
    return _arc_km(one.latitude, one.longitude, other.latitude, other.longitude)


def _candidates(name: str) -> tuple[Entry, ...]:
    """Towns called so: in full, without the country in parentheses, or as a part of town ("Berlin-Mitte")."""
    bare = re.sub(r"\s*\(.*", "", name)
    for form in (name, bare, bare.split(" / ")[0], re.split(r"[-–,/]", bare)[0]):
        if found := towns_named(form.strip()):
            return found
    return ()
