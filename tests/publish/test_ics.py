"""The calendar file, read back by icalendar and expanded by recurring-ical-events."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aggregator.event import Place, Status, When
from aggregator.publish import ics
from aggregator.section import calendar_entry
from aggregator.section.occurrence import occurrences

WEEKLY = "FREQ=WEEKLY;BYDAY=WE"
FIRST, LAST = date(2024, 12, 1), date(2025, 4, 30)


def entries(text: bytes) -> list[Any]:
    calendar = icalendar.Calendar.from_ical(text)
    assert calendar.errors == []
    return list(calendar.walk("VEVENT"))


def starts(text: bytes) -> list[Any]:
    """Every start from FIRST to LAST, local and naive."""
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(
        FIRST, LAST + timedelta(days=1)
    )
    return sorted(_naive(each.start) for each in found if _day(each.start) >= FIRST)


def _naive(moment: Any) -> Any:
    return (
        moment.astimezone(ZoneInfo("Europe/Berlin")).replace(tzinfo=None)
        if isinstance(moment, datetime)
        else moment
    )


def _day(moment: Any) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def at(day: int, month: int = 12, hour: int = 18) -> datetime:
    return datetime(2024, month, day, hour)


@pytest.mark.parametrize(
    "when",
    [
        When(at(3), at(3, hour=20)),
        When(date(2024, 12, 7)),
        When(date(2024, 12, 28), date(2025, 1, 2)),
        When(at(13, hour=20), datetime(2024, 12, 14, 2)),
        When(at(2), at(2, hour=20), also=(at(9), at(16))),
        When(at(2, 10), at(2, 10, 20), rrule=WEEKLY, skipped=(date(2024, 12, 25), date(2025, 1, 1))),
        When(at(1, 10), at(1, 10, 20), rrule=WEEKLY),
        When(at(2, 10), rrule="FREQ=WEEKLY;BYDAY=WE;COUNT=12"),
        When(at(2, 10), rrule="FREQ=WEEKLY;BYDAY=WE;UNTIL=20250115"),
        When(at(7, 10), rrule="FREQ=MONTHLY;BYDAY=1MO"),
        When(at(7, 10), rrule="FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1"),
        When(date(2024, 10, 2), rrule=WEEKLY),
        When(at(2, 10, 1), at(2, 10, 2), rrule="FREQ=DAILY;INTERVAL=3"),
    ],
    ids=lambda when: f"{when.start}-{when.rrule}-{len(when.also)}",
)
def test_another_reader_finds_the_same_days(make: Any, when: When) -> None:
    whole = ics.from_first_date(when)
    assert whole is not None
    assert starts(ics.write([make(when=when)])) == sorted(occurrences(whole, FIRST, LAST))


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        (When(date(2024, 12, 7)), date(2024, 12, 7), date(2024, 12, 8)),
        (When(date(2024, 11, 28), date(2024, 12, 5)), date(2024, 11, 28), date(2024, 12, 6)),
        (When(at(13, hour=20), datetime(2024, 12, 14, 2)), datetime(2024, 12, 13, 19, tzinfo=UTC), datetime(2024, 12, 14, 1, tzinfo=UTC)),
        (When(at(3, 7), at(3, 7, 20)), datetime(2024, 7, 3, 16, tzinfo=UTC), datetime(2024, 7, 3, 18, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_days_end_before_the_next_and_hours_are_in_utc(make: Any, when: When, start: Any, end: Any) -> None:
    (entry,) = entries(ics.write([make(when=when)]))
    assert (entry.start, entry.end) == (start, end)


def test_lists_of_days_say_that_they_are_days(make: Any) -> None:
    course = make(when=When(date(2024, 12, 1), also=(date(2024, 12, 8),)))
    meeting = make(when=When(date(2024, 12, 4), rrule=WEEKLY, skipped=(date(2024, 12, 11),)))
    text = ics.write([course, meeting])
    assert b"\r\nRDATE;VALUE=DATE:20241208\r\n" in text
    assert b"\r\nEXDATE;VALUE=DATE:20241211\r\n" in text


def test_a_meeting_keeps_its_hour_when_the_clock_changes(make: Any) -> None:
    text = ics.write([make(when=When(at(2, 10, 19), rrule=WEEKLY))])
    hours = {start.hour for start in starts(text)}
    assert hours == {19}
    utc = {
        each.start.astimezone(UTC).hour
        for each in recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(FIRST, LAST)
    }
    assert utc == {17, 18}


def test_one_zone_for_all_meetings(make: Any) -> None:
    calendar = icalendar.Calendar.from_ical(
        ics.write(make(id=f"e{day}", when=When(at(day, 10), rrule="FREQ=WEEKLY")) for day in (9, 2, 23))
    )
    (zone,) = calendar.walk("VTIMEZONE")
    assert str(zone["TZID"]) == "Europe/Berlin"
    names = [part.name for part in calendar.subcomponents]
    assert names == ["VTIMEZONE", "VEVENT", "VEVENT", "VEVENT"]


@pytest.mark.parametrize(
    ("fields", "name", "value"),
    [
        ({}, "STATUS", "CONFIRMED"),
        ({"status": Status.CANCELLED}, "STATUS", "CANCELLED"),
        ({"status": Status.POSTPONED}, "STATUS", "TENTATIVE"),
        ({}, "UID", "e1@out-in-the-open"),
        ({}, "DTSTAMP", "20241120T033000Z"),
        ({}, "LAST-MODIFIED", "20241120T033000Z"),
        ({}, "CREATED", "20241120T033000Z"),
        ({"sequence": 3}, "SEQUENCE", "3"),
        ({}, "GEO", "51.338;12.385"),
        ({"place": Place(city="Köln", latitude=50.9, longitude=6.9, located="town")}, "GEO", None),
        ({"status": Status.MOVED_ONLINE}, "GEO", None),
        ({"status": Status.MOVED_ONLINE}, "LOCATION", "online"),
        ({"place": Place()}, "LOCATION", None),
        ({"url": "https://nah.test/a,b;c"}, "URL", "https://nah.test/a,b;c"),
        ({"url": "javascript:alert(1)"}, "URL", None),
        ({"stream_url": "https://nah.test/live"}, "CONFERENCE", "https://nah.test/live"),
        ({"lab": "Köln"}, "CATEGORIES", "OK Lab Köln"),
        ({"description": "Mail an erika@beispiel.test, Tel. 0341 1234567."}, "DESCRIPTION", "Mail an …\\, Tel. …."),
    ],
)  # fmt: skip
def test_properties(make: Any, fields: dict[str, Any], name: str, value: str | None) -> None:
    (entry,) = entries(ics.write([make(**fields)]))
    written = entry[name].to_ical() if name in entry else None
    assert (written.decode() if isinstance(written, bytes) else written) == value


def test_the_calendar_says_who_it_is_and_when_it_last_changed(make: Any) -> None:
    later = datetime(2024, 11, 30, tzinfo=UTC)
    calendar = icalendar.Calendar.from_ical(ics.write([make(), make(id="e2", changed=later)]))
    assert calendar["LAST-MODIFIED"].dt == later
    assert calendar["NAME"] == calendar["X-WR-CALNAME"] == "Out in the Open: Veranstaltungen"
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:P1D\r\n" in calendar.to_ical()


def test_a_link_and_the_file_are_the_same_event(make: Any) -> None:
    event = make(when=When(at(2, 10), at(2, 10, 20), rrule=WEEKLY, skipped=(date(2024, 12, 25),)))
    (link,), (entry,) = entries(calendar_entry(event)), entries(ics.write([event]))
    for name in ("UID", "SEQUENCE", "DTSTART", "DTEND", "RRULE", "EXDATE", "DTSTAMP"):
        assert (
            link[name].to_ical() == entry[name].to_ical()
            if name != "EXDATE"
            else link[name].dts[0].dt == entry[name].dts[0].dt
        )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(title=st.text(max_size=400), description=st.text(max_size=400), name=st.text(max_size=200))
def test_no_words_break_the_file(make: Any, title: str, description: str, name: str) -> None:
    text = ics.write([make(title=title, description=description, place=Place(name=name)), make(id="e2")])
    assert [str(entry["UID"]) for entry in entries(text)] == ["e1@out-in-the-open", "e2@out-in-the-open"]
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    assert text.count(b"\n") == text.count(b"\r\n")


@pytest.mark.parametrize(
    "title", ["A\r\nEND:VEVENT\r\nBEGIN:VEVENT", "A\nATTENDEE:mailto:x@y.test", "A\u2028B"]
)
def test_a_title_stays_a_title(make: Any, title: str) -> None:
    (entry,) = entries(ics.write([make(title=title)]))
    assert str(entry["SUMMARY"]) == " ".join(title.split())
    assert "ATTENDEE" not in entry
