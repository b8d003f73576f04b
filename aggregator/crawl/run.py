"""One crawl of all sources in one process: different hosts beside each other, one host's in turn."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol, TypeVar

from scrapy import Request, signals
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader
from twisted.python.failure import Failure

from aggregator import __version__
from aggregator.crawl.archive import Archive, ArchiveError
from aggregator.crawl.modes import cache_of, crawl_settings
from aggregator.crawl.reactor import terminates_like_interrupt, wait_for
from aggregator.crawl.report import Report, SourceReport
from aggregator.crawl.unchanged import code_of
from aggregator.crawl.visit import SourceCrawler, Visit
from aggregator.event import Refusal
from aggregator.sources import Source
from aggregator.store import Saved, Store, StoreError, only_one, open_store
from spiders import host

Answer = TypeVar("Answer")
HOSTS_AT_ONCE = 16


class Progress(Protocol):
    """Is told how a crawl goes on."""

    def page(self, source: Source, listings: int) -> None:
        """A page of `source` was read; it had so many listings."""

    def finished(self, report: SourceReport) -> None:
        """A source is done."""


class Silence:
    """A Progress that shows nothing."""

    def page(self, source: Source, listings: int) -> None:
        del source, listings

    def finished(self, report: SourceReport) -> None:
        del report


def run(
    sources: Sequence[Source],
    *,
    database: Path,
    replica: Path | None = None,
    now: datetime,
    settings: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
    cache: Path | None = None,
    again: bool = False,
    archive: Path | None = None,
) -> Report:
    """Visits the sources and stores what they say in `database`; says how it went.

    `now` is aware; its day is the reference for dates without a year. With `replica` nothing but that
    folder is asked, and the clock stands still, so that the same pages give the same bytes. Ctrl-C or
    SIGTERM ends it cleanly: what was stored stays. Raises StoreError where the database cannot be used.

    Responses are kept in the folder `cache` (default: `cache_of(database)`); `again` reads those anew, all
    of them, and asks for nothing. `archive` is a WARC file to write; it asks for whole answers, and raises
    ArchiveError where it cannot be written.
    """
    chosen = crawl_settings(
        replica, settings, cache=cache or cache_of(database), again=again, archive=archive is not None
    )
    with ExitStack() as open_files:
        open_files.enter_context(only_one(database))
        store = open_files.enter_context(open_store(database))
        evidence = open_files.enter_context(Archive(archive)) if archive else None
        open_files.enter_context(terminates_like_interrupt())
        chosen.set("SPIDER_MODULES", sorted({f"spiders.{source.spider}" for source in sources}))
        crawl = Crawl(store, now, chosen, progress or Silence(), evidence)
        reports = wait_for(crawl.visit_all(sources), crawl.stop)
        if crawl.broken:
            raise crawl.broken
        matched = store.match(now)
    if evidence and evidence.failed:
        raise ArchiveError(f"{archive} is not whole: {evidence.failed.strerror}; the events are stored")
    order = {source.name: at for at, source in enumerate(sources)}
    return Report(tuple(sorted(reports, key=lambda each: order[each.source.name])), matched, crawl.stopped)


class Crawl:
    """A crawl under way. `broken` is the reason for which the database stopped it."""

    def __init__(
        self,
        store: Store,
        now: datetime,
        settings: Settings,
        progress: Progress,
        archive: Archive | None = None,
    ) -> None:
        self.store, self.now, self.settings, self.progress = store, now, settings, progress
        self.archive = archive
        self.spiders = SpiderLoader.from_settings(settings)
        self.places = asyncio.Semaphore(HOSTS_AT_ONCE)
        self.under_way: dict[SourceCrawler, Visit] = {}
        self.stopped = False
        self.broken: StoreError | None = None

    async def visit_all(self, sources: Sequence[Source]) -> list[SourceReport]:
        """The reports of all sources that were begun."""
        by_host: dict[str, list[Source]] = {}
        for source in sources:
            by_host.setdefault(host(source.url), []).append(source)
        in_turn = await asyncio.gather(*(self.visit_in_turn(same_host) for same_host in by_host.values()))
        return [report for reports in in_turn for report in reports]

    async def visit_in_turn(self, sources: Sequence[Source]) -> list[SourceReport]:
        """Visits sources of one host one after another, with the host's delay between them."""
        reports: list[SourceReport] = []
        for source in sources:
            async with self.places:
                if self.stopped:
                    break
                if reports:
                    await asyncio.sleep(self.settings.getfloat("DOWNLOAD_DELAY"))
                try:
                    reports.append(await self.visit(source))
                except StoreError as error:
                    self.broken = self.broken or error
                    self.stop()
        return reports

    async def visit(self, source: Source) -> SourceReport:
        """Visits one source; whatever goes wrong with it is in its report."""
        begun = time.monotonic()
        source = self.store.pinned(source)
        spider = self.spiders.load(source.spider)
        versions = {"project": __version__, "spider": f"{__version__}+{code_of(spider.__module__)[:8]}"}
        again = self.settings.getbool("READ_UNCHANGED")
        run = self.store.begin_run(source, self.now, versions, again=again)
        visit = Visit(
            source,
            self.now,
            save=lambda page, read: self.kept(
                lambda: self.store.save_page(run, page, self.now, read), otherwise=Saved()
            ),
            recall=lambda page: self.kept(
                lambda: self.store.revisit(run, page.request, page.mark, self.now), otherwise=None
            ),
            seen=self.progress.page,
        )
        crawler = SourceCrawler(spider, self.settings, visit, self.archive)
        crawler.signals.connect(self.page_broke, signals.spider_error)
        crawler.signals.connect(self.storing_broke, signals.item_error)
        crawler.signals.connect(self.not_asked_again, signals.request_dropped)
        self.under_way[crawler] = visit
        task = asyncio.ensure_future(crawler.crawl_async(source=source, reference=visit.reference))
        await asyncio.wait({task})
        del self.under_way[crawler]
        if error := task.exception():
            visit.failure = f"{type(error).__name__}: {error}"
        if self.broken:
            raise self.broken
        seconds = time.monotonic() - begun
        report = self.finish(run, visit, crawler.stats.get_stats() if crawler.stats else {}, seconds)
        self.progress.finished(report)
        return report

    def kept(self, work: Callable[[], Answer], otherwise: Answer) -> Answer:
        """What the store answers; a database that fails ends the crawl, without a word from Scrapy."""
        try:
            return work()
        except StoreError as error:
            self.broken = self.broken or error
            self.stop()
            return otherwise

    def finish(self, run: int, visit: Visit, stats: dict[str, Any], seconds: float) -> SourceReport:
        """Writes the run down, and says how the store judged it."""
        result = visit.result(stats)
        elapsed = timedelta(0) if self.settings.get("REPLICA") else timedelta(seconds=seconds)
        finished = self.store.finish_run(run, result, self.now + elapsed)
        return SourceReport(
            source=visit.source,
            outcome=finished.outcome,
            reason=result.reason,
            seconds=seconds,
            bytes=result.bytes,
            statuses=result.statuses,
            not_modified=result.not_modified,
            layers=dict(sorted(visit.layers.items())),
            saved=visit.saved,
            withdrawn=finished.withdrawn,
            usual=finished.usual,
            refusals=result.refusals,
            left_out=result.left_out,
            leads=tuple(visit.leads),
        )

    def page_broke(self, failure: Failure, response: Any, spider: Any) -> None:
        """Names a page whose failure no middleware took (Scrapy's signal spider_error)."""
        address = getattr(response, "url", spider.source.url)
        spider.crawler.visit.refusals.append(
            Refusal(address, f"{type(failure.value).__name__}: {failure.value}")
        )

    def not_asked_again(self, request: Request, spider: Any) -> None:
        """Names an address that redirects to itself: Scrapy asks for none twice (request_dropped)."""
        if request.url in request.meta.get("redirect_urls", ()):
            spider.crawler.visit.refusals.append(Refusal(request.url, "redirects to itself"))

    def storing_broke(self, item: Any, response: Any, spider: Any, failure: Failure) -> None:
        """Ends the source where a pipeline fails (item_error)."""
        del item, response
        spider.crawler.visit.failure = f"{type(failure.value).__name__}: {failure.value}"

    def stop(self) -> None:
        """Ends all visits cleanly: requests under way are waited for, no more are made."""
        self.stopped = True
        for crawler, visit in self.under_way.items():
            visit.interrupted = True
            self.stopping = asyncio.ensure_future(crawler.stop_async())
