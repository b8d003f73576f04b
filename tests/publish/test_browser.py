"""The site in a real browser, from the disk: accessible, no wider than the screen, without a script or request."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
PATIENCE = 120_000
"""Milliseconds after which a browser hangs; what is waited for comes in a fraction of them, on slow machines too."""
NewTab = Callable[..., Any]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no browser here: chromium is not on the PATH"),
]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split(), timeout=PATIENCE)
        yield browser
        browser.close()


@pytest.fixture
def new_tab(chromium: Any) -> Iterator[NewTab]:
    """Opens a tab in a context of its own, with Playwright's options for contexts."""
    contexts: list[Any] = []

    def opened(**options: Any) -> Any:
        contexts.append(chromium.new_context(**options))
        contexts[-1].set_default_timeout(PATIENCE)
        return contexts[-1].new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def address(export: Any, tmp_path: Path) -> str:
    export("site", "-o", tmp_path / "site")
    return (tmp_path / "site" / "index.html").as_uri()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_it_is_accessible(new_tab: NewTab, address: str, scheme: str, width: int) -> None:
    # Axe is a script of its own, which the page's policy would forbid like any other.
    tab = new_tab(color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True)
    tab.goto(address)
    tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    options = {
        "resultTypes": ["violations"],
        "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
    found = axe.Axe().run(tab, options=options)
    assert found.violations_count == 0, found.generate_report()


def test_nothing_is_wider_than_the_screen(new_tab: NewTab, address: str) -> None:
    tab = new_tab()
    tab.goto(address)
    for width in (320, 390, 768, 1280):
        tab.set_viewport_size({"width": width, "height": 800})
        tab.wait_for_function("width => innerWidth === width", arg=width)
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), width


def test_it_asks_for_nothing_and_breaks_no_policy(new_tab: NewTab, address: str) -> None:
    tab = new_tab()
    asked: list[str] = []
    said: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: said.append(message.text))
    tab.goto(address)
    background = tab.evaluate("getComputedStyle(document.querySelector('article')).borderTopWidth")
    assert [each for each in asked if not each.startswith("data:")] == [address]
    assert said == []
    assert background == "1px"  # the stylesheet was let through


def test_the_calendar_sheet_leads_to_the_event_without_a_script(new_tab: NewTab, address: str) -> None:
    tab = new_tab(java_script_enabled=False, viewport={"width": 390, "height": 800})
    tab.goto(address)
    tab.locator("td a.number").first.click()
    tab.wait_for_selector("h3:target + article h4")
    tab.locator("td.some a.number[href^='#e-']").first.click()
    tab.wait_for_selector("article:target h4")


def test_it_prints_as_a_list(new_tab: NewTab, address: str) -> None:
    tab = new_tab()
    tab.goto(address)
    tab.emulate_media(media="print", color_scheme="dark")
    assert tab.evaluate("getComputedStyle(document.querySelector('.when')).color") == "rgb(0, 0, 0)"
    assert not tab.locator("nav").first.is_visible()
    assert not tab.locator("table").first.is_visible()
    assert tab.locator("article h4").first.is_visible()
    assert not tab.locator(".take").first.is_visible()
    assert tab.locator(".notes li:not(.take)").first.is_visible()
