"""Nothing on a crawled page runs, loads or becomes an element here, and every answer says so to browsers."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup

from aggregator.event import Place

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><svg/onload=alert(1)>"


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
    event = poisoned.id_of(SCRIPT)
    assert "alert(1)" in poisoned.get(f"/2024-12/events/{event}").text
    poisoned.post("fields", event, title=SCRIPT + "!", organizer=SCRIPT)
    poisoned.post("verdict", event, verdict="accept")
    poisoned.publish()
    for address in (*PAGES, f"/2024-12/events/{event}", "/db/events/events", "/db/events/listings"):
        page = poisoned.get(address).text
        assert "alert(1)" in page or address in ("/2024-12/add", "/status"), address
        assert attacks(page) == [], address


def test_our_pages_have_no_script_of_their_own(poisoned: Any) -> None:
    for address in PAGES:
        answer = poisoned.get(address)
        assert re.findall(r"<script[^>]*>", answer.text) == [
            '<script src="/static/htmx/htmx.min.js" defer>',
            '<script src="/static/review.js" defer>',
        ]
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


@pytest.mark.parametrize(
    ("address", "kept"), [("/2024-12", "no-store"), ("/login", "no-store"), ("/static/review.js", "no-cache")]
)
def test_browsers_keep_no_page(editor: Any, address: str, kept: str) -> None:
    assert editor.get(address, follow_redirects=False).headers["cache-control"] == kept


def test_no_page_names_another_host_to_load_from(editor: Any) -> None:
    for address in PAGES:
        loaded = re.findall(
            r"""<(?:link|script|img|iframe)[^>]+(?:href|src)="([^"]*)\"""", editor.get(address).text
        )
        assert loaded
        assert all(each.startswith("/static/") for each in loaded)
