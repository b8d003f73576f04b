"""A database in a file, listings that say little, and a crawl that visits one source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from aggregator.event import Event, Listing, Place, Reach, When
from aggregator.sources import Source
from aggregator.store import Finished, RunResult, Store, open_store

NOW = datetime(2024, 11, 20, 3, 0, tzinfo=UTC)


def a_listing(key: str = "https://lab.example/talk", **other: Any) -> Listing:
    """A talk in Leipzig on 3 December 2024, 19 to 21 h, unless said otherwise."""
    talk = Listing(
        key=key,
        title="Offene Daten im Rathaus",
        url=key if key.startswith("http") else None,
        page=key if key.startswith("http") else None,
        layer="json-ld",
        when=When(datetime(2024, 12, 3, 19), datetime(2024, 12, 3, 21)),
        place=Place(name="Basislager", city="Leipzig"),
    )
    return replace(talk, **other)


class World:
    """A store, and nights on which sources are crawled."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.store: Store = open_store(path)
        self.now = NOW

    def night(self, **sources: Sequence[Listing]) -> Mapping[str, Finished]:
        """Crawls the sources whole and matches; then a day passes."""
        finished = {name.replace("_", "-"): self.crawl(name, listings) for name, listings in sources.items()}
        self.store.match(self.now)
        self.now += timedelta(days=1)
        return finished

    def crawl(
        self,
        name: str,
        listings: Sequence[Listing],
        result: RunResult | None = None,
        *,
        again: bool = False,
        **source: Any,
    ) -> Finished:
        """One run of one source that lists everything to come, a page a listing."""
        registered = Source(name=name.replace("_", "-"), spider="web_page", url="https://x.example", **source)
        run = self.store.begin_run(registered, self.now, again=again)
        for listing in listings:
            self.store.save_page(run, [listing], self.now)
        return self.store.finish_run(run, result or RunResult(reach=Reach(), statuses={200: 1}), self.now)

    def events(self, issue: str | None = None) -> list[Event]:
        """All dated events from October 2024 to May 2025."""
        return self.store.events_for(date(2024, 10, 1), date(2025, 5, 31), issue)

    def event(self) -> Event:
        """The only event there is."""
        (event,) = self.events()
        return event

    def dump(self, *tables: str) -> list[tuple[Any, ...]]:
        """All rows of these tables."""
        database = self.store._database
        return [tuple(row) for table in tables for row in database.execute(f"SELECT * FROM {table}")]

    def count(self, table: str) -> int:
        """How many rows a table has."""
        return int(self.store._database.table(table).count)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """An empty database on 20 November 2024."""
    world = World(tmp_path / "data" / "events.db")
    yield world
    world.store.close()


@pytest.fixture
def listing() -> Callable[..., Listing]:
    """Makes a listing; its words can be said otherwise."""
    return a_listing
