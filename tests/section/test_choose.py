"""Which events an issue prints, and in which order."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from aggregator.event import Place, Status, When
from aggregator.section import as_of_in, choose, issue_of, window

FIRST = date(2024, 12, 1)
WEEKLY = When(datetime(2024, 10, 2, 18), rrule="FREQ=WEEKLY;BYDAY=WE")


@pytest.mark.parametrize(
    ("today", "issue"),
    [
        (date(2024, 12, 1), "2024-12"),
        (date(2024, 12, 15), "2024-12"),
        (date(2024, 12, 16), "2025-01"),
        (date(2024, 12, 31), "2025-01"),
        (date(2024, 1, 31), "2024-02"),
    ],
)
def test_the_issue_of_a_day(today, issue):
    assert issue_of(today) == issue


@pytest.mark.parametrize(
    ("today", "as_of"),
    [
        (date(2024, 11, 30), date(2024, 12, 1)),
        (date(2024, 12, 1), date(2024, 12, 1)),
        (date(2024, 12, 31), date(2024, 12, 31)),
        (date(2025, 1, 1), date(2024, 12, 1)),
    ],
)
def test_as_of_without_saying(today, as_of):
    assert as_of_in("2024-12", today) == as_of


def test_window():
    assert window("2024-12") == (date(2024, 12, 1), date(2025, 1, 10))
    assert window("2024-12", date(2024, 12, 20)) == (date(2024, 12, 1), date(2024, 12, 20))


@pytest.mark.parametrize("month", ["2024-13", "Dezember", "2024-12-01"])
def test_a_month_is_written_one_way(month):
    with pytest.raises(ValueError, match=r"does not match|unconverted"):
        choose([], month, FIRST)


@pytest.mark.parametrize(
    ("when", "as_of", "chosen"),
    [
        (When(datetime(2024, 12, 1, 9)), FIRST, True),
        (When(datetime(2024, 11, 30, 9)), FIRST, False),
        (When(date(2024, 11, 20), date(2024, 12, 1)), FIRST, True),
        (When(date(2024, 11, 20), date(2024, 11, 30)), FIRST, False),
        (When(datetime(2024, 11, 30, 20), datetime(2024, 12, 1, 0)), FIRST, False),
        (When(datetime(2025, 1, 10, 20)), FIRST, True),
        (When(datetime(2025, 1, 11, 9)), FIRST, False),
        (When(datetime(2024, 12, 9, 9)), date(2024, 12, 10), False),
        (When(datetime(2024, 12, 10, 9)), date(2024, 12, 10), True),
        (When(date(2024, 12, 1), date(2024, 12, 31)), date(2024, 12, 10), True),
        (When(datetime(2024, 11, 1, 9), also=(datetime(2024, 12, 6, 9),)), FIRST, True),
    ],
)
def test_the_month_and_ten_days(make, when, as_of, chosen):
    assert bool(choose([make(when=when)], "2024-12", as_of).single) is chosen


@pytest.mark.parametrize(
    ("rule", "as_of", "chosen"),
    [
        ("FREQ=WEEKLY;BYDAY=WE", date(2024, 12, 28), True),
        ("FREQ=MONTHLY;BYDAY=1WE", date(2024, 12, 5), True),
        ("FREQ=WEEKLY;BYDAY=WE;UNTIL=20241211T235959", date(2024, 12, 11), True),
        ("FREQ=WEEKLY;BYDAY=WE;UNTIL=20241211T235959", date(2024, 12, 12), False),
    ],
)
def test_a_meeting_that_is_over_is_not_named(make, rule, as_of, chosen):
    event = make(when=When(datetime(2024, 10, 2, 18), rrule=rule), lab="Flensburg")
    assert bool(choose([event], "2024-12", as_of).meetings) is chosen


def test_until_is_the_last_day(make):
    event = make(when=When(datetime(2025, 2, 20, 9)))
    assert choose([event], "2024-12", FIRST, date(2025, 2, 20)).single == (event,)
    assert choose([event], "2024-12", FIRST, date(2025, 2, 19)).single == ()


def test_order_of_single_events(make):
    events = [
        make("d", "Später", When(datetime(2024, 12, 3, 20))),
        make("c", "Öffnung", When(datetime(2024, 12, 3, 18))),
        make("b", "Pause", When(datetime(2024, 12, 3, 18))),
        make("a", "Ganztags", When(date(2024, 12, 3))),
        make("e", "Davor", When(datetime(2024, 12, 2, 23))),
    ]
    assert "".join(event.id for event in choose(events, "2024-12", FIRST).single) == "eacbd"


def test_meetings_stand_by_town_as_germans_sort(make):
    labs = ["Zürich", "Münster", "Köln", "Osnabrück", "Ölde", "Konstanz"]
    events = [make(lab, when=WEEKLY, lab=lab) for lab in labs]
    chosen = choose(events, "2024-12", FIRST).meetings
    assert [event.lab for event in chosen] == ["Köln", "Konstanz", "Münster", "Ölde", "Osnabrück", "Zürich"]


@pytest.mark.parametrize(
    ("rule", "first"),
    [
        ("FREQ=WEEKLY;BYDAY=WE", datetime(2024, 12, 4, 18)),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", datetime(2024, 12, 11, 18)),
        ("FREQ=WEEKLY;BYDAY=WE;UNTIL=20241130T235959", None),
        ("FREQ=MONTHLY;BYDAY=1WE", datetime(2024, 12, 4, 18)),
    ],
)
def test_a_meeting_starts_in_the_month_and_keeps_its_phase(make, rule, first):
    event = make(when=When(datetime(2024, 10, 2, 18), rrule=rule), lab="Flensburg")
    chosen = choose([event], "2024-12", FIRST).meetings
    assert [e.when.start for e in chosen] == ([first] if first else [])


def test_a_series_without_a_lab_is_one_event_on_its_next_date(make):
    chosen = choose([make(when=WEEKLY)], "2024-12", date(2024, 12, 10))
    assert [e.when.start for e in chosen.single] == [datetime(2024, 12, 11, 18)] and not chosen.meetings


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"status": Status.CANCELLED}, "cancelled"),
        ({"status": Status.CANCELLED, "when": WEEKLY, "lab": "Köln"}, "cancelled"),
        ({"withdrawn": datetime(2024, 11, 1, tzinfo=UTC)}, "withdrawn"),
        ({"status": Status.POSTPONED}, "postponed"),
        ({"status": Status.RESCHEDULED}, "single"),
        ({"status": Status.MOVED_ONLINE}, "single"),
        ({"when": When(None, rrule="FREQ=WEEKLY;INTERVAL=2"), "lab": "Köln"}, "undated"),
    ],
)
def test_what_is_not_printed_is_named(make, fields, where):
    chosen = choose([make(**fields)], "2024-12", FIRST)
    named = {
        name
        for name in ("single", "meetings", "cancelled", "postponed", "withdrawn", "undated")
        if getattr(chosen, name)
    }
    assert named == {where}


def test_a_cancelled_event_of_another_month_is_not_named(make):
    event = make(when=When(datetime(2024, 10, 1, 9)), status=Status.CANCELLED)
    assert choose([event], "2024-12", FIRST).cancelled == ()


def test_an_event_without_a_date_is_undated(make):
    event = make()
    undated = type(event)(
        **{f: getattr(event, f) for f in event.__slots__} | {"when": None, "place": Place()}
    )
    assert choose([undated], "2024-12", FIRST).undated == (undated,)


def test_an_event_on_several_days_is_printed_with_its_next(make):
    when = When(
        datetime(2024, 11, 1, 9),
        datetime(2024, 11, 1, 11),
        also=(date(2024, 12, 6), datetime(2024, 12, 9, 10)),
    )
    (event,) = choose([make(when=when)], "2024-12", FIRST).single
    assert (event.when.start, event.when.end) == (datetime(2024, 12, 6, 9), datetime(2024, 12, 6, 11))
    assert event.when.also == (datetime(2024, 12, 9, 10),)
