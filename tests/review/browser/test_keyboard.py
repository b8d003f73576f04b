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
    page.goto("/2024-12")
    page.keyboard.press("j")
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
    here(page).locator("h3 a").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Hiermit zusammenführen").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("!document.querySelector('button[name=other]')")


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
    page.get_by_role("button", name="Kopieren").focus()
    page.keyboard.press("Enter")
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
