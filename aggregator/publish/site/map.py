"""A map of Germany, Austria and Switzerland with the towns of the events: one drawing, no request.

The borders are Natural Earth's (public domain, see `outline.tsv`), drawn in degrees with longitudes
shortened as at 50.5° north.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
LETTER, LINE = 12.5, 22.0
"""Width of a letter and height of a line of a label, generously."""


@dataclass(frozen=True, slots=True)
class Label:
    """Where a town's name is written: the point that `anchor` (as in SVG) speaks of, in mid-height."""

    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Town:
    """A town with events; `x` and `y` in the drawing, None outside of it; no label where there is no room."""

    name: str
    cards: tuple[Card, ...]
    x: float | None = None
    y: float | None = None
    label: Label | None = None

    @property
    def radius(self) -> float:
        """Of its point, whose area grows with the number of events."""
        return round(5 + 3 * sqrt(min(len(self.cards), 50)), 1)


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
"""Left, upper, right and lower edge."""


def _labelled(towns: Sequence[Town]) -> list[Town]:
    """The towns with names that cover neither each other nor a point; those with most events come first."""
    points = {town.name: _box(town.x, town.y, town.radius) for town in towns if town.x and town.y}
    taken: list[Box] = []
    labels: dict[str, Label] = {}
    for town in sorted(towns, key=lambda each: -len(each.cards)):
        others = [*taken, *(box for name, box in points.items() if name != town.name)]
        for label in _possible_labels(town):
            box = _label_box(label, len(town.name) * LETTER)
            if box[0] >= 0 and box[2] <= WIDTH and not any(_overlap(box, other) for other in others):
                labels[town.name] = label
                taken.append(box)
                break
    return [replace(town, label=labels.get(town.name)) for town in towns]


def _possible_labels(town: Town) -> Iterator[Label]:
    """To the right of its point, to the left, above and below, the best first."""
    if town.x is None or town.y is None:
        return
    near, above = town.radius + 4, town.radius + LINE / 2
    yield Label(round(town.x + near, 1), town.y, "start")
    yield Label(round(town.x - near, 1), town.y, "end")
    yield Label(town.x, round(town.y - above, 1), "middle")
    yield Label(town.x, round(town.y + above, 1), "middle")


def _box(x: float, y: float, radius: float) -> Box:
    return x - radius, y - radius, x + radius, y + radius


def _label_box(label: Label, width: float) -> Box:
    begins = label.x - {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
    return begins, label.y - LINE / 2, begins + width, label.y + LINE / 2


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
