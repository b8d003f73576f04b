"""A small database with one of everything that an export has to say, and the verb as a user calls it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from aggregator.cli import main
from aggregator.event import Event, Listing, Place, Status, When
from aggregator.sources import Source
from aggregator.store import RunResult, Said, Store, open_store

SEEN = datetime(2024, 11, 20, 3, 30, tzinfo=UTC)
LATER = datetime(2024, 11, 25, 3, 30, tzinfo=UTC)
HOUSE = Place(
    name="Haus der Daten", street="Lange Straße 5", postcode="04103", city="Leipzig", country="DE",
    latitude=51.338, longitude=12.385, located="place",
)  # fmt: skip
COLOGNE = Place(city="Köln", country="DE", latitude=50.9333, longitude=6.95, located="town")
ONLINE = Place(online=True)


def evening(day: int, month: int = 12, hours: int = 2) -> When:
    """An evening of 2024 from 18 o'clock on."""
    return When(datetime(2024, month, day, 18), datetime(2024, month, day, 18 + hours))


LISTINGS: tuple[dict[str, Any], ...] = (
    {"title": "Datenabend; mit Komma, und \"Zitat\"", "when": evening(3), "description": "Ein Abend.\nMit Kaffee.", "price": "kostenlos"},
    {"title": "Offene Woche", "when": When(date(2024, 11, 28), date(2024, 12, 5)), "place": COLOGNE},
    {"title": "Tag der Daten", "when": When(date(2024, 12, 7)), "place": Place(name="Rathaus", city="Köln", country="DE", latitude=50.9333, longitude=6.95, located="town", online=True)},
    {"title": "Nacht der Karten", "when": When(datetime(2024, 12, 13, 20), datetime(2024, 12, 14, 2))},
    {"title": "Netztreffen", "when": evening(10), "place": ONLINE, "registration_url": "https://beispiel.test/anmelden", "registration_deadline": date(2024, 12, 6), "stream_url": "https://beispiel.test/stream"},
    {"title": "Labortreffen", "when": When(datetime(2024, 10, 2, 19), datetime(2024, 10, 2, 21), rrule="FREQ=WEEKLY;BYDAY=WE", skipped=(date(2024, 12, 25),)), "lab": "Leipzig", "organizer": "Code for Leipzig"},
    {"title": "Werkstatt", "when": evening(11), "status": Status.CANCELLED, "organizer": "Deutsches Institut für Urbanistik"},
    {"title": "Kongress", "when": evening(12), "status": Status.POSTPONED, "organizer": "Erika Mustermann"},
    {"title": "Kurs an drei Abenden", "when": When(datetime(2024, 11, 26, 18), datetime(2024, 11, 26, 20), also=(datetime(2024, 12, 2, 18), datetime(2024, 12, 16, 18)))},
    {"title": "Längst vorbei", "when": evening(5, 11)},
    {"title": "Nicht für uns", "when": evening(4)},
    {"title": "Verschwunden", "when": evening(19), "source": "fern"},
    {"title": "Im neuen Jahr", "when": When(datetime(2025, 3, 31, 9), datetime(2025, 3, 31, 17)), "place": Place(name="Zentrum", city="Brüssel", country="BE", latitude=50.85, longitude=4.35, located="town")},
)  # fmt: skip


def listing(title: str, source: str = "nah", place: Place = HOUSE, **more: Any) -> Listing:
    """A listing of a page of its own."""
    page = f"https://{source}.test/{title.split()[0].strip(';').lower()}"
    return Listing(key=page, url=page, page=page, layer="json-ld", title=title, source=source, place=place,
                   reference=SEEN.date(), **more)  # fmt: skip


def crawl(store: Store, listings: list[Listing], now: datetime) -> None:
    """Stores the listings as a run of their sources would that names everything to come."""
    for name in dict.fromkeys(each.source for each in listings):
        run = store.begin_run(Source(name, "web_page", f"https://{name}.test/"), now)
        store.save_page(run, [each for each in listings if each.source == name], now)
        store.finish_run(run, RunResult(statuses={200: 1}), now)
    store.match(now)


def ids(store: Store) -> dict[str, str]:
    """Every event's id by its title."""
    events = store.coming(date(2020, 1, 1), date.max)
    return {event.title: event.id for event in events}


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database: an event is rejected, one accepted, one renamed by an editor, one withdrawn."""
    path = tmp_path_factory.mktemp("publish") / "events.db"
    with open_store(path) as store:
        crawl(store, [listing(**each) for each in LISTINGS], SEEN)
        store._database.execute(
            "UPDATE events SET withdrawn = '2024-11-25T03:30:00Z' WHERE title = 'Verschwunden'"
        )
        known = ids(store)
        store.judge(known["Nicht für uns"], "reject", Said(now=LATER, issue="2024-12"))
        store.judge(known['Datenabend; mit Komma, und "Zitat"'], "accept", Said(now=LATER, issue="2024-12"))
        store.set_fields(known["Offene Woche"], {"title": "Woche der offenen Daten"}, Said(now=LATER))
        store.backup(path.with_name("copy.db"))
    return path.with_name("copy.db")


@pytest.fixture
def database(tmp_path: Path, filled: Path) -> Path:
    """A database of one's own with those events in it."""
    return Path(shutil.copy(filled, tmp_path / "events.db"))


@pytest.fixture
def export(database: Path) -> Callable[..., Result]:
    """`aggregator export …` on that database, as on 1 December 2024 unless the words say otherwise."""

    def run(*words: object, db: Path = database) -> Result:
        dated = [] if {"--as-of", "--from", "--month"} & set(words) else ["--as-of", "2024-12-01"]
        return CliRunner().invoke(main, ["export", *map(str, words), *dated, "--db", str(db)])

    return run


@pytest.fixture
def make() -> Callable[..., Event]:
    """Makes an event; everything but its title may be left to chance."""

    def event(id: str = "e1", title: str = "Datenabend", when: When | None = None, **fields: Any) -> Event:
        known = {
            "place": HOUSE,
            "url": f"https://nah.test/{id}",
            "first_seen": SEEN,
            "last_seen": SEEN,
            "changed": SEEN,
        }
        return Event(**{"id": id, "title": title, "when": when or evening(3), **known, **fields})

    return event
