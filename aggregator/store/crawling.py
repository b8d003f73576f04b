"""What a crawl asks of the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from aggregator.event import Listing
from aggregator.sources import Source
from aggregator.store import (
    beliefs,
    listings,
    pages,
    runs,
    withdrawal,
)
from aggregator.store.opened import Opened
from aggregator.store.outcome import Finished, Outcome, RunResult


class Crawling(Opened):
    """Runs, the pages they save, and the matching after all of them."""

    def pinned(self, source: Source) -> Source:
        """The source with the group that was found at its address first, where the registry names none."""
        with self._reading():
            return replace(source, group_id=runs.pinned(self._database, source))

    def begin_run(
        self,
        source: Source,
        now: datetime,
        versions: Mapping[str, str] | None = None,
        *,
        again: bool = False,
    ) -> int:
        """A new run of `source`; `versions` may name those of "project" and "spider", `again` says that
        stored pages are read and the site is not asked. Answers its number."""
        with self._transaction():
            return runs.begin(self._database, source, now, versions or {}, again=again)

    def save_page(
        self, run: int, page: Sequence[Listing], now: datetime, read: pages.ReadPage | None = None
    ) -> listings.Saved:
        """Stores a page's listings, all or none of them. What the run already saw is passed over. With
        `read` it also notes what the page gave, for `revisit`."""
        with self._transaction():
            under_way = runs.under_way(self._database, run, now)
            saved, numbers = listings.save(self._database, under_way, page)
            if read is not None:
                pages.remember(self._database, under_way, read, numbers)
            return saved

    def revisit(self, run: int, request: str, mark: str, now: datetime) -> pages.ReadPage | None:
        """What an unchanged page gave, its listings seen again; None where it must be read."""
        with self._reading():
            under_way = runs.under_way(self._database, run, now)
            row = pages.known(self._database, under_way.source, request, mark)
        if row is None:
            return None
        with self._transaction():
            return pages.see_again(self._database, under_way, row)

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
