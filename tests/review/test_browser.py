"""A month reviewed in a real browser, by keyboard alone; accessibility; a phone; no JavaScript."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
import uvicorn
from click.testing import CliRunner

from aggregator.cli import main
from aggregator.event import Place
from aggregator.store import open_store

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
PAGES = ("?q=haushaltsdaten", "/section", "/add")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no browser here: chromium is not on the PATH"),
]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield browser
        browser.close()


@pytest.fixture
def served(editor: Any, change: Callable[..., None]) -> Iterator[str]:
    """The review over HTTP, with a likely duplicate in it."""
    change("Offene Haushaltsdaten für alle", datetime(2024, 12, 1, 20), "other", place=Place(online=True))
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(editor.client.app, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listening.close()


@pytest.fixture
def page(chromium: Any, served: str) -> Iterator[Any]:
    """A tab that may use the clipboard, and that fails on any mistake of our script or any foreign request."""
    context = chromium.new_context(base_url=served, viewport={"width": 1280, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    wrong: list[str] = []
    tab = context.new_page()
    tab.set_default_timeout(15_000)
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on(
        "request", lambda request: wrong.append(request.url) if not request.url.startswith(served) else None
    )
    tab.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
    yield tab
    context.close()
    assert wrong == []


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
        options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
        found = axe.Axe().run(tab, options=options)
        assert found.violations_count == 0, f"{address}: {found.generate_report()}"
    tab.close()


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
