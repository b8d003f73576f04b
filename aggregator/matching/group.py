"""From listings to groups that speak of one event each: the surest pairs first, never against a veto."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set

from aggregator.event import Listing
from aggregator.matching.address import canonical
from aggregator.matching.blocks import Pair, candidates
from aggregator.matching.clusters import Clusters, Group
from aggregator.matching.pair import Match, same
from aggregator.matching.title import words


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
    order = {number: (listing.source, listing.key) for number, listing in listings.items()}
    listings = {number: listings[number] for number in sorted(listings, key=order.__getitem__)}
    clusters = Clusters(listings, apart)
    for some in given:
        for one, other in zip(list(some), list(some)[1:], strict=False):
            clusters.join(one, other)
    for one, other in together:
        if one in listings and other in listings:
            clusters.join(one, other, Match(1.0, "editor"))
    known_shared = shared | shared_addresses(listings.values())
    _join_identical(clusters, known_shared, fresh)
    found: list[tuple[Match, Pair]] = []
    identity = {number: (likes, id(clusters.of[number])) for number, likes in _identities(listings).items()}
    for pair in candidates(listings, known_shared, fresh, lambda number: identity.get(number, number)):
        match = same(listings[pair[0]], listings[pair[1]], known_shared)
        if match is not None:
            found.append((match, pair))
    found.sort(key=lambda each: (-each[0].score, *sorted(order[number] for number in each[1])))
    for match, (one, other) in found:
        clusters.join_if_allowed(one, other, match)
    return list(clusters.groups(order))


def shared_addresses(listings: Iterable[Listing]) -> set[str]:
    """Addresses that several listings of one source have: a programme's page, a group's page."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for listing in listings:
        if listing.url:
            counts[listing.source, canonical(listing.url)] += 1
    return {address for (_, address), count in counts.items() if count > 1}


def _join_identical(clusters: Clusters, shared: Set[str], fresh: Set[int] | None) -> None:
    """Joins what has one identity, each listing with the first of a cluster: no pair is surer than these."""
    alike: dict[object, list[int]] = defaultdict(list)
    for number, likes in _identities(clusters.listings).items():
        alike[likes].append(number)
    for numbers in alike.values():
        heads: list[int] = []
        for number in numbers:
            for at, head in enumerate(heads):
                if fresh is None or number in fresh or head in fresh:
                    match = same(clusters.listings[head], clusters.listings[number], shared)
                    if match and clusters.join_if_allowed(head, number, match) and fresh and number in fresh:
                        heads[at] = number
            if all(clusters.of[head] is not clusters.of[number] for head in heads):
                heads.append(number)


def _identities(listings: Mapping[int, Listing]) -> dict[int, object]:
    """For each single event what `same` sees of it beside its address and source: title, time and town.

    Those that agree in it are one event at a likeness of 1, and are like any other listing in the same way.
    """
    found: dict[int, object] = {}
    for number, listing in listings.items():
        when, place, title = listing.when, listing.place, words(listing.title)
        if title and when is not None and when.start is not None and when.rrule is None:
            town = place and (place.city, place.postcode, place.country)
            found[number] = (title, when.start, when.end, town)
    return found
