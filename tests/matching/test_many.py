"""A day on which very much happens in one town: the same groups as by comparing all, with few comparisons."""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib import import_module
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aggregator.event import Listing, Place, When
from aggregator.matching import group, likeness, same, words
from aggregator.matching.alike import alike
from aggregator.matching.blocks import candidates

FIRST = datetime(2024, 12, 1, 18)
DATES = 4
TITLES = {
    "each its own number": "Treffen {date} der Gruppe {source}",
    "the same from all": "Offene Daten im Rathaus, Abend {date}",
    "as many subjects": "{subject} im Rathaus",
}


def subject(number: int) -> str:
    """Three words of their own for each number."""
    letters = Random(number)
    return " ".join("".join(letters.choices("aeiounrstdhlgmk", k=8)) for _ in range(3))


def crowded(title: str, sources: int) -> dict[int, Listing]:
    """The same dates in one town from so many sources."""
    return {
        source * DATES + date: Listing(
            key=str(date),
            source=f"s{source:04}",
            title=title.format(source=source, date=date, subject=subject(source * DATES + date)),
            url=f"https://s{source}.example/{date}",
            when=When(FIRST + timedelta(days=date)),
            place=Place(city="Leipzig"),
        )
        for source in range(sources)
        for date in range(DATES)
    }


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_comparisons_grow_with_the_listings_not_with_their_square(title, monkeypatch):
    counts = []
    for sources in (50, 200):
        compared = 0

        def counting(one, other, shared=frozenset()):
            nonlocal compared
            compared += 1
            return same(one, other, shared)

        monkeypatch.setattr(import_module("aggregator.matching.group"), "same", counting)
        group(crowded(title, sources))
        counts.append(compared)
    assert counts[1] <= 5 * max(counts[0], DATES * 50)
    assert counts[1] < 3 * DATES * 200, "all pairs would be eighty thousand"


def test_what_all_sources_announce_is_one_event():
    listings = crowded(TITLES["the same from all"], 60)
    assert [len(each.members) for each in group(listings)] == [60] * DATES


WORDS = (
    "open",
    "data",
    "day",
    "leipzig",
    "daten",
    "date",
    "tag",
    "teil",
    "2",
    "3",
    "15",
    "offene",
    "offener",
)
TITLE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(st.sets(TITLE, max_size=10), st.sampled_from([0.5, 0.7, 0.8, 0.84, 0.9]))
def test_no_pair_of_titles_that_are_alike_is_left_out(titles, at_least):
    titles = {words(title) for title in titles}
    these = sorted(titles)[: len(titles) // 2]
    others = sorted(titles - set(these))
    found = {frozenset(pair) for pair in alike(these, others, at_least)}
    expected = {
        frozenset((one, other))
        for one, other in combinations(titles, 2)
        if likeness(one, other) >= at_least and (one in these or other in these)
    }
    assert expected <= found


LISTING = st.tuples(
    st.sampled_from(["lab", "town", "feed", "list"]),
    st.sampled_from(
        ["Offene Daten im Rathaus", "Offene Daten im Rathaus!", "Open Data Day 2", "Open Data Day"]
    ),
    st.integers(2, 3),
    st.sampled_from([18, 19, None]),
    st.sampled_from([None, "FREQ=WEEKLY;BYDAY=MO"]),
    st.sampled_from(["Leipzig", "Halle", None]),
    st.sampled_from([None, "https://x.example/a", "https://x.example/b"]),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(LISTING, max_size=9), st.one_of(st.none(), st.sets(st.integers(0, 8))))
def test_no_pair_that_matches_is_left_out(rows, fresh):
    listings = {}
    for number, (source, title, day, hour, rule, city, url) in enumerate(rows):
        start = datetime(2024, 12, day, hour) if hour else datetime(2024, 12, day).date()
        where = Place(city=city) if city else None
        listings[number] = Listing(
            key=str(number), source=source, title=title, when=When(start, rrule=rule), place=where, url=url
        )
    shared = frozenset(("x.example/b",))
    expected = {
        (one, other)
        for one, other in combinations(listings, 2)
        if same(listings[one], listings[other], shared) and (fresh is None or one in fresh or other in fresh)
    }
    assert expected <= set(candidates(listings, shared, fresh))


def test_a_number_that_stands_twice_tells_apart_too():
    assert likeness("Treffen 5 der Gruppe 5", "Treffen 5 der Gruppe 17") < 0.7
