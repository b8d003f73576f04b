"""The database as the other rooms see it: each method one transaction, errors in words."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from types import TracebackType

from sqlite_utils import Database

from aggregator.event import Event, Listing
from aggregator.sources import Source
from aggregator.store import (
    backup,
    beliefs,
    candidates,
    concerns,
    decisions,
    fields,
    issues,
    joining,
    life,
    listings,
    pages,
    prune,
    queries,
    runs,
    standing,
    withdrawal,
)
from aggregator.store.candidates import Candidate
from aggregator.store.connect import connect, writing
from aggregator.store.errors import in_words
from aggregator.store.outcome import Finished, Outcome, Run, RunResult
from aggregator.store.standing import Decision


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

    def save_page(
        self, run: int, page: Sequence[Listing], now: datetime, read: pages.ReadPage | None = None
    ) -> listings.Saved:
        """Stores a page's listings, all or none of them. What the run already saw is passed over. With
        `read` it also notes what the page gave, for `revisit`."""
        with self._transaction():
            saved = listings.save(self._database, run, page, now)
            if read is not None:
                pages.remember(self._database, run, read, page, now)
            return saved

    def revisit(self, run: int, request: str, mark: str, now: datetime) -> pages.ReadPage | None:
        """What an unchanged page gave, its listings seen again; None where it must be read."""
        with self._transaction():
            return pages.revisit(self._database, run, request, mark, now)

    def finish_run(self, run: int, result: RunResult, now: datetime) -> Finished:
        """Judges the run by what is usual for its source, and withdraws what a healthy one missed."""
        with self._transaction():
            source = runs.source_of(self._database, run)
            usual = runs.usual(self._database, source)
            seen = runs.listings_seen(self._database, run)
            outcome = runs.judged(result, seen, usual)
            healthy = outcome is Outcome.OK
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

    def event_with(self, source: str, key: str) -> Event:
        """The event that a source's listing speaks of. Raises UnknownEvent."""
        with self._reading():
            return queries.event_with(self._database, source, key)

    def listings_of(self, id_: str) -> list[Listing]:
        """What each source says about an event. Raises UnknownEvent."""
        with self._reading():
            return queries.listings_of(self._database, id_)

    def event_of_listing(self, source: str, key: str) -> str:
        """The id of the event that a listing speaks of. Raises UnknownEvent."""
        with self._reading():
            return queries.event_of_listing(self._database, source, key)

    def log(self, id_: str) -> list[life.Happening]:
        """An event's whole life, oldest first. Raises UnknownEvent."""
        with self._reading():
            return life.life(self._database, id_)

    def search(self, text: str, limit: int = 100) -> list[str]:
        """The ids of events in which these words stand, the best first."""
        with self._reading():
            return queries.search(self._database, text, limit)

    def runs(self, limit: int = 20, source: str | None = None) -> list[Run]:
        """The latest runs, newest first."""
        with self._reading():
            return runs.latest(self._database, limit, source)

    def status(self, now: datetime, sources: Collection[str] | None = None) -> list[concerns.Concern]:
        """What a person should look at; `sources` are those that the crawl visits now."""
        with self._reading():
            return concerns.concerns(self._database, now, sources)

    def candidates(self, first: date, last: date, issue: str) -> list[Candidate]:
        """All that may stand in an issue, rejected ones too, as an editor sees it, in section order."""
        with self._reading():
            return candidates.candidates(self._database, first, last, issue)

    def candidate(self, id_: str, issue: str) -> Candidate:
        """One event as an editor sees it for an issue. Raises UnknownEvent."""
        with self._reading():
            return candidates.candidate(self._database, queries.resolve(self._database, id_), issue)

    # Deciding: see `Said` for the rest of what a decision holds. Answers are numbers for `undo`.

    def judge(self, id_: str, verdict: decisions.Verdict, said: decisions.Said) -> int:
        """Accepts, rejects or puts off an event; its open flags have then been seen."""
        with self._transaction():
            return decisions.judge(self._database, id_, verdict, said)

    def set_fields(self, id_: str, values: Mapping[str, fields.Value], said: decisions.Said) -> list[int]:
        """Other words for columns of an event, all or none. Raises BadValue."""
        with self._transaction():
            return decisions.set_fields(self._database, id_, values, said)

    def unset_field(self, id_: str, field: str, said: decisions.Said) -> int:
        """Back to what the pages say."""
        with self._transaction():
            return decisions.unset_field(self._database, id_, field, said)

    def merge(self, id_: str, other: str, said: decisions.Said) -> str:
        """Makes `other` part of the event, for every later run; answers the event's id."""
        with self._transaction():
            return joining.merge(self._database, id_, other, said)

    def split(
        self, id_: str, said: decisions.Said, leaving: Collection[tuple[str, str]] | None = None
    ) -> list[str]:
        """Takes listings (by source and key; default: each but the best) out of an event, for every later
        run; answers the ids of the new events."""
        with self._transaction():
            return joining.split(self._database, id_, leaving, said)

    def undo(self, decision: int, said: decisions.Said) -> None:
        """Takes a decision back. Raises UnknownDecision."""
        with self._transaction():
            joining.undo(self._database, decision, said)

    def mute(self, source: str, *, muted: bool = True) -> None:
        """Leaves out of drafts what only this source lists, or takes that back. Raises StoreError."""
        with self._transaction():
            runs.mute(self._database, source, muted)

    def publish(self, issue: str, section: str, events: Iterable[str], now: datetime) -> None:
        """Freezes an issue as printed, with the ids of its events."""
        with self._transaction():
            issues.publish(self._database, issue, section, events, now)

    def published(self, issue: str) -> issues.Published | None:
        """The issue as printed, or None while it is open."""
        with self._reading():
            return issues.published(self._database, issue)

    def differences(self, issue: str) -> list[issues.Difference]:
        """Where the printed events of an issue are otherwise by now."""
        with self._reading():
            return issues.differences(self._database, issue)

    def standing(self, id_: str) -> list[Decision]:
        """The decisions about an event that were not taken back, oldest first. Raises UnknownEvent."""
        with self._reading():
            return standing.standing(self._database, id_)

    def muted(self) -> set[str]:
        """The sources whose events are left out of drafts."""
        with self._reading():
            return standing.muted(self._database)

    def always_rejected(self) -> list[str]:
        """Sources of whose events editors rejected several and accepted none."""
        with self._reading():
            return standing.always_rejected(self._database)

    def published_issues(self) -> list[str]:
        """The issues that were published, newest first."""
        with self._reading():
            return standing.published_issues(self._database)

    # Keeping

    def backup(self, target: str | Path) -> None:
        """Copies the database, safely while others write; an existing `target` is replaced at the end."""
        backup.copy(self._database, Path(target))

    def prune(self, older_than: datetime) -> int:
        """Forgets runs that began before, but for those that say what is usual, and what pages gave that no
        run has seen since. Answers how many runs."""
        with self._transaction():
            pages.prune(self._database, older_than)
            return prune.prune(self._database, older_than)

    @contextmanager
    def _transaction(self) -> Generator[None]:
        with in_words(self.path), writing(self._database):
            yield

    @contextmanager
    def _reading(self) -> Generator[None]:
        with in_words(self.path):
            yield
