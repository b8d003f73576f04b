"""The calendar entry behind a link: RFC 5545, small, and the same next month."""

from __future__ import annotations

import base64
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aggregator.event import Place, Status, When
from aggregator.section import calendar_entry
from aggregator.section.entry import read_entry
from aggregator.section.timezone import definition

WEEKLY = When(
    datetime(2024, 1, 3, 18),
    datetime(2024, 1, 3, 21),
    rrule="FREQ=WEEKLY;BYDAY=WE",
    skipped=(date(2024, 12, 25),),
)


def test_a_whole_entry(make):
    when = When(datetime(2024, 12, 2, 17), datetime(2024, 12, 2, 21))
    place = Place(
        name="Labor",
        street="Alte Messe 6",
        postcode="04103",
        city="Leipzig",
        latitude=51.32,
        longitude=12.4,
        located="place",
    )
    event = make("e7", "Äpfel; Birnen, Komma", when, place=place, sequence=2, description="Mit Kaffee.")
    assert calendar_entry(event).decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Code for Germany//Out in the Open Aggregator//DE",
        "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT",
        "SUMMARY:Äpfel\\; Birnen\\, Komma",
        "DTSTART:20241202T160000Z",
        "DTEND:20241202T200000Z",
        "DTSTAMP:20241120T033000Z",
        "UID:e7@out-in-the-open",
        "SEQUENCE:2",
        "DESCRIPTION:Mit Kaffee.",
        "GEO:51.32;12.4",
        "LOCATION:Labor\\, Alte Messe 6\\, 04103 Leipzig",
        "STATUS:CONFIRMED",
        "URL:https://beispiel.test/e7",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (When(datetime(2024, 7, 2, 17)), {"DTSTART": ":20240702T150000Z"}),
        (
            When(date(2024, 10, 1), date(2024, 10, 31)),
            {"DTSTART": ";VALUE=DATE:20241001", "DTEND": ";VALUE=DATE:20241101"},
        ),
        (When(date(2024, 10, 1)), {"DTSTART": ";VALUE=DATE:20241001"}),
        (
            When(datetime(2024, 12, 2, 17), date(2024, 12, 3)),
            {"DTSTART": ":20241202T160000Z", "DTEND": ":20241203T225900Z"},
        ),
        (
            When(date(2025, 3, 1), datetime(2025, 3, 8, 23, 59)),
            {"DTSTART": ";VALUE=DATE:20250301", "DTEND": ";VALUE=DATE:20250309"},
        ),
        (When(datetime(2024, 12, 2, 17), datetime(2024, 12, 2, 17)), {"DTSTART": ":20241202T160000Z"}),
        (
            When(datetime(2024, 12, 2, 17), also=(datetime(2024, 12, 9, 17), date(2024, 12, 16))),
            {"DTSTART": ":20241202T160000Z", "RDATE": ":20241209T160000Z,20241216T160000Z"},
        ),
        (
            When(datetime(2024, 12, 2, 17), timezone="America/New_York"),
            {"DTSTART": ":20241202T220000Z"},
        ),
        (When(datetime(2024, 12, 2, 17), timezone="Nirgendwo"), {"DTSTART": ":20241202T160000Z"}),
        (
            WEEKLY,
            {
                "DTSTART": ";TZID=Europe/Berlin:20241204T180000",
                "DTEND": ";TZID=Europe/Berlin:20241204T210000",
                "RRULE": ":FREQ=WEEKLY;BYDAY=WE",
                "EXDATE": ";TZID=Europe/Berlin:20241225T180000",
            },
        ),
        (
            When(date(2024, 1, 3), rrule="FREQ=WEEKLY;BYDAY=WE;UNTIL=20250101"),
            {"DTSTART": ";VALUE=DATE:20241204", "RRULE": ":FREQ=WEEKLY;UNTIL=20250101;BYDAY=WE"},
        ),
        (
            When(datetime(2024, 1, 3, 18), rrule="FREQ=WEEKLY;BYDAY=WE;UNTIL=20250101"),
            {
                "DTSTART": ";TZID=Europe/Berlin:20241204T180000",
                "RRULE": ":FREQ=WEEKLY;UNTIL=20250101T225959Z;BYDAY=WE",
            },
        ),
    ],
)
def test_times(make, properties, when, expected):
    found = properties(calendar_entry(make(when=when), "2024-12"))
    names = ("DTSTART", "DTEND", "RRULE", "RDATE", "EXDATE")
    assert {name: found[name] for name in names if name in found} == expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (Status.SCHEDULED, ":CONFIRMED"),
        (Status.MOVED_ONLINE, ":CONFIRMED"),
        (Status.POSTPONED, ":TENTATIVE"),
        (Status.CANCELLED, ":CANCELLED"),
    ],
)
def test_status(make, properties, status, expected):
    assert properties(calendar_entry(make(status=status)))["STATUS"] == expected


