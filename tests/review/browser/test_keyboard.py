"""A month reviewed in a real browser, by keyboard alone."""

from __future__ import annotations

from typing import Any

import pytest
from click.testing import CliRunner

from aggregator.cli import main
from aggregator.store import open_store

pytestmark = pytest.mark.slow


def here(page: Any) -> Any:
    return page.locator("article.item:focus")


def press(page: Any, key: str, becomes: str) -> None:
    """Presses the key of a verdict and waits until it stands."""
    event = here(page).get_attribute("data-event")
    page.keyboard.press(key)
    page.wait_for_selector(f"#e-{event}.{becomes}")
    page.wait_for_function("event => document.activeElement?.dataset?.event !== event", arg=event)


def test_a_month_by_keyboard(page: Any, editor: Any) -> None:
    page.goto("/2024-12")
    page.keyboard.press("j")
    merge_by_keyboard(page)
    for number in range(3):
        edit_by_keyboard(page, f"Bearbeitet {number + 1}")
        page.keyboard.press("j")
    for _ in range(6):
        press(page, "r", "reject")
    for _ in range(30):
        press(page, "a", "accept")
    add_by_keyboard(page)
    page.goto("/2024-12")
    kinds = {
        kind: page.locator(f'[data-kind="{kind}"] .count').inner_text()
        for kind in ("accepted", "rejected", "open")
    }
    assert kinds == {"accepted": "30", "rejected": "6", "open": "5"}
    drafted = (
        CliRunner()
        .invoke(main, ["draft", "2024-12", "--db", str(editor.path), "--as-of", "2024-12-01"])
        .stdout
    )
    assert copied(page) == drafted
    assert drafted.count("**Bearbeitet ") == 3
    assert "**Hinzugefügt**" in drafted
    assert "für alle" not in drafted


def merge_by_keyboard(page: Any) -> None:
    page.keyboard.press("m")
    page.wait_for_selector("article.item:focus >> text=Zusammengeführt mit")
    assert page.locator("[data-merge]").count() == 0


def edit_by_keyboard(page: Any, title: str) -> None:
    """Edits the title, sees the line live, and saves with Enter."""
    event = here(page).get_attribute("data-event")
    page.keyboard.press("e")
    page.wait_for_selector("#e-" + str(event) + " .editing input[name=title]:focus")
    page.keyboard.press("Control+A")
    page.keyboard.type(title)
    page.wait_for_selector(f"#e-{event} .shown >> text={title}")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#e-{event} h3 >> text={title}")
    page.wait_for_function("event => document.activeElement?.dataset?.event === event", arg=event)


def add_by_keyboard(page: Any) -> None:
    page.get_by_role("link", name="Hinzufügen").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Adressen der Seiten").focus()
    page.keyboard.type("https://page.example/1")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("li.done >> text=Hinzugefügt")


def copied(page: Any) -> str:
    page.wait_for_selector("#preview ol")
    page.keyboard.press("c")
    page.wait_for_selector("text=Kopiert")
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def test_keys(page: Any, editor: Any) -> None:
    page.goto("/2024-12")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert here(page).get_attribute("data-event") == editor.ids()[1]
    page.keyboard.press("k")
    assert here(page).get_attribute("data-event") == editor.ids()[0]
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("jar")
    assert page.locator("#search").input_value() == "jar"
    assert page.locator("article.accept, article.reject").count() == 0


def test_keys_can_be_switched_off(page: Any) -> None:
    page.goto("/2024-12")
    page.keyboard.press("?")
    page.get_by_label("Tasten benutzen").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert here(page).count() == 0


def test_two_editors_at_once(page: Any, editor: Any) -> None:
    page.goto("/2024-12")
    page.keyboard.press("j")
    event = here(page).get_attribute("data-event")
    editor.post("verdict", event, verdict="reject")
    page.keyboard.press("a")
    page.wait_for_selector(f"#e-{event} .sorry")
    with open_store(editor.path) as store:
        assert store.candidate(event, "2024-12").verdict == "reject"


