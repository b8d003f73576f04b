"""The keys, in a real browser: what they do, what they wait for, and when they do nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from aggregator.store import open_store

pytestmark = pytest.mark.slow

Press = Callable[[str, str], None]


def here(page: Any) -> Any:
    return page.locator("article.item:focus")


def arrives(page: Any, event: str) -> None:
    """Waits until the focus is on this event."""
    page.wait_for_selector(f"article.item[data-event='{event}']:focus", state="attached")


def test_keys(page: Any, editor: Any) -> None:
    page.goto("/2024-12")
    page.keyboard.press("j")
    page.keyboard.press("j")
    arrives(page, editor.ids()[1])
    page.keyboard.press("k")
    arrives(page, editor.ids()[0])
    page.keyboard.press("?")
    page.wait_for_selector("#help")
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


AT_ONCE = """keys => keys.forEach(key =>
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true })))"""
"""Types faster than any answer comes."""


def test_keys_typed_ahead_are_dropped_at_a_conflict(page: Any, editor: Any) -> None:
    page.goto("/2024-12")
    first, second = editor.ids()[:2]
    editor.post("verdict", first, verdict="reject")
    page.evaluate(AT_ONCE, ["j", "a", "a"])
    page.wait_for_selector(f"#e-{first} .sorry")
    with open_store(editor.path) as store:
        assert store.candidate(first, "2024-12").verdict == "reject"
        assert store.candidate(second, "2024-12").verdict is None


def test_the_last_event_leads_to_the_next_page_and_back(page: Any, editor: Any, press: Press) -> None:
    page.goto("/2024-12?show=open")
    page.keyboard.press("j")
    press("a", "accept")
    for _ in range(39):
        page.keyboard.press("j")
    page.wait_for_selector("article.item:focus >> text=Labortreffen")
    page.wait_for_url(f"**after={editor.ids()[39]}")
    page.keyboard.press("k")
    page.wait_for_function("() => document.querySelectorAll('article.item').length > 1")
    arrives(page, editor.ids()[39])


def test_a_search_shows_what_it_finds_while_it_is_typed(page: Any) -> None:
    page.goto("/2024-12")
    page.keyboard.press("/")
    page.keyboard.type("fahrpl")
    page.wait_for_function("() => document.querySelectorAll('article.item').length === 1")
    page.wait_for_url("**/2024-12?q=fahrpl")
    assert page.locator("#search").input_value() == "fahrpl"
    page.locator("#kind-open").click()
    page.wait_for_url("**/2024-12?show=open&q=fahrpl")
    page.go_back()
    page.wait_for_url("**/2024-12?q=fahrpl")
    page.wait_for_function("() => document.querySelectorAll('article.item').length === 1")


def test_a_service_that_is_gone_is_told(page: Any, press: Press) -> None:
    page.goto("/2024-12")
    page.keyboard.press("j")
    page.wait_for_selector("article.item:focus")
    page.route("**/verdict", lambda route: route.abort())
    page.keyboard.press("a")
    page.wait_for_selector("#alarm >> text=Der Dienst antwortet nicht")
    page.unroute("**/verdict")
    press("a", "accept")
    page.wait_for_function("() => document.querySelector('#alarm').innerText === ''")
