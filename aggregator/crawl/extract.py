"""The events on one page that is at hand: read by its site's spider, or as any other page. No network."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from html import unescape

from scrapy.http import Headers
from scrapy.responsetypes import responsetypes
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from aggregator.crawl.complete import complete
from aggregator.crawl.middlewares import broken, may_be_html
from aggregator.crawl.posts import post_listings
from aggregator.event import Listing, Refusal
from aggregator.page.response import Page, check_parsable
from aggregator.page.text import web_address
from aggregator.sources import Source
from spiders import SourceSpider
from spiders.calendar_feed import entries

CANONICAL = re.compile(
    rb"<link\b[^>]*\brel=[\"']?canonical\b[^>]*>|<meta\b[^>]*\bproperty=[\"']?og:url\b[^>]*>", re.IGNORECASE
)
TARGET = re.compile(rb"\b(?:href|content)=(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)


def extract(
    address: str, body: bytes, headers: Mapping[str, str], reference: date
) -> list[Listing | Refusal]:
    """What the page at `address` says, complete; `reference` is the day on which it was read.

    Where `address` is no web address (a file), the page's canonical link stands for it. A page that
    cannot be read is a Refusal.
    """
    if (post := post_listings(address, body)) is not None:
        return post
    url = address if web_address(address) else own_address(body)
    found: list[Listing | Refusal | None] = []
    try:
        for each in said(url or address, body, headers, reference):
            found.append(complete(each, reference) if isinstance(each, Listing) else each)
    except Exception as error:  # noqa: BLE001 - whatever a page does to its reader, it is that page's fault
        found.append(Refusal(url or address, broken(error)))
    return [each for each in found if each]


def said(
    address: str, body: bytes, headers: Mapping[str, str], reference: date
) -> Iterable[Listing | Refusal]:
    """What its site's spider finds on a page, or else what the page room does."""
    spider = spider_for(address)
    if spider:
        source = Source(name=spider.name, spider=spider.name, url=address)
        kind = responsetypes.from_args(headers=Headers(headers), url=address, body=body)
        response = kind(address, body=body, headers=headers)
        if may_be_html(response):
            check_parsable(body)
        found = spider(source, reference).parse(response)
        if events := [each for each in found if isinstance(each, Listing | Refusal)]:
            return events
    found, refused = entries(Page(address, body, headers, reference))
    return [*found, *refused]


@cache
def all_spiders() -> tuple[type[SourceSpider], ...]:
    """Every spider of the package `spiders`, in order of name."""
    loader = SpiderLoader.from_settings(Settings({"SPIDER_MODULES": ["spiders"]}))
    return tuple(
        spider for name in sorted(loader.list()) if issubclass(spider := loader.load(name), SourceSpider)
    )


def spider_for(address: str) -> type[SourceSpider] | None:
    """The spider that knows the site of this address, or None."""
    return next((spider for spider in all_spiders() if spider.reads(address)), None)


def own_address(body: bytes) -> str | None:
    """The web address that an HTML page gives itself: its canonical link, else its og:url."""
    tags = sorted(CANONICAL.findall(body[:500_000]), key=lambda tag: b"canonical" not in tag.lower())
    for tag in tags:
        if target := TARGET.search(tag):
            words = next(group for group in target.groups() if group is not None)
            if address := web_address(unescape(words.decode("utf-8", "replace"))):
                return address
    return None
