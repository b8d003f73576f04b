"""A December of forty events from three sources, and a browser's-eye view of the review of it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from aggregator.event import Listing, Place, Refusal, When
from aggregator.review.app import create_app
from aggregator.sources import Source
from aggregator.store import RunResult, Store, open_store

NOW = datetime(2024, 11, 20, 9, 0, tzinfo=UTC)
ISSUE = "2024-12"
LEIPZIG = Place(name="Basislager", street="Peterssteinweg 14", postcode="04107", city="Leipzig")
ONLINE = Place(online=True)
TOPICS = (
    "Offene Haushaltsdaten", "Verkehrszählung mit Sensoren", "Linked Data im Museum", "Wikidata für Einsteiger",
    "Transparenzportale im Vergleich", "OpenStreetMap am Abend", "Geodaten der Kommunen", "Freie Lizenzen erklärt",
    "Parlamentsdaten verstehen", "Klimadaten aus der Stadt", "Barrierefreie Karten", "Datenjournalismus konkret",
    "Offene Fahrpläne", "Bürgerwissenschaft am Fluss", "Archive öffnen", "Registerdaten im Netz",
    "Digitale Beteiligung", "Luftdaten selbst messen", "Vergabe und Verträge", "Bibliotheken als Datenquelle",
    "Energie in Zahlen", "Satellitenbilder lesen", "Gesundheit und Statistik", "Schulwege sicher kartieren",
    "Metadaten mit System", "Sprachmodelle prüfen", "Frag den Staat", "Radwege und Lücken", "Mieten im Blick",
    "Bäume der Stadt", "Wasserstände live", "Fördermittel finden", "Lobbyregister auswerten", "Straßennamen erzählen",
    "Datenethik im Alltag", "Kultur ohne Schranken", "Wahlkreise zeichnen", "Ämter ohne Papier",
)  # fmt: skip


def listing(title: str, start: date, source: str = "difu", **more: Any) -> Listing:
    """One listing of a page of its own."""
    slug = re.sub(r"\W+", "-", title.lower()).strip("-")
    given: dict[str, Any] = {
        "key": f"https://{source}.example/{slug}",
        "url": f"https://{source}.example/{slug}",
        "page": f"https://{source}.example/{slug}",
        "layer": "json-ld",
        "when": When(start, start + timedelta(hours=2) if isinstance(start, datetime) else None),
        "place": LEIPZIG,
        "reference": NOW.date(),
        **more,
    }
    return Listing(title=title, source=source, **given)


def december() -> list[Listing]:
    """38 events on the days of December, one meeting, one without a place."""
    found = []
    for number, topic in enumerate(TOPICS):
        start = datetime(2024, 12, 1 + number % 30, 17 + number % 3, 0)
        source = ("difu", "correlaid", "meetup-oklab-leipzig")[number % 3]
        found.append(listing(topic, start, source, place=ONLINE if number % 4 == 0 else LEIPZIG))
    meeting = When(datetime(2024, 12, 4, 18), datetime(2024, 12, 4, 21), rrule="FREQ=WEEKLY;BYDAY=WE")
    found.append(listing("Labortreffen", date(2024, 12, 4), "codefor", when=meeting, lab="Leipzig"))
    found.append(listing("Treffpunkt offen", datetime(2024, 12, 12, 19), "correlaid", place=None))
    return found


def crawl(store: Store, listings: Sequence[Listing], now: datetime = NOW) -> None:
    """Stores the listings as a run of each of their sources would, and matches them."""
    for name in dict.fromkeys(each.source for each in listings):
        run = store.begin_run(Source(name, "web_page", f"https://{name}.example/"), now)
        store.save_page(run, [each for each in listings if each.source == name], now)
        store.finish_run(run, RunResult(statuses={200: 1}), now)
    store.match(now)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with that December in it; tests work on copies."""
    path = tmp_path_factory.mktemp("december") / "events.db"
    with open_store(path) as store:
        crawl(store, december())
        store.backup(path.with_name("copy.db"))
    return path.with_name("copy.db")


@pytest.fixture
def database(tmp_path: Path, filled: Path) -> Path:
    """A database of one's own with that December in it."""
    return Path(shutil.copy(filled, tmp_path / "events.db"))


