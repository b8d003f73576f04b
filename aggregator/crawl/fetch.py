"""One page by its address, asked for as the crawl asks: slowly, by name, as robots.txt allows."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from aggregator.crawl.modes import crawl_settings
from aggregator.crawl.reactor import wait_for
from aggregator.event import Refusal
from aggregator.sources import Source
from spiders import Found, SourceSpider, failure_reason, headers

ALONE: dict[str, Any] = {"SPIDER_MIDDLEWARES": {}, "ITEM_PIPELINES": {}}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it was served; `address` is where redirects led."""

    address: str
    headers: Mapping[str, str]
    body: bytes


class OnePageSpider(SourceSpider):
    """Asks for the source's addresses and keeps the answers, in the order of the addresses."""

    name = "one_page"

    def __init__(self, source: Source, reference: date, answers: dict[str, Fetched | Refusal]) -> None:
        super().__init__(source, reference)
        self.allowed_domains = []
        self.answers = answers

    def parse(self, response: Response, **kwargs: Any) -> Iterable[Found]:
        asked = response.meta.get("redirect_urls", [response.url])[0]
        self.answers[asked] = Fetched(response.url, headers(response), response.body)
        return []

    def refused(self, failure: Failure) -> Iterable[Refusal]:
        request: Request = failure.request  # type: ignore[attr-defined]
        address = request.meta.get("redirect_urls", [request.url])[0]
        self.answers[address] = Refusal(address, failure_reason(failure.value))
        return []


def fetch(
    addresses: Sequence[str], *, replica: Path | None = None, settings: Mapping[str, Any] | None = None
) -> list[Fetched | Refusal]:
    """What these addresses answer, in their order; a Refusal says why one gave no page."""
    if not addresses:
        return []
    answers: dict[str, Fetched | Refusal] = {}
    crawler = Crawler(OnePageSpider, crawl_settings(replica, {**ALONE, **(settings or {})}))
    source = Source("one-page", "one_page", addresses[0], tuple(addresses))

    async def ask() -> None:
        await crawler.crawl_async(source=source, reference=date.min, answers=answers)

    wait_for(ask(), lambda: asyncio.ensure_future(crawler.stop_async()))
    return [answers.get(address) or Refusal(address, "no answer") for address in addresses]
