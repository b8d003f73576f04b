"""One source's run while it is under way: what its pages gave so far, and how it will be judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.settings import Settings

from aggregator.crawl.archive import Archive
from aggregator.event import BERLIN, Listing, Reach, Refusal
from aggregator.sources import Source
from aggregator.store import LeftOut, Outcome, ReadPage, RunResult, Saved
from spiders import Lead, Pin


@dataclass(frozen=True, slots=True)
class PageItem:
    """All that one response gave: what Scrapy's pipelines pass on, so that a page is stored as a whole.

    `read` is what to remember of a page that was read, `unchanged` what is remembered of one that was not.
    """

    address: str
    listings: tuple[Listing, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    leads: tuple[Lead, ...] = ()
    reach: Reach | None = None
    pin: Pin | None = None
    left_out: tuple[LeftOut, ...] = ()
    read: ReadPage | None = None
    unchanged: ReadPage | None = None


@dataclass(slots=True)
class Visit:
    """Counts what one source's pages give.

    `save` stores a page's listings, `seen` then hears how many; `recall` answers what an unchanged page gave.
    """

    source: Source
    now: datetime
    save: Callable[[Sequence[Listing], ReadPage | None], Saved]
    recall: Callable[[ReadPage], ReadPage | None]
    seen: Callable[[Source, int], None]
    pages: int = 0
    not_modified: int = 0
    listings: int = 0
    saved: Saved = field(default_factory=Saved)
    refusals: list[Refusal] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    leads: dict[Lead, None] = field(default_factory=dict)
    layers: Counter[str] = field(default_factory=Counter)
    reaches: list[Reach] = field(default_factory=list)
    pin: Pin | None = None
    failure: str | None = None
    interrupted: bool = False

    @property
    def reference(self) -> date:
        """The day of the crawl, as it is in Germany: it begins while it is still yesterday in UTC."""
        return self.now.astimezone(ZoneInfo(BERLIN)).date()

    @property
    def alarmed(self) -> bool:
        """Something is so wrong with the source that nothing of it may be stored."""
        return any(refusal.alarm for refusal in self.refusals)

    def add(self, page: PageItem) -> None:
        """Counts a page and stores its listings, unless it or one before it raised an alarm."""
        self.pages += bool(page.listings or page.unchanged or not page.refusals)
        self.refusals.extend(page.refusals)
        self.left_out.extend(page.left_out)
        self.leads.update(dict.fromkeys(page.leads))
        if page.reach:
            self.reaches.append(page.reach)
        self.pin = self.pin or page.pin
        if page.unchanged:
            self.count(page.unchanged.listings, Saved(unchanged=page.unchanged.listings))
            self.layers.update(page.unchanged.found["layers"])
        elif not self.alarmed and (page.listings or page.read):
            self.count(len(page.listings), self.save(page.listings, page.read))
            self.layers.update(listing.layer for listing in page.listings)
        self.seen(self.source, page.unchanged.listings if page.unchanged else len(page.listings))

    def count(self, listings: int, now: Saved) -> None:
        """Adds a page's listings, and how the store found them, to the sums."""
        self.listings += listings
        self.saved = Saved(
            self.saved.new + now.new,
            self.saved.changed + now.changed,
            self.saved.unchanged + now.unchanged,
        )

    def revisit(self, page: ReadPage) -> ReadPage | None:
        """What this page gave, if it would be read as before; None where it must be read."""
        return None if self.alarmed else self.recall(page)

    def reach(self) -> Reach | None:
        """How far all lists of the source together reach: as far as the shortest of them."""
        ends = [reach.until for reach in self.reaches if reach.until]
        return Reach(min(ends)) if ends else self.reaches[0] if self.reaches else None

    def outcome(self) -> tuple[Outcome, str | None]:
        """How the run went, as far as the crawl can tell, and why; what is usual the store knows."""
        if self.interrupted:
            return Outcome.INTERRUPTED, None
        if self.failure:
            return Outcome.FAILED, self.failure
        alarm = next((refusal for refusal in self.refusals if refusal.alarm), None)
        if alarm:
            return Outcome.REFUSED, alarm.reason
        if self.refusals and not self.listings and not self.left_out:
            return Outcome.FAILED, self.refusals[0].reason
        return Outcome.OK, None

    def result(self, stats: dict[str, int]) -> RunResult:
        """What the store writes down of this run; `stats` are Scrapy's of its crawler."""
        outcome, reason = self.outcome()
        prefix = "downloader/response_status_count/"
        statuses = {name.removeprefix(prefix): count for name, count in stats.items() if prefix in name}
        return RunResult(
            outcome=outcome,
            reason=reason,
            statuses={int(status): count for status, count in statuses.items()},
            bytes=stats.get("downloader/response_bytes", 0),
            not_modified=self.not_modified,
            refusals=tuple(self.refusals),
            left_out=tuple(self.left_out),
            leads=tuple(dict.fromkeys(lead.address for lead in self.leads)),
            reach=self.reach(),
            group_id=self.pin.group_id if self.pin and not self.alarmed else None,
        )


class SourceCrawler(Crawler):
    """Scrapy's Crawler for one source: its pipelines and middlewares find the visit and the archive here."""

    def __init__(
        self, spider: type[Spider], settings: Settings, visit: Visit, archive: Archive | None = None
    ) -> None:
        super().__init__(spider, settings)
        self.visit, self.archive = visit, archive
