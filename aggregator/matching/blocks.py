"""Pairs of listings worth comparing: those that meet in a block, and in it in a town, by titles that may be
alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from datetime import date, timedelta
from itertools import combinations, product

from aggregator.event import Listing, Place
from aggregator.matching import thresholds as at_least
from aggregator.matching.address import canonical
from aggregator.matching.alike import alike
from aggregator.matching.pair import span, weekdays
from aggregator.matching.thresholds import LONGEST_BLOCK
from aggregator.matching.title import words
from aggregator.matching.town import town_words

Pair = tuple[int, int]
Block = tuple[str, object]


def candidates(
    listings: Mapping[int, Listing],
    shared: Set[str] = frozenset(),
    fresh: Set[int] | None = None,
    alias: Callable[[int], object] = lambda number: number,
) -> Iterator[Pair]:
    """Pairs worth comparing, each once.

    Where a town or postcode is known, only those of the same are compared, and those of which none is known.
    `shared` are the canonical addresses that several events have. With `fresh`, one of each pair is in it.
    Of listings with one `alias` a block compares only one, a fresh one if there is any, else the first.
    """
    blocks: dict[Block, dict[str | None, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, listing in listings.items():
        for block in blocks_of(listing):
            for town in towns_of(listing.place):
                blocks[block][town].append(number)
    seen: set[Pair] = set()
    for block, towns in blocks.items():
        if _has_one_listing(towns):
            continue
        for these, others in _compared(towns, fresh, alias):
            for one, other in _pairs(block, listings, these, others, shared):
                pair = (one, other) if one < other else (other, one)
                if one != other and pair not in seen and (fresh is None or one in fresh or other in fresh):
                    seen.add(pair)
                    yield pair


def blocks_of(listing: Listing) -> set[Block]:
    """In which blocks a listing is compared: its address, and its days or, of a meeting, its weekdays."""
    when = listing.when
    blocks: set[Block] = {("address", canonical(listing.url))} if listing.url else set()
    if when is not None and when.rrule is not None:
        blocks.update(("meeting", weekday) for weekday in weekdays(when))
    elif when is not None and when.start is not None:
        blocks.update(("day", day) for day in days_of(*span(when)))
    return blocks


def days_of(first: date, last: date) -> Iterator[date]:
    """The days of a range, of a long one the first and the last."""
    length = (last - first).days
    if length > LONGEST_BLOCK:
        yield last
    for day in range(min(length, LONGEST_BLOCK) + 1):
        yield first + timedelta(days=day)


def towns_of(place: Place | None) -> tuple[str | None, ...]:
    """The first word of the town's name, and the postcode; None where no town is known."""
    if place is None or not place.city or not town_words(place.city):
        return (None,)
    return (town_words(place.city)[0], place.postcode) if place.postcode else (town_words(place.city)[0],)


def _has_one_listing(towns: Mapping[str | None, list[int]]) -> bool:
    """Whether a block holds a single listing, by its town and by its postcode: most addresses do."""
    return len({number for numbers in towns.values() for number in numbers}) == 1


def _compared(
    towns: Mapping[str | None, list[int]], fresh: Set[int] | None, alias: Callable[[int], object]
) -> Iterator[tuple[list[int], list[int]]]:
    """What is compared in a block: those of a town with each other, those of no town also with all others."""
    distinct = {town: _one_of_each(numbers, fresh, alias) for town, numbers in towns.items()}
    others = list({number: None for town, each in distinct.items() if town is not None for number in each})
    # A postcode may hold all of a town.
    several = {tuple(numbers): town for town, numbers in distinct.items()}
    for numbers, town in several.items():
        yield list(numbers), others if town is None else []


def _one_of_each(
    numbers: Collection[int], fresh: Set[int] | None, alias: Callable[[int], object]
) -> list[int]:
    """One listing for each alias: a fresh one if there is any, else the first."""
    chosen: dict[object, int] = {}
    for number in numbers:
        before = chosen.setdefault(alias(number), number)
        if fresh is not None and before not in fresh and number in fresh:
            chosen[alias(number)] = number
    return list(chosen.values())


def _pairs(
    block: Block, listings: Mapping[int, Listing], these: list[int], others: list[int], shared: Set[str]
) -> Iterator[Pair]:
    """Pairs of a block that may be one event, one of `these` with one of either.

    Of meetings the title says little, so that all are compared; else it must be alike in some measure.
    """
    kind, value = block
    if kind == "meeting":
        yield from _all_pairs(these, others)
        return
    if kind == "address":
        yield from _all_pairs(*(_meetings(listings, numbers) for numbers in (these, others)))
    enough = min(at_least.SAME_HOUR, at_least.SAME_DAY)
    if kind == "address":
        enough = at_least.SHARED_ADDRESS if value in shared else at_least.SAME_ADDRESS
    first, second = _by_title(listings, these), _by_title(listings, others)
    for title, numbers in first.items():
        yield from _all_pairs(numbers, second.get(title, []))
    for title, other in alike(first, [each for each in second if each not in first], enough):
        yield from product(first[title], first.get(other, []))
        yield from product(first[title], second.get(other, []))
        yield from product(first.get(other, []), second.get(title, []))


def _all_pairs(these: Collection[int], others: Collection[int]) -> Iterator[Pair]:
    yield from combinations(these, 2)
    yield from product(these, others)


def _meetings(listings: Mapping[int, Listing], numbers: Iterable[int]) -> list[int]:
    return [number for number in numbers if (when := listings[number].when) is not None and when.rrule]


def _by_title(listings: Mapping[int, Listing], numbers: Iterable[int]) -> dict[str, list[int]]:
    """The listings by the words of their titles; without words none is like another."""
    found: dict[str, list[int]] = defaultdict(list)
    for number in numbers:
        if title := words(listings[number].title):
            found[title].append(number)
    return found
