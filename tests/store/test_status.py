"""Runs and what a person should look at: sources gone quiet or strange."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from aggregator.event import Place, Reach, Refusal, Status, When
from aggregator.sources import Source
from aggregator.store import IMPORTED, LeftOut, Outcome, ReadPage, RunResult, Saved, StoreError

GOOD = RunResult(reach=Reach(), statuses={200: 1})
FAILED = RunResult(outcome=Outcome.FAILED, reason="503")


def some(listing, count: int, **other):
    when = When(datetime(2025, 3, 1, 19))
    return [
        listing(f"https://lab.example/{n}", title=f"Vortrag {n}", **{"when": when, **other})
        for n in range(count)
    ]


def kinds(world, **more):
    return [concern.kind for concern in world.store.status(world.now, **more)]


@pytest.mark.parametrize(
    ("nights", "outcome", "concerns"),
    [
        ([4, 4, 4], Outcome.OK, []),
        ([4, 0], Outcome.EMPTY, ["empty"]),
        ([0], Outcome.EMPTY, ["empty"]),
        ([4, 4, 2], Outcome.OK, []),
        ([4, 4, 1], Outcome.SHRUNK, ["shrunk"]),
        ([4, 1, 4], Outcome.OK, []),
        ([9, 9, 9, 1, 1, 1, 1, 1], Outcome.OK, []),
    ],
)
def test_how_many_events_are_usual(world, listing, nights, outcome, concerns):
    for count in nights:
        finished = world.night(lab=some(listing, count))["lab"]
    assert finished.outcome is outcome
    assert kinds(world) == concerns


def test_a_source_that_may_be_empty_is_no_concern_when_it_is(world, listing):
    world.crawl("lab", some(listing, 3), may_be_empty=True)
    assert world.crawl("lab", [], may_be_empty=True).outcome is Outcome.EMPTY
    assert kinds(world) == []


@pytest.mark.parametrize(("failures", "concerns"), [(1, []), (2, []), (3, ["failed"]), (4, ["failed"])])
def test_three_failures_in_a_row_are_a_concern(world, listing, failures, concerns):
    world.crawl("lab", some(listing, 3))
    for _ in range(failures):
        world.crawl("lab", [], FAILED)
    assert kinds(world) == concerns


def test_an_alarm_makes_the_run_refused(world, listing):
    alarm = Refusal("https://lab.example/", "the group is another one", alarm=True)
    assert world.crawl("lab", [], RunResult(refusals=(alarm,), statuses={200: 1})).outcome is Outcome.REFUSED
    (concern,) = world.store.status(world.now)
    assert (concern.kind, concern.subject) == ("refused", "lab")
    assert "the group is another one" in concern.text


@pytest.mark.parametrize(("nights", "concerns"), [(2, []), (3, ["lost-field"])])
def test_a_field_that_was_always_there_is_lost(world, listing, nights, concerns):
    for _ in range(nights):
        world.night(lab=some(listing, 3))
    world.night(lab=some(listing, 3, place=Place(name="Basislager")))
    assert kinds(world) == concerns


def test_other_evidence_than_usual(world, listing):
    for _ in range(3):
        world.night(lab=some(listing, 3))
    world.night(lab=some(listing, 3, layer="prose"))
    (concern,) = world.store.status(world.now)
    assert (concern.kind, concern.text) == (
        "other-evidence",
        "lab is read from prose, no longer from json-ld",
    )


def test_a_source_that_is_not_crawled_any_more(world, listing):
    world.night(lab=some(listing, 3))
    assert kinds(world) == []
    world.now += timedelta(days=3)
    assert kinds(world) == ["not-crawled"]
    assert kinds(world, sources=["town"]) == ["not-crawled"]
    assert kinds(world, sources=[]) == []


def test_reading_stored_pages_anew_is_no_crawl(world, listing):
    world.night(lab=some(listing, 3))
    world.now += timedelta(days=4)
    world.crawl("lab", some(listing, 3), again=True)
    assert kinds(world) == ["not-crawled"]
    world.crawl("lab", some(listing, 3), GOOD)
    assert kinds(world) == []


def test_imported_posts_are_never_missed(world, listing):
    world.crawl(IMPORTED, [listing()], RunResult())
    world.now += timedelta(days=30)
    assert kinds(world) == []


@pytest.mark.parametrize(
    ("what", "other", "concerns"),
    [
        ("an hour", {"when": When(datetime(2024, 12, 3, 18))}, ["contradiction"]),
        ("the status", {"status": Status.CANCELLED}, ["contradiction"]),
        ("a day without an hour", {"when": When(datetime(2024, 12, 3).date())}, []),
        ("only the end", {"when": When(datetime(2024, 12, 3, 19), datetime(2024, 12, 3, 22))}, []),
    ],
)
def test_contradictions_between_sources(world, listing, what, other, concerns):
    world.night(lab=[listing()], town=[listing("https://town.example/1", **other)])
    assert len(world.events()) == 1
    assert kinds(world) == concerns, what


def test_a_run_tells_all_that_happened(world, listing):
    world.night(
        lab=[*some(listing, 3), listing("https://lab.example/old", when=When(datetime(2024, 12, 1, 19)))]
    )
    result = RunResult(
        statuses={200: 4, 404: 1},
        bytes=4_096,
        not_modified=1,
        refusals=(Refusal("https://lab.example/x", "404"),),
        left_out=(LeftOut("Häkelkreis", "https://lab.example/h"),),
        reach=Reach(),
    )
    changed = [
        *some(listing, 2),
        listing("https://lab.example/2", title="Anders"),
        listing("https://lab.example/n"),
    ]
    world.crawl("lab", changed, result)
    run = world.store.runs(1, "lab")[0]
    assert (run.outcome, run.requests, run.statuses) == (Outcome.OK, 5, {"200": 4, "404": 1})
    assert (run.bytes, run.not_modified, run.refused, run.left_out) == (4_096, 1, 1, 1)
    assert (run.listings, run.new, run.changed, run.unchanged, run.withdrawn) == (4, 1, 1, 2, 1)
    assert run.refusals == result.refusals
    assert run.left_out_titles == result.left_out
    assert run.layers == {"json-ld": 4}
    assert run.fields["city"] == 4


def test_pages_that_have_not_changed_are_seen_all_the_same(world, listing):
    page = ReadPage(request="a1", address="https://lab.example/list", mark="m", found={"reach": "all"})
    run = world.store.begin_run(registered("lab"), world.now)
    world.store.save_page(run, some(listing, 3, page=page.address), world.now, page)
    world.store.finish_run(run, GOOD, world.now)
    run = world.store.begin_run(registered("lab"), world.now)
    assert world.store.revisit(run, "a1", "another body", world.now) is None
    assert world.store.revisit(run, "a1", "m", world.now) == replace(page, listings=3)
    finished = world.store.finish_run(run, GOOD, world.now)
    assert (finished.outcome, finished.withdrawn) == (Outcome.OK, 0)
    assert world.store.runs(1)[0].unchanged == 3


def test_a_run_that_is_over_takes_no_more(world, listing):
    run = world.store.begin_run(registered("lab"), world.now)
    world.store.finish_run(run, GOOD, world.now)
    for late in (
        lambda: world.store.save_page(run, [listing()], world.now),
        lambda: world.store.finish_run(run, GOOD, world.now),
    ):
        with pytest.raises(StoreError, match="not under way"):
            late()


def test_a_listing_that_two_pages_of_a_run_name_counts_once(world, listing):
    run = world.store.begin_run(registered("lab"), world.now)
    assert world.store.save_page(run, [listing(), listing()], world.now).new == 1
    assert world.store.save_page(run, [listing(title="Thinner")], world.now) == Saved()
    assert world.store.runs(1)[0].listings == 1


def test_old_runs_are_forgotten_but_not_what_is_usual_nor_any_event(world, listing):
    for _ in range(14):
        world.night(lab=some(listing, 3))
    world.crawl("lab", [], FAILED)
    world.night(lab=some(listing, 3, price="frei"))
    world.now += timedelta(days=400)
    assert world.store.prune(world.now) == 6
    assert len(world.store.runs(99)) == 10
    assert world.count("events") == 3
    assert world.count("listing_changes") == 3


def registered(name: str) -> Source:
    return Source(name=name, spider="web_page", url="https://x.example")
