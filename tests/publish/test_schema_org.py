"""The JSON: schema.org Events that extruct and our own page reader understand."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import extruct
import pytest

from aggregator.event import Place, Status, When
from aggregator.page.listings import listings
from aggregator.page.response import Page
from aggregator.publish import schema_org
from aggregator.publish.coming import Coming
from aggregator.publish.schedule import schedule

ONLINE = Place(online=True)
BOTH = Place(name="Haus", city="Köln", online=True)


def items(*events: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(schema_org.write(Coming(event, event.when) for event in events))
    return found


@pytest.mark.parametrize(
    ("fields", "mode", "kinds"),
    [
        ({}, "OfflineEventAttendanceMode", ["Place"]),
        ({"place": ONLINE}, "OnlineEventAttendanceMode", ["VirtualLocation"]),
        ({"place": BOTH}, "MixedEventAttendanceMode", ["Place", "VirtualLocation"]),
        ({"status": Status.MOVED_ONLINE}, "OnlineEventAttendanceMode", ["VirtualLocation"]),
        ({"place": Place()}, "OfflineEventAttendanceMode", []),
    ],
)
def test_where(make: Any, fields: dict[str, Any], mode: str, kinds: list[str]) -> None:
    (item,) = items(make(**fields))
    found = item.get("location", [])
    assert item["eventAttendanceMode"] == f"https://schema.org/{mode}"
    assert [each["@type"] for each in (found if isinstance(found, list) else [found])] == kinds


@pytest.mark.parametrize("status", list(Status))
def test_status(make: Any, status: Status) -> None:
    assert items(make(status=status))[0]["eventStatus"] == f"https://schema.org/{status.value}"


@pytest.mark.parametrize(
    ("rrule", "said"),
    [
        ("FREQ=WEEKLY;BYDAY=WE", {"repeatFrequency": "P1W", "byDay": ["https://schema.org/Wednesday"]}),
        ("FREQ=WEEKLY", {"repeatFrequency": "P1W", "byDay": ["https://schema.org/Wednesday"]}),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", {"repeatFrequency": "P2W", "byDay": ["https://schema.org/Wednesday"]}),
        ("FREQ=MONTHLY;BYDAY=1WE", {"repeatFrequency": "P1M", "byDay": ["1WE"]}),
        ("FREQ=MONTHLY;BYDAY=WE;BYSETPOS=-1", {"repeatFrequency": "P1M", "byDay": ["-1WE"]}),
        ("FREQ=MONTHLY;BYMONTHDAY=2", {"repeatFrequency": "P1M", "byMonthDay": [2]}),
        ("FREQ=DAILY;COUNT=3", {"repeatFrequency": "P1D", "repeatCount": 3}),
        ("FREQ=WEEKLY;BYDAY=WE;UNTIL=20250101T225959Z", {"repeatFrequency": "P1W", "byDay": ["https://schema.org/Wednesday"], "endDate": "2025-01-01"}),
    ],
)  # fmt: skip
def test_schedules(rrule: str, said: dict[str, Any]) -> None:
    when = When(
        datetime(2024, 10, 2, 19), datetime(2024, 10, 2, 21), rrule=rrule, skipped=(date(2024, 12, 25),)
    )
    assert schedule(when) == {
        "@type": "Schedule", "startDate": "2024-10-02", "startTime": "19:00:00", "endTime": "21:00:00",
        "exceptDate": ["2024-12-25"], "scheduleTimezone": "Europe/Berlin", **said,
    }  # fmt: skip


@pytest.mark.parametrize("rrule", [None, "FREQ=YEARLY;BYWEEKNO=20", "FREQ=MONTHLY;BYDAY=MO,WE;BYSETPOS=2"])
def test_what_a_schedule_cannot_say_it_does_not(rrule: str | None) -> None:
    assert schedule(When(datetime(2024, 10, 2, 19), rrule=rrule)) is None


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Deutsches Institut für Urbanistik", True),
        ("Code for Cologne", True),
        ("OK Lab Leipzig", True),
        ("CorrelAid", True),
        ("CorrelAid e.V.", True),
        ("Wikimedia Deutschland", True),
        ("Stadt Leipzig", True),
        ("re:publica GmbH", True),
        ("re:publica", True),
        ("FZI Karlsruhe", True),
        ("Bürgerstiftung Beispielstadt", True),
        ("BUND", True),
        ("Open Knowledge Foundation", True),
        ("Erika Mustermann", False),
        ("Dr. Erika Mustermann", False),
        ("Prof. Dr. Max Mustermann", False),
        ("Erika von Mustermann", False),
        ("Ursula von der Leyen", False),
        ("Karl zu Beispiel", False),
        ("Erika Neuhaus", False),
        ("Roland Wieland", False),
        ("Erika MUSTERMANN", False),
        ("ERIKA MUSTERMANN", False),
        ("Erika und Max Mustermann", False),
        ("Leonardo DiBeispiel", False),
        ("erika@beispiel.test", False),
        ("Erika", False),
        ("Erika M.", False),
        ("Anna-Lena Beispiel, Max Mustermann", False),
        (None, False),
        ("", False),
    ],
)
def test_organisations_are_named_and_people_are_not(make: Any, name: str | None, kept: bool) -> None:
    (item,) = items(make(organizer=name))
    assert item.get("organizer") == ({"@type": "Organization", "name": name} if kept else None)


def test_other_readers_find_the_events(make: Any) -> None:
    events = [make(id="e1"), make(id="e2", title="Zweiter </script><script>alert(1)</script>", place=ONLINE)]
    text = schema_org.write(Coming(event, event.when) for event in events).decode().replace("</", "<\\/")
    head = "<html><head><title>Veranstaltungen</title></head><body><h1>Veranstaltungen</h1>"
    html = f'{head}<script type="application/ld+json">{text}</script></body></html>'
    found = extruct.extract(html, syntaxes=["json-ld"])["json-ld"]
    assert [each["@type"] for each in found] == ["Event", "Event"]
    read = listings(
        Page("https://nah.test/", html.encode(), {"content-type": "text/html"}, date(2024, 12, 1))
    )
    assert [(each.title.split()[0], each.when.start, each.when.end) for each in read if each.when] == [
        ("Datenabend", datetime(2024, 12, 3, 18), datetime(2024, 12, 3, 20)),
        ("Zweiter", datetime(2024, 12, 3, 18), datetime(2024, 12, 3, 20)),
    ]


def test_only_addresses_of_the_web(make: Any) -> None:
    (item,) = items(
        make(url="javascript:alert(1)", links=("file:///etc/passwd",), registration_url="data:,x")
    )
    assert not {"url", "sameAs", "offers"} & set(item)
