"""How long a month takes to draft from 100,000 and from 1,000,000 events, and a night's pages to store.

The months are equally full: ten times as many events are ten times as many years. One in a hundred lasts for
half a year, so that something long ago may still run.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlite_utils import Database

from aggregator.event import Listing, Place, Reach, When
from aggregator.section import choose, window, write
from aggregator.sources import Source
from aggregator.store import RunResult, open_store
from bench._size import sized

MONTH = "2024-12"
COUNTS = FEW, MANY = sized(100_000), sized(1_000_000)
A_DAY = 3
LONG_ONE_IN = 100
TIMES = 9
NOW = datetime(2024, 12, 1, tzinfo=UTC)


def main() -> None:
    """Prints the times and their ratio, then what a night of 1,000 sources costs the store."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {count: Path(folder) / f"{count}.db" for count in COUNTS}
        for count, path in paths.items():
            fill(path, count)
        drafts = [(count, draft_a_month(path)) for _ in range(TIMES) for count, path in paths.items()]
        best = {count: min(draft for each, draft in drafts if each == count) for count in paths}
        for count, (drafted, asked, events) in best.items():
            print(
                f"store: {count:>9,} events: {MONTH} drafted in {drafted * 1000:.0f} ms "
                f"({asked * 1000:.0f} ms of it the query, {events} events; aim under 500 ms)"
            )
        ratio = best[MANY][0] / best[FEW][0]
        print(f"store: {MANY:,} events take {ratio:.2f} times as long as {FEW:,} (aim about 1)")
        store_a_night(Path(folder) / "night.db", sources=sized(1_000), listings=20)


def draft_a_month(path: Path) -> tuple[float, float, int]:
    """Seconds of the whole draft, and of its query alone, and how many events were found."""
    first, last = window(MONTH)
    begun = perf_counter()
    with open_store(path, read_only=True) as store:
        events = [*store.events_for(first, last, MONTH), *store.meetings(MONTH)]
        events += store.undated(NOW, MONTH)
    asked = perf_counter() - begun
    write(choose(events, MONTH, first), MONTH)
    return perf_counter() - begun, asked, len(events)


def fill(path: Path, count: int) -> None:
    """Makes a database of so many events, the last of them half a year after the month; without search."""
    open_store(path).close()
    database = Database(path)
    database.table("events").disable_fts()
    columns = ", ".join(f'"{column}"' for column in next(rows(1)))
    values = ", ".join(f":{column}" for column in next(rows(1)))
    with database.atomic():
        database.conn.executemany(f"INSERT INTO events ({columns}) VALUES ({values})", rows(count))
    database.analyze()
    database.conn.close()


def rows(count: int) -> Iterator[dict[str, Any]]:
    """Rows of events, three a day, back into the past."""
    for number in range(count):
        day = date(2025, 6, 1) - timedelta(days=number // A_DAY)
        last = day + timedelta(days=180 if number % LONG_ONE_IN == 0 else 0)
        start = f"{day}T{9 + number % 12:02}:00:00"
        yield {
            "id": f"{number:016x}",
            "title": f"Offene Daten in der Verwaltung, Abend {number}",
            "start": start,
            "end": f"{last}T{10 + number % 12:02}:00:00",
            "timezone": "Europe/Berlin",
            "start_utc": f"{start}Z",
            "all_day": 0,
            "first_day": str(day),
            "last_day": str(last),
            "days": (last - day).days + 1,
            "status": "EventScheduled",
            "online": 0,
            "place_name": "Basislager",
            "street": "Peterssteinweg 14",
            "postcode": "04107",
            "city": "Leipzig",
            "url": f"https://lab.example/{number}",
            "listings": 1,
            "first_seen": "2024-11-01T03:00:00Z",
            "last_seen": "2024-11-01T03:00:00Z",
            "changed": "2024-11-01T03:00:00Z",
            "sequence": 0,
            "version": 1,
        }


def store_a_night(path: Path, sources: int, listings: int) -> None:
    """Prints how long the store takes for a first crawl of so many sources, and for the same again."""
    with open_store(path) as store:
        for night in ("a first crawl", "the same again"):
            begun = perf_counter()
            for number in range(sources):
                source = Source(name=f"s{number}", spider="web_page", url=f"https://s{number}.example")
                run = store.begin_run(source, NOW)
                store.save_page(run, [listing(number, n) for n in range(listings)], NOW)
                store.finish_run(run, RunResult(reach=Reach()), NOW)
            stored = perf_counter() - begun
            store.match(NOW)
            print(
                f"store: {night} of {sources} sources of {listings} events: {stored:.1f} s to store, "
                f"{perf_counter() - begun - stored:.1f} s to match"
            )


def listing(source: int, number: int) -> Listing:
    """One of a source's events, spread over a year."""
    kind = ("Vortrag", "Workshop", "Hackabend", "Barcamp")[number % 4]
    start = datetime(2025, 1, 1, 18) + timedelta(days=(source * 7 + number * 17) % 365)
    return Listing(
        key=f"https://s{source}.example/{number}",
        title=f"{kind} {source * 31 + number} im Haus {source}",
        url=f"https://s{source}.example/{number}",
        page=f"https://s{source}.example/",
        layer="json-ld",
        when=When(start, start + timedelta(hours=2)),
        place=Place(name=f"Haus {source}", city=("Leipzig", "Berlin", "Köln", "Münster")[source % 4]),
        description="Wir sprechen über offene Daten. " * 10,
    )


if __name__ == "__main__":
    main()
