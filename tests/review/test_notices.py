"""Why an event needs an eye: one reason a line."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from aggregator.event import Event, Listing, Place, Status, When
from aggregator.review.holidays import holiday
from aggregator.review.notices import notices
from aggregator.store import Candidate, Flag

SEEN = datetime(2024, 11, 1, tzinfo=UTC)
TODAY = date(2024, 11, 20)
START = datetime(2024, 12, 3, 18)
EVENT = Event(
    id="0123456789abcdef",
    title="Treffen",
    when=When(START),
    place=Place(city="Leipzig"),
    first_seen=SEEN,
    last_seen=SEEN,
    changed=SEEN,
)


def listing(source: str, **more: Any) -> Listing:
    return Listing(key=source, title="Treffen", source=source, **{"when": When(START), **more})


def told(event: Event = EVENT, since: datetime | None = None, **more: Any) -> dict[str, str]:
    given: dict[str, Any] = {
        "crawled": event, "version": 1, "verdict": None, "reason": None, "words": {}, "flags": (),
        "listings": (listing("a"),), "likely": (), **more,
    }  # fmt: skip
    return {each.kind: each.text for each in notices(Candidate(event=event, **given), TODAY, since)}


def flag(kind: str, field: str, was: str | None, became: str | None) -> Flag:
    return Flag(1, kind, field, was, became, SEEN)


def test_an_ordinary_event_needs_none() -> None:
    assert told() == {}


@pytest.mark.parametrize(
    ("changes", "kind", "text"),
    [
        ({"status": Status.CANCELLED}, "cancelled", "abgesagt"),
        ({"status": Status.POSTPONED}, "postponed", "verschoben"),
        ({"withdrawn": SEEN}, "withdrawn", "nicht mehr gefunden seit 01.11.2024"),
        ({"place": Place()}, "no-place", "kein Ort"),
        ({"when": None, "when_text": "irgendwann"}, "undated", "Datum nicht lesbar: „irgendwann“"),
        ({"when": When(date(2024, 12, 25))}, "holiday", "Feiertag: Erster Weihnachtstag"),
        (
            {"registration_deadline": date(2024, 11, 27)},
            "deadline",
            "Anmeldeschluss: Mittwoch, 27.11.2024",
        ),
        (
            {"registration_deadline": date(2024, 11, 19)},
            "deadline",
            "Anmeldeschluss vorbei: Dienstag, 19.11.2024",
        ),
    ],
)
def test_what_the_event_says(changes: dict[str, Any], kind: str, text: str) -> None:
    assert told(replace(EVENT, **changes))[kind] == text


@pytest.mark.parametrize(
    "changes",
    [
        {"registration_deadline": date(2024, 11, 28)},
        {"place": Place(online=True)},
        {"when": When(datetime(2024, 12, 25, 18), rrule="FREQ=WEEKLY")},
    ],
)
def test_what_is_fine(changes: dict[str, Any]) -> None:
    assert told(replace(EVENT, **changes)) == {}


@pytest.mark.parametrize(
    ("more", "kind", "text"),
    [
        (
            {"flags": (flag("accepted", "start", "2024-12-03T17:00:00", "2024-12-03T18:00:00"),)},
            "changed",
            "geändert nach der Annahme: Beginn: Dienstag, 03.12.2024, 17:00 → Dienstag, 03.12.2024, 18:00",
        ),
        (
            {"flags": (flag("override", "city", "Leipzig", None),)},
            "changed",
            "die Seite widerspricht deiner Änderung: Stadt: Leipzig → nichts",
        ),
        ({"likely": ("f" * 16,)}, "duplicate", "vielleicht doppelt"),
        ({"since": SEEN - timedelta(days=1)}, "new", "neu seit deinem letzten Besuch"),
        (
            {"listings": (listing("a"), listing("b", when=When(START + timedelta(hours=1))))},
            "disagree",
            "Quellen uneins: Beginn Dienstag, 03.12.2024, 18:00 (a); Dienstag, 03.12.2024, 19:00 (b)",
        ),
        (
            {
                "listings": (
                    listing("a", place=Place(city="Leipzig")),
                    listing("b", place=Place(city="Halle")),
                )
            },
            "disagree",
            "Quellen uneins: Stadt Leipzig (a); Halle (b)",
        ),
        ({"listings": (listing("a", when=When(START, assumed=("year",))),)}, "assumed", "Jahr angenommen"),
        (
            {"listings": (listing("a", when=When(START, conflict="2024-12-03 is a Tuesday, not a Monday")),)},
            "conflict",
            "Wochentag und Datum passen nicht zusammen, gelesen als Dienstag, 03.12.2024",
        ),
    ],
)
def test_what_the_store_says(more: dict[str, Any], kind: str, text: str) -> None:
    assert told(**more)[kind] == text


def test_a_day_and_an_hour_on_it_do_not_disagree() -> None:
    assert told(listings=(listing("a"), listing("b", when=When(START.date())))) == {}


def test_who_set_the_date_has_answered_what_it_left_open() -> None:
    guessed = (listing("a", when=When(START, assumed=("year",))),)
    assert told(listings=guessed, words={"start": "2024-12-03T18:00:00"}) == {}


def test_urgent_notices_come_first() -> None:
    event = replace(EVENT, when=When(date(2024, 12, 25)), status=Status.CANCELLED)
    assert list(told(event)) == ["cancelled", "holiday"]


@pytest.mark.parametrize(
    ("day", "country", "town", "told"),
    [
        (date(2024, 10, 3), None, None, "Feiertag: Tag der Deutschen Einheit"),
        (date(2024, 10, 3), "DE", "Leipzig", "Feiertag: Tag der Deutschen Einheit"),
        (date(2024, 10, 3), "AT", None, None),
        (date(2024, 10, 26), "AT", "Wien", "Feiertag: Nationalfeiertag"),
        (date(2024, 8, 1), "CH", None, "Feiertag: Nationalfeiertag"),
        (date(2024, 10, 3), "FR", None, "Feiertag: Tag der Deutschen Einheit"),
        (date(2024, 10, 4), None, None, None),
        (date(2024, 5, 30), "DE", None, "Feiertag in 6 von 16 Ländern: Fronleichnam"),
        (date(2024, 5, 30), "DE", "Neustadt", "Feiertag in 6 von 16 Ländern: Fronleichnam"),
        (date(2024, 5, 30), "DE", "Leipzig", "Feiertag in Teilen von Sachsen: Fronleichnam"),
        (date(2024, 8, 15), "DE", "München", "Feiertag in Teilen von Bayern: Mariä Himmelfahrt"),
        (date(2024, 8, 15), "DE", "Leipzig", None),
        (date(2024, 5, 30), "DE", "Moers", "Feiertag: Fronleichnam"),
        (date(2024, 11, 11), None, "Eisenstadt", None),
        (date(2024, 5, 30), "DE", "Berlin", None),
        (date(2024, 10, 31), "DE", "Hamburg", "Feiertag: Reformationstag"),
        (
            date(2024, 3, 8),
            "DE",
            None,
            "Feiertag in Berlin, Mecklenburg-Vorpommern: Frauentag",
        ),
        (date(2024, 11, 20), None, "Köln", None),
        (date(2024, 11, 20), None, "Chemnitz", "Feiertag: Buß- und Bettag"),
        (date(2024, 11, 20), None, None, "Feiertag in Sachsen: Buß- und Bettag"),
        (date(2024, 10, 26), None, "Wels", "Feiertag: Nationalfeiertag"),
        (date(2024, 5, 30), "CH", "Zürich", None),
        (date(2024, 5, 1), "CH", "Zürich", "Feiertag: Tag der Arbeit"),
    ],
)
def test_holidays(day: date, country: str | None, town: str | None, told: str | None) -> None:
    assert holiday(day, Place(city=town, country=country)) == told
