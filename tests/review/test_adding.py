"""Adding events by address and by hand."""

from __future__ import annotations

from typing import Any

import pytest

from aggregator.store import open_store

HAND = {"title": "Stammtisch", "when": "nächsten Dienstag 18-20 Uhr", "place": "Café, Markt 1, 04109 Leipzig"}


def test_an_address_becomes_a_line(editor: Any) -> None:
    page = editor.post("/2024-12/add/addresses", addresses="https://page.example/1").text
    assert "Hinzugefügt</a>: Montag, 09.12.2024, 18:00-20:00, Basislager" in page
    assert "Hinzugefügt" in editor.get("/2024-12/section.md").text


def test_many_addresses_each_say_what_became_of_them(editor: Any) -> None:
    addresses = (
        "https://page.example/1\nhttps://gone.example/2 https://empty.example/3\nhttps://page.example/1"
    )
    page = editor.post("/2024-12/add/addresses", addresses=addresses).text
    assert page.count('<li class="done">') == 1
    assert "https://gone.example/2: 404" in page
    assert "https://empty.example/3: Auf dieser Seite ist keine Veranstaltung zu erkennen" in page


@pytest.mark.parametrize(
    "addresses",
    [
        "",
        "nichts",
        "ftp://a.example/",
        "javascript:alert(1)",
        "https://a.example/ " * 3 + " ".join(f"https://a.example/{n}" for n in range(30)),
    ],
)
def test_what_is_no_list_of_addresses(editor: Any, addresses: str) -> None:
    assert editor.post("/2024-12/add/addresses", addresses=addresses).status_code == 422


def test_by_hand_is_stored_and_accepted(editor: Any) -> None:
    page = editor.post("/2024-12/add/by-hand", **HAND, url="https://stammtisch.example/")
    assert "Dienstag, 26.11.2024, 18:00-20:00, Café, Markt 1, 04109 Leipzig" in page.text
    with open_store(editor.path) as store:
        found = store.search("Stammtisch")
        assert store.candidate(found[0], "2024-11").verdict == "accept"
        assert store.listings_of(found[0])[0].when_text == HAND["when"]


def test_typed_twice_is_one_event(editor: Any) -> None:
    for _ in range(2):
        editor.post("/2024-12/add/by-hand", **HAND)
    with open_store(editor.path) as store:
        assert len(store.search("Stammtisch")) == 1


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"title": ""}, "Ein Titel muss sein"),
        ({"when": ""}, "Darin ist kein Datum zu erkennen"),
        ({"when": "irgendwann"}, "Darin ist kein Datum zu erkennen"),
        ({"url": "javascript:alert(1)"}, "Eine Adresse beginnt mit http:// oder https://"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    editor: Any, changes: dict[str, str], problem: str
) -> None:
    answer = editor.post("/2024-12/add/by-hand", **{**HAND, **changes})
    assert answer.status_code == 422
    assert problem in answer.text
    assert 'value="Café, Markt 1, 04109 Leipzig"' in answer.text


def test_what_was_understood_is_shown_while_typing(editor: Any) -> None:
    shown = editor.post("/2024-12/add/line", **HAND).text
    assert "Verstanden: Dienstag, 26.11.2024, 18:00-20:00" in shown
    assert "Darin ist kein Datum zu erkennen" in editor.post("/2024-12/add/line", when="irgendwann").text
