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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(chromium: Any, served: str, editor: Any, scheme: str) -> None:
    event = editor.id_of("Offene Haushaltsdaten")
    editor.post("verdict", event, verdict="reject")
    tab = chromium.new_page(base_url=served, color_scheme=scheme)
    for address in (*(f"/2024-12{each}" for each in PAGES), f"/2024-12/events/{event}", "/status"):
        tab.goto(address)
        if "?q=" in address:
            tab.wait_for_selector("#preview ol")
            tab.locator(f"#e-{event} .edit").click()
            tab.wait_for_selector(".editing form")
        assert violations(tab) == "", address
    tab.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_the_password_is_asked_for(chromium: Any, locked: str, scheme: str) -> None:
    tab = chromium.new_page(base_url=locked, color_scheme=scheme)
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
    tab.close()


def violations(tab: Any) -> str:
    """What axe-core finds on the page, WCAG 2.2 AA and its best practices; "" for nothing."""
    options = {"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    found = axe.Axe().run(tab, options=options)
    return found.generate_report() if found.violations_count else ""


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_is_wider_than_the_screen(chromium: Any, served: str, editor: Any, width: int) -> None:
    tab = chromium.new_page(base_url=served, viewport={"width": width, "height": 800})
    for address in (
        "/2024-12",
        f"/2024-12/events/{editor.id_of('Offene Fahrpläne')}",
        "/2024-12/add",
        "/status",
    ):
        tab.goto(address)
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    tab.close()


def test_everything_works_without_javascript(chromium: Any, served: str, editor: Any) -> None:
    tab = chromium.new_context(base_url=served, java_script_enabled=False).new_page()
    tab.goto("/2024-12?show=open")
    tab.locator("article.item button[value=accept]").first.click()
    assert tab.url.startswith(f"{served}/2024-12?show=open#e-")
    assert tab.locator('[data-kind="accepted"] .count').inner_text() == "1"
    tab.locator("article.item a.edit").first.click()
    tab.get_by_label("Titel").fill("Ohne Skript")
    tab.get_by_role("button", name="Speichern").click()
    assert tab.locator("h1").inner_text() == "Ohne Skript"
    tab.get_by_role("button", name="zurück zur Seite").click()
    assert tab.locator("h1").inner_text() != "Ohne Skript"
    tab.goto("/2024-12")
    tab.get_by_role("link", name="Vorschau").click()
    assert "## Veranstaltungen" in tab.locator(".markdown").inner_text()
    tab.context.close()


def test_the_pages_print_without_buttons(chromium: Any, served: str) -> None:
    tab = chromium.new_page(base_url=served)
    tab.goto("/2024-12")
    tab.emulate_media(media="print")
    assert not tab.locator("article.item button").first.is_visible()
    assert tab.locator("article.item h3").first.is_visible()
    tab.close()


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


def test_the_database_is_read_in_the_browser(chromium: Any, served: str) -> None:
    tab = chromium.new_page(base_url=served)
    foreign: list[str] = []
    tab.on("request", lambda request: foreign.append(request.url) if served not in request.url else None)
    tab.goto("/db/events/towns")
    assert tab.locator("table.bars rect").count() == 3
    assert foreign == []
    tab.close()
