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
from aggregator.place.postcode import region
from aggregator.place.towns import Entry, towns_beginning, towns_named

_HOME_BONUS = 10
_NAME_BONUS = 3
_OWN_PART_BONUS = 10
_REACH_KM = 30.0
"""How far around its chief town a postal region reaches before a town becomes unlikely to lie in it."""


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


@lru_cache(maxsize=4096)
def town(name_or_postcode: str) -> Town | None:
    """Find a town by its name ("Moers", "Halle (Saale)") or by postcode and name ("47445 Moers").

    Of several towns of one name the one of the postcode's country and region, else the most likely to a
    German reader. A postcode alone finds nothing: no table of postcodes is at hand offline.
    """
    words = re.fullmatch(r"\s*(?:(?:[A-Z]{1,2}-)?(\d{4,5}(?: ?[A-Z]{2})?)\s+)?(.*?)\s*", name_or_postcode)
    if words is None or not words[2]:
        return None
    postcode, name = words[1], words[2]
    found = _candidates(name)
    if postcode:
        found = tuple(dict.fromkeys((*found, *towns_beginning(name))))
    countries = country_named(name) or (countries_of_postcode(postcode) if postcode else None)
    if countries:
        found = tuple(entry for entry in found if entry.country in countries) or found
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


def _likelihood(entry: Entry, name: str, postcode: str | None) -> float:
    score = float(max(entry.population, 1))
    score *= _HOME_BONUS if entry.country in GERMAN_SPEAKING else 1
    score *= _NAME_BONUS if entry.own_name == name.casefold() else 1
    around = region(postcode, entry.country) if postcode else None
    if around is None:
        return score
    score *= _OWN_PART_BONUS if name.casefold() in re.split(r"[/ (),-]+", entry.own_name) else 1
    distance = _arc_km(entry.latitude, entry.longitude, around.latitude, around.longitude)
    return score / (1 + (distance / _REACH_KM) ** 4)


def _candidates(name: str) -> tuple[Entry, ...]:
    """Towns called so: in full, without the country in parentheses, or as a part of town ("Berlin-Mitte")."""
    bare = re.sub(r"\s*\(.*", "", name)
    for form in (name, bare, bare.split(" / ")[0], re.split(r"[-–,/]", bare)[0]):
        if found := towns_named(form.strip()):
            return found
    return ()
