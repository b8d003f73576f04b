"""What becomes of a page: its words are read, the subjects we look for are kept, and it is stored."""

from __future__ import annotations

from dataclasses import replace
from typing import Self

from scrapy.crawler import Crawler

from aggregator.crawl.complete import complete
from aggregator.crawl.middlewares import page_item
from aggregator.crawl.unchanged import remembered
from aggregator.crawl.visit import PageItem, SourceCrawler, Visit
from aggregator.event import Listing, Reach, Refusal
from aggregator.store import LeftOut
from spiders import Lead, Pin


class VisitPipeline:
    """A pipeline that knows the visit it belongs to."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not isinstance(crawler, SourceCrawler):
            raise TypeError("these pipelines store what a SourceCrawler visits; use aggregator.crawl.run")
        return cls(crawler.visit)


class CompletePipeline(VisitPipeline):
    """Reads dates and places from the page's words.

    What an errback yields where no answer came has passed no spider middleware: it comes one by one.
    """

    def process_item(self, item: PageItem | Listing | Refusal | Reach | Lead | Pin) -> PageItem:
        if not isinstance(item, PageItem):
            item = page_item(self.visit.source.url, [item])
        read = [complete(listing, self.visit.reference) for listing in item.listings]
        return replace(
            item,
            listings=tuple(each for each in read if isinstance(each, Listing)),
            refusals=(*item.refusals, *(each for each in read if isinstance(each, Refusal))),
        )


class OnlyPipeline(VisitPipeline):
    """Keeps the events that are about the source's subjects, and names the others."""

    def process_item(self, item: PageItem) -> PageItem:
        kept, left_out = [], [*item.left_out]
        for listing in item.listings:
            if self.visit.source.concerns(listing.title, listing.description):
                kept.append(listing)
            else:
                left_out.append(LeftOut(listing.title, listing.url))
        if len(kept) == len(item.listings):
            return item
        return replace(item, listings=tuple(kept), left_out=tuple(left_out))


class StorePipeline(VisitPipeline):
    """Stores a page's listings in one transaction."""

    def process_item(self, item: PageItem) -> PageItem:
        read = remembered(item.read, item) if item.read else None
        listings = tuple(self.named(listing) for listing in item.listings)
        self.visit.add(replace(item, listings=listings, read=read))
        return item

    def named(self, listing: Listing) -> Listing:
        return replace(listing, source=self.visit.source.name, lab=listing.lab or self.visit.source.lab)
