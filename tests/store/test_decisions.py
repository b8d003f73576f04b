"""An editor's word: what it does, that every crawl respects it, and that two editors do not overwrite."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from aggregator.event import Place, Reach, Status, When
from aggregator.store import BadValue, RunResult, Said, StaleDecision, UnknownDecision, UnknownEvent

FIRST, LAST, ISSUE = date(2024, 12, 1), date(2025, 1, 10), "2024-12"


def at(day: int, hour: int = 19) -> When:
    return When(datetime(2024, 12, day, hour), datetime(2024, 12, day, hour + 2))


def flags(world):
    rows = world.store._database.execute(
        "SELECT kind, field, was, became FROM flags WHERE settled IS NULL ORDER BY id"
    )
    return [tuple(row) for row in rows]


@pytest.mark.parametrize(
    ("said_for", "asked_for", "drafted"),
    [
        ("2024-12", "2024-12", False),
        ("2024-12", "2025-01", True),
        (None, "2024-12", False),
        (None, None, False),
        ("2024-12", None, True),
    ],
)
def test_what_is_rejected_is_left_out_of_its_issue(world, listing, said_for, asked_for, drafted):
    world.night(lab=[listing()])
    world.store.judge(world.event().id, "reject", Said(now=world.now, issue=said_for, reason="zu weit weg"))
    assert bool(world.events(asked_for)) is drafted


def test_an_issues_own_verdict_beats_the_one_for_all(world, listing):
    world.night(lab=[listing()])
    id_ = world.event().id
    world.store.judge(id_, "reject", Said(now=world.now))
    world.store.judge(id_, "accept", Said(now=world.now, issue=ISSUE))
    assert [bool(world.events(issue)) for issue in (ISSUE, "2025-01")] == [True, False]


@pytest.mark.parametrize(
    ("field", "value", "read"),
    [
        ("title", "  Offene\nDaten ", lambda event: event.title == "Offene Daten"),
        (
            "start",
            "2024-12-04T18:00",
            lambda event: event.when == When(datetime(2024, 12, 4, 18), datetime(2024, 12, 4, 20)),
        ),
        ("start", date(2024, 12, 4), lambda event: event.when == When(date(2024, 12, 4))),
        ("end", "2024-12-03T22:00", lambda event: event.when.end == datetime(2024, 12, 3, 22)),
        ("online", True, lambda event: event.place.online),
        ("city", "Halle", lambda event: event.place.city == "Halle"),
        ("city", None, lambda event: event.place.city is None),
        ("status", "EventCancelled", lambda event: event.status is Status.CANCELLED),
        ("links", ["https://a.example/", "https://b.example/"], lambda event: len(event.links) == 2),
        ("latitude", "51.3", lambda event: event.place.latitude == 51.3),
        (
            "registration_deadline",
            "2024-12-01",
            lambda event: event.registration_deadline == date(2024, 12, 1),
        ),
        ("rrule", "freq=weekly;byday=we", lambda event: event.when.rrule == "FREQ=WEEKLY;BYDAY=WE"),
    ],
)
def test_an_editor_words_a_field_otherwise(world, listing, field, value, read):
    world.night(lab=[listing()])
    id_ = world.event().id
    world.store.set_fields(id_, {field: value}, Said(now=world.now))
    assert read(world.store.event(id_))
    world.store.unset_field(id_, field, Said(now=world.now))
    assert world.store.event(id_).title == "Offene Daten im Rathaus"
    assert world.store.event(id_).when == at(3)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "x"),
        ("first_seen", "2024-12-01"),
        ("title", ""),
        ("title", "   "),
        ("start", "31.12.2024"),
        ("start", "2025-02-29"),
        ("start", "2024-12-03T19:00+01:00"),
        ("end", "2024-12-02"),
        ("end", "2024-12-03T18:00"),
        ("url", "javascript:alert(1)"),
        ("url", "https://"),
        ("links", ["ftp://x.example"]),
        ("status", "cancelled"),
        ("online", "vielleicht"),
        ("latitude", 91),
        ("longitude", "east"),
        ("timezone", "Leipzig"),
        ("rrule", "FREQ=SECONDLY"),
    ],
)
def test_what_a_field_cannot_hold_is_refused_and_nothing_is_set(world, listing, field, value):
    world.night(lab=[listing()])
    with pytest.raises(BadValue):
        world.store.set_fields(world.event().id, {"city": "Halle", field: value}, Said(now=world.now))
    assert world.event().place.city == "Leipzig"
    assert world.count("decisions") == 0


def test_an_event_set_to_another_month_is_found_there(world, listing):
    world.night(lab=[listing()])
    id_ = world.event().id
    world.store.set_fields(id_, {"start": "2026-03-05T10:00"}, Said(now=world.now))
    assert world.events() == []
    assert [event.id for event in world.store.events_for(date(2026, 3, 1), date(2026, 3, 31))] == [id_]


def test_a_word_said_for_an_issue_holds_from_then_on(world, listing):
    world.night(lab=[listing()])
    id_ = world.event().id
    world.store.set_fields(id_, {"title": "Neu"}, Said(now=world.now, issue="2024-12"))
    titles = [world.store.event(id_, issue).title for issue in ("2024-11", "2024-12", "2025-01")]
    assert titles == ["Offene Daten im Rathaus", "Neu", "Neu"]


def test_a_crawl_that_contradicts_an_editor_raises_a_flag_and_changes_nothing(world, listing):
    world.night(lab=[listing()])
    id_ = world.event().id
    world.store.set_fields(id_, {"title": "Daten und Kuchen"}, Said(now=world.now, issue=ISSUE))
    world.night(lab=[listing(title="Offene Daten im Bürgeramt")])
    assert world.store.event(id_).title == "Daten und Kuchen"
    assert flags(world) == [("override", "title", "Offene Daten im Rathaus", "Offene Daten im Bürgeramt")]


@pytest.mark.parametrize(
    ("what", "other", "field"),
    [
        ("moved", {"when": at(10)}, "start"),
        ("cancelled", {"status": Status.CANCELLED}, "status"),
        ("elsewhere", {"place": Place(name="Rathaus", city="Leipzig")}, "place_name"),
        ("renamed", {"title": "Anders"}, "title"),
    ],
)
def test_an_accepted_event_that_changes_is_shown_until_judged_again(world, listing, what, other, field):
    world.night(lab=[listing()])
    id_ = world.event().id
    world.store.judge(id_, "accept", Said(now=world.now, issue=ISSUE))
    world.night(lab=[listing(**other)])
    shown = [(concern.kind, concern.subject) for concern in world.store.status(world.now)]
    assert ("accepted", id_) in shown, what
    assert field in {flag.field for flag in world.store.candidate(id_, ISSUE).flags}
    world.store.judge(id_, "accept", Said(now=world.now, issue=ISSUE))
    assert world.store.status(world.now) == []


def test_an_accepted_event_that_is_withdrawn_is_shown(world, listing):
    other = listing("https://lab.example/b", title="Mappertreffen", when=at(5))
    world.night(lab=[listing(), other])
    id_ = world.events()[0].id
    world.store.judge(id_, "accept", Said(now=world.now, issue=ISSUE))
    world.night(lab=[other])
    assert [(each.kind, each.subject) for each in world.store.status(world.now)] == [("accepted", id_)]


def test_an_unjudged_event_that_changes_is_no_concern(world, listing):
    world.night(lab=[listing()])
    world.night(lab=[listing(when=at(10))])
    assert world.store.status(world.now) == []


def test_a_decision_on_a_stale_view_is_refused(world, listing):
    world.night(lab=[listing()])
    seen = world.store.candidate(world.event().id, ISSUE)
    world.store.judge(seen.event.id, "reject", Said(now=world.now, issue=ISSUE, version=seen.version))
    with pytest.raises(StaleDecision):
        world.store.judge(seen.event.id, "accept", Said(now=world.now, issue=ISSUE, version=seen.version))
    assert world.store.candidate(seen.event.id, ISSUE).verdict == "reject"


def test_a_crawl_makes_a_view_stale_only_where_it_changed_something(world, listing):
    world.night(lab=[listing()])
    seen = world.store.candidate(world.event().id, ISSUE)
    world.night(lab=[listing()])
    assert world.store.candidate(seen.event.id, ISSUE).version == seen.version
    world.night(lab=[listing(description="Mit Kuchen.")])
    with pytest.raises(StaleDecision):
        world.store.set_fields(seen.event.id, {"title": "X"}, Said(now=world.now, version=seen.version))


def test_an_editors_word_is_news_for_calendars_if_it_shows_there(world, listing):
    world.night(lab=[listing()])
    id_ = world.event().id
    world.store.set_fields(id_, {"price": "frei"}, Said(now=world.now))
    assert world.event().sequence == 0
    world.store.set_fields(id_, {"title": "Neu"}, Said(now=world.now))
    assert (world.event().sequence, world.event().changed) == (1, world.now)


def test_a_word_can_be_taken_back(world, listing):
    world.night(lab=[listing()])
    id_ = world.event().id
    (decision,) = world.store.set_fields(id_, {"title": "Neu"}, Said(now=world.now))
    world.store.undo(decision, Said(now=world.now))
    assert world.event().title == "Offene Daten im Rathaus"
    with pytest.raises(UnknownDecision):
        world.store.undo(decision, Said(now=world.now))


@pytest.mark.parametrize("issue", ["2024-13", "December", "2024-1", "2024-12\n"])
def test_an_issue_has_a_name(world, listing, issue):
    world.night(lab=[listing()])
    with pytest.raises(BadValue):
        world.store.judge(world.event().id, "accept", Said(now=world.now, issue=issue))


def test_an_unknown_event_is_named(world):
    with pytest.raises(UnknownEvent, match="0123456789abcdef"):
        world.store.judge("0123456789abcdef", "accept", Said(now=world.now))


def test_what_only_a_muted_source_lists_is_left_out(world, listing):
    talk = listing("https://lab.example/b", title="Mappertreffen", when=at(5))
    world.night(lab=[listing(), talk], town=[listing("https://town.example/1")])
    world.store.mute("lab")
    assert [event.title for event in world.events()] == ["Offene Daten im Rathaus"]
    world.store.mute("lab", muted=False)
    assert len(world.events()) == 2


def test_what_was_printed_is_kept_and_compared(world, listing):
    world.night(lab=[listing()])
    id_ = world.event().id
    world.store.publish(ISSUE, "## Veranstaltungen\n", [id_], world.now)
    assert world.store.differences(ISSUE) == []
    world.night(lab=[listing(when=at(10))])
    (printed,) = [each for each in world.store.differences(ISSUE) if each.field == "start"]
    assert (printed.printed, printed.believed) == ("2024-12-03T19:00:00", "2024-12-10T19:00:00")
    assert "published" in {concern.kind for concern in world.store.status(world.now)}
    assert world.store.published(ISSUE).section == "## Veranstaltungen\n"
    assert world.store.published("2025-01") is None
    with pytest.raises(BadValue):
        world.store.publish(ISSUE, "other", [], world.now)


def test_candidates_stand_in_the_sections_order_with_all_that_is_known(world, listing):
    weekly = When(datetime(2024, 11, 6, 19), None, rrule="FREQ=WEEKLY;BYDAY=WE")
    world.night(
        lab=[
            listing(),
            listing("https://lab.example/b", title="Mappertreffen", when=at(2)),
            listing("https://lab.example/c", title="Labtreffen", when=weekly, lab="Leipzig"),
            listing("https://lab.example/d", title="Irgendwann", when=None),
        ],
        town=[
            listing(
                "https://town.example/1",
                title="Offene Daten und Karten im Rathaus von heute",
                when=at(3, hour=18),
            )
        ],
    )
    shown = world.store.candidates(FIRST, LAST, ISSUE)
    assert [each.event.title for each in shown] == [
        "Mappertreffen",
        "Offene Daten und Karten im Rathaus von heute",
        "Offene Daten im Rathaus",
        "Labtreffen",
        "Irgendwann",
    ]
    assert shown[1].likely == (shown[2].event.id,)
    assert shown[2].sources == ("lab",)
    world.store.judge(shown[0].event.id, "reject", Said(now=world.now, issue=ISSUE, reason="doppelt"))
    again = world.store.candidates(FIRST, LAST, ISSUE)[0]
    assert (again.verdict, again.reason, again.version) == ("reject", "doppelt", shown[0].version + 1)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("rathaus", True),
        ("RATHAUS daten", True),
        ("rat", True),
        ("leipzig", True),
        ("kuchen", False),
        ('"; DROP TABLE events; --', False),
        ("NEAR(", False),
        ("*", False),
        ("", False),
    ],
)
def test_search_finds_words_and_nothing_else(world, listing, words, found):
    world.night(lab=[listing()])
    assert world.store.search(words) == ([world.event().id] if found else [])


def test_search_follows_changes(world, listing):
    world.night(lab=[listing()])
    world.night(lab=[listing(title="Kuchen backen")])
    assert world.store.search("kuchen") == [world.event().id]
    assert world.store.search("daten") == []


def test_the_whole_life_of_an_event_is_told_in_order(world, listing):
    world.night(lab=[listing()])
    id_ = world.event().id
    world.store.judge(id_, "accept", Said(now=world.now, issue=ISSUE, editor="Ada"))
    world.night(lab=[listing(when=at(10))], town=[listing("https://town.example/1", when=at(10))])
    world.crawl("lab", [listing("https://lab.example/b", title="Mappertreffen")], RunResult(reach=Reach()))
    kinds = [each.kind for each in world.store.log(id_)]
    assert kinds[0] == "found"
    assert set(kinds) == {"found", "accept", "changed", "matched", "flagged", "withdrawn"}
    told = {each.kind: each for each in world.store.log(id_)}
    assert told["accept"].source == "Ada"
    assert (told["matched"].source, told["matched"].note) == ("town", "same title (1.00)")
