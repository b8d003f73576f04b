"""Identity, history and matching, told as stories of nights on which sources are crawled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from aggregator.event import Place, Reach, Refusal, Status, When
from aggregator.sources import Source
from aggregator.store import IMPORTED, LeftOut, Outcome, RunResult

CHANGES = "SELECT field, was, became FROM listing_changes ORDER BY id"


def changes(world):
    return [tuple(row) for row in world.store._database.execute(CHANGES)]


def at(day: int, hour: int = 19, month: int = 12) -> When:
    return When(datetime(2024, month, day, hour), datetime(2024, month, day, hour + 2))


def test_a_second_crawl_at_the_same_hour_changes_no_row(world, listing):
    tables = (
        "listings",
        "listing_aliases",
        "listing_changes",
        "events",
        "event_listings",
        "flags",
        "sightings",
    )
    dumps = []
    for _ in range(2):
        world.crawl("lab", [listing(), listing("https://lab.example/other", when=at(9))])
        world.crawl("town", [listing("https://town.example/talk")])
        world.store.match(world.now)
        dumps.append(world.dump(*tables))
    assert dumps[0] == dumps[1]


@pytest.mark.parametrize("order", [("lab", "town", "feed"), ("feed", "town", "lab"), ("town", "feed", "lab")])
def test_events_do_not_depend_on_the_order_of_sources(world, listing, order):
    says = {
        "lab": [listing(), listing("https://lab.example/b", title="Mappertreffen", when=at(5))],
        "town": [listing("https://town.example/1")],
        "feed": [listing("https://feed.example/7", title="Mappertreffen", when=at(5))],
    }
    for name in order:
        world.crawl(name, says[name])
    world.store.match(world.now)
    told = [(event.id, event.title, event.url) for event in world.events()]
    assert told == [
        ("9dcbc3fa2b2b737e", "Offene Daten im Rathaus", "https://lab.example/talk"),
        ("cd8eea9fb97917ce", "Mappertreffen", "https://feed.example/7"),
    ]


def test_an_event_moves_to_another_date_under_the_same_address(world, listing):
    world.night(lab=[listing()])
    before = world.event()
    world.night(lab=[listing(when=at(10))])
    after = world.event()
    assert after.id == before.id
    assert after.when == at(10)
    assert (before.sequence, after.sequence) == (0, 1)
    assert after.changed > before.changed
    assert changes(world) == [
        ("start", "2024-12-03T19:00:00", "2024-12-10T19:00:00"),
        ("end", "2024-12-03T21:00:00", "2024-12-10T21:00:00"),
    ]


def test_an_event_changes_its_title(world, listing):
    world.night(lab=[listing()])
    before = world.event()
    world.night(lab=[listing(title="Offene Daten in der Bibliothek")])
    assert world.event().id == before.id
    assert world.event().title == "Offene Daten in der Bibliothek"
    assert changes(world) == [("title", "Offene Daten im Rathaus", "Offene Daten in der Bibliothek")]


def test_another_description_is_no_news_for_calendars(world, listing):
    world.night(lab=[listing()])
    world.night(lab=[listing(description="Mit Kuchen.")])
    assert world.event().description == "Mit Kuchen."
    assert world.event().sequence == 0


def test_an_event_is_cancelled_and_comes_back(world, listing):
    world.night(lab=[listing()])
    world.night(lab=[listing(status=Status.CANCELLED)])
    assert world.event().status is Status.CANCELLED
    world.night(lab=[listing()])
    assert world.event().status is Status.SCHEDULED
    assert world.event().sequence == 2


def test_one_standing_listing_is_enough_to_cancel(world, listing):
    world.night(lab=[listing()], town=[listing("https://town.example/1", status=Status.CANCELLED)])
    assert world.event().status is Status.CANCELLED


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.INTERRUPTED, Outcome.REFUSED])
def test_while_the_site_is_down_nothing_is_withdrawn(world, listing, outcome):
    world.night(lab=[listing()])
    finished = world.crawl("lab", [], RunResult(outcome=outcome, reach=Reach()))
    world.store.match(world.now)
    assert finished.outcome is outcome
    assert world.event().withdrawn is None


def test_an_empty_list_withdraws_nothing(world, listing):
    world.night(lab=[listing()])
    assert world.night(lab=[])["lab"].outcome is Outcome.EMPTY
    assert world.event().withdrawn is None


def test_a_shrunk_list_withdraws_nothing(world, listing):
    five = [listing(f"https://lab.example/{n}", title=f"Vortrag {n}", when=at(n)) for n in range(1, 6)]
    world.night(lab=five)
    finished = world.night(lab=five[:2])["lab"]
    assert (finished.outcome, finished.usual, finished.withdrawn) == (Outcome.SHRUNK, 5, 0)
    assert not any(event.withdrawn for event in world.events())


def test_an_event_vanishes_from_a_healthy_list_and_returns(world, listing):
    other = listing("https://lab.example/b", title="Mappertreffen", when=at(5))
    world.night(lab=[listing(), other])
    gone_on = world.now
    assert world.night(lab=[other])["lab"].withdrawn == 1
    gone, still = world.events()
    assert (gone.withdrawn, gone.status) == (gone_on, Status.SCHEDULED)
    assert still.withdrawn is None
    world.night(lab=[listing(), other])
    assert [event.withdrawn for event in world.events()] == [None, None]
    assert [(field, bool(was), bool(now)) for field, was, now in changes(world)] == [
        ("withdrawn", False, True),
        ("withdrawn", True, False),
    ]
    assert world.store.runs(1)[0].returned == 1


@pytest.mark.parametrize(
    ("what", "result"),
    [
        ("beyond the list's reach", RunResult(reach=Reach(date(2024, 12, 2)))),
        ("a source that cannot tell its reach", RunResult(reach=None)),
        (
            "its page was refused",
            RunResult(reach=Reach(), refusals=(Refusal("https://lab.example/talk", "500"),)),
        ),
        ("its page failed", RunResult(reach=Reach(), failed_pages=("https://lab.example/talk",))),
        (
            "the filter left it out",
            RunResult(reach=Reach(), left_out=(LeftOut("x", "https://lab.example/talk"),)),
        ),
    ],
)
def test_what_a_run_could_not_see_is_not_missed(world, listing, what, result):
    other = listing("https://lab.example/b", title="Mappertreffen", when=at(1))
    world.night(lab=[listing(), other])
    assert world.crawl("lab", [other], result).withdrawn == 0, what


def test_what_is_over_is_not_missed(world, listing):
    other = listing("https://lab.example/b", title="Mappertreffen", when=at(5))
    world.night(lab=[listing(when=at(12, month=11)), other])
    assert world.night(lab=[other])["lab"].withdrawn == 0


def test_a_meeting_is_missed_too(world, listing):
    weekly = When(datetime(2024, 11, 6, 19), None, rrule="FREQ=WEEKLY;BYDAY=WE")
    other = listing("https://lab.example/b", title="Mappertreffen", when=at(5))
    world.night(lab=[listing(when=weekly), other])
    assert world.night(lab=[other])["lab"].withdrawn == 1
    assert world.store.meetings()[0].withdrawn is not None


def test_what_another_source_still_lists_is_not_withdrawn(world, listing):
    other = listing("https://lab.example/b", title="Mappertreffen", when=at(5))
    world.night(lab=[listing(), other], town=[listing("https://town.example/1")])
    world.night(lab=[other], town=[listing("https://town.example/1")])
    assert not any(event.withdrawn for event in world.events())


def test_that_it_was_printed_once_does_not_keep_an_event(world, listing):
    other = listing("https://lab.example/b", title="Mappertreffen", when=at(5))
    printed = {IMPORTED.replace("-", "_"): [listing("printed", url="https://lab.example/talk")]}
    world.night(lab=[listing(), other], **printed)
    world.night(lab=[other])
    assert world.events()[0].withdrawn is not None


def test_three_sites_with_slightly_different_titles_and_one_wrong_hour(world, listing):
    world.night(
        lab=[listing()],
        town=[
            listing(
                "https://town.example/1",
                title="Offene Daten im Rathaus Leipzig",
                page="https://town.example/",
            )
        ],
        feed=[listing("https://feed.example/7", title="Offene Daten im Rathaus!", when=at(3, hour=18))],
    )
    event = world.event()
    assert event.when == at(3)
    assert {each.source for each in world.store.listings_of(event.id)} == {"lab", "town", "feed"}
    assert [concern.kind for concern in world.store.status(world.now)] == ["contradiction"]


def test_a_seriess_date_changes_its_id(world, listing):
    """Meetup gives a coming date a token, and a number once it is fixed; the key stays."""
    world.night(meetup=[listing("group|2024-12-03|talk", aliases=("wlgsttyjcgbgb",))])
    before = world.event()
    world.night(meetup=[listing("group|2024-12-03|talk", aliases=("304012491",))])
    assert world.event().id == before.id
    world.night(meetup=[listing("group|2024-12-10|talk", aliases=("304012491",), when=at(10))])
    assert (world.event().id, world.event().when) == (before.id, at(10))
    assert world.count("listings") == 1


def test_two_dates_of_a_series_trade_places(world, listing):
    """Each keeps its id, though each has the other's key now."""
    first = listing("group|03", aliases=("1",))
    second = listing("group|10", aliases=("2",), when=at(10))
    world.store.save_page(
        run := world.store.begin_run(source("meetup"), world.now), [first, second], world.now
    )
    world.store.finish_run(run, RunResult(reach=Reach()), world.now)
    run = world.store.begin_run(source("meetup"), world.now)
    moved = [replace(first, key="group|10", when=at(10)), replace(second, key="group|03", when=at(3))]
    assert world.store.save_page(run, moved, world.now).changed == 2
    rows = world.store._database.execute("SELECT id, key, start FROM listings ORDER BY id").fetchall()
    assert [tuple(row) for row in rows] == [
        (1, "group|10", "2024-12-10T19:00:00"),
        (2, "group|03", "2024-12-03T19:00:00"),
    ]


