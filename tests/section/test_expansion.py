"""A meeting's calendar entry, expanded by another library, falls on the days that its phrase means."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import recurring_ical_events
from icalendar import Calendar

from aggregator.event import Event, Place, When
from aggregator.section import calendar_entry

SEEN = datetime(2024, 11, 20, tzinfo=UTC)


def meeting(rrule: str, start: datetime, **other: object) -> Event:
    """An OK Lab's evening of two hours."""
    when = When(start, start.replace(hour=start.hour + 2), rrule, **other)
    return Event(
        id="0123456789abcdef", title="OK Lab", when=when, place=Place(name="Basislager", city="Leipzig"),
        lab="Leipzig", first_seen=SEEN, last_seen=SEEN, changed=SEEN,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("event", "days"),
    [
        (meeting("FREQ=WEEKLY;BYDAY=WE", datetime(2024, 10, 2, 19)), [4, 11, 18, 25]),
        (
            meeting("FREQ=WEEKLY;BYDAY=WE", datetime(2024, 10, 2, 19), skipped=(date(2024, 12, 25),)),
            [4, 11, 18],
        ),
        (meeting("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", datetime(2024, 10, 7, 19)), [2, 16, 30]),
        (meeting("FREQ=MONTHLY;BYDAY=2MO", datetime(2024, 10, 14, 19)), [9]),
        (meeting("FREQ=MONTHLY;BYDAY=2WE,4WE", datetime(2024, 10, 9, 19)), [11, 25]),
        (meeting("FREQ=MONTHLY;BYDAY=-1FR", datetime(2024, 10, 25, 19)), [27]),
        (meeting("FREQ=MONTHLY;BYMONTHDAY=23", datetime(2024, 10, 23, 19)), [23]),
        (meeting("FREQ=WEEKLY;BYDAY=TU;UNTIL=20241217T235959", datetime(2024, 10, 1, 19)), [3, 10, 17]),
    ],
)
def test_the_days_of_a_meeting_in_its_issue(event: Event, days: list[int]) -> None:
    calendar = Calendar.from_ical(calendar_entry(event, "2024-12"))
    found = recurring_ical_events.of(calendar).between(date(2024, 12, 1), date(2025, 1, 1))
    starts = sorted(each["DTSTART"].dt for each in found)
    assert [(start.day, start.hour, str(start.utcoffset())) for start in starts] == [
        (day, 19, "1:00:00") for day in days
    ]


def test_the_hour_stays_when_the_clocks_change() -> None:
    event = meeting("FREQ=WEEKLY;BYDAY=SU", datetime(2025, 3, 2, 19))
    calendar = Calendar.from_ical(calendar_entry(event, "2025-03"))
    found = recurring_ical_events.of(calendar).between(date(2025, 3, 20), date(2025, 4, 8))
    starts = sorted(each["DTSTART"].dt for each in found)
    assert [(start.day, start.hour, str(start.utcoffset())) for start in starts] == [
        (23, 19, "1:00:00"),
        (30, 19, "2:00:00"),
        (6, 19, "2:00:00"),
    ]
