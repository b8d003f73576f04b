"""A whole month by keyboard alone: fifty events out of the demo's crawl and an imported post."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from aggregator.cli import main
from aggregator.review.draft import drafted
from aggregator.section import write
from aggregator.store import open_store

pytestmark = pytest.mark.slow

Press = Callable[[str, str], None]

DEMO = Path(__file__).resolve().parents[3] / "data" / "demo"


@pytest.fixture(scope="module")
def december(tmp_path_factory: pytest.TempPathFactory, filled: Path) -> Path:
    """A database with what the demo's pages say and what a published post said."""
    folder = tmp_path_factory.mktemp("month")
    path, post = folder / "events.db", folder / "2024-12.md"
    asked = ["--replica", str(DEMO), "--sources", str(DEMO / "sources.toml"), "--reference", "2024-12-01"]
    crawled = CliRunner().invoke(main, ["crawl", *asked, "--db", str(path)])
    assert crawled.exit_code == 1, crawled.output  # a page of the demo is broken on purpose
    with open_store(filled) as store:
        post.write_text(write(drafted(store, "2024-12", date(2024, 11, 20)), "2024-12"), encoding="utf-8")
    imported = CliRunner().invoke(main, ["import", str(post), "--db", str(path)])
    assert imported.exit_code == 0, imported.output
    return path


@pytest.fixture
def database(tmp_path: Path, december: Path) -> Path:
    """A copy of it, for the editor to work on."""
    return Path(shutil.copy(december, tmp_path / "events.db"))


def here(page: Any) -> Any:
    return page.locator("article.item:focus")


def test_a_month_by_keyboard(page: Any, editor: Any, press: Press) -> None:
    page.goto("/2024-12")
    page.keyboard.press("j")
    merge_by_keyboard(page)
    for number in range(3):
        edit_by_keyboard(page, f"Bearbeitet {number + 1}")
        page.keyboard.press("j")
    for _ in range(6):
        press("r", "reject")
    for _ in range(30):
        press("a", "accept")
    add_by_keyboard(page)
    page.goto("/2024-12")
    kinds = {
        kind: page.locator(f'[data-kind="{kind}"] .count').inner_text()
        for kind in ("accepted", "rejected", "open")
    }
    assert kinds == {"accepted": "30", "rejected": "6", "open": "15"}
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