@dataclass
class Clock:
    """A clock that tests move."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


def visit(address: str) -> Sequence[Listing | Refusal]:
    """What the pages that tests add say."""
    if "gone" in address:
        return [Refusal(address, "404")]
    if "empty" in address:
        return []
    return [listing("Hinzugefügt", datetime(2024, 12, 9, 18), "page", key=address, url=address, page=address)]


@dataclass
class Editor:
    """An editor at the page: reads tokens and versions from it as a browser would."""

    client: TestClient
    clock: Clock
    path: Path
    issue: str = ISSUE
    shown: dict[str, str | None] = field(default_factory=dict)

    def get(self, address: str, **options: Any) -> Any:
        """A page."""
        return self.client.get(address, **options)

    def token(self) -> str:
        """The CSRF token of this session."""
        session = self.client.cookies.get("review")
        if self.shown.get("session") != session or session is None:
            found = re.search(r'name="csrf" value="(\w+)"', self.get("/2024-12/add").text)
            assert found
            self.shown = {"session": self.client.cookies.get("review"), "token": found[1]}
        return str(self.shown["token"])

    def ids(self, query: str = "") -> list[str]:
        """The events listed."""
        return re.findall(r'data-event="(\w+)"', self.get(f"/{self.issue}{query}").text)

    def id_of(self, title: str) -> str:
        """The event with this title."""
        with open_store(self.path) as store:
            found = [
                each.event.id
                for each in store.candidates(date(2024, 12, 1), date(2025, 1, 10), self.issue)
                if each.event.title == title
            ]
        assert len(found) == 1, title
        return found[0]

    def version(self, event: str) -> str:
        """The version that the event's page names now."""
        with open_store(self.path) as store:
            return str(store.candidate(event, self.issue).version)

    def post(self, address: str, event: str | None = None, **fields: str) -> Any:
        """Sends a form of ours; `event` adds the version that its page names."""
        if event is not None:
            fields.setdefault("version", self.version(event))
            address = f"/{self.issue}/events/{event}/{address}"
        return self.client.post(address, data={"csrf": self.token(), **fields}, follow_redirects=False)

    def publish(self) -> Any:
        """Sends the form that freezes the issue as its page shows it."""
        shown = re.search(r'name="section" value="(\w+)"', self.get(f"/{self.issue}/section").text)
        return self.post(f"/{self.issue}/publish", sure="1", section=shown[1] if shown else "")

    def retract(self, **fields: str) -> Any:
        """Sends the form that takes the publication back, as the issue's page shows it."""
        shown = re.search(r'/retract">.*?name="version" value="(\d+)"', self.get(f"/{self.issue}").text, re.S)
        fields.setdefault("version", shown[1] if shown else "")
        return self.post(f"/{self.issue}/retract", **fields)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@contextmanager
def at_work(database: Path, clock: Clock | None = None) -> Iterator[Editor]:
    """An editor on this machine, without a password."""
    clock = clock or Clock()
    app = create_app(database, clock=clock, visit=visit, editor="anna")
    with TestClient(app, base_url="http://127.0.0.1") as client:  # one event loop for all its requests
        yield Editor(client, clock, database)


@pytest.fixture(scope="session")
def editing() -> Callable[..., AbstractContextManager[Editor]]:
    """Sets an editor to work on a database."""
    return at_work


@pytest.fixture
def editor(database: Path, clock: Clock) -> Iterator[Editor]:
    """An editor at work on the database of one's own."""
    with at_work(database, clock) as editor:
        yield editor


def changed(database: Path, title: str, start: date, source: str, **more: Any) -> None:
    """Crawls one listing again with other content."""
    with open_store(database) as store:
        crawl(store, [listing(title, start, source, **more)], NOW + timedelta(days=1))


@pytest.fixture(scope="session")
def crawl_again() -> Callable[..., None]:
    """Crawls one listing of a database again with other content."""
    return changed


@pytest.fixture
def change(database: Path) -> Callable[..., None]:
    """Crawls one listing of the database of one's own again with other content."""
    return partial(changed, database)
