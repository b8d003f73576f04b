"""Growing groups of listings that refuse to join what must stay apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from aggregator.event import Listing
from aggregator.matching.pair import Match, entered_twice

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Group:
    """Listings (by number, in order) that speak of one event, and why each but the first belongs."""

    members: tuple[int, ...]
    why: Mapping[int, Match] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class _Cluster:
    """Listings that speak of one event so far, all of them and those of each source."""

    members: set[int]
    by_source: dict[str, list[int]]


class Clusters:
    """One cluster a listing at first; joined until each speaks of one event. `apart` are vetoed pairs."""

    def __init__(self, listings: Mapping[int, Listing], apart: Set[Pair]) -> None:
        self.listings = listings
        self.apart: dict[int, set[int]] = defaultdict(set)
        for one, other in apart:
            self.apart[one].add(other)
            self.apart[other].add(one)
        self.of = {number: _Cluster({number}, {each.source: [number]}) for number, each in listings.items()}
        self.why: dict[int, Match] = {}

    def join(self, one: int, other: int, match: Match | None = None) -> None:
        """Makes one cluster of two; the lesser one's listings remember why."""
        first, second = self.of[one], self.of[other]
        if first is second:
            return
        if len(second.members) > len(first.members):
            first, second = second, first
        if match is not None:
            for number in second.members:
                self.why.setdefault(number, match)
        first.members |= second.members
        for source, numbers in second.by_source.items():
            first.by_source.setdefault(source, []).extend(numbers)
        for number in second.members:
            self.of[number] = first

    def join_if_allowed(self, one: int, other: int, match: Match) -> bool:
        """Joins unless an editor said never, or one source would speak twice of the event; says whether
        they are one since."""
        first, second = self.of[one], self.of[other]
        if first is second:
            return True
        if self.vetoed(first, second) or self.spoken_twice(first, second):
            return False
        self.join(one, other, match)
        return True

    def vetoed(self, first: _Cluster, second: _Cluster) -> bool:
        """An editor said that a listing of one is not a listing of the other."""
        lesser, greater = sorted((first, second), key=lambda each: len(each.members))
        return any(not self.apart.get(number, set()).isdisjoint(greater.members) for number in lesser.members)

    def spoken_twice(self, first: _Cluster, second: _Cluster) -> bool:
        """A source speaks in both, and not of the same thing entered twice."""
        lesser, greater = sorted((first, second), key=lambda each: len(each.by_source))
        return any(
            not entered_twice(self.listings[one], self.listings[other])
            for source, numbers in lesser.by_source.items()
            for one in numbers
            for other in greater.by_source.get(source, ())
        )

    def groups(self, order: Mapping[int, tuple[str, str]]) -> Iterable[Group]:
        """The clusters, each with its listings by source and key, in order of their first."""
        distinct = {id(each): each.members for each in self.of.values()}
        found = [
            Group(tuple(members), {number: self.why[number] for number in members if number in self.why})
            for members in (sorted(each, key=order.__getitem__) for each in distinct.values())
        ]
        return sorted(found, key=lambda each: order[each.members[0]])
