"""A page that is as it was costs no parsing: what it gave the last time stands, and is followed up again."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response

from aggregator.crawl.packed import packed, unpacked
from aggregator.crawl.visit import PageItem, SourceCrawler
from aggregator.store import ReadPage
from spiders import Found

READERS = ("spiders", "aggregator.page", "aggregator.german", "aggregator.place", "aggregator.crawl.complete")
"""The code that makes listings of pages: another version of it reads every page anew."""


class UnchangedMiddleware:
    """Calls the spider only for pages that changed; READ_UNCHANGED calls it for all."""

    def __init__(self, crawler: SourceCrawler) -> None:
        self.crawler, self.visit = crawler, crawler.visit
        self.read_all = crawler.settings.getbool("READ_UNCHANGED")
        self.source = repr(crawler.visit.source)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not isinstance(crawler, SourceCrawler):
            raise TypeError("only what a SourceCrawler visits is remembered; use aggregator.crawl.run")
        return cls(crawler)

    @property
    def spider(self) -> Spider:
        """The spider of this crawl, which is there once pages arrive."""
        if self.crawler.spider is None:
            raise RuntimeError("no page arrives before the spider is open")
        return self.crawler.spider

    def process_spider_input(self, response: Response) -> None:
        """Puts what the page gave the last time in the place of its callback."""
        request = response.request
        if not isinstance(request, Request) or not 200 <= response.status < 300:
            return
        self.visit.not_modified += not self.read_all and "cached" in response.flags
        read = ReadPage(
            request=self.crawler.request_fingerprinter.fingerprint(request).hex(),
            address=response.url,
            mark=mark(response, request, self.spider, self.source),
            found={},
        )
        known = None if self.read_all else self.visit.revisit(read)
        request.meta["read"] = known or read
        if known:
            self.visit.not_modified += "cached" not in response.flags
            request.callback = lambda response, **asked: self.gave(known, response)

    def gave(self, read: ReadPage, response: Response) -> Iterator[Found]:
        """What the page gave beside its listings."""
        for name in ("refusals", "leads", "reach", "requests"):
            yield from unpacked(read.found[name], response, self.spider)

    async def process_spider_output(
        self, response: Response, result: AsyncIterator[Any]
    ) -> AsyncIterator[Request | PageItem]:
        """Hands the page on with what must be remembered of it, once its listings are stored."""
        read = response.meta.pop("read", None)
        known = bool(read and read.found)
        requests: list[Any] = []
        async for each in result:
            if not isinstance(each, PageItem) or read is None:
                requests.append(each)
                yield each
            elif known:
                left_out = unpacked(read.found["left_out"], response, self.spider)
                yield replace(each, unchanged=read, left_out=tuple(left_out))
            else:
                yield replace(each, read=self.with_requests(read, response, requests))

    def with_requests(self, read: ReadPage, response: Response, requests: list[Any]) -> ReadPage | None:
        """The page with the requests that it led to; None where they cannot be kept: it is then read anew."""
        try:
            return replace(read, found={"requests": packed(requests, response, self.spider)})
        except (TypeError, ValueError):
            return None


def remembered(read: ReadPage, page: PageItem) -> ReadPage:
    """A page that was read, with all that it gave beside its listings."""
    gave = {
        "refusals": [*page.refusals],
        "left_out": [*page.left_out],
        "leads": [*page.leads],
        "reach": [page.reach] if page.reach else [],
    }
    said = {name: packed(values) for name, values in gave.items()}
    layers = Counter(listing.layer for listing in page.listings)
    return replace(read, found={**read.found, **said, "layers": layers})


def mark(response: Response, request: Request, spider: Spider, source: str) -> str:
    """A hash of all that a page's listings depend on: what was served, who reads it, and what was asked."""
    said = (
        response.url,
        response.headers.get("Content-Type"),
        getattr(request.callback, "__name__", "parse"),
        asked_for(request, response, spider),
        source,
        code_of(*READERS),
    )
    return hashlib.blake2b(repr(said).encode() + response.body, digest_size=32).hexdigest()


def asked_for(request: Request, response: Response, spider: Spider) -> str:
    """What a callback is given beside the response, as text; of another response a hash."""
    if not request.cb_kwargs:
        return ""
    asked = {
        name: hashlib.sha256(value.body).hexdigest() if isinstance(value, Response) else value
        for name, value in request.cb_kwargs.items()
    }
    with suppress(TypeError, ValueError):
        asked = packed(asked, response, spider)
    return json.dumps(asked, sort_keys=True, default=repr)


@cache
def code_of(*modules: str) -> str:
    """A hash of these modules' code, and of all in them: what tells a mended parser from the one before."""
    found = hashlib.sha256()
    for name in modules:
        spec = find_spec(name)
        for place in (spec.submodule_search_locations or [str(spec.origin)]) if spec else ():
            path = Path(place)
            for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
                found.update(file.read_bytes())
    return found.hexdigest()
