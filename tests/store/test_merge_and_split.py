"""Merge and split: an editor's word on which listings speak of one event, whatever is crawled later."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from aggregator.event import When
from aggregator.store import BadValue, Said, StaleDecision

SPAN = date(2024, 12, 1), date(2024, 12, 31)
OTHER = {"key": "https://town.example/1", "title": "Open Data, ganz anders"}


def later(hour: int = 19) -> When:
    return When(datetime(2024, 12, 4, hour), datetime(2024, 12, 4, hour + 2))


def test_merged_events_stay_one_however_they_change(world, listing):
    world.night(lab=[listing()], town=[listing(**OTHER)])
    one, other = world.events()
    kept = world.store.merge(one.id, other.id, Said(now=world.now))
    assert kept == one.id
    assert world.event().id == one.id
    assert world.store.event(other.id).id == one.id
    world.night(lab=[listing()], town=[listing(**OTHER, when=later())])
    world.night(lab=[listing(title="Neu")], town=[listing(**OTHER, when=later(10))])
    assert world.event().id == one.id


def test_decisions_about_a_merged_event_go_with_it(world, listing):
    world.night(lab=[listing()], town=[listing(**OTHER)])
    one, other = world.events()
    world.store.set_fields(other.id, {"price": "frei"}, Said(now=world.now))
    world.store.merge(one.id, other.id, Said(now=world.now))
    assert world.event().price == "frei"
    world.store.judge(other.id, "reject", Said(now=world.now))
    assert world.events() == []


def test_split_events_stay_two_however_alike_they_get(world, listing):
    same = listing("https://town.example/1")
    world.night(lab=[listing()], town=[same])
    whole = world.event()
    (new,) = world.store.split(whole.id, Said(now=world.now))
    assert {event.id for event in world.events()} == {whole.id, new}
    world.night(lab=[listing()], town=[same])
    world.night(lab=[listing(title="Neu")], town=[listing("https://town.example/1", title="Neu")])
    assert {event.id for event in world.events()} == {whole.id, new}
    assert all(each.likely == () for each in world.store.candidates(*SPAN, "2024-12"))


def test_a_third_site_joins_only_one_of_two_split_events(world, listing):
    world.night(lab=[listing()], town=[listing("https://town.example/1")])
    world.store.split(world.event().id, Said(now=world.now))
    world.night(lab=[listing()], town=[listing("https://town.example/1")], feed=[listing("uid-1")])
    assert len(world.events()) == 2


def test_named_listings_leave_together(world, listing):
    world.night(lab=[listing()], town=[listing("https://town.example/1")], feed=[listing("uid-1")])
    whole = world.event()
    leaving = [("town", "https://town.example/1"), ("feed", "uid-1")]
    (new,) = world.store.split(whole.id, Said(now=world.now), leaving)
    assert {each.source for each in world.store.listings_of(new)} == {"town", "feed"}
    assert {each.source for each in world.store.listings_of(whole.id)} == {"lab"}


def test_what_was_merged_and_split_again_has_its_old_ids(world, listing):
    world.night(lab=[listing()], town=[listing(**OTHER)])
    ids = {event.id for event in world.events()}
    one, other = world.events()
    world.store.merge(one.id, other.id, Said(now=world.now))
    (decision,) = [row["id"] for row in world.store._database.table("decisions").rows]
    world.store.undo(decision, Said(now=world.now))
    assert {event.id for event in world.events()} == ids
    world.night(lab=[listing()], town=[listing(**OTHER)])
    assert {event.id for event in world.events()} == ids


def test_a_split_can_be_taken_back(world, listing):
    world.night(lab=[listing()], town=[listing("https://town.example/1")])
    whole = world.event()
    world.store.split(whole.id, Said(now=world.now))
    (decision,) = [row["id"] for row in world.store._database.table("decisions").rows]
    world.store.undo(decision, Said(now=world.now))
    assert world.event().id == whole.id


def test_merging_what_was_split_forgets_the_split(world, listing):
    world.night(lab=[listing()], town=[listing("https://town.example/1")])
    (new,) = world.store.split(world.event().id, Said(now=world.now))
    world.store.merge(world.events()[0].id, world.events()[1].id, Said(now=world.now))
    world.night(lab=[listing(title="Neu")], town=[listing("https://town.example/1")])
    assert len(world.events()) == 1
    assert world.store.event(new).title == "Neu"


@pytest.mark.parametrize(
    "leaving", [None, [], [("lab", "https://lab.example/talk")], [("nobody", "nothing")]]
)
def test_an_event_of_one_listing_cannot_be_split(world, listing, leaving):
    world.night(lab=[listing()])
    with pytest.raises(BadValue):
        world.store.split(world.event().id, Said(now=world.now), leaving)


def test_an_event_cannot_be_merged_with_itself(world, listing):
    world.night(lab=[listing()])
    with pytest.raises(BadValue):
        world.store.merge(world.event().id, world.event().id, Said(now=world.now))


def test_a_merge_on_a_stale_view_is_refused(world, listing):
    world.night(lab=[listing()], town=[listing(**OTHER)])
    one, other = world.events()
    with pytest.raises(StaleDecision):
        world.store.merge(one.id, other.id, Said(now=world.now, version=99))
    assert len(world.events()) == 2
