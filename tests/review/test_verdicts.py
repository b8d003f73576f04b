"""Yes, no, later, and what a stale view may not do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from click.testing import CliRunner

from aggregator.cli import main
from aggregator.store import open_store

TITLE = "Offene Haushaltsdaten"


def verdict_of(editor: Any, event: str) -> tuple[str | None, str | None]:
    with open_store(editor.path) as store:
        candidate = store.candidate(event, editor.issue)
    return candidate.verdict, candidate.reason


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"verdict": "accept"}, ("accept", None)),
        ({"verdict": "later"}, ("later", None)),
        ({"verdict": "reject"}, ("reject", None)),
        ({"verdict": "reject", "reason": "doppelt"}, ("reject", "doppelt")),
        ({"verdict": "reject", "reason": "<script>"}, ("reject", None)),
        ({"verdict": "accept", "reason": "doppelt"}, ("accept", None)),
    ],
)
def test_a_verdict_is_kept(
    editor: Any, fields: dict[str, str], expected: tuple[str | None, str | None]
) -> None:
    event = editor.id_of(TITLE)
    answer = editor.post("verdict", event, **fields)
    assert answer.status_code == 303
    assert verdict_of(editor, event) == expected
    with open_store(editor.path) as store:
        assert store.standing(event)[-1].editor == "anna"


def test_a_verdict_is_taken_back(editor: Any) -> None:
    event = editor.id_of(TITLE)
    editor.post("verdict", event, verdict="reject")
    editor.post("verdict", event, verdict="accept")
    editor.post("verdict", event, verdict="open")
    assert verdict_of(editor, event) == (None, None)


def test_no_such_verdict(editor: Any) -> None:
    assert editor.post("verdict", editor.id_of(TITLE), verdict="perhaps").status_code == 400


@pytest.mark.parametrize("verdict", ["accept", "open"])
def test_a_stale_view_overwrites_nothing(editor: Any, verdict: str) -> None:
    event = editor.id_of(TITLE)
    stale = editor.version(event)
    editor.post("verdict", event, verdict="reject")
    answer = editor.post("verdict", event, verdict=verdict, version=stale)
    assert answer.status_code == 409
    assert "Inzwischen hat sich diese Veranstaltung geändert" in answer.text
    assert verdict_of(editor, event)[0] == "reject"


def test_a_crawl_makes_a_view_stale(editor: Any, change: Callable[..., None]) -> None:
    event = editor.id_of(TITLE)
    stale = editor.version(event)
    change(TITLE, datetime(2024, 12, 1, 19), "difu")
    assert editor.post("verdict", event, verdict="accept", version=stale).status_code == 409


@pytest.mark.parametrize("version", ["", "x", "99999999999999", "-1"])
def test_a_view_without_a_version_is_stale(editor: Any, version: str) -> None:
    answer = editor.post("verdict", editor.id_of(TITLE), verdict="accept", version=version)
    assert answer.status_code == 409


@pytest.mark.parametrize(
    ("referer", "to"),
    [
        ("", "/2024-12"),
        ("http://127.0.0.1/2024-12?show=open&page=2", "/2024-12?show=open&page=2"),
        ("http://evil.example/2024-11", "/2024-12"),
        ("http://evil.example//evil.example", "/2024-12"),
        ("http://[", "/2024-12"),
    ],
)
def test_the_form_goes_back_to_where_it_stood(editor: Any, referer: str, to: str) -> None:
    event = editor.id_of(TITLE)
    form = {"csrf": editor.token(), "version": editor.version(event), "verdict": "accept"}
    answer = editor.client.post(
        f"/2024-12/events/{event}/verdict", data=form, headers={"Referer": referer}, follow_redirects=False
    )
    assert answer.headers["location"] == f"{to}#e-{event}"


def test_the_script_gets_the_event_alone(editor: Any) -> None:
    event = editor.id_of(TITLE)
    form = {"csrf": editor.token(), "version": editor.version(event), "verdict": "accept"}
    answer = editor.client.post(f"/2024-12/events/{event}/verdict", data=form, headers={"HX-Request": "true"})
    assert answer.text.lstrip().startswith('<article class="item accept"')


def test_what_changes_after_acceptance_is_shown_with_both_values(
    editor: Any, change: Callable[..., None]
) -> None:
    event = editor.id_of(TITLE)
    editor.post("verdict", event, verdict="accept")
    change(TITLE, datetime(2024, 12, 1, 19), "difu")
    page = editor.get("/2024-12?show=flagged").text
    assert (
        "geändert nach der Annahme: Beginn: Sonntag, 01.12.2024, 17:00 → Sonntag, 01.12.2024, 19:00" in page
    )
    editor.post("verdict", event, verdict="accept")
    assert "geändert nach der Annahme" not in editor.get("/2024-12?show=flagged").text


def test_the_drafted_file_is_what_the_page_offers(editor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    editor.post("verdict", editor.id_of(TITLE), verdict="reject")
    drafted = CliRunner().invoke(
        main, ["draft", "2024-12", "--db", str(editor.path), "--as-of", "2024-12-01"]
    )
    offered = editor.get("/2024-12/section.md")
    assert drafted.exit_code == 0
    assert offered.text == drafted.stdout
    assert TITLE not in offered.text


def test_the_command_line_decides_the_same(editor: Any) -> None:
    event = editor.id_of(TITLE)
    runner = CliRunner()

    def run(*words: str) -> Any:
        return runner.invoke(main, [*words, "--issue", "2024-12", "--db", str(editor.path)])

    assert run("reject", event, "--reason", "doppelt").exit_code == 0
    assert verdict_of(editor, event) == ("reject", "doppelt")
    assert run("accept", event).stdout.startswith(f"{event}  Sonntag, 01.12.2024, 17:00-19:00, online: ")
    changed = run("set", event, "when=3.12.2024, 9-10 Uhr", "place=Café, Am Markt 1, 04109 Leipzig")
    assert (
        changed.stdout
        == f"{event}  Dienstag, 03.12.2024, 09:00-10:00, Café, Am Markt 1, 04109 Leipzig: {TITLE}\n"
    )
    assert verdict_of(editor, event) == ("accept", None)
    assert run("set", event, "when=quatsch").exit_code == 2
    assert run("set", event, "colour=red").exit_code == 2
    assert run("set", event, "title").exit_code == 2
    assert run("accept", "0" * 16).exit_code == 1


def test_the_command_line_merges_and_splits(editor: Any) -> None:
    one, other = editor.id_of("Fördermittel finden"), editor.id_of("Lobbyregister auswerten")
    options = ["--db", str(editor.path)]
    assert CliRunner().invoke(main, ["merge", one, other, *options]).exit_code == 0
    with open_store(editor.path) as store:
        assert store.event(other).id == one
    made = CliRunner().invoke(main, ["split", one, "meetup-oklab-leipzig", *options])
    assert "Lobbyregister auswerten" in made.stdout
    assert CliRunner().invoke(main, ["split", one, "nobody", *options]).exit_code == 1


def test_a_source_of_which_all_was_rejected_offers_to_be_muted(editor: Any) -> None:
    for title in (
        "Verkehrszählung mit Sensoren",
        "Transparenzportale im Vergleich",
        "Freie Lizenzen erklärt",
    ):
        editor.post("verdict", editor.id_of(title), verdict="reject")
    assert "Von <b>correlaid</b> wurde bisher alles abgelehnt" in editor.get("/2024-12").text
    editor.client.post("/sources/correlaid/mute", data={"csrf": editor.token()})
    assert "correlaid" not in editor.get("/2024-12/section.md").text
    assert "Wieder hören" in editor.get("/status").text
    editor.client.post("/sources/correlaid/mute", data={"csrf": editor.token(), "muted": "0"})
    assert "correlaid" in editor.get("/2024-12/section.md").text


def test_decisions_hold_for_their_issue(editor: Any) -> None:
    event = editor.id_of("Labortreffen")
    editor.post("verdict", event, verdict="reject")
    with open_store(editor.path) as store:
        assert event not in {each.id for each in store.meetings("2024-12")}
        assert event in {each.id for each in store.meetings("2025-01")}
        assert store.candidates(date(2025, 1, 1), date(2025, 2, 10), "2025-01")
