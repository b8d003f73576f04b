"""The pages in a real browser: accessibility, narrow screens, paper, no JavaScript, poisoned sources."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from aggregator.event import Place

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
PAGES = ("?q=haushaltsdaten", "/section", "/add")

pytestmark = pytest.mark.slow

NewTab = Callable[..., Any]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(served: str, new_tab: NewTab, editor: Any, scheme: str) -> None:
    event = editor.id_of("Offene Haushaltsdaten")
    editor.post("verdict", event, verdict="reject")
    tab = new_tab(base_url=served, color_scheme=scheme)
    for address in (*(f"/2024-12{each}" for each in PAGES), f"/2024-12/events/{event}", "/status"):
        tab.goto(address)
        if "?q=" in address:
            tab.wait_for_selector("#preview ol")
            tab.locator(f"#e-{event} .edit").click()
            tab.wait_for_selector(".editing form")
        assert violations(tab) == "", address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_the_password_is_asked_for(locked: str, new_tab: NewTab, scheme: str) -> None:
    tab = new_tab(base_url=locked, color_scheme=scheme)
    tab.goto("/2024-12")
    assert tab.url == f"{locked}/login"
    assert violations(tab) == ""
    tab.get_by_label("Passwort").fill("falsch")
    tab.keyboard.press("Enter")
    tab.wait_for_selector(".sorry")
    assert violations(tab) == ""
    tab.get_by_label("Passwort").fill("korrekt-pferd-batterie")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("article.item")
    assert violations(tab) == ""


def violations(tab: Any) -> str:
    """What axe-core finds on the page, WCAG 2.2 AA and its best practices; "" for nothing."""
    options = {
        "resultTypes": ["violations"],
        "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
    found = axe.Axe().run(tab, options=options)
    return found.generate_report() if found.violations_count else ""


@pytest.mark.parametrize("address", ["/2024-12", "/2024-12/events/EVENT", "/2024-12/add", "/status"])
def test_nothing_is_wider_than_the_screen(served: str, new_tab: NewTab, editor: Any, address: str) -> None:
    tab = new_tab(base_url=served)
    tab.goto(address.replace("EVENT", editor.id_of("Offene Fahrpläne")))
    for width in (320, 390, 768, 1280):
        tab.set_viewport_size({"width": width, "height": 800})
        tab.wait_for_function("width => innerWidth === width", arg=width)
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), width


def test_everything_works_without_javascript(served: str, new_tab: NewTab, editor: Any) -> None:
    tab = new_tab(base_url=served, java_script_enabled=False)
    tab.goto("/2024-12?show=open")
    tab.locator("article.item button[value=accept]").first.click()
    tab.wait_for_url(f"{served}/2024-12?show=open#e-*")
    assert tab.locator('[data-kind="accepted"] .count').inner_text() == "1"
    tab.locator("article.item a.edit").first.click()
    tab.get_by_label("Titel").fill("Ohne Skript")
    tab.get_by_role("button", name="Speichern").click()
    tab.wait_for_selector("h1:text-is('Ohne Skript')")
    tab.get_by_role("button", name="zurück zur Seite").click()
    tab.wait_for_selector("h1:not(:text-is('Ohne Skript'))")
    tab.goto("/2024-12")
    tab.get_by_role("link", name="Vorschau").click()
    assert "## Veranstaltungen" in tab.locator(".markdown").inner_text()


def test_the_pages_print_without_buttons(served: str, new_tab: NewTab) -> None:
    tab = new_tab(base_url=served)
    tab.goto("/2024-12")
    tab.emulate_media(media="print")
    assert not tab.locator("article.item button").first.is_visible()
    assert tab.locator("article.item h3").first.is_visible()


def test_a_page_from_a_poisoned_source_runs_nothing(page: Any, change: Callable[..., None]) -> None:
    attack = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"
    change(attack, datetime(2024, 12, 1, 9), "evil", place=Place(name=attack, city=attack))
    page.goto("/2024-12")
    page.wait_for_selector("#preview ol")
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.wait_for_selector(".editing form")
    assert "owned" not in page.title()
    assert page.locator("article img, article script, #preview img").count() == 0


def test_the_database_is_read_in_the_browser(served: str, new_tab: NewTab) -> None:
    tab = new_tab(base_url=served)
    foreign: list[str] = []
    tab.on("request", lambda request: foreign.append(request.url) if served not in request.url else None)
    tab.goto("/db/events/towns")
    assert tab.locator("table.bars rect").count() == 3
    assert foreign == []
