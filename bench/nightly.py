"""What a night costs: a second crawl of unchanged pages, and many sources in one run."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import spiders.calendar_feed
import spiders.web_page
from aggregator.crawl.report import Report
from aggregator.crawl.run import run
from aggregator.sources import Source
from aggregator.store import Store, open_store
from bench._site import served
from bench._size import sized

NOW = datetime(2024, 11, 20, 3, tzinfo=UTC)
FAST = {"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False, "ROBOTSTXT_OBEY": False, "LOG_ENABLED": False}
PAGES, SOURCES = sized(500), sized(1_000)
EVENTS = 20


def main() -> None:
    """Prints both measurements, each made in a process of its own: its peak memory is the crawl's."""
    for name in MEASURED:
        subprocess.run([sys.executable, "-m", "bench.nightly", name], check=True)


def measure(name: str) -> None:
    """Prints one measurement, against a web in another process."""
    with served() as port, tempfile.TemporaryDirectory() as folder:
        MEASURED[name](port, Path(folder) / "events.db")


def unchanged_pages(port: int, database: Path) -> None:
    """Two crawls of the same pages: what the second moves, parses and takes of the first."""
    source = Source("bench", "web_page", f"http://127.0.0.1:{port}/1/list/{PAGES}", max_pages=PAGES + 1)
    nights = []
    for night in range(2):
        with parsed_pages() as parsed:
            begun = time.perf_counter()
            report = crawl([source], database, night)
            nights.append((report.sources[0].bytes, parsed["pages"], time.perf_counter() - begun))
    (bytes_first, parsed_first, first), (bytes_second, parsed_second, second) = nights
    print(f"{PAGES} unchanged pages, second crawl against the first:")
    print(
        f"  bytes   {bytes_second:>9} of {bytes_first:>9}: {bytes_second / bytes_first:.1%} (aim: under 2 %)"
    )
    print(f"  parsed  {parsed_second:>9} of {parsed_first:>9} pages (aim: 0)")
    print(f"  seconds {second:>9.2f} of {first:>9.2f}: {second / first:.0%} (aim: under 25 %)")


def many_sources(port: int, database: Path) -> None:
    """One run of many sources, each a calendar on a host of its own."""
    sources = [
        Source(
            f"bench-{at}",
            "calendar_feed",
            f"http://127.1.{at // 250}.{at % 250 + 1}:{port}/{at}/calendar/{EVENTS}",
        )
        for at in range(SOURCES)
    ]
    before = peak()
    with timed_store() as spent:
        begun = time.perf_counter()
        report = crawl(sources, database, 0)
        seconds = time.perf_counter() - begun
    with open_store(database, read_only=True) as store:
        events = len(store.events_for(date(2024, 1, 1), date(2027, 1, 1)))
    new = sum(each.saved.new for each in report.sources)
    store_seconds = sum(spent.values())
    print(f"{SOURCES} sources of {EVENTS} events in one run: {seconds:.1f} s")
    print(f"  listings {new}, events {events} (aim: {SOURCES * EVENTS})")
    print(f"  peak memory {peak():.0f} MB, {before:.0f} MB of it before the crawl (aim: under 300)")
    print(f"  the store took {store_seconds:.1f} s, {store_seconds / seconds:.0%} of the run's time:")
    for name, each in spent.most_common():
        print(f"    {name:<12} {each:6.2f} s")


def crawl(sources: list[Source], database: Path, night: int) -> Report:
    """One night's crawl, without politeness."""
    return run(sources, database=database, now=NOW + timedelta(days=night), settings=FAST)


@contextmanager
def parsed_pages() -> Iterator[Counter[str]]:
    """Counts the pages that the readers of pages are given."""
    count: Counter[str] = Counter()
    modules = (spiders.web_page, spiders.calendar_feed)
    before = [module.listings for module in modules]

    def counting(read: Callable[..., Any]) -> Callable[..., Any]:
        def counted(page: Any) -> Any:
            count["pages"] += 1
            return read(page)

        return counted

    for module, read in zip(modules, before, strict=True):
        vars(module)["listings"] = counting(read)
    try:
        yield count
    finally:
        for module, read in zip(modules, before, strict=True):
            vars(module)["listings"] = read


@contextmanager
def timed_store() -> Iterator[Counter[str]]:
    """Sums the seconds spent in each of the store's methods that a crawl calls."""
    spent: Counter[str] = Counter()
    names = ("begin_run", "save_page", "revisit", "finish_run", "match")
    before = {name: getattr(Store, name) for name in names}

    def timing(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **kwargs: Any) -> Any:
            begun = time.perf_counter()
            try:
                return method(*args, **kwargs)
            finally:
                spent[name] += time.perf_counter() - begun

        return timed

    for name, method in before.items():
        setattr(Store, name, timing(name, method))
    try:
        yield spent
    finally:
        for name, method in before.items():
            setattr(Store, name, method)


def peak() -> float:
    """The most memory that this process ever had, in MB."""
    return int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) / 1024


MEASURED = {"unchanged": unchanged_pages, "many": many_sources}

if __name__ == "__main__":
    measure(sys.argv[1])