def test_a_key_that_another_date_left_is_free(world, listing):
    """A date moves on by a week, and a new one takes its place under the old key."""
    world.night(meetup=[listing("group|03", aliases=("1",))])
    world.night(
        meetup=[listing("group|10", aliases=("1",), when=at(10)), listing("group|03", aliases=("2",))]
    )
    assert world.count("events") == 2


@pytest.mark.parametrize(
    ("what", "one", "other"),
    [
        (
            "a title on one day in two towns",
            {"place": Place(city="Leipzig"), "title": "Open Data Day"},
            {"place": Place(city="Flensburg"), "title": "Open Data Day", "key": "https://fl.example/odd"},
        ),
        (
            "an address, a programme's page",
            {"title": "Vortrag: Offene Haushalte", "url": "https://week.example/programm"},
            {"title": "Workshop Kartieren", "url": "https://week.example/programm", "key": "b"},
        ),
        (
            "a day and a series' name",
            {"title": "15. Open-Data-Netzwerktreffen"},
            {"title": "16. Open-Data-Netzwerktreffen", "key": "https://net.example/16"},
        ),
        (
            "an address on two days",
            {"title": "Jugend editiert", "url": "https://wiki.example/jugend"},
            {"title": "Jugend editiert", "url": "https://wiki.example/jugend", "key": "b", "when": at(4)},
        ),
    ],
)
def test_two_events_that_share(world, listing, what, one, other):
    world.night(lab=[listing(**one)], town=[listing(**{"key": "https://town.example/1", **other})])
    assert len(world.events()) == 2, what


