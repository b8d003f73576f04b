"""The password: what is hidden without it, how often it may be wrong, and when a server needs one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from aggregator.review.app import create_app
from aggregator.review.serving import UnsafeServer, allowed_hosts, is_local, read_password, serve
from aggregator.review.sessions import Sessions, TooManyTries

PASSWORD = "korrekt-pferd-batterie"


@pytest.fixture
def guarded(database: Path, clock: Any) -> Iterator[TestClient]:
    app = create_app(database, clock=clock, password=PASSWORD)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield client


def token_of(client: TestClient) -> str:
    token = re.search(r'name="csrf" value="(\w+)"', client.get("/login").text)
    assert token
    return token[1]


def sign_in(client: TestClient, password: str, token: str = "") -> Any:
    form = {"csrf": token or token_of(client), "password": password}
    return client.post("/login", data=form, follow_redirects=False)


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/2024-12",
        "/2024-12/section.md",
        "/status",
        "/db/",
        "/db/events/decisions.json",
        "/db/-/static/app.css",
    ],
)
def test_without_the_password_there_is_nothing_to_see(guarded: TestClient, address: str) -> None:
    answer = guarded.get(address, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")


def test_the_right_password_opens_and_signing_out_closes(guarded: TestClient) -> None:
    assert sign_in(guarded, PASSWORD).status_code == 303
    page = guarded.get("/2024-12", follow_redirects=False)
    assert page.status_code == 200
    token = re.search(r'name="csrf" value="(\w+)"', page.text)
    assert token
    session = guarded.cookies["review"]
    guarded.post("/logout", data={"csrf": token[1]})
    guarded.cookies.set("review", session)
    assert guarded.get("/2024-12", follow_redirects=False).status_code == 303


def test_signing_in_makes_another_session(guarded: TestClient) -> None:
    guarded.get("/login")
    before = guarded.cookies["review"]
    cookie = sign_in(guarded, PASSWORD).headers["set-cookie"]
    assert before not in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie


def test_a_session_ends(guarded: TestClient, clock: Any) -> None:
    sign_in(guarded, PASSWORD)
    clock.now += timedelta(hours=12)
    assert guarded.get("/2024-12", follow_redirects=False).status_code == 303


def test_a_thousand_wrong_passwords(guarded: TestClient) -> None:
    token = token_of(guarded)
    answers = [sign_in(guarded, f"falsch-{number}", token).status_code for number in range(1_000)]
    assert answers[:5] == [401] * 5
    assert set(answers[5:]) == {429}
    assert sign_in(guarded, PASSWORD).status_code == 429


def test_who_waits_may_try_again(guarded: TestClient, clock: Any) -> None:
    for _ in range(6):
        sign_in(guarded, "falsch")
    clock.now += timedelta(minutes=6)
    assert sign_in(guarded, PASSWORD).status_code == 303


def test_who_is_in_stays_in_while_others_guess(guarded: TestClient, clock: Any) -> None:
    sessions = Sessions(PASSWORD, b"secret")
    session = sessions.sign_in(PASSWORD, clock.now)
    for _ in range(5):
        assert sessions.sign_in("falsch", clock.now) is None
    with pytest.raises(TooManyTries):
        sessions.sign_in(PASSWORD, clock.now)
    assert sessions.knows(session, clock.now)


# Starting


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.0.2.1", False),
        ("example.org", False),
        ("", False),
    ],
)
def test_is_local(host: str, local: bool) -> None:
    assert is_local(host) is local


def test_others_need_a_password(database: Path) -> None:
    with pytest.raises(UnsafeServer, match="--password-file"):
        serve(database, host="192.0.2.1")


@pytest.mark.parametrize(
    ("host", "names", "hosts"),
    [
        ("127.0.0.1", (), {"127.0.0.1", "localhost", "[::1]"}),
        ("192.0.2.1", (), {"192.0.2.1"}),
        ("2001:db8::1", (), {"[2001:db8::1]"}),
        ("0.0.0.0", ("Review.example.org",), {"review.example.org"}),
    ],
)
def test_allowed_hosts(host: str, names: tuple[str, ...], hosts: set[str]) -> None:
    assert allowed_hosts(host, names) == hosts


def test_everywhere_needs_a_name() -> None:
    with pytest.raises(UnsafeServer, match="--name"):
        allowed_hosts("0.0.0.0")


@pytest.mark.parametrize("content", ["", "\n", "kurz\n", "   \nlange-genug-aber-zweite-zeile\n"])
def test_a_password_is_long_enough(tmp_path: Path, content: str) -> None:
    file = tmp_path / "password"
    file.write_text(content)
    with pytest.raises(UnsafeServer):
        read_password(file)
    file.write_text(f"{PASSWORD}\nmore\n")
    assert read_password(file) == PASSWORD
