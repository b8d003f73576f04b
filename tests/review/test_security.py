"""Attacks: each must fail, and say so quietly."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from aggregator.review.security import host_of
from aggregator.store import open_store

CHANGES = ("verdict", "fields", "undo", "merge", "split")


def counted(path: Path) -> int:
    with open_store(path) as store:
        return sum(len(store.standing(event.id)) for event in store.events_for(*month()))


def month() -> tuple[Any, Any]:
    return datetime(2024, 12, 1).date(), datetime(2024, 12, 31).date()


# CSRF


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("token", ["", "0" * 64, "ä"])
def test_a_form_without_our_token_changes_nothing(editor: Any, change: str, token: str) -> None:
    event = editor.id_of("Offene Haushaltsdaten")
    form = {"csrf": token, "sure": "1", "version": editor.version(event), "verdict": "accept", "title": "x"}
    assert editor.client.post(f"/2024-12/events/{event}/{change}", data=form).status_code == 403
    assert counted(editor.path) == 0


@pytest.mark.parametrize(
    "address",
    [
        "/2024-12/publish",
        "/2024-12/retract",
        "/2024-12/add/addresses",
        "/2024-12/add/by-hand",
        "/sources/difu/mute",
        "/logout",
    ],
)
def test_every_change_asks_for_the_token(editor: Any, address: str) -> None:
    assert editor.client.post(address, data={"title": "x", "when": "3.12.2024"}).status_code == 403


@pytest.mark.parametrize(
    "header", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_another_site_s_form_is_refused_even_with_a_token(editor: Any, header: dict[str, str]) -> None:
    answer = editor.client.post(
        "/2024-12/publish", data={"csrf": editor.token(), "sure": "1"}, headers=header
    )
    assert answer.status_code == 403


def test_another_session_s_token_is_refused(editor: Any) -> None:
    token = editor.token()
    editor.client.cookies.clear()
    editor.client.cookies.set("review", "another")
    assert editor.client.post("/2024-12/publish", data={"csrf": token, "sure": "1"}).status_code == 403


@pytest.mark.parametrize("address", ["/2024-12/publish", "/sources/difu/mute", "/2024-12/add/by-hand"])
def test_a_link_changes_nothing(editor: Any, address: str) -> None:
    assert editor.get(address).status_code in (404, 405)


# Host


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "", "[::1", "127.0.0.2"]
)
@pytest.mark.parametrize("address", ["/2024-12", "/db/", "/static/review.js"])
def test_a_foreign_host_is_refused(editor: Any, host: str, address: str) -> None:
    assert editor.get(address, headers={"Host": host}).status_code == 421


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("LOCALHOST:8060", "localhost"),
        ("[::1]:80", "[::1]"),
        ("127.0.0.1", "127.0.0.1"),
        ("a:b:c", ""),
        ("user@127.0.0.1", ""),
        ("[::1", ""),
    ],
)
def test_host_of(header: str, name: str) -> None:
    assert host_of(header) == name


# Paths


@pytest.mark.parametrize(
    "address",
    [
        "/2024-12/section.../../etc/passwd",
        "/2024-12/section.md/../../../etc/passwd",
        "/2024-12/section.%2e%2e%2fetc%2fpasswd",
        "/2024-12/section.py",
        "/2024-12/section.MD",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static//etc/passwd",
        "/db/-/static/../../app.py",
        "/db/-/static/..%2f..%2fapp.py",
        "/..%2f..%2f..%2fetc%2fpasswd",
    ],
)
def test_no_path_leads_out(editor: Any, address: str) -> None:
    answer = editor.client.send(
        editor.client.build_request("GET", "http://127.0.0.1/").__class__("GET", f"http://127.0.0.1{address}")
    )
    assert answer.status_code in (400, 404)
    assert "root:" not in answer.text
    assert "import " not in answer.text


# SQL


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "'; DROP TABLE events; --",
        "title:x OR 1=1",
        'NEAR("a" "b")',
        "a* AND (",
        "\x00",
        "%",
        "-",
        "ﬀ" * 300,
        '" OR "',
    ],
)
def test_a_search_is_only_searched_for(editor: Any, text: str) -> None:
    assert editor.get("/2024-12", params={"q": text}).status_code == 200
    assert len(editor.ids()) == 40


# Size


@pytest.mark.parametrize("address", ["/2024-12/publish", "/login", "/db/events", "/2024-12/add/addresses"])
def test_ten_megabytes_are_refused(editor: Any, address: str) -> None:
    answer = editor.client.post(address, content=b"csrf=" + b"a" * 10_000_000)
    assert answer.status_code == 413


def test_ten_megabytes_without_a_length_are_refused(editor: Any) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(100):
            yield b"a" * 100_000

    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    assert editor.client.post("/2024-12/publish", content=chunks(), headers=headers).status_code == 413


def test_ten_thousand_fields_are_no_form(editor: Any) -> None:
    body = f"csrf={editor.token()}&" + "&".join(f"a{n}=1" for n in range(10_000))
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    assert editor.client.post("/2024-12/publish", content=body, headers=headers).status_code == 403


# Mistakes of ours


def test_a_mistake_shows_no_traceback(editor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aggregator.review.publishing.LATEST_ISSUES", None)
    monkeypatch.setattr("aggregator.store.Store.runs", lambda *_: 1 / 0)
    editor.client._transport.raise_server_exceptions = False
    answer = editor.get("/status")
    assert answer.status_code == 500
    assert "Traceback" not in answer.text
    assert "ZeroDivisionError" not in answer.text


def test_no_such_page(editor: Any) -> None:
    assert editor.get("/2024-12/events/0123456789abcdef").status_code == 404
    assert editor.get("/favicon.ico").status_code == 404
