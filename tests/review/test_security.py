"""Attacks: each must fail, and say so quietly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from starlette.testclient import TestClient

from aggregator.event import Place
from aggregator.review.app import create_app
from aggregator.review.security import host_of
from aggregator.review.serving import UnsafeServer, allowed_hosts, is_local, read_password, serve
from aggregator.review.sessions import Sessions, TooManyTries
from aggregator.store import open_store

PASSWORD = "korrekt-pferd-batterie"
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><svg/onload=alert(1)>"
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
    ["/2024-12/publish", "/2024-12/add/addresses", "/2024-12/add/by-hand", "/sources/difu/mute", "/logout"],
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


# Script


@pytest.fixture
def poisoned(editor: Any, change: Any) -> Any:
    place = Place(name=SCRIPT, street=SCRIPT, city=SCRIPT)
    change(
        SCRIPT, datetime(2024, 12, 5, 18), "evil", key="k", url="javascript:alert(1)", page="javascript:alert(2)",
        place=place, when_text=SCRIPT, place_text=SCRIPT, description=SCRIPT, organizer=SCRIPT,
    )  # fmt: skip
    return editor


PAGES = (
    "/2024-12",
    "/2024-12/section",
    "/2024-12/add",
    "/status",
    f"/2024-12?q={SCRIPT}",
    f"/2024-12?source={SCRIPT}",
)


def attacks(page: str) -> list[str]:
    """What could run script: elements and attributes that only the poisoned listing would bring."""
    found = []
    for element in BeautifulSoup(page, "html.parser").find_all(True):
        if element.name in ("img", "svg", "iframe") or (
            element.name == "script" and "alert(" in element.text
        ):
            found.append(str(element))
        for name, value in element.attrs.items():
            loads = name in ("href", "src", "action", "formaction", "data", "srcdoc")
            if name.startswith("on") or (loads and str(value).strip().lower().startswith("javascript:")):
                found.append(f"{name}={value}")
    return found


def test_nothing_on_a_page_becomes_an_element(poisoned: Any) -> None:
    event = next(
        each for each in poisoned.ids() if "alert(1)" in poisoned.get(f"/2024-12/events/{each}").text
    )
    poisoned.post("fields", event, title=SCRIPT + "!", organizer=SCRIPT)
    poisoned.post("verdict", event, verdict="accept")
    poisoned.post("/2024-12/publish", sure="1")
    for address in (*PAGES, f"/2024-12/events/{event}", "/db/events/events", "/db/events/listings"):
        page = poisoned.get(address).text
        assert "alert(1)" in page or address in ("/2024-12/add", "/status"), address
        assert attacks(page) == [], address


def test_our_pages_have_no_script_of_their_own(poisoned: Any) -> None:
    for address in PAGES:
        answer = poisoned.get(address)
        assert re.findall(r"<script[^>]*>", answer.text) == ['<script src="/static/review.js" defer>']
        assert not BeautifulSoup(answer.text, "html.parser").find_all(style=True)


@pytest.mark.parametrize(
    "address", ["/2024-12", "/login", "/db/", "/static/review.css", "/nothing", "/2024-12/section.html"]
)
def test_every_answer_says_what_a_browser_may_do(editor: Any, address: str) -> None:
    headers = editor.get(address, follow_redirects=False).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "script-src 'self';" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


def test_no_page_names_another_host_to_load_from(editor: Any) -> None:
    for address in PAGES:
        loaded = re.findall(
            r"""<(?:link|script|img|iframe)[^>]+(?:href|src)="([^"]*)\"""", editor.get(address).text
        )
        assert loaded
        assert all(each.startswith("/static/") for each in loaded)


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


# Password


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
