"""Which end is one: what sites write where they mean none, and what cannot be."""

from datetime import date, datetime

import pytest

from aggregator.event import When
from aggregator.page.ending import before, end_of, ends_first
from aggregator.page.listings import listings
from aggregator.page.response import Page

EVENING = datetime(2025, 3, 2, 19)
DAY = date(2025, 3, 2)


@pytest.mark.parametrize(
    ("start", "end", "kept"),
    [
        (EVENING, datetime(2025, 3, 2, 21), True),
        (EVENING, datetime(2025, 3, 3, 1), True),
        (DAY, date(2025, 3, 4), True),
        # none is meant
        (EVENING, None, False),
        (EVENING, EVENING, False),
        (EVENING, DAY, False),
        (DAY, DAY, False),
        (DAY, datetime(2025, 3, 2, 23, 59), False),
        (EVENING, datetime(2025, 3, 2, 0, 0), False),
        (datetime(2025, 3, 2, 10), datetime(2025, 3, 2, 0, 0), False),
        (EVENING, datetime(2025, 3, 2, 1, 30), False),
        (EVENING, datetime(1970, 1, 1), False),
        (DAY, date(1, 1, 1), False),
        # what lies before the start is kept, to be refused
        (EVENING, datetime(2025, 3, 2, 18), True),
        (datetime(2025, 3, 2, 10), datetime(2025, 3, 2, 5), True),
        (EVENING, datetime(2025, 3, 1, 19), True),
        (EVENING, date(2025, 3, 1), True),
        (EVENING, datetime(2024, 3, 2, 21), True),
        (DAY, date(2025, 3, 1), True),
    ],
)
def test_which_end_is_one(start, end, kept):
    assert end_of(start, end) == (end if kept else None)


@pytest.mark.parametrize(
    ("one", "other", "earlier"),
    [
        (EVENING, datetime(2025, 3, 2, 20), True),
        (EVENING, EVENING, False),
        (EVENING, DAY, False),
        (DAY, EVENING, False),
        (date(2025, 3, 1), EVENING, True),
        (date(999, 12, 31), date(2025, 3, 2), True),
    ],
)
def test_what_is_earlier(one, other, earlier):
    assert before(one, other) is earlier


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (
            When(EVENING, datetime(2025, 3, 1, 19)),
            "it ends (2025-03-01T19:00) before it starts (2025-03-02T19:00)",
        ),
        (When(EVENING, datetime(2025, 3, 2, 21)), None),
        (When(EVENING), None),
        (When(EVENING, conflict="2025-03-02 is a Sunday, not a Monday"), None),
    ],
)
def test_how_an_event_ends_before_it_starts(when, said):
    assert ends_first(when) == said


def read(start, end, body):
    data = f'{{"@type": "Event", "name": "Abend der Daten", "startDate": "{start}", "endDate": "{end}"}}'
    markup = f'<script type="application/ld+json">{data}</script><h1>Abend der Daten</h1>{body}'
    (found,) = listings(Page("https://site.example/a", markup.encode(), {}, date(2025, 2, 1)))
    return found.when.start, found.when.end


@pytest.mark.parametrize(
    ("body", "start", "end"),
    [
        ("<p>2. März 2025, 19-21 Uhr</p>", EVENING, datetime(2025, 3, 2, 21)),
        ("<p>Wann: 2. März 2025</p>", EVENING, None),
        ("<p>Wann: 2.-4. März 2025</p>", DAY, date(2025, 3, 4)),
        ("<p>Wann: 1. März 2025, 19-21 Uhr</p>", datetime(2025, 3, 1, 19), datetime(2025, 3, 1, 21)),
        # words that name another event's day, that end before they start as well, or none at all
        ("<p>Wann: 5. April 2025, 19 Uhr</p>", EVENING, datetime(2025, 3, 1, 21)),
        ("<p>Wann: 02.03.2025 19:00 - 01.03.2025 21:00</p>", EVENING, datetime(2025, 3, 1, 21)),
        ('<p><time datetime="2025-03-02T19:00">bald</time></p>', EVENING, datetime(2025, 3, 1, 21)),
        ("", EVENING, datetime(2025, 3, 1, 21)),
    ],
)
def test_words_mend_data_that_end_before_they_start(body, start, end):
    assert read("2025-03-02T19:00", "2025-03-01T21:00", body) == (start, end)


@pytest.mark.parametrize(
    ("start", "end", "read_as"),
    [
        # one of them in UTC, or said to be: by one of the two clocks it ends after it starts
        ("2025-03-02T18:00:00+01:00", "2025-03-02T17:30:00Z", datetime(2025, 3, 2, 18, 30)),
        ("2025-03-02T18:00:00Z", "2025-03-02T18:30:00+01:00", None),
        ("2025-03-02T18:00:00Z", "2025-03-02T18:30:00", None),
        ("2025-03-02T18:00:00Z", "2025-03-02T17:30:00Z", datetime(2025, 3, 2, 18, 30)),
    ],
)
def test_an_end_by_another_clock(start, end, read_as):
    assert read(start, end, "")[1] == read_as
