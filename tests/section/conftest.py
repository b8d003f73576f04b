"""Events made for the tests, and a way to look behind calendar links."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import icalendar
import pytest

from aggregator.event import Event, Place, When

CHANGED = datetime(2024, 11, 20, 3, 30, tzinfo=UTC)
HOUSE = Place(name="Haus der Daten", street="Lange Straße 5", postcode="04103", city="Leipzig")


@pytest.fixture
def make() -> Callable[..., Event]:
    """Makes an event; everything but its id and title may be left to chance."""

    def event(id: str = "e1", title: str = "Datenabend", when: When | None = None, **fields: Any) -> Event:
        known = {
            "place": HOUSE,
            "url": f"https://beispiel.test/{id}",
            "first_seen": CHANGED,
            "last_seen": CHANGED,
            "changed": CHANGED,
        }
        started = when or When(datetime(2024, 12, 3, 18), datetime(2024, 12, 3, 20))
        return Event(**{"id": id, "title": title, "when": started, **known, **fields})

    return event


@pytest.fixture
def entries() -> Callable[[str], list[icalendar.Calendar]]:
    """Decodes every calendar link of a text."""

    def decoded(text: str) -> list[icalendar.Calendar]:
        links = re.findall(r'href="data:text/calendar;base64,([^"]*)"', text)
        return [icalendar.Calendar.from_ical(base64.b64decode(link)) for link in links]

    return decoded


def properties(entry: bytes) -> dict[str, str]:
    """The VEVENT's lines by name, parameters with the value: `{"DTSTART": ";VALUE=DATE:20241203"}`."""
    text = re.sub(r"\r\n[ \t]", "", entry.decode())
    inside = text.split("BEGIN:VEVENT\r\n")[1].split("END:VEVENT")[0]
    return {
        re.split("[;:]", row)[0]: row[len(re.split("[;:]", row)[0]) :] for row in inside.split("\r\n") if row
    }


@pytest.fixture(name="properties")
def properties_fixture() -> Callable[[bytes], dict[str, str]]:
    return properties
