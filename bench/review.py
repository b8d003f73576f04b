"""The issue page with 20,000 events in the database: server time and size."""

from __future__ import annotations

import statistics
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from starlette.testclient import TestClient

from aggregator.event import Listing, Place, When
from aggregator.review.app import create_app
from aggregator.sources import Source
from aggregator.store import RunResult, open_store
from bench._size import sized

EVENTS, YEARS = sized(20_000), 6
NOW = datetime(2024, 11, 20, 9, tzinfo=UTC)
WORDS = (
    "Daten",
    "Stadt",
    "Karte",
    "Wasser",
    "Luft",
    "Verkehr",
    "Archiv",
    "Recht",
    "Geld",
    "Wald",
    "Schule",
    "Netz",
    "Code",
    "Bild",
    "Klang",
    "Text",
)
TOWNS = ("Leipzig", "Berlin", "Köln", "Hamburg", "München", "Ulm", "Münster", "Karlsruhe")


def listings() -> list[Listing]:
    """20,000 events over six years around the issue, from ten sources, in eight towns."""
    first = date(2019, 6, 1)
    found = []
    for number in range(EVENTS):
        day = first + timedelta(days=number * 365 * YEARS // EVENTS)
        start = datetime(day.year, day.month, day.day, 9 + number % 10)
        words = [WORDS[(number // 16**place) % 16] for place in range(4)]
        found.append(
            Listing(
                key=f"https://s{number % 10}.example/{number}",
                url=f"https://s{number % 10}.example/{number}",
                source=f"source-{number % 10}",
                title=f"{' '.join(words)} {number}",
                when=When(start, start + timedelta(hours=2)),
                place=Place("Haus der Vereine", f"Markt {number % 90}", "04109", TOWNS[number % 8], "DE"),
                description="Wir laden herzlich ein. " * 20,
            )
        )
    return found


def fill(path: Path) -> None:
    """A database with all of them."""
    with open_store(path) as store:
        every = listings()
        for name in sorted({each.source for each in every}):
            run = store.begin_run(Source(name, "web_page", f"https://{name}.example/"), NOW)
            store.save_page(run, [each for each in every if each.source == name], NOW)
            store.finish_run(run, RunResult(), NOW)
        store.match(NOW)


def measured(client: TestClient, address: str, times: int = 5) -> tuple[float, float, int]:
    """Median milliseconds of an answer by the clock and of the processor, warm, and its bytes."""
    client.get(address)
    took, worked = [], []
    for _ in range(times):
        begun, idle = time.perf_counter(), time.process_time()
        size = len(client.get(address).content)
        took.append((time.perf_counter() - begun) * 1000)
        worked.append((time.process_time() - idle) * 1000)
    return statistics.median(took), statistics.median(worked), size


def main() -> None:
    """Prints a line for each address: median milliseconds, by the clock and of the processor, and kB."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.db"
        fill(path)
        client = TestClient(create_app(path, clock=lambda: NOW), base_url="http://127.0.0.1")
        print(f"{EVENTS} events in the database")
        for address in (
            "/2024-12",
            "/2024-12?show=open",
            "/2024-12?q=karte",
            "/2024-12/section",
            "/status",
        ):
            took, worked, size = measured(client, address)
            print(f"{address:28} {took:7.0f} ms {worked:7.0f} ms of processor {size / 1000:7.1f} kB")


if __name__ == "__main__":
    main()
