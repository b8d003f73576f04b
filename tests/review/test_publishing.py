"""Downloads, findings, and what is otherwise after an issue was printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import icalendar
import pytest


@pytest.mark.parametrize(
    ("kind", "media", "start"),
    [
        ("md", "text/markdown", "## Veranstaltungen"),
        ("html", "text/html", "<h2>Veranstaltungen"),
        ("txt", "text/plain", "Veranstaltungen (Kalender/Karte"),
        ("ics", "text/calendar", "BEGIN:VCALENDAR"),
    ],
)
def test_downloads(editor: Any, kind: str, media: str, start: str) -> None:
    answer = editor.get(f"/2024-12/section.{kind}")
    assert answer.headers["content-type"].startswith(media)
    assert answer.headers["content-disposition"] == f'attachment; filename="veranstaltungen-2024-12.{kind}"'
    assert answer.text.startswith(start)


def test_the_calendar_holds_every_event_once(editor: Any) -> None:
    calendar = icalendar.Calendar.from_ical(editor.get("/2024-12/section.ics").content)
    uids = [str(event["UID"]) for event in calendar.walk("VEVENT")]
    assert len(uids) == len(set(uids)) == 40
    assert len(calendar.walk("VTIMEZONE")) == 1


def test_findings_stand_at_their_lines(editor: Any) -> None:
    event = editor.id_of("Offene Haushaltsdaten")
    editor.post("fields", event, title="Offene Haushaltsdaten", url="")
    page = editor.get("/2024-12/section").text
    assert '<p class="finding"><b>link</b>' in page


def test_what_moves_after_print_shows_on_the_status_page(editor: Any, change: Callable[..., None]) -> None:
    assert "Noch ist keine Ausgabe" in editor.get("/status").text
    before = editor.get("/2024-12/section.md").text
    assert editor.post("/2024-12/publish", sure="1").status_code == 303
    assert "Alles ist, wie es gedruckt wurde" in editor.get("/status").text
    assert editor.get("/2024-12/printed").text == before
    change("Offene Haushaltsdaten", datetime(2024, 12, 1, 19), "difu")
    page = editor.get("/status").text
    assert "<td>Sonntag, 01.12.2024, 17:00</td><td>Sonntag, 01.12.2024, 19:00</td>" in page
    assert editor.get("/2024-12/printed").text == before


def test_an_issue_is_published_once(editor: Any) -> None:
    editor.post("/2024-12/publish", sure="1")
    assert editor.post("/2024-12/publish", sure="1").status_code == 409
    assert editor.get("/2025-01/printed").status_code == 404


def test_the_status_page_shows_runs(editor: Any) -> None:
    page = editor.get("/status").text
    assert "<td>correlaid</td><td>gut</td>" in page


def test_publishing_asks_twice(editor: Any) -> None:
    assert editor.post("/2024-12/publish").status_code == 422
    assert editor.get("/2024-12/printed").status_code == 404


def test_what_needs_an_eye_is_said_in_german(editor: Any, change: Callable[..., None]) -> None:
    change("Linked Data im Museum", datetime(2024, 12, 3, 20), "codefor")
    editor.clock.now += timedelta(days=5)
    page = editor.get("/status").text
    assert "<b>difu</b> wurde seit Tagen nicht besucht" in page
    assert "Linked Data im Museum</a>: die Quellen sind sich nicht einig" in page
