"""Downloads, findings, and what is otherwise after an issue was printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import icalendar
import pytest
from click.testing import CliRunner

from aggregator.cli import main
from aggregator.store import open_store


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
    assert editor.publish().status_code == 303
    assert "Alles ist, wie es gedruckt wurde" in editor.get("/status").text
    assert editor.get("/2024-12/printed").text == before
    change("Offene Haushaltsdaten", datetime(2024, 12, 1, 19), "difu")
    page = editor.get("/status").text
    assert "<td>Sonntag, 01.12.2024, 17:00</td><td>Sonntag, 01.12.2024, 19:00</td>" in page
    assert editor.get("/2024-12/printed").text == before


def test_an_issue_is_published_once(editor: Any) -> None:
    editor.publish()
    assert editor.publish().status_code == 409
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


def test_what_changed_since_it_was_seen_is_not_published(editor: Any) -> None:
    section = editor.get("/2024-12/section").text.split('name="section" value="')[1].split('"')[0]
    editor.post("verdict", editor.id_of("Offene Haushaltsdaten"), verdict="reject")
    answer = editor.post("/2024-12/publish", sure="1", section=section)
    assert answer.status_code == 409
    assert "Der Abschnitt hat sich geändert" in answer.text
    assert editor.get("/2024-12/printed").status_code == 404


def test_a_publication_is_taken_back_and_its_print_kept(editor: Any) -> None:
    section = editor.get("/2024-12/section.md").text
    editor.publish()
    assert editor.retract(reason="zu früh <b>").status_code == 303
    assert "Diese Ausgabe ist veröffentlicht" not in editor.get("/2024-12").text
    status = editor.get("/status").text
    assert "von anna (zu früh &lt;b&gt;)" in status
    assert editor.get("/2024-12/printed").status_code == 404
    assert editor.get("/2024-12/printed?former=1").text == section
    assert editor.publish().status_code == 303
    event = editor.get(f"/2024-12/events/{editor.id_of('Offene Haushaltsdaten')}").text
    assert "<td>Druck zurückgenommen</td><td>anna</td>" in event


@pytest.mark.parametrize("former", ["", "2", "x", "-1", "1' OR 1=1"])
def test_no_such_print(editor: Any, former: str) -> None:
    editor.publish()
    editor.retract()
    assert editor.get("/2024-12/printed", params={"former": former}).status_code == 404
    assert editor.get("/2025-01/printed?former=1").status_code == 404


def test_two_editors_who_take_back_are_told(editor: Any) -> None:
    editor.publish()
    with open_store(editor.path) as store:
        seen = str(store.issue_version("2024-12"))
    editor.retract(version=seen)
    assert editor.retract(version=seen).status_code == 409
    editor.publish()
    assert editor.retract(version=seen).status_code == 409
    assert "Diese Ausgabe ist veröffentlicht" in editor.get("/2024-12").text


def test_the_command_line_publishes_and_takes_back(editor: Any) -> None:
    def run(*words: str) -> Any:
        return CliRunner().invoke(main, ["publish", "2024-12", *words, "--db", str(editor.path)])

    assert run("--undo").exit_code == 1
    assert run().stdout == "2024-12  published, 40 events\n"
    assert run().exit_code == 1
    assert run("--undo", "--reason", "zu früh", "--editor", "otto").stdout == "2024-12  open again\n"
    assert "von otto (zu früh)" in editor.get("/status").text