def test_nothing_is_empty_and_a_town_is_no_pin(make, properties):
    place = Place(city="Köln", latitude=50.9, longitude=6.9, located="town")
    found = properties(calendar_entry(make(place=place, url=None)))
    assert not {"GEO", "URL", "DESCRIPTION"} & set(found)
    assert all(len(value) > 1 for value in found.values())


def test_what_does_not_fit_goes_in_order(make, properties):
    long = {"title": "ß" * 200, "place": Place(name="ü" * 290), "description": "ä" * 190}
    address = "https://beispiel.test/" + "x" * 400
    found = properties(calendar_entry(make(**long, url=address)))
    assert "DESCRIPTION" not in found and "URL" not in found
    assert found["LOCATION"].endswith("…") and found["SUMMARY"] == ":" + "ß" * 200
    assert "URL" in properties(calendar_entry(make(description="ä" * 190, url=address)))


@pytest.mark.parametrize("month", ["2024-12", "2025-01"])
def test_the_uid_is_the_same_in_every_issue(make, properties, month):
    assert properties(calendar_entry(make(when=WEEKLY), month))["UID"] == ":e1@out-in-the-open"


def test_no_date_no_entry(make):
    with pytest.raises(ValueError, match="has no date"):
        calendar_entry(make(when=When(None, rrule="FREQ=WEEKLY")))


def test_a_meeting_meets_at_the_same_hour_in_summer(make):
    entry = icalendar.Calendar.from_ical(calendar_entry(make(when=WEEKLY), "2024-12"))
    found = recurring_ical_events.of(entry).between(date(2025, 3, 20), date(2025, 4, 10))
    assert [event.start.astimezone(UTC).hour for event in found] == [17, 16, 16]
    december = recurring_ical_events.of(entry).between(date(2024, 12, 1), date(2025, 1, 1))
    assert [event.start.day for event in december] == [4, 11, 18]


@pytest.mark.parametrize(
    ("zone", "last", "parts"),
    [
        ("Europe/Berlin", None, ["STANDARD 20241027T030000 FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "DAYLIGHT 20250330T020000 FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"]),
        ("Europe/Berlin", datetime(2025, 2, 1), ["STANDARD 20241027T030000 "]),
        ("Europe/Berlin", datetime(2025, 5, 1), ["STANDARD 20241027T030000 ", "DAYLIGHT 20250330T020000 "]),
        ("America/New_York", None, ["STANDARD 20241103T020000 FREQ=YEARLY;BYDAY=1SU;BYMONTH=11", "DAYLIGHT 20250309T020000 FREQ=YEARLY;BYDAY=2SU;BYMONTH=3"]),
        ("Europe/Istanbul", None, ["STANDARD 19700101T000000 "]),
    ],
)  # fmt: skip
def test_a_zone_covers_what_the_rule_needs(zone, last, parts):
    found = definition(ZoneInfo(zone), datetime(2024, 12, 4, 18), last)
    assert [
        f"{part.name} {part['DTSTART'].to_ical().decode()} {part['RRULE'].to_ical().decode() if 'RRULE' in part else ''}"
        for part in found.subcomponents
    ] == parts


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Europe/London", "Africa/Casablanca"])
@pytest.mark.parametrize("month", range(1, 13, 2))
def test_a_zone_tells_the_same_time_as_the_system(zone, month):
    first = datetime(2024, 12, 4, 18)
    made = definition(ZoneInfo(zone), first, None).to_tz(lookup_tzid=False)
    moment = datetime(2025 + month % 4, month, 15, 12)
    assert moment.replace(tzinfo=made).utcoffset() == moment.replace(tzinfo=ZoneInfo(zone)).utcoffset()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100, deadline=None)
@given(
    title=st.text(max_size=500),
    name=st.text(max_size=500),
    description=st.text(max_size=500),
    days=st.sets(st.dates(date(2024, 12, 1), date(2027, 12, 31)), max_size=80),
    rule=st.sampled_from([None, "FREQ=WEEKLY;BYDAY=WE", "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20260101T000000"]),
)
def test_every_link_is_a_valid_entry(make, title, name, description, days, rule):
    moments = tuple(datetime(day.year, day.month, day.day, 18) for day in sorted(days))
    start = datetime(2024, 12, 4, 18)
    when = When(start, rrule=rule, skipped=tuple(sorted(days))) if rule else When(start, also=moments)
    entry = calendar_entry(
        make(title=title, place=Place(name=name), description=description, when=when), "2024-12"
    )
    link = base64.b64encode(entry).decode()
    assert len(link) < 1300
    read = read_entry(f"data:text/calendar;base64,{link}")
    assert read.faults == () and read.uid == "e1@out-in-the-open" and not read.floating