def counts(page: Any) -> dict[str, int]:
    shown = page.locator("#kinds a")
    return {
        str(shown.nth(at).get_attribute("data-kind")): int(shown.nth(at).locator(".count").inner_text())
        for at in range(shown.count())
    }


def becomes(page: Any, kind: str, count: int) -> None:
    page.wait_for_function(
        "([kind, count]) => document.querySelector(`[data-kind=${kind}] .count`).textContent == count",
        arg=[kind, count],
    )


def test_a_merge_is_taken_back_with_u(page: Any) -> None:
    page.goto("/2024-12")
    page.keyboard.press("j")
    page.keyboard.press("m")
    page.wait_for_selector("text=Zusammengeführt mit")
    becomes(page, "open", 40)
    page.keyboard.press("u")
    becomes(page, "open", 41)
    assert page.locator("article.item >> text=Offene Haushaltsdaten für alle").count() >= 1


def test_keys_typed_ahead_meet_the_events_they_were_meant_for(page: Any, editor: Any) -> None:
    page.goto("/2024-12")
    ids = editor.ids()
    for key in ("j", "a", "a", "r", "4", "a"):
        page.keyboard.press(key)
    becomes(page, "accepted", 3)
    becomes(page, "rejected", 2)
    with open_store(editor.path) as store:
        said = [store.candidate(each, "2024-12") for each in ids[:6]]
    assert [each.verdict for each in said] == ["accept", "accept", "reject", "reject", "accept", None]
    assert said[3].reason == "doppelt"


def test_keys_typed_ahead_are_dropped_at_a_conflict(page: Any, editor: Any) -> None:
    page.goto("/2024-12")
    first, second = editor.ids()[:2]
    editor.post("verdict", first, verdict="reject")
    for key in ("j", "a", "a"):
        page.keyboard.press(key)
    page.wait_for_selector(f"#e-{first} .sorry")
    with open_store(editor.path) as store:
        assert store.candidate(first, "2024-12").verdict == "reject"
        assert store.candidate(second, "2024-12").verdict is None


def test_the_last_event_leads_to_the_next_page_and_back(page: Any, editor: Any) -> None:
    page.goto("/2024-12?show=open")
    page.keyboard.press("j")
    press(page, "a", "accept")
    for _ in range(39):
        page.keyboard.press("j")
    page.wait_for_selector("article.item:focus >> text=Labortreffen")
    assert page.url.endswith(f"after={editor.ids()[39]}")
    page.keyboard.press("k")
    page.wait_for_function("() => document.querySelectorAll('article.item').length > 1")
    assert here(page).get_attribute("data-event") == editor.ids()[39]


def test_a_search_shows_what_it_finds_while_it_is_typed(page: Any) -> None:
    page.goto("/2024-12")
    page.keyboard.press("/")
    page.keyboard.type("fahrpl")
    page.wait_for_function("() => document.querySelectorAll('article.item').length === 1")
    assert page.url.endswith("/2024-12?q=fahrpl")
    assert page.locator("#search").input_value() == "fahrpl"
    page.locator("#kind-open").click()
    page.wait_for_url("**/2024-12?show=open&q=fahrpl")
    page.go_back()
    page.wait_for_url("**/2024-12?q=fahrpl")
    page.wait_for_function("() => document.querySelectorAll('article.item').length === 1")


def test_a_service_that_is_gone_is_told(page: Any) -> None:
    page.goto("/2024-12")
    page.keyboard.press("j")
    page.route("**/verdict", lambda route: route.abort())
    page.keyboard.press("a")
    page.wait_for_selector("#alarm >> text=Der Dienst antwortet nicht")
    page.unroute("**/verdict")
    press(page, "a", "accept")
    assert page.locator("#alarm").inner_text() == ""
