"""What drafts, lists and the review ask of the store."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from aggregator.event import Event, Listing
from aggregator.store import (
    candidates,
    coming,
    concerns,
    life,
    queries,
    runs,
)
from aggregator.store.candidates import Candidate
from aggregator.store.opened import Opened
from aggregator.store.outcome import Run


class Reading(Opened):
    """Events as editors want them, and what is known of them."""

    def events_for(self, first: date, last: date, issue: str | None = None) -> list[Event]:
        """Single events that take place on a day from `first` to `last`, in order of start, editors' words
        applied, what they rejected for `issue` left out; cancelled and withdrawn ones are in it."""
        with self._reading():
            return queries.events_for(self._database, first, last, issue)

    def for_issue(self, issue: str, first: date, last: date) -> list[Event]:
        """All that an issue's section may print or name, dated from `first` to `last` or not at all."""
        with self._reading():
            return queries.for_issue(self._database, issue, first, last)

    def coming(
        self, first: date, last: date, issue: str | None = None, *, accepted: bool = False
    ) -> list[Event]:
        """What may be published of the days from `first` to `last`, and all that repeats: nothing that
        editors rejected, with `accepted` only what they accepted; without `issue`, by their latest word."""
        with self._reading():
            return coming.coming(self._database, first, last, issue, accepted=accepted)

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
