"""One item a page: what a callback yields is gathered, and a page that breaks it costs that page only."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from typing import Any

from scrapy import Request
from scrapy.http import JsonResponse, Response, TextResponse, XmlResponse

from aggregator.crawl.visit import PageItem
from aggregator.event import Listing, Reach, Refusal
from aggregator.page.response import PageRefused, check_parsable
from spiders import Lead, Pin


class PageMiddleware:
    """Gathers a callback's listings into one PageItem, and names what broke it."""

    def process_spider_input(self, response: Response) -> None:
        """Raises PageRefused for what no parser should see: the request's errback names it."""
        if may_be_html(response):
            check_parsable(response.body)

    async def process_spider_output(
        self, response: Response, result: AsyncIterator[Any]
    ) -> AsyncIterator[Request | PageItem]:
        found: list[Any] = []
        async for each in result:
            if isinstance(each, Request):
                yield each
            else:
                found.append(each)
        yield page_item(response.url, found)

    def process_spider_exception(self, response: Response, exception: Exception) -> Iterable[Refusal] | None:
        return [Refusal(response.url, broken(exception))]


def may_be_html(response: Response) -> bool:
    """Is it a text that a spider may read as HTML, whatever its site says that it is?"""
    return isinstance(response, TextResponse) and not isinstance(response, JsonResponse | XmlResponse)


def broken(exception: Exception) -> str:
    """Why a page could not be read, in words."""
    if isinstance(exception, PageRefused):
        return str(exception)
    return f"the page is not as its spider expects ({type(exception).__name__}: {exception})"[:300]


def page_item(address: str, found: Iterable[Any]) -> PageItem:
    """What one response gave, sorted by kind."""
    kinds: dict[type, list[Any]] = {Listing: [], Refusal: [], Lead: [], Reach: [], Pin: []}
    for each in found:
        kinds[type(each)].append(each)
    return PageItem(
        address,
        listings=tuple(kinds[Listing]),
        refusals=tuple(kinds[Refusal]),
        leads=tuple(kinds[Lead]),
        reach=kinds[Reach][-1] if kinds[Reach] else None,
        pin=kinds[Pin][-1] if kinds[Pin] else None,
    )
