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
    """What an editor wants to see; an empty field does not restrict."""

    show: str = ""
    source: str = ""
    town: str = ""
    online: str = ""
    q: str = ""
    page: int = 1

    def address(self, **changes: object) -> str:
        """The query string of this filter with some fields otherwise, "" for none."""
        values = {name: value for name, value in {**asdict(self), **changes}.items() if value not in ("", 1)}
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
    page = query.get("page", "1")
    return Filter(
        show=query.get("show", "") if query.get("show", "") in SHOWN else "",
        source=query.get("source", "")[:LONGEST_QUERY],
        town=query.get("town", "")[:LONGEST_QUERY],
        online=query.get("online", "") if query.get("online") in ("yes", "no") else "",
        q=query.get("q", "").strip()[:LONGEST_QUERY],
        page=int(page) if page.isascii() and page.isdecimal() and 0 < len(page) < 5 else 1,
    )


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
