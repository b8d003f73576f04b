"""Addresses, titles and towns in a form that can be compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.event import Place
from aggregator.matching import canonical, likeness
from aggregator.matching.town import same_town


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://www.lab.example/Talk/", "lab.example/talk"),
        ("http://lab.example/talk#anfahrt", "lab.example/talk"),
        ("https://lab.example:443/talk?utm_source=x&fbclid=y", "lab.example/talk"),
        ("https://lab.example/talk?b=2&a=1&ref=home", "lab.example/talk?a=1&b=2"),
        (
            "https://www.meetup.com/de-DE/OK-Lab-Berlin/events/1/?eventOrigin=group",
            "meetup.com/ok-lab-berlin/events/1",
        ),
        ("https://lab.example/de/talk", "lab.example/talk"),
        ("https://lab.example/en", "lab.example"),
        ("https://lab.example/demo", "lab.example/demo"),
        ("https://lab.example/index.html", "lab.example"),
        ("https://lab.example/caf%C3%A9", "lab.example/café"),
        ("https://lab.example/?id=6&reset=1", "lab.example?id=6&reset=1"),
        ("https://lab.example:8080/x", "lab.example:8080/x"),
        ("not an address", "not an address"),
        ("https://[broken", "https://[broken"),
    ],
)
def test_addresses_are_compared_without_their_dress(url, plain):
    assert canonical(url) == plain


@given(st.text(max_size=60))
def test_any_text_can_be_an_address(text):
    assert isinstance(canonical(text), str)
    assert isinstance(canonical("https://lab.example/" + text), str)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Where2B", "where2b", True),
        ("Straße & Daten", "Strasse und Daten", True),
        ("Barcamp 2024", "Barcamp", True),
        ("Reusing data", "Reusing data: bridging the distance", True),
        ("15. Treffen der Netze", "16. Treffen der Netze", False),
        ("OSM-Verkehrswende #65", "OSM-Verkehrswende #66", False),
        ("Code for Berlin", "Code for Bremen", False),
        ("2024", "2025", False),
        ("", "Treffen", False),
        ("!!!", "???", False),
    ],
)
def test_titles(one, other, alike):
    assert (likeness(one, other) >= 0.84) is alike
    assert likeness(one, other) == likeness(other, one)


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_a_share(one, other):
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("Leipzig", "Leipzig", True),
        ("Frankfurt am Main", "Frankfurt", True),
        ("Berlin-Mitte", "Berlin", True),
        ("Muenchen", "Munich", True),
        ("Köln", "Cologne", True),
        ("Köln", "Koeln", True),
        ("Leipzig", "Halle (Saale)", False),
        ("Neustadt", "Neuss", False),
        ("Leipzig", None, None),
        ("Leipzig", "123", None),
    ],
)
def test_towns(one, other, answer):
    assert same_town(Place(city=one), Place(city=other)) is answer
    assert same_town(Place(city=other), Place(city=one)) is answer


def test_a_postcode_tells_more_than_a_name():
    assert (
        same_town(Place(city="Lindenau", postcode="04177"), Place(city="Leipzig", postcode="04177")) is True
    )
    assert same_town(None, Place(city="Leipzig")) is None