def test_a_programmes_page_holds_many_events_of_one_source(world, listing):
    page = "https://week.example/programm"
    talks = ["Offene Haushalte", "Kartieren für alle", "Freie Software im Amt"]
    world.night(
        week=[listing(f"{page}#{n}", url=page, title=title) for n, title in enumerate(talks)],
        town=[listing(f"https://town.example/{n}", url=page, title=title) for n, title in enumerate(talks)],
    )
    assert sorted(event.title for event in world.events()) == sorted(talks)
    assert world.count("listings") == 6


def test_a_feed_that_names_an_event_twice(world, listing):
    world.night(feed=[listing("uid-1"), listing("uid-2")])
    assert len(world.events()) == 1


def test_an_event_without_a_date_is_kept(world, listing):
    world.night(lab=[listing(when=None, when_text="demnächst")])
    (event,) = world.store.undated()
    assert (event.when, event.when_text) == (None, "demnächst")
    assert world.events() == []


def test_two_events_turn_out_to_be_one(world, listing):
    """A wrong day is mended; the elder id stays, the younger still leads to the event."""
    world.night(lab=[listing()])
    world.night(lab=[listing()], town=[listing("https://town.example/1", when=at(4))])
    elder, younger = world.events()
    world.night(lab=[listing()], town=[listing("https://town.example/1")])
    assert world.event().id == elder.id
    assert world.store.event(younger.id).id == elder.id


def test_a_mended_post_and_an_older_one_do_not_quarrel(world, listing):
    november = listing("printed", title="Talk", issue="2024-11")
    december = listing("printed", title="Talk über Daten", issue="2024-12")
    for _ in range(2):
        for printed in (november, december):
            world.crawl(IMPORTED, [printed], RunResult())
    assert changes(world) == [("title", "Talk", "Talk über Daten")]


def source(name: str) -> Source:
    return Source(name=name, spider="meetup", url="https://meetup.example")
