"""The database as the other rooms see it: each method one transaction, errors in words."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import TracebackType

from sqlite_utils import Database

from aggregator.event import Event, Listing
from aggregator.sources import Source
from aggregator.store import backup, beliefs, listings, queries, runs, withdrawal
from aggregator.store.connect import connect, writing
from aggregator.store.errors import in_words


@dataclass(frozen=True, slots=True)
class Finished:
    """How the store judged a run: its outcome, how many listings are usual, how many are now withdrawn."""

    outcome: runs.Outcome
    usual: float | None
    withdrawn: int


def open_store(path: str | Path, *, read_only: bool = False) -> Store:
    """The database at `path`, created or brought to the present schema. Raises StoreError in words."""
    path = Path(path)
    return Store(path, connect(path, read_only=read_only))


class Store:
    """An open database. All times given are aware; all methods raise StoreError where SQLite would fail.

    `issue` names a newsletter issue, YYYY-MM. Not for several threads at once.
    """

    def __init__(self, path: Path, database: Database) -> None:
        self.path, self._database = path, database

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; the store cannot be used afterwards."""
        self._database.close()

    # Crawling

    def begin_run(self, source: Source, now: datetime, versions: Mapping[str, str] | None = None) -> int:
        """A new run of `source`; `versions` may name those of "project" and "spider". Answers its number."""
        with self._transaction():
            return runs.begin(self._database, source, now, versions or {})

    def save_page(self, run: int, page: Sequence[Listing], now: datetime) -> listings.Saved:
        """Stores a page's listings, all or none of them. What the run already saw is passed over."""
        with self._transaction():
            return listings.save(self._database, run, page, now)

    def save_unchanged(self, run: int, pages: Sequence[str], now: datetime) -> int:
        """These pages (a listing's `page`) are as they were: their listings were seen. Answers how many."""
        with self._transaction():
            return listings.save_unchanged(self._database, run, pages, now)

    def finish_run(self, run: int, result: runs.RunResult, now: datetime) -> Finished:
        """Judges the run by what is usual for its source, and withdraws what a healthy one missed."""
        with self._transaction():
            source = runs.source_of(self._database, run)
            usual = runs.usual(self._database, source)
            seen = runs.listings_seen(self._database, run)
            outcome = runs.judged(result, seen, usual)
            healthy = outcome is runs.Outcome.OK
            withdrawn = withdrawal.withdraw(self._database, run, result, now) if healthy else 0
            runs.close(self._database, run, outcome, result, now)
            return Finished(outcome, usual, withdrawn)

    def match(self, now: datetime) -> beliefs.Matched:
        """Sorts what is new or has changed into events. Call it once after all sources were crawled."""
        with self._transaction():
            return beliefs.match(self._database, now)

    # Reading

    def events_for(self, first: date, last: date, issue: str | None = None) -> list[Event]:
        """Single events that take place on a day from `first` to `last`, in order of start, editors' words
        applied, what they rejected for `issue` left out; cancelled and withdrawn ones are in it."""
        with self._reading():
            return queries.events_for(self._database, first, last, issue)

    def meetings(self, issue: str | None = None) -> list[Event]:
        """Everything that repeats, by lab or town; as in `events_for`."""
        with self._reading():
            return queries.meetings(self._database, issue)

    def undated(self, since: datetime | None = None, issue: str | None = None) -> list[Event]:
        """Events whose date could not be read and that were seen since then."""
        with self._reading():
            return queries.undated(self._database, since, issue)

    def event(self, id_: str, issue: str | None = None) -> Event:
        """One event by an id that it has or had. Raises UnknownEvent."""
        with self._reading():
            return queries.event(self._database, id_, issue)

    def listings_of(self, id_: str) -> list[Listing]:
        """What each source says about an event. Raises UnknownEvent."""
        with self._reading():
            return queries.listings_of(self._database, id_)

    def runs(self, limit: int = 20, source: str | None = None) -> list[runs.Run]:
        """The latest runs, newest first."""
        with self._reading():
            return runs.latest(self._database, limit, source)

    # Keeping

    def backup(self, target: str | Path) -> None:
        """Copies the database, safely while others write; an existing `target` is replaced at the end."""
        backup.copy(self._database, Path(target))

    @contextmanager
    def _transaction(self) -> Generator[None]:
        with in_words(self.path), writing(self._database):
            yield

    @contextmanager
    def _reading(self) -> Generator[None]:
        with in_words(self.path):
            yield
