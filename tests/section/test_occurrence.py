"""The dates of rules."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from aggregator.event import When
from aggregator.section.occurrence import first_in, last_day, occurrences, starting
from aggregator.section.rule import normal

MONDAY = datetime(2024, 10, 7, 19)
DECEMBER = (date(2024, 12, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=WEEKLY;BYDAY=MO", [2, 9, 16, 23, 30]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", [2, 16, 30]),
        ("FREQ=MONTHLY;BYDAY=1MO", [2]),
        ("FREQ=MONTHLY;BYDAY=-1MO", [30]),
        ("FREQ=WEEKLY;BYDAY=MO;UNTIL=20241209", [2, 9]),
        ("FREQ=WEEKLY;BYDAY=MO;UNTIL=20241209T180000Z", [2]),
        ("FREQ=WEEKLY;BYDAY=MO;COUNT=10", [2, 9]),
        ("FREQ=WEEKLY;BYDAY=MO;COUNT=3", []),
        ("FREQ=SECONDLY", []),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", []),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=3", []),
        ("FREQ=DAILY;BYMINUTE=1,2,3", []),
        ("nonsense", []),
    ],
)
def test_occurrences_of_a_rule(rule, days):
    found = list(occurrences(When(MONDAY, rrule=rule), *DECEMBER))
    assert [moment.day for moment in found] == days
    assert all(moment.hour == 19 for moment in found)


def test_skipped_days_do_not_occur():
    when = When(MONDAY, rrule="FREQ=WEEKLY;BYDAY=MO", skipped=(date(2024, 12, 23), date(2024, 12, 30)))
    assert [moment.day for moment in occurrences(when, *DECEMBER)] == [2, 9, 16]


def test_days_stay_days():
    found = first_in(When(date(2024, 10, 7), rrule="FREQ=WEEKLY;BYDAY=MO"), *DECEMBER)
    assert found == date(2024, 12, 2) and not isinstance(found, datetime)


def test_further_dates_occur_without_a_rule():
    when = When(datetime(2024, 11, 30, 18), also=(datetime(2024, 12, 7, 18), datetime(2025, 1, 4, 18)))
    assert list(occurrences(when, *DECEMBER)) == [datetime(2024, 12, 7, 18)]


@pytest.mark.parametrize(
    ("when", "start", "expected"),
    [
        (
            When(MONDAY, datetime(2024, 10, 7, 21), "FREQ=WEEKLY;COUNT=12", skipped=(date(2024, 11, 4),)),
            datetime(2024, 12, 2, 19),
            When(datetime(2024, 12, 2, 19), datetime(2024, 12, 2, 21), "FREQ=WEEKLY;COUNT=4"),
        ),
        (
            When(date(2024, 10, 7), None, "FREQ=WEEKLY", also=(date(2024, 12, 5),)),
            date(2024, 12, 2),
            When(date(2024, 12, 2), None, "FREQ=WEEKLY", also=(date(2024, 12, 5),)),
        ),
        (When(MONDAY, rrule="FREQ=WEEKLY"), MONDAY, When(MONDAY, rrule="FREQ=WEEKLY")),
    ],
)
def test_a_rule_goes_on_from_one_of_its_dates(when, start, expected):
    assert starting(when, start) == expected


@pytest.mark.parametrize(
    ("when", "day"),
    [
        (When(date(2024, 12, 3)), date(2024, 12, 3)),
        (When(date(2024, 12, 3), date(2024, 12, 5)), date(2024, 12, 5)),
        (When(datetime(2024, 12, 3, 20), datetime(2024, 12, 4, 0)), date(2024, 12, 3)),
        (When(datetime(2024, 12, 3, 20), datetime(2024, 12, 4, 2)), date(2024, 12, 4)),
        (When(date(2024, 12, 3), also=(date(2024, 12, 17),)), date(2024, 12, 17)),
        (When(None, rrule="FREQ=WEEKLY"), None),
    ],
)
def test_last_day(when, day):
    assert last_day(when) == day


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("FREQ=WEEKLY;BYDAY=MO", "INTERVAL=1;FREQ=WEEKLY;BYDAY=MO;WKST=MO"),
        ("FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY"),
        ("FREQ=MONTHLY;BYDAY=1MO", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1"),
        ("FREQ=MONTHLY;BYMONTHDAY=7", "FREQ=MONTHLY"),
        ("FREQ=WEEKLY;BYDAY=MO,WE", "FREQ=WEEKLY;BYDAY=WE,MO;UNTIL=20251231"),
    ],
)
def test_two_ways_of_writing_one_rule(one, other):
    assert normal(one, MONDAY) == normal(other, MONDAY)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("FREQ=WEEKLY;BYDAY=MO", "FREQ=MONTHLY;BYDAY=MO"),
        ("FREQ=MONTHLY;BYDAY=1MO", "FREQ=MONTHLY;BYDAY=MO"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "FREQ=WEEKLY;BYDAY=MO"),
    ],
)
def test_two_rules(one, other):
    assert normal(one, MONDAY) != normal(other, MONDAY)
