"""Which of an issue's events the page shows: pure functions over its items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from aggregator.review.items import Item
from aggregator.section.choose import collated

SHOWN = {
    "": "alle",
    "open": "offen",
    "accepted": "angenommen",
    "rejected": "abgelehnt",
    "later": "später",
    "flagged": "mit Hinweis",
}
VERDICT = {"open": None, "accepted": "accept", "rejected": "reject", "later": "later"}
PER_PAGE = 40
LONGEST_QUERY = 200


@dataclass(frozen=True, slots=True)
class Filter:
    """What an editor wants to see; an empty field does not restrict.

    `after` and `before` are events between which to turn the pages: unlike numbers of pages they stay true
    while verdicts take events out of what is shown.
    """

    show: str = ""
    source: str = ""
    town: str = ""
    online: str = ""
    q: str = ""
    after: str = ""
    before: str = ""

    def address(self, **changes: str) -> str:
        """The query string of this filter with some fields otherwise, "" for none."""
        values = {name: value for name, value in {**asdict(self), **changes}.items() if value}
        return f"?{urlencode(values)}" if values else ""

    def keeps(self, item: Item, found: Set[str] | None) -> bool:
        """Does the item fulfil everything? `found` are the ids that the search found, None without one."""
        return (
            (not self.source or self.source in item.candidate.sources)
            and (not self.town or item.event.place.city == self.town)
            and (not self.online or item.event.place.online == (self.online == "yes"))
            and (found is None or item.id in found)
            and shows(self.show, item)
        )


def shows(show: str, item: Item) -> bool:
    """Is the item of this kind?"""
    if show == "flagged":
        return bool(item.notices)
    return not show or item.verdict == VERDICT[show]


def filter_of(query: Mapping[str, str]) -> Filter:
    """The filter that an address asks for; what is not understood does not restrict."""
    return Filter(
        show=query.get("show", "") if query.get("show", "") in SHOWN else "",
        source=query.get("source", "")[:LONGEST_QUERY],
        town=query.get("town", "")[:LONGEST_QUERY],
        online=query.get("online", "") if query.get("online") in ("yes", "no") else "",
        q=query.get("q", "").strip()[:LONGEST_QUERY],
        after=query.get("after", "")[:LONGEST_QUERY],
        before=query.get("before", "")[:LONGEST_QUERY],
    )


@dataclass(frozen=True, slots=True)
class Leaf:
    """The items on one page, from the `first` to the `last` of those `kept`, counted from 1.

    `before` and `after` are the events from which the pages beside it are turned to, "" where there is none.
    """

    items: Sequence[Item]
    first: int
    last: int
    kept: int
    before: str
    after: str


def leaf(listed: Sequence[Item], wanted: Filter, found: Set[str] | None = None) -> Leaf:
    """The page that the filter asks for; the first where it names an event that is not listed,
    the last where nothing is left behind that event."""
    places = {item.id: place for place, item in enumerate(listed)}
    kept = [item for item in listed if wanted.keeps(item, found)]
    first = 0
    if wanted.after in places:
        first = sum(places[item.id] <= places[wanted.after] for item in kept)
    elif wanted.before in places:
        first = max(0, sum(places[item.id] < places[wanted.before] for item in kept) - PER_PAGE)
    if first >= len(kept):
        first = max(0, len(kept) - PER_PAGE)
    items = kept[first : first + PER_PAGE]
    last = first + len(items)
    before, after = items[0].id if first else "", items[-1].id if last < len(kept) else ""
    return Leaf(items, first + 1, last, len(kept), before, after)


def counts(items: Iterable[Item]) -> dict[str, int]:
    """How many items there are of each kind that can be shown."""
    counted: Counter[str] = Counter()
    for item in items:
        counted.update(show for show in SHOWN if shows(show, item))
    return {show: counted[show] for show in SHOWN}


def choices(items: Sequence[Item]) -> tuple[list[str], list[str]]:
    """The sources and the towns that one can ask for, in German order."""
    sources = {source for item in items for source in item.candidate.sources}
    towns = {item.event.place.city for item in items if item.event.place.city}
    return sorted(sources), sorted(towns, key=collated)
