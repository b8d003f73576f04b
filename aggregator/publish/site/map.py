"""A map of Germany, Austria and Switzerland with the towns of the events: one drawing, no request.

The borders are Natural Earth's (public domain, see `outline.tsv`), drawn in degrees with longitudes
shortened as at 50.5° north.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import cos, radians, sqrt

from aggregator.publish.site.cards import Card
from aggregator.section.calendar_entry import place_of
from aggregator.section.choose import collated
from aggregator.section.escape import plain

WEST, EAST, SOUTH, NORTH = 5.5, 17.5, 45.6, 55.2
SCALE = 80.0
"""Units of the drawing for a degree of latitude."""
SHORTER = cos(radians(50.5))
WIDTH, HEIGHT = round((EAST - WEST) * SHORTER * SCALE), round((NORTH - SOUTH) * SCALE)
LETTER, LINE = 11.0, 24.0
"""Width of a letter and height of a line of a label, generously."""


@dataclass(frozen=True, slots=True)
class Town:
    """A town with events; `x` and `y` in the drawing, None outside of it. `labelled`: its name has room."""

    name: str
    cards: tuple[Card, ...]
    x: float | None = None
    y: float | None = None
    labelled: bool = False
    left: bool = False

    @property
    def radius(self) -> float:
        """Of its point, whose area grows with the number of events."""
        return round(5 + 3 * sqrt(len(self.cards)), 1)


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole map: its size, its borders as SVG paths, its towns in German order."""

    width: int
    height: int
    borders: tuple[str, ...]
    towns: tuple[Town, ...]


def drawing_of(cards: Sequence[Card]) -> Drawing:
    """The map of these events; those online only, and those without a known place, are not on it."""
    by_name: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        name = _town_name(card)
        if name is not None:
            by_name[name].append(card)
    towns = [_town(name, by_name[name]) for name in sorted(by_name, key=collated)]
    return Drawing(WIDTH, HEIGHT, _borders(), tuple(_labelled(towns)))


def point(longitude: float, latitude: float) -> tuple[float, float]:
    """Where a place lies in the drawing, from its upper left corner."""
    return round((longitude - WEST) * SHORTER * SCALE, 1), round((NORTH - latitude) * SCALE, 1)


def _town_name(card: Card) -> str | None:
    where = place_of(card.of.event)
    if where.latitude is None or where.longitude is None:
        return None
    return plain(where.city or where.name or "") or None


def _town(name: str, cards: Sequence[Card]) -> Town:
    """The town where its gazetteer's coordinates are, else where its first event takes place."""
    places = [place_of(card.of.event) for card in cards]
    at = next((place for place in places if place.located == "town"), places[0])
    if at.latitude is None or at.longitude is None:
        return Town(name, tuple(cards))
    if not (WEST <= at.longitude <= EAST and SOUTH <= at.latitude <= NORTH):
        return Town(name, tuple(cards))
    return Town(name, tuple(cards), *point(at.longitude, at.latitude))


Box = tuple[float, float, float, float]


def _labelled(towns: Iterable[Town]) -> list[Town]:
    """The towns, those with most events first given a name, as far as names do not cover each other."""
    towns = list(towns)
    taken = [_box(town.x, town.y, town.radius) for town in towns if town.x is not None and town.y is not None]
    labels: dict[str, bool] = {}
    for town in sorted(towns, key=lambda each: -len(each.cards)):
        if town.x is None or town.y is None:
            continue
        own = _box(town.x, town.y, town.radius)
        for left in (False, True):
            box = _label_box(town, left)
            others = [each for each in taken if each != own]
            if box[0] >= 0 and box[2] <= WIDTH and not any(_overlap(box, other) for other in others):
                labels[town.name] = left
                taken.append(box)
                break
    return [_with_label(town, labels.get(town.name)) for town in towns]


def _with_label(town: Town, left: bool | None) -> Town:
    if left is None:
        return town
    return Town(town.name, town.cards, town.x, town.y, labelled=True, left=left)


def _box(x: float, y: float, radius: float) -> Box:
    return x - radius, y - radius, x + radius, y + radius


def _label_box(town: Town, left: bool) -> Box:
    assert town.x is not None and town.y is not None
    near, width = town.radius + 4, len(town.name) * LETTER
    begins = town.x - near - width if left else town.x + near
    return begins, town.y - LINE / 2, begins + width, town.y + LINE / 2


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@cache
def _borders() -> tuple[str, ...]:
    """Each border as the data of an SVG path."""
    text = (files(__package__) / "outline.tsv").read_text(encoding="utf-8")
    paths = []
    for line in text.splitlines()[1:]:
        _, corners = line.split("\t")
        points = (point(*map(float, corner.split(","))) for corner in corners.split(" "))
        paths.append("M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z")
    return tuple(paths)
