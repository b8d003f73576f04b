"""From listings to groups that speak of one event each: the surest pairs first, never against a veto."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations, product

from aggregator.event import Listing, Place
from aggregator.matching.address import canonical
from aggregator.matching.pair import Match, entered_twice, same, span, weekdays
from aggregator.matching.thresholds import LONGEST_BLOCK
from aggregator.matching.town import town_words

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Group:
    """Listings (by number, in order) that speak of one event, and why each but the first belongs."""

    members: tuple[int, ...]
    why: Mapping[int, Match] = field(default_factory=dict)


def group(
    listings: Mapping[int, Listing],
    given: Iterable[Collection[int]] = (),
    *,
    together: Collection[Pair] = (),
    apart: Set[Pair] = frozenset(),
    shared: Set[str] = frozenset(),
    fresh: Set[int] | None = None,
) -> list[Group]:
    """Groups of listings that speak of one event; each listing is in exactly one.

    `given` are groups that stand already, `together` and `apart` pairs of which an editor has said so,
    `shared` canonical addresses that many events have beside those which `listings` show to be
    shared. Only pairs with a `fresh` listing are compared (default: all). The result does not depend
    on the order of anything given.
    """
    clusters = _Clusters(listings, apart)
    for some in given:
        for one, other in zip(list(some), list(some)[1:], strict=False):
            clusters.join(one, other)
    for one, other in together:
        if one in listings and other in listings:
            clusters.join(one, other, Match(1.0, "editor"))
    known_shared = shared | shared_addresses(listings.values())
    order = {number: (listing.source, listing.key) for number, listing in listings.items()}
    found: list[tuple[Match, Pair]] = []
    for pair in candidates(listings, fresh):
        match = same(listings[pair[0]], listings[pair[1]], known_shared)
        if match is not None:
            found.append((match, pair))
    found.sort(key=lambda each: (-each[0].score, *sorted(order[number] for number in each[1])))
    for match, (one, other) in found:
        clusters.join_if_allowed(one, other, match)
    return clusters.groups(order)


def shared_addresses(listings: Iterable[Listing]) -> set[str]:
    """Addresses that several listings of one source have: a programme's page, a group's page."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for listing in listings:
        if listing.url:
            counts[listing.source, canonical(listing.url)] += 1
    return {address for (_, address), count in counts.items() if count > 1}


def candidates(listings: Mapping[int, Listing], fresh: Set[int] | None = None) -> Iterator[Pair]:
    """Pairs worth comparing, each once: those that meet in a block, and in it in a town.

    Where a town or postcode is known, only those of the same are compared, and those of which none is known.
    """
    blocks: dict[object, dict[str | None, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, listing in listings.items():
        for block in blocks_of(listing):
            for town in towns_of(listing.place):
                blocks[block][town].append(number)
    seen: set[Pair] = set()
    for block in blocks.values():
        everyone = [number for numbers in block.values() for number in numbers]
        for town, numbers in block.items():
            for one, other in product(numbers, everyone) if town is None else combinations(numbers, 2):
                pair = (one, other) if one < other else (other, one)
                if one != other and pair not in seen and (fresh is None or one in fresh or other in fresh):
                    seen.add(pair)
                    yield pair


def towns_of(place: Place | None) -> tuple[str | None, ...]:
    """The first word of the town's name, and the postcode; None where no town is known."""
    if place is None or not place.city or not town_words(place.city):
        return (None,)
    return (town_words(place.city)[0], place.postcode) if place.postcode else (town_words(place.city)[0],)


def blocks_of(listing: Listing) -> set[object]:
    """In which blocks a listing is compared: its address, and its days or, of a meeting, its weekdays."""
    when = listing.when
    blocks: set[object] = {("address", canonical(listing.url))} if listing.url else set()
    if when is not None and when.rrule is not None:
        blocks.update(("meeting", weekday) for weekday in weekdays(when))
    elif when is not None and when.start is not None:
        blocks.update(days_of(*span(when)))
    return blocks


def days_of(first: date, last: date) -> Iterator[date]:
    """The days of a range, of a long one the first and the last."""
    length = (last - first).days
    if length > LONGEST_BLOCK:
        yield last
    for day in range(min(length, LONGEST_BLOCK) + 1):
        yield first + timedelta(days=day)


class _Clusters:
    """Growing groups that refuse to join what must stay apart."""

    def __init__(self, listings: Mapping[int, Listing], apart: Set[Pair]) -> None:
        self.listings = listings
        self.apart = apart
        self.members: dict[int, set[int]] = {number: {number} for number in listings}
        self.why: dict[int, Match] = {}

    def join(self, one: int, other: int, match: Match | None = None) -> None:
        """Makes one cluster of two; the lesser one's listings remember why."""
        first, second = self.members[one], self.members[other]
        if first is second:
            return
        if len(second) > len(first):
            first, second = second, first
        if match is not None:
            for number in second:
                self.why.setdefault(number, match)
        first |= second
        for number in second:
            self.members[number] = first

    def join_if_allowed(self, one: int, other: int, match: Match) -> None:
        """Joins unless an editor said never, or one source would speak twice of the event."""
        first, second = self.members[one], self.members[other]
        if first is second:
            return
        for a in first:
            for b in second:
                if ((a, b) if a < b else (b, a)) in self.apart:
                    return
                if self.listings[a].source == self.listings[b].source and not entered_twice(
                    self.listings[a], self.listings[b]
                ):
                    return
        self.join(one, other, match)

    def groups(self, order: Mapping[int, tuple[str, str]]) -> list[Group]:
        """The clusters, each with its listings by source and key, in order of their first."""
        distinct = {id(members): members for members in self.members.values()}
        found = [
            Group(tuple(members), {number: self.why[number] for number in members if number in self.why})
            for members in (sorted(each, key=order.__getitem__) for each in distinct.values())
        ]
        return sorted(found, key=lambda each: order[each.members[0]])
