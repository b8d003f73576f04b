"""A page that is as it was costs no parsing: what it gave the last time stands, and is followed up again."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import asdict, replace
from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.request import request_from_dict

from aggregator.crawl.visit import PageItem, SourceCrawler
from aggregator.event import Reach, Refusal
from aggregator.store import LeftOut, ReadPage
from spiders import Found, Lead

READERS = ("spiders", "aggregator.page", "aggregator.german", "aggregator.place", "aggregator.crawl.complete")
"""The code that makes listings of pages: another version of it reads every page anew."""
FOLLOWED = ("url", "callback", "errback", "cb_kwargs", "dont_filter", "priority")
"""What is kept of a request that a page led to; a page that leads to more (a form, say) is read each time."""


class UnchangedMiddleware:
    """Calls the spider only for pages that changed; READ_UNCHANGED calls it for all."""

    def __init__(self, crawler: SourceCrawler) -> None:
        self.crawler, self.visit = crawler, crawler.visit
        self.read_all = crawler.settings.getbool("READ_UNCHANGED")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not isinstance(crawler, SourceCrawler):
            raise TypeError("only what a SourceCrawler visits is remembered; use aggregator.crawl.run")
        return cls(crawler)

    def process_spider_input(self, response: Response) -> None:
        """Puts what the page gave the last time in the place of its callback."""
        request = response.request
        if not isinstance(request, Request) or not 200 <= response.status < 300:
            return
        self.visit.not_modified += not self.read_all and "cached" in response.flags
        read = ReadPage(
            request=self.crawler.request_fingerprinter.fingerprint(request).hex(),
            address=response.url,
            mark=mark(response, request, repr(self.visit.source)),
            found={},
        )
        known = None if self.read_all else self.visit.revisit(read)
        request.meta["read"] = known or read
        if known:
            self.visit.not_modified += "cached" not in response.flags
            request.callback = self.again(known)

    def again(self, read: ReadPage) -> Callable[..., Iterator[Found]]:
        """A callback that yields what the page gave beside its listings."""

        def callback(response: Response, **kwargs: Any) -> Iterator[Found]:
            del response, kwargs
            yield from found_again(read.found)
            for followed in read.found["requests"]:
                yield request_from_dict(followed, spider=self.crawler.spider)

        return callback

    async def process_spider_output(
        self, response: Response, result: AsyncIterator[Any]
    ) -> AsyncIterator[Request | PageItem]:
        """Hands the page on with what must be remembered of it, once its listings are stored."""
        read = response.meta.pop("read", None)
        known = bool(read and read.found)
        requests: list[dict[str, Any] | None] = []
        async for each in result:
            if isinstance(each, Request):
                requests.append(as_json(each, self.crawler))
                yield each
            elif known and isinstance(each, PageItem):
                yield replace(each, unchanged=read, left_out=left_out_again(read.found))
            elif read and isinstance(each, PageItem) and None not in requests:
                yield replace(each, read=replace(read, found={"requests": requests}))
            else:
                yield each


def mark(response: Response, request: Request, source: str) -> str:
    """A hash of all that a page's listings depend on: what was served, who reads it, and what was asked."""
    asked = (response.url, response.headers.get("Content-Type"), request.cb_kwargs, source, reader())
    name = getattr(request.callback, "__name__", "parse")
    return hashlib.sha256(repr((name, *asked)).encode() + response.body).hexdigest()


@cache
def reader() -> str:
    """A hash of the code that reads pages."""
    found = hashlib.sha256()
    for name in READERS:
        spec = find_spec(name)
        for place in (spec.submodule_search_locations or [str(spec.origin)]) if spec else ():
            path = Path(place)
            for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
                found.update(file.read_bytes())
    return found.hexdigest()


def as_json(request: Request, crawler: Crawler) -> dict[str, Any] | None:
    """A request as JSON can hold it, or None where it cannot."""
    try:
        said = request.to_dict(spider=crawler.spider)
        plain = request.method == "GET" and not request.body
        kept = {name: said[name] for name in FOLLOWED}
        return kept if plain and json.loads(json.dumps(kept)) == kept else None
    except (TypeError, ValueError):
        return None


def remembered(page: PageItem) -> dict[str, Any]:
    """What a page gave beside its listings, as JSON can hold it."""
    reach = page.reach and {"until": page.reach.until and page.reach.until.isoformat()}
    return {
        "refusals": [asdict(each) for each in page.refusals],
        "left_out": [asdict(each) for each in page.left_out],
        "leads": [asdict(each) for each in page.leads],
        "reach": reach,
        "layers": Counter(listing.layer for listing in page.listings),
    }


def found_again(found: Mapping[str, Any]) -> Iterator[Found]:
    """The refusals, leads and reach in what `remembered` kept."""
    yield from (Refusal(**each) for each in found["refusals"])
    yield from (Lead(**each) for each in found["leads"])
    if found["reach"]:
        until = found["reach"]["until"]
        yield Reach(until and date.fromisoformat(until))


def left_out_again(found: Mapping[str, Any]) -> tuple[LeftOut, ...]:
    """What the source's filter left out of a page, in what `remembered` kept."""
    return tuple(LeftOut(**each) for each in found["left_out"])
