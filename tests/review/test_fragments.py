"""What htmx gets: parts of pages, and orders where they belong; and that nothing else gives it orders."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from starlette.testclient import TestClient

import aggregator.review
from aggregator.event import Place
from aggregator.review.app import create_app

HTMX = Path(aggregator.review.__file__).parent / "static" / "htmx"
TITLE, ALIKE = "Offene Haushaltsdaten", "Offene Haushaltsdaten für alle"
INJECTED = 'Titel" hx-get="https://evil.example/" hx-trigger="load" x="'
FRAGMENT = {"HX-Request": "true"}


def soup(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.text, "html.parser")


def send(editor: Any, address: str, event: str, **fields: str) -> Any:
    """A form as htmx sends it."""
    form = {"csrf": editor.token(), "version": editor.version(event), **fields}
    return editor.client.post(f"/2024-12/events/{event}/{address}", data=form, headers=FRAGMENT)


@pytest.fixture
def alike(editor: Any, change: Callable[..., None]) -> Any:
    """An editor with a likely duplicate in the list."""
    change(ALIKE, datetime(2024, 12, 1, 20), "other", place=Place(online=True))
    return editor


def test_htmx_is_the_file_that_its_note_names() -> None:
    note = (HTMX / "README.md").read_text(encoding="utf-8")
    script = (HTMX / "htmx.min.js").read_bytes()
    version = re.search(r"\| version \| ([\d.]+) \|", note)
    assert version
    assert f'version:"{version[1]}"' in script.decode()
    assert f"| sha256 | {sha256(script).hexdigest()} |" in note
    assert "Zero-Clause BSD" in (HTMX / "LICENSE").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("allowEval", False),
        ("allowScriptTags", False),
        ("includeIndicatorStyles", False),
        ("selfRequestsOnly", True),
        ("historyCacheSize", 0),
    ],
)
def test_htmx_evaluates_and_keeps_nothing(editor: Any, setting: str, value: object) -> None:
    config = soup(editor.get("/2024-12")).find("meta", attrs={"name": "htmx-config"})
    assert config
    assert json.loads(str(config["content"]))[setting] == value


@pytest.mark.parametrize("address", ["/2024-12", "/2024-12/section", "/2024-12/add", "/status", "EVENT"])
def test_no_page_gives_htmx_orders(editor: Any, change: Callable[..., None], address: str) -> None:
    place = Place(name=INJECTED, street=INJECTED, city=INJECTED)
    change(
        INJECTED, datetime(2024, 12, 5, 18), "evil", place=place, organizer=INJECTED, when_text=INJECTED,
        place_text=INJECTED, description=INJECTED, url="https://evil.example/?\" hx-get=\"/", price=INJECTED,
    )  # fmt: skip
    event = f"/2024-12/events/{editor.id_of(INJECTED)}"
    assert "evil.example" in editor.get(event).text
    address = address.replace("EVENT", event)
    for headers in ({}, FRAGMENT):
        for element in soup(editor.get(address, headers=headers)).find_all(True):
            for name, value in element.attrs.items():
                if name.startswith(("hx-", "data-hx-")):
                    assert "evil" not in str(value), f"{name}={value}"
                    assert name != "hx-trigger" or value != "load" or "evil" not in str(element.attrs)


def test_the_rendered_section_is_closed_to_htmx(editor: Any) -> None:
    rendered = soup(editor.get("/2024-12/section")).find(class_="rendered")
    assert rendered
    assert rendered.has_attr("hx-disable")


def test_a_verdict_comes_with_the_counts(editor: Any) -> None:
    answer = send(editor, "verdict", editor.id_of(TITLE), verdict="accept")
    page = soup(answer)
    counts = {each["data-kind"]: each.find(class_="count").text for each in page.select("#kinds a")}
    assert (counts["accepted"], counts["open"]) == ("1", "39")
    assert answer.headers["HX-Trigger-After-Swap"] == "decided"
    assert page.select_one("#says").text == f"{TITLE}: angenommen"  # type: ignore[union-attr]


def test_a_conflict_comes_as_the_event(editor: Any) -> None:
    event = editor.id_of(TITLE)
    answer = send(editor, "verdict", event, verdict="accept", version="99")
    assert answer.status_code == 409
    assert soup(answer).select_one(f"#e-{event} .sorry")


def test_what_cannot_be_understood_stands_in_the_form(editor: Any) -> None:
    event = editor.id_of(TITLE)
    answer = send(editor, "fields", event, when="quatsch")
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (422, f"#shown-{event}")


def test_what_goes_wrong_is_said_above_the_list(editor: Any) -> None:
    answer = send(editor, "verdict", editor.id_of(TITLE), verdict="perhaps")
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (400, "#alarm")
    outdated = editor.client.post("/2024-12/publish", data={"csrf": "x"}, headers=FRAGMENT)
    assert (outdated.status_code, outdated.headers["HX-Retarget"]) == (403, "#alarm")


def test_without_a_session_the_whole_page_leads_to_the_password(database: Path, clock: Any) -> None:
    with TestClient(
        create_app(database, clock=clock, password="x" * 12), base_url="http://127.0.0.1"
    ) as client:
        answer = client.get("/2024-12/section", headers=FRAGMENT)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/login")


def test_a_filter_comes_as_the_list_alone(editor: Any) -> None:
    answer = editor.get("/2024-12?show=&q=haushalt&source=&town=&online=", headers=FRAGMENT)
    assert answer.headers["HX-Replace-Url"] == "/2024-12?q=haushalt"
    assert "<html" not in answer.text
    assert answer.text.count("<article") == 1
    assert "HX-Replace-Url" not in editor.get("/2024-12?q=haushalt", headers=FRAGMENT).headers


def test_the_way_back_through_history_gets_the_whole_page(editor: Any) -> None:
    headers = {**FRAGMENT, "HX-History-Restore-Request": "true"}
    assert "<html" in editor.get("/2024-12", headers=headers).text


def test_a_merge_in_the_list_and_back(alike: Any) -> None:
    event, other = alike.id_of(TITLE), alike.id_of(ALIKE)
    merged = send(alike, "merge", event, other=other, other_version=alike.version(other))
    page = soup(merged)
    assert page.select_one(f"#e-{other}")["hx-swap-oob"] == "delete"  # type: ignore[index]
    undo = page.select_one("[data-undo]")
    assert undo
    back = send(alike, "undo", event, decision=str(undo["value"]))
    assert [each["data-event"] for each in soup(back).select("article.item")][:1] == [event]
    assert back.text.count("<article class") == 2
    assert len(alike.ids("?q=haushaltsdaten")) == 2


def test_a_merge_with_what_has_changed_meanwhile_is_a_conflict(alike: Any) -> None:
    event, other = alike.id_of(TITLE), alike.id_of(ALIKE)
    stale = alike.version(other)
    alike.post("verdict", other, verdict="reject")
    assert send(alike, "merge", event, other=other, other_version=stale).status_code == 409
    assert len(alike.ids("?q=haushaltsdaten")) == 2
