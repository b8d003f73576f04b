"""From listings to groups: one result, whatever the order, and never against a veto."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aggregator.event import Listing, Place, When
from aggregator.matching import group

TALK = Listing(
    key="1",
    source="lab",
    title="Offene Daten im Rathaus",
    when=When(datetime(2024, 12, 3, 19)),
    place=Place(city="Leipzig"),
)


def listing(source: str, key: str = "1", **other) -> Listing:
    return replace(TALK, source=source, key=key, **other)


def members(groups) -> set[frozenset[int]]:
    return {frozenset(each.members) for each in groups}


THREE = {1: listing("lab"), 2: listing("town"), 3: listing("feed")}


@pytest.mark.parametrize(
    ("what", "more", "expected"),
    [
        ("all alike", {}, [{1, 2, 3}]),
        ("two kept apart", {"apart": frozenset({(1, 2)})}, [{1, 3}, {2}]),
        ("all kept apart", {"apart": frozenset(combinations((1, 2, 3), 2))}, [{1}, {2}, {3}]),
        ("only fresh ones are compared", {"fresh": frozenset()}, [{1}, {2}, {3}]),
        ("given groups stand", {"fresh": frozenset(), "given": [[1, 3]]}, [{1, 3}, {2}]),
        ("an editor's pair", {"fresh": frozenset(), "together": {(2, 3)}}, [{1}, {2, 3}]),
        ("a pair that is elsewhere", {"together": {(2, 99)}}, [{1, 2, 3}]),
    ],
)
def test_groups(what, more, expected):
    assert members(group(THREE, **more)) == {frozenset(each) for each in expected}, what


def test_one_source_speaks_of_an_event_once():
    """The right hour is joined first; then the source has spoken."""
    sessions = {
        1: listing("lab", "a"),
        2: listing("lab", "b", when=When(datetime(2024, 12, 3, 10))),
        3: listing("town", "a", when=When(datetime(2024, 12, 3, 10))),
        4: listing("town", "b"),
    }
    assert members(group(sessions)) == {frozenset({1, 4}), frozenset({2, 3})}


def test_a_page_that_a_source_names_twice_is_a_programmes():
    page = "https://week.example/programm"
    listings = {
        1: listing("lab", "a", url=page, title="Vortrag über offene Haushalte"),
        2: listing("lab", "b", url=page, title="Karten für alle"),
        3: listing("town", "a", url=page, title="Vortrag über freie Software"),
    }
    assert len(group(listings)) == 3


def test_each_listing_knows_why_it_belongs():
    (found,) = group({1: listing("lab"), 2: listing("town", title="Offene Daten im Rathaus heute Abend")})
    assert [match.why for match in found.why.values()] == ["near title"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["lab", "town", "feed"]),
            st.sampled_from(
                ["Offene Daten im Rathaus", "Offene Daten im Rathaus!", "Karten", "Offene Daten"]
            ),
            st.integers(2, 4),
            st.sampled_from([18, 19]),
            st.sampled_from(["Leipzig", "Halle", None]),
            st.sampled_from([None, "https://x.example/a", "https://x.example/b"]),
        ),
        max_size=9,
    ),
    st.randoms(),
)
def test_the_order_of_what_is_given_does_not_matter(rows, random):
    listings = {
        number: Listing(
            key=str(number),
            source=source,
            title=title,
            when=When(datetime(2024, 12, day, hour)),
            place=Place(city=city),
            url=url,
        )
        for number, (source, title, day, hour, city, url) in enumerate(rows)
    }
    shuffled = list(listings.items())
    random.shuffle(shuffled)
    assert group(listings) == group(dict(shuffled))
    assert sorted(number for each in group(listings) for number in each.members) == sorted(listings)
