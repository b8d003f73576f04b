"""The fields of an event as texts, and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.event import Event, Listing, Place, Status, When
from aggregator.review.editing import edited, texts, wording
from aggregator.review.typed import read_when, understood
from aggregator.store import open_store

SEEN = datetime(2024, 11, 1, tzinfo=UTC)
TODAY = date(2024, 11, 20)
EVENT = Event(
    id="0123456789abcdef",
    title="Treffen",
    when=When(datetime(2024, 12, 3, 18), datetime(2024, 12, 3, 20)),
    place=Place("Basislager", "Peterssteinweg 14", "04107", "Leipzig", "DE", 51.33, 12.37, "place"),
    url="https://a.example/1",
    first_seen=SEEN,
    last_seen=SEEN,
    changed=SEEN,
)


@pytest.mark.parametrize(
    ("form", "columns"),
    [
        ({}, {}),
        ({"title": "Treffen", "when": "Dienstag, 03.12.2024, 18:00-20:00"}, {}),
        ({"title": "  Neu  "}, {"title": "Neu"}),
        ({"when": "Mittwoch, 04.12.2024, 18:00-20:00"},
         {"start": datetime(2024, 12, 4, 18), "end": datetime(2024, 12, 4, 20)}),
        ({"when": "nächsten Dienstag 18-20 Uhr"},
         {"start": datetime(2024, 11, 26, 18), "end": datetime(2024, 11, 26, 20)}),
        ({"when": "3. bis 5. Dezember 2024"}, {"start": date(2024, 12, 3), "end": date(2024, 12, 5)}),
        ({"when": ""}, {"start": None, "end": None}),
        ({"place": "Labor, Peterssteinweg 14, 04107 Leipzig und auch online"}, {"place_name": "Labor", "online": True}),
        ({"place": "Markt 1, 06108 Halle"},
         {"place_name": None, "street": "Markt 1", "postcode": "06108", "city": "Halle", "latitude": None, "longitude": None}),
        ({"url": ""}, {"url": None}),
        ({"url": "https://b.example/x?y=1"}, {"url": "https://b.example/x?y=1"}),
        ({"registration_deadline": "30.11.2024"}, {"registration_deadline": date(2024, 11, 30)}),
        ({"registration_deadline": "Anmeldung bis 30.11.2024"}, {"registration_deadline": date(2024, 11, 30)}),
        ({"status": "EventCancelled"}, {"status": "EventCancelled"}),
        ({"description": "eins\r\nzwei"}, {"description": "eins\nzwei"}),
        ({"price": "frei", "organizer": "OKF", "lab": "Leipzig"}, {"price": "frei", "organizer": "OKF", "lab": "Leipzig"}),
        ({"unknown": "x"}, {}),
    ],
)  # fmt: skip
def test_what_a_form_changes(form: dict[str, str], columns: dict[str, Any]) -> None:
    found = edited(EVENT, form, TODAY)
    assert (found.columns, found.problems) == (columns, {})


@pytest.mark.parametrize(
    ("field", "text", "problem"),
    [
        ("title", "   ", "Ein Titel muss sein"),
        ("when", "irgendwann", "Darin ist kein Datum zu erkennen"),
        ("when", "30.02.2025", "Diesen Tag oder diese Uhrzeit gibt es nicht"),
        ("when", "3.12.2024, 25:30 Uhr", "Diesen Tag oder diese Uhrzeit gibt es nicht"),
        ("url", "javascript:alert(1)", "Eine Adresse beginnt mit http:// oder https://"),
        ("stream_url", "www.example.org", "Eine Adresse beginnt mit http:// oder https://"),
        ("registration_deadline", "bald", "Darin ist kein Datum zu erkennen"),
        ("status", "EventEaten", "Diesen Stand gibt es nicht"),
    ],
)
def test_what_cannot_be_understood(field: str, text: str, problem: str) -> None:
    found = edited(EVENT, {field: text}, TODAY)
    assert found.columns == {}
    assert found.problems[field].startswith(problem)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nächsten Dienstag 18-20 Uhr", "Dienstag, 26.11.2024, 18:00-20:00"),
        ("jeden Mittwoch 18 Uhr", "jeden Mittwoch, 18:00, zum ersten Mal am Mittwoch, 20.11.2024"),
        ("Montag, 3.12.2024", "Dienstag, 03.12.2024 (Wochentag und Datum passen nicht zusammen)"),
        ("3. bis 5. Mai 2025", "Samstag, 03.05.2025, bis Montag, 05.05.2025"),
    ],
)
def test_what_was_understood_is_said_in_full(text: str, said: str) -> None:
    assert understood(text, TODAY) == said


@given(
    st.datetimes(datetime(2024, 11, 1), datetime(2026, 12, 31)).map(
        lambda at: at.replace(second=0, microsecond=0)
    ),
    st.integers(30, 600),
)
def test_the_phrase_in_the_form_is_read_back_as_the_same_time(start: datetime, minutes: int) -> None:
    end = min(start.replace(hour=23, minute=59), start.fromtimestamp(start.timestamp() + minutes * 60))
    when = When(start, end if end > start and end.date() == start.date() else None)
    assert read_when(texts(replace(EVENT, when=when))["when"], TODAY) == when


@given(
    st.text(max_size=80),
    st.sampled_from(["title", "when", "place", "url", "registration_deadline", "status"]),
)
def test_whatever_is_typed_is_understood_or_refused(text: str, field: str) -> None:
    found = edited(EVENT, {field: text}, TODAY)
    assert not (found.problems and found.columns)


def test_the_page_s_own_words_stand_beside_a_field() -> None:
    one = Listing(key="1", title="Treffen", source="a", when_text="Di 3.12.", place_text="im Basislager")
    two = replace(one, key="2", source="b")
    assert wording((one, two), "when") == (("a, b", "Di 3.12."),)
    assert wording((one,), "place") == (("a", "im Basislager"),)
    assert wording((one,), "price") == ()


def test_an_edit_is_kept_shown_and_undone(editor: Any) -> None:
    event = editor.id_of("Offene Haushaltsdaten")
    assert (
        editor.post("fields", event, when="3.12.2024, 9-10 Uhr", status="EventScheduled").status_code == 303
    )
    page = editor.get(f"/2024-12/events/{event}").text
    assert 'value="Dienstag, 03.12.2024, 09:00-10:00"' in page
    assert "difu: „Sonntag, 01.12.2024, 17:00-19:00“" in page
    assert page.count("von Hand gesetzt") == 1
    editor.post("undo", event, field="when")
    page = editor.get(f"/2024-12/events/{event}").text
    assert 'value="Sonntag, 01.12.2024, 17:00-19:00"' in page
    assert "von Hand gesetzt" not in page


def test_one_decision_is_taken_back_by_its_number(editor: Any) -> None:
    event = editor.id_of("Offene Haushaltsdaten")
    editor.post("fields", event, title="Anders")
    with open_store(editor.path) as store:
        number = str(store.standing(event)[-1].id)
    editor.post("undo", event, decision=number)
    editor.post("undo", event, decision="999999")
    with open_store(editor.path) as store:
        assert store.event(event).title == "Offene Haushaltsdaten"


def test_what_cannot_be_read_changes_nothing_and_stays_in_the_form(editor: Any) -> None:
    event = editor.id_of("Offene Haushaltsdaten")
    answer = editor.post("fields", event, title="Neuer Titel", when="morgens irgendwann")
    assert answer.status_code == 422
    assert 'value="morgens irgendwann"' in answer.text
    assert "Darin ist kein Datum zu erkennen" in answer.text
    with open_store(editor.path) as store:
        assert store.event(event).title == "Offene Haushaltsdaten"


def test_a_stale_form_changes_nothing(editor: Any) -> None:
    event = editor.id_of("Offene Haushaltsdaten")
    stale = editor.version(event)
    editor.post("fields", event, title="Von der einen")
    answer = editor.post("fields", event, title="Von der anderen", version=stale)
    assert answer.status_code == 409
    with open_store(editor.path) as store:
        assert store.event(event).title == "Von der einen"


def test_the_live_line_changes_nothing(editor: Any) -> None:
    event = editor.id_of("Offene Haushaltsdaten")
    shown = editor.post("line", event, when="24.12.2024", title="Heiligabend").text
    assert "Dienstag, 24.12.2024, online: <b>Heiligabend</b>" in shown
    with open_store(editor.path) as store:
        assert store.event(event).title == "Offene Haushaltsdaten"


def test_likely_duplicates_are_merged_and_split_again(editor: Any, change: Any) -> None:
    change("Offene Haushaltsdaten für alle", datetime(2024, 12, 1, 20), "other", place=Place(online=True))
    event = editor.id_of("Offene Haushaltsdaten")
    assert "vielleicht doppelt" in editor.get("/2024-12?q=haushaltsdaten").text
    other = editor.id_of("Offene Haushaltsdaten für alle")
    assert f'value="{other}">Hiermit zusammenführen' in editor.get(f"/2024-12/events/{event}").text
    assert editor.post("merge", event, other=other, other_version=editor.version(other)).status_code == 303
    assert editor.get(f"/2024-12/events/{other}", follow_redirects=False).headers["location"].endswith(event)
    assert editor.post("split", event).status_code == 400
    assert editor.post("split", event, **{"listing-1": "1"}).status_code == 303
    assert len(editor.ids("?q=haushaltsdaten")) == 2


def test_an_event_can_not_be_merged_with_itself_or_nothing(editor: Any) -> None:
    event = editor.id_of("Offene Haushaltsdaten")
    version = editor.version(event)
    assert editor.post("merge", event, other=event, other_version=version).status_code == 400
    assert editor.post("merge", event, other="0" * 16).status_code == 404


def test_the_history_tells_what_happened(editor: Any) -> None:
    event = editor.id_of("Offene Haushaltsdaten")
    editor.post("verdict", event, verdict="reject", reason="doppelt")
    page = editor.get(f"/2024-12/events/{event}").text
    assert "<td>gefunden</td><td>difu</td>" in page
    assert "<td>abgelehnt</td><td>anna</td>" in page


def test_every_status_has_a_german_word(editor: Any) -> None:
    page = editor.get(f"/2024-12/events/{editor.id_of('Offene Haushaltsdaten')}").text
    assert all(f'value="{status.value}"' in page for status in Status)
