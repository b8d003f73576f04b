"""A real crawl of a local server, killed at any moment: nothing that it reported is lost, and the next carries on."""

from __future__ import annotations

import multiprocessing
import os
import random
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from time import sleep
from types import MappingProxyType

import pytest

from aggregator.crawl import settings
from aggregator.sources import Source
from aggregator.store import Outcome, open_store

KILLS = 50
DATABASES = 5
SOURCES = 2
PAGES = 6
NOW = datetime(2024, 11, 20, 3, tzinfo=UTC)
NAMED = (
    *settings.DOWNLOADER_MIDDLEWARES_BASE,
    *settings.DOWNLOADER_MIDDLEWARES,
    *settings.SPIDER_MIDDLEWARES,
    *settings.ITEM_PIPELINES,
    *settings.EXTENSIONS_BASE,
)
IMPORTED = [
    *("aggregator.crawl.run", "aggregator.crawl.settings", "aggregator.crawl.bodies", "spiders.web_page"),
    *sorted({name.rpartition(".")[0] for name in NAMED}),
    *("scrapy.core.downloader.handlers.http11", "scrapy.core.scheduler", "scrapy.pqueues", "scrapy.squeues"),
    *("scrapy.logformatter", "scrapy.resolver", "scrapy.statscollectors"),
]
"""What a crawl imports before its first page, but for the reactor, which each process starts itself."""


def crawl(database: Path, addresses: list[str], report: Path) -> None:
    """A whole crawl, in a process of its own; each page that is said to be stored is a line in `report`."""
    from aggregator.crawl.run import run

    class Reporter:
        def __init__(self) -> None:
            self.lines = os.open(report, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

        def page(self, source: Source, listings: int) -> None:
            os.write(self.lines, f"page {listings}\n".encode())

        def finished(self, said) -> None:
            os.write(self.lines, f"run {said.outcome}\n".encode())

    fast = {"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False, "ROBOTSTXT_OBEY": False, "LOG_ENABLED": False}
    sources = [Source(f"lab-{at}", "web_page", address) for at, address in enumerate(addresses)]
    run(sources, database=database, now=NOW, settings=fast, progress=Reporter())


class Restless:
    """The page of an event that says something else each time."""

    validate, status, headers = None, 200, MappingProxyType({})

    def __init__(self, name: str, page, start: str) -> None:
        self.name, self.page, self.start, self.versions = name, page, start, count()

    @property
    def body(self) -> str:
        return self.page(f"Vortrag {self.name}", self.start, description=f"Fassung {next(self.versions)}")


@pytest.fixture(scope="module")
def processes():
    """Makes processes that have imported everything already, so that a kill falls into the crawl."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(IMPORTED)
    return context


def check(database: Path, report: Path) -> None:
    """The database is whole, and has all that was reported since it was made."""
    with sqlite3.connect(database) as read:
        ask = lambda query: read.execute(query).fetchall()  # noqa: E731
        if not ask("SELECT 1 FROM sqlite_master WHERE name = 'runs'"):
            return  # killed before the first migration was over
        assert ask("PRAGMA integrity_check") == [("ok",)]
        assert ask("PRAGMA foreign_key_check") == []
        ((stored,),) = ask("SELECT count(*) FROM listings")
        ((counted,),) = ask("SELECT coalesce(sum(new), 0) FROM runs")
        half = ask("SELECT id FROM events WHERE id NOT IN (SELECT event FROM event_listings)")
        unmatched = ask(
            "SELECT id FROM listings WHERE to_match = 0 AND id NOT IN (SELECT listing FROM event_listings)"
        )
        open_runs = ask("SELECT source FROM runs WHERE outcome IS NULL GROUP BY source HAVING count(*) > 1")
    assert (half, unmatched, open_runs) == ([], [], [])
    assert stored == counted
    lines = report.read_text().splitlines() if report.exists() else []
    assert stored >= sum(int(line.split()[1]) for line in lines if line.startswith("page "))


def moment(chance: random.Random) -> tuple[int, float]:
    """How many pages are reported, and how many seconds have passed since, when a crawl is killed.

    Counted in pages, a kill falls into the crawl on slow and fast machines; what comes before the first page
    (the making of the database, the beginning of the runs) takes longer than what lies between two.
    """
    pages = int(chance.triangular(0, SOURCES * PAGES, 0))
    return pages, chance.uniform(0, 0.1 if pages else 0.3)


def killed(processes, database: Path, addresses: list[str], moments: list[tuple[int, float]]) -> list[bool]:
    """Crawls into one database again and again, killed so many pages and seconds later; was it still at it?"""
    in_time = []
    for pages, seconds in moments:
        report = database.with_name(f"{database.stem}-{len(in_time)}.report")
        process = processes.Process(target=crawl, args=(database, addresses, report))
        process.start()
        while process.is_alive() and reported(report) < pages:
            sleep(0.002)
        process.join(seconds)
        in_time.append(process.is_alive())
        process.kill()
        process.join()
        check(database, report)
    return in_time


def reported(report: Path) -> int:
    """How many lines were reported so far."""
    return report.read_bytes().count(b"\n") if report.exists() else 0


@pytest.mark.slow
def test_a_crawl_killed_at_fifty_random_moments_loses_nothing(site, page, processes, tmp_path):
    addresses = []
    for source in range(SOURCES):
        names = [f"{source}-{number}" for number in range(PAGES)]
        for number, name in enumerate(names):
            site.pages[f"/event/{name}"] = Restless(name, page, f"2024-12-{1 + number:02}T{10 + source}:00")
        site.lists(*names)
        site.pages[f"/list{source}"] = site.pages["/list"]
        addresses.append(f"{site.address}/list{source}")
    databases = [tmp_path / f"events{number}.db" for number in range(DATABASES)]
    chance = random.Random(20241120)
    moments = [[moment(chance) for _ in range(KILLS // DATABASES)] for _ in databases]
    with ThreadPoolExecutor(2) as pool:
        jobs = [
            pool.submit(killed, processes, *each)
            for each in zip(databases, [addresses] * DATABASES, moments, strict=True)
        ]
        in_time = [alive for job in jobs for alive in job.result()]
    assert len(in_time) == KILLS
    assert sum(in_time) > KILLS / 2, "most crawls should be killed before they are over"
    last = [processes.Process(target=crawl, args=(each, addresses, tmp_path / "last")) for each in databases]
    for process in last:
        process.start()
    for process, database in zip(last, databases, strict=True):
        process.join(600)
        assert process.exitcode == 0
        with open_store(database, read_only=True) as store:
            events = store.events_for(datetime(2024, 12, 1).date(), datetime(2024, 12, 31).date())
            assert not any(event.withdrawn for event in events)
            assert sum(len(store.listings_of(event.id)) for event in events) == SOURCES * PAGES
            latest = store.runs(SOURCES)
            assert [(run.outcome, run.listings) for run in latest] == [(Outcome.OK, PAGES)] * SOURCES
            dead = {run.reason for run in store.runs(200) if run.outcome is Outcome.INTERRUPTED}
            assert dead <= {"its process ended without a word"}
