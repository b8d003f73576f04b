"""A real browser, Debian's Chromium, at a review that is served over HTTP; where there is none, a skip."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest
import uvicorn

from aggregator.event import Place
from aggregator.review.app import create_app

CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
PATIENCE = 120_000
"""Milliseconds after which a browser hangs; what is waited for comes in a fraction of them, on slow machines too."""
PASSWORD = "korrekt-pferd-batterie"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no browser here: chromium is not on the PATH")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split(), timeout=PATIENCE)
        yield browser
        browser.close()


@pytest.fixture
def new_tab(chromium: Any) -> Iterator[Callable[..., Any]]:
    """Opens a tab in a context of its own, with Playwright's options for contexts."""
    contexts: list[Any] = []

    def opened(**options: Any) -> Any:
        contexts.append(chromium.new_context(**options))
        contexts[-1].set_default_timeout(PATIENCE)
        return contexts[-1].new_page()

    yield opened
    for context in contexts:
        context.close()


@contextmanager
def listening(app: Any) -> Iterator[str]:
    """The address of an application that is served over HTTP meanwhile."""
    opened = socket.socket()
    opened.bind(("127.0.0.1", 0))
    opened.listen()  # who asks before the server runs waits
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [opened]})
    thread.start()
    yield f"http://127.0.0.1:{opened.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    opened.close()


@pytest.fixture
def served(editor: Any, change: Callable[..., None]) -> Iterator[str]:
    """The review over HTTP, with a likely duplicate in it."""
    change("Offene Haushaltsdaten für alle", datetime(2024, 12, 1, 20), "other", place=Place(online=True))
    with listening(editor.client.app) as address:
        yield address


@pytest.fixture
def locked(editor: Any) -> Iterator[str]:
    """The review over HTTP behind a password."""
    with listening(create_app(editor.path, clock=editor.clock, password=PASSWORD)) as address:
        yield address


@pytest.fixture
def page(served: str, new_tab: Callable[..., Any]) -> Iterator[Any]:
    """A tab that may use the clipboard, and that fails on any mistake of our script or any foreign request."""
    wrong: list[str] = []
    tab = new_tab(base_url=served, viewport={"width": 1280, "height": 900})
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on(
        "request", lambda request: wrong.append(request.url) if not request.url.startswith(served) else None
    )
    tab.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
    yield tab
    tab.context.close()
    assert wrong == []


@pytest.fixture
def press(page: Any) -> Callable[[str, str], None]:
    """Presses the key of a verdict, and waits until it stands and the focus has moved on."""

    def pressed(key: str, becomes: str) -> None:
        event = page.locator("article.item:focus").get_attribute("data-event")
        page.keyboard.press(key)
        page.wait_for_selector(f"#e-{event}.{becomes}", state="attached")
        page.wait_for_function("event => document.activeElement?.dataset?.event !== event", arg=event)

    return pressed
