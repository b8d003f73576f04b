"""What the pipeline makes of a page's words, and what it refuses."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.crawl.complete import complete
from aggregator.event import Listing, Place, Refusal, Status, When

TODAY = date(2024, 12, 1)
AT_SEVEN = When(datetime(2024, 12, 4, 19), datetime(2024, 12, 4, 21))


def listing(**said: object) -> Listing:
    return Listing(**{"key": "1", "title": "Abend", "url": "https://example.org/1", "when": AT_SEVEN, **said})


def completed(**said: object) -> Listing:
    whole = complete(listing(**said), TODAY)
    assert isinstance(whole, Listing)
    return whole


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"title": ""}, "an event without a title"),
        ({"title": " \u200b "}, "an event without a title"),
        ({"when": None, "when_text": "29. Februar 2025, 18 Uhr"}, "29 February 2025 does not exist"),
        ({"when": None, "when_text": "31. April 2025"}, "31 April 2025 does not exist"),
        ({"when": None, "when_text": "30.03.2025, 02:30 Uhr"}, "does not exist"),
        ({"when": When(datetime(2025, 3, 30, 2, 30))}, "2025-03-30T02:30 does not exist in Europe/Berlin"),
        (
            {"when": When(datetime(2024, 12, 4, 19), datetime(2024, 12, 4, 18))},
            "it ends (2024-12-04T18:00) before",
        ),
        (
            {"when": When(date(2024, 12, 4), date(2024, 12, 3))},
            "it ends (2024-12-03) before it starts (2024-12-04)",
        ),
        ({"when": When(date(2024, 12, 4), datetime(2024, 12, 3, 9))}, "before it starts"),
        ({"when": When(datetime(2024, 12, 4), rrule="FREQ=SECONDLY")}, "a rule that repeats too often"),
        (
            {"when": When(datetime(2024, 12, 4), rrule="FREQ=DAILY;BYMINUTE=1,2")},
            "a rule that repeats too often",
        ),
        ({"when": When(date(1024, 12, 4))}, "a year that cannot be meant"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(said, reason):
    refusal = complete(listing(**said), TODAY)
    assert isinstance(refusal, Refusal)
    assert reason in refusal.reason
    assert refusal.address == "https://example.org/1"


@pytest.mark.parametrize(
    "when",
    [
        When(datetime(2024, 12, 4, 19), date(2024, 12, 4)),
        When(date(2024, 12, 4), date(2024, 12, 4)),
        When(datetime(2024, 10, 27, 2, 30)),
        When(datetime(2025, 3, 30, 2, 30), timezone="America/New_York"),
        When(datetime(2024, 12, 4, 19), timezone="Nowhere/City"),
    ],
)
def test_what_can_be_stays(when):
    assert completed(when=when).when == when


@pytest.mark.parametrize(
    "end", [datetime(2024, 12, 4), datetime(2024, 12, 4, 1, 30), datetime(1970, 1, 1, 1), date(1, 1, 1)]
)
def test_an_end_that_says_that_none_is_known_is_left_out(end):
    assert completed(when=When(AT_SEVEN.start, end)).when == When(AT_SEVEN.start)


@pytest.mark.parametrize(
    "words", ["04.12.2024 19:00 - 03.12.2024 21:00", "12. bis 10. Dezember 2024", "Mo 30.12.24 - Do 02.01.24"]
)
def test_words_whose_last_day_comes_first_are_refused(words):
    refusal = complete(listing(when=None, when_text=words), TODAY)
    assert isinstance(refusal, Refusal)
    assert "before it begins" in refusal.reason


def test_a_weekday_that_does_not_fit_is_no_reason_to_refuse():
    assert completed(when=None, when_text="Montag, 04.12.2024, 19 Uhr").when.conflict


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({}, "a year that cannot be meant"),
        ({"page": "https://example.org/"}, "a year that cannot be meant"),
        ({"page": "https://example.org/1"}, "Abend: a year that cannot be meant"),
        ({"url": None, "page": "https://example.org/1"}, "Abend: a year that cannot be meant"),
    ],
)
def test_a_refusal_names_the_event_where_its_address_does_not(said, reason):
    refusal = complete(listing(when=When(date(1024, 12, 4)), **said), TODAY)
    assert isinstance(refusal, Refusal)
    assert refusal.reason == reason


def test_words_are_read_against_the_day_they_were_written():
    said = {"when": None, "when_text": "4. Dezember, 19 Uhr"}
    assert completed(**said).when.start == datetime(2024, 12, 4, 19)
    assert completed(**said, reference=date(2021, 11, 1)).when.start == datetime(2021, 12, 4, 19)


def test_a_listing_without_a_readable_date_stays_undated():
    assert completed(when=None, when_text="demnächst").when is None


def test_prose_that_names_no_day_speaks_of_no_event():
    prose = listing(when=None, when_text="Wir treffen uns regelmäßig.", layer="prose")
    assert complete(prose, TODAY) is None


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("ABGESAGT: Abend", Status.CANCELLED),
        ("Abend (entfällt)", Status.CANCELLED),
        ("Abend fällt aus", Status.CANCELLED),
        ("Verschoben: Abend", Status.POSTPONED),
        ("Abend", Status.SCHEDULED),
    ],
)
def test_status_in_the_title(title, status):
    assert completed(title=title).status is status


def test_a_status_that_a_field_gives_stands():
    assert completed(title="Abend", status=Status.CANCELLED).status is Status.CANCELLED


@pytest.mark.parametrize(
    ("description", "status", "start"),
    [
        ("Leider abgesagt. Wir holen es nach.", Status.CANCELLED, datetime(2024, 12, 4, 19)),
        (
            "Ein Abend. Zum Reden. Stornierung: wer absagt, zahlt.",
            Status.SCHEDULED,
            datetime(2024, 12, 4, 19),
        ),
        (
            "Der Abend wird auf den 11. Dezember 2024 verschoben.",
            Status.RESCHEDULED,
            datetime(2024, 12, 11, 19),
        ),
        ("Verschoben auf den 11. Dezember 2024 um 20 Uhr.", Status.RESCHEDULED, datetime(2024, 12, 11, 20)),
    ],
)
def test_only_the_opening_of_a_description_moves_or_cancels(description, status, start):
    event = completed(description=description)
    assert (event.status, event.when.start) == (status, start)


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ({"place_text": "Haus, Ring 4, 04103 Leipzig"}, ("Haus", "Ring 4", "04103", "Leipzig", False)),
        ({"place": Place(name="Haus", city="Leipzig")}, ("Haus", None, None, "Leipzig", False)),
        (
            {"place": Place(name="Haus", street="Ring 4, 04103 Leipzig", city="Leipzig")},
            ("Haus", "Ring 4", "04103", "Leipzig", False),
        ),
        (
            {"place": Place(city="Leipzig"), "place_text": "Haus, 33602 Bielefeld"},
            ("Haus", None, "33602", "Bielefeld", False),
        ),
        ({"place_text": "Online per Zoom"}, (None, None, None, None, True)),
        ({"place": Place(name="Online", online=True)}, (None, None, None, None, True)),
        ({"place_text": "tba, Leipzig"}, (None, None, None, "Leipzig", False)),
        ({}, (None, None, None, None, False)),
    ],
)
def test_places(said, place):
    where = completed(**said).place
    assert (where.name, where.street, where.postcode, where.city, where.online) == place


def test_a_town_is_located():
    where = completed(place_text="Haus, Ring 4, 04103 Leipzig").place
    assert (round(where.latitude), round(where.longitude), where.located) == (51, 12, "town")


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("title", "A <b>bold</b>\n title\u202e", "A bold title"),
        ("url", "javascript:alert(1)", None),
        ("registration_url", "ftp://example.org/", None),
        ("links", ("https://example.org/2", "data:text/html,x"), ("https://example.org/2",)),
        ("price", "5\u200b €\n", "5 €"),
    ],
)
def test_nothing_on_a_page_is_trusted(field, value, kept):
    assert getattr(completed(**{field: value}), field) == kept


@given(st.text(max_size=400))
def test_whatever_a_page_says_a_field_is_one_line(text):
    event = complete(listing(title=f"x{text}", place_text=text, description=text), TODAY)
    assert isinstance(event, Listing)
    for words in (event.title, event.place_text, event.description, event.place and event.place.name):
        assert words is None or len(words.splitlines()) <= 1


def test_the_deadline_is_in_the_description():
    event = completed(description="Ein Abend. Eine Anmeldung wird bis zum 2. Dezember 2024 erbeten.")
    assert event.registration_deadline == date(2024, 12, 2)
