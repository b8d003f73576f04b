"""The page of an issue: order, filters, search, paging, visits."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from aggregator.review.filters import PER_PAGE, Filter, filter_of
from aggregator.review.issue_page import visit

NOON = datetime(2024, 11, 20, 12, tzinfo=UTC)


def titles(page: str) -> list[str]:
    return re.findall(r'<h3 class="title" id="t-\w+"><a [^>]*>([^<]*)</a>', page)


def test_home_leads_to_the_issue_that_is_being_made(editor: Any) -> None:
    assert editor.get("/", follow_redirects=False).headers["location"] == "/2024-12"


def test_events_stand_in_section_order_under_their_days(editor: Any) -> None:
    page = editor.get("/2024-12").text
    days = re.findall(r'<h2 class="day">([^<]*)</h2>', page)
    assert days[:2] == ["Sonntag, 01.12.2024", "Montag, 02.12.2024"]
    assert titles(page)[:2] == ["Offene Haushaltsdaten", "Wasserstände live"]
    assert "Regelmäßige OKLab-Treffen" in days


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?q=haushalt", ["Offene Haushaltsdaten"]),
        ("?q=HAUSHALTSDATEN+Leipzig", []),
        ("?q=fahrpl%C3%A4ne", ["Offene Fahrpläne"]),
        ("?source=codefor", ["Labortreffen"]),
        ("?show=accepted", []),
        ("?town=Leipzig&source=codefor", ["Labortreffen"]),
        ("?online=yes&q=karten", ["Barrierefreie Karten"][:0]),
        ("?source=nobody", []),
        ("?show=nonsense&q=haushalt", ["Offene Haushaltsdaten"]),
    ],
)
def test_filters(editor: Any, query: str, expected: list[str]) -> None:
    assert titles(editor.get(f"/2024-12{query}").text) == expected


def test_online_is_yes_or_no(editor: Any) -> None:
    online, there = (
        titles(editor.get("/2024-12?online=yes").text),
        titles(editor.get("/2024-12?online=no").text),
    )
    assert len(online) == 10
    assert not set(online) & set(there)
    assert len(online) + len(there) == 40


def test_flagged_shows_what_needs_an_eye(editor: Any) -> None:
    page = editor.get("/2024-12?show=flagged").text
    assert "Treffpunkt offen" in titles(page)
    assert "kein Ort" in page


def test_pages_hold_so_many_events(editor: Any) -> None:
    assert len(editor.ids()) == min(PER_PAGE, 40)


@pytest.mark.parametrize("issue", ["2024-13", "24-12", "2024-1", "0000-00"])
def test_no_such_month(editor: Any, issue: str) -> None:
    assert editor.get(f"/{issue}").status_code == 404


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, Filter()),
        ({"show": "open", "after": "00"}, Filter(show="open", after="00")),
        ({"show": "x", "online": "maybe", "page": "2"}, Filter()),
        ({"q": "  a  "}, Filter(q="a")),
    ],
)
def test_filter_of(query: dict[str, str], expected: Filter) -> None:
    assert filter_of(query) == expected


def test_a_filter_says_its_own_address() -> None:
    wanted = Filter(show="open", q="a&b", after="00")
    assert wanted.address(after="") == "?show=open&q=a%26b"
    assert Filter().address() == ""


@pytest.mark.parametrize(
    ("cookie", "since"),
    [
        ("", None),
        ("nonsense", None),
        ("2024-11-18T10:00:00Z", None),
        ("2024-11-18T10:00:00 2024-11-18T10:00:00", None),
        ("2024-11-18T10:00:00Z 2024-11-19T10:00:00Z", NOON - timedelta(days=1, hours=2)),
        ("2024-11-18T10:00:00Z 2024-11-20T11:30:00Z", datetime(2024, 11, 18, 10, tzinfo=UTC)),
    ],
)
def test_a_visit_goes_on_until_a_pause(cookie: str, since: datetime | None) -> None:
    assert visit(cookie, NOON)[0] == since


def test_what_came_since_the_last_visit_is_new(editor: Any, change: Callable[..., None]) -> None:
    editor.get("/2024-12")
    editor.clock.now += timedelta(days=2)
    assert "neu seit deinem letzten Besuch" not in editor.get("/2024-12").text
    change("Frisch gefunden", datetime(2024, 12, 30, 18), "difu")
    assert editor.get("/2024-12").text.count("neu seit deinem letzten Besuch") == 1
    editor.clock.now += timedelta(days=1)
    assert "neu seit deinem letzten Besuch" not in editor.get("/2024-12").text


def test_a_full_page_is_small(editor: Any) -> None:
    page = editor.get("/2024-12")
    assert page.text.count("<article") == PER_PAGE
    assert len(page.content) < 150_000
