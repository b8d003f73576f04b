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
from aggregator.review.guesses import CEILING, MOST_ADDRESSES, SLOWEST, WRONG_ALLOWED, Guesses, network
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


def from_address(guarded: TestClient, address: str) -> TestClient:
    """Another browser, at this address; the two share an event loop, or each request would start its own."""
    browser = TestClient(guarded.app, base_url="http://127.0.0.1", client=(address, 50_000))
    browser.portal = guarded.portal
    return browser


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long each try had to wait; nobody does."""
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr("aggregator.review.signing_in.asyncio.sleep", sleep)
    return slept


def test_a_thousand_wrong_passwords(guarded: TestClient, waited: list[float]) -> None:
    attacker, editor = from_address(guarded, "192.0.2.1"), from_address(guarded, "192.0.2.2")
    token = token_of(attacker)
    answers = [sign_in(attacker, f"falsch-{number}", token).status_code for number in range(1_000)]
    assert answers[:5] == [401] * 5
    assert set(answers[5:]) == {429}
    assert sign_in(attacker, PASSWORD, token).status_code == 429
    assert sign_in(editor, PASSWORD).status_code == 303
    assert waited[-1] == 0


def test_wrong_passwords_from_everywhere_slow_everyone_down_and_lock_nobody_out(
    guarded: TestClient, waited: list[float]
) -> None:
    token = token_of(guarded)
    for number in range(200):
        attacker = from_address(guarded, f"192.0.2.{number}")
        attacker.cookies = guarded.cookies
        assert sign_in(attacker, "falsch", token).status_code == 401
    assert sign_in(from_address(guarded, "198.51.100.1"), PASSWORD).status_code == 303
    assert waited[0] == 0
    assert 0 < waited[-1] <= SLOWEST


def test_what_is_remembered_of_guesses_is_bounded(clock: Any) -> None:
    guesses = Guesses()
    for number in range(3 * MOST_ADDRESSES):
        for _ in range(3):
            guesses.wrong(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}", clock.now)
    assert len(guesses.by_address) == MOST_ADDRESSES
    assert max(len(each) for each in guesses.by_address.values()) <= WRONG_ALLOWED
    assert len(guesses.latest) <= 2 * CEILING
    assert guesses.delay(clock.now) == SLOWEST
    assert guesses.delay(clock.now + timedelta(minutes=6)) == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("fe80::1%eth0", "fe80::2%eth0", True),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("testclient", "", False),
    ],
)
def test_what_counts_as_one_address(one: str, other: str, same: bool) -> None:
    assert (network(one) == network(other)) is same


def test_who_waits_may_try_again(guarded: TestClient, clock: Any) -> None:
    for _ in range(6):
        sign_in(guarded, "falsch")
    clock.now += timedelta(minutes=6)
    assert sign_in(guarded, PASSWORD).status_code == 303


def test_who_is_in_stays_in_while_others_guess(clock: Any) -> None:
    sessions = Sessions(PASSWORD, b"secret")
    session = sessions.sign_in(PASSWORD, clock.now, "192.0.2.1")
    for _ in range(5):
        assert sessions.sign_in("falsch", clock.now, "192.0.2.1") is None
    with pytest.raises(TooManyTries):
        sessions.sign_in(PASSWORD, clock.now, "192.0.2.1")
    assert sessions.knows(session, clock.now)


@pytest.mark.parametrize(("tls", "base"), [(False, "http"), (True, "http"), (False, "https")])
def test_cookies_are_for_tls_alone_where_browsers_speak_it(
    database: Path, clock: Any, tls: bool, base: str
) -> None:
    app = create_app(database, clock=clock, password=PASSWORD, tls=tls)
    with TestClient(app, base_url=f"{base}://127.0.0.1") as client:
        page = client.get("/login")
        token = re.search(r'name="csrf" value="(\w+)"', page.text)
        session = re.search("review=([^;]+)", page.headers["set-cookie"])
        assert token
        assert session
        entered = client.post(
            "/login",
            data={"csrf": token[1], "password": PASSWORD},
            headers={"Cookie": f"review={session[1]}"},
            follow_redirects=False,
        )
    for cookie in (page.headers["set-cookie"], entered.headers["set-cookie"]):
        assert ("; Secure" in cookie) is (tls or base == "https")
