"""One spider a site: how to walk it, and nothing about dates, databases or Markdown.

A module here is a spider of the same name. Its class is a `SourceSpider`: it visits the addresses
of one `Source` and yields what their pages say, in the pages' own words.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import scrapy
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response, TextResponse
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from aggregator.event import Listing, Reach, Refusal
from aggregator.page.response import PageRefused, in_utf8
from aggregator.sources import Source


@dataclass(frozen=True, slots=True)
class Lead:
    """An address named on `page` that may be a better source for the meetings of `lab`."""

    address: str
    page: str
    lab: str | None = None


@dataclass(frozen=True, slots=True)
class Pin:
    """Whose page an address shows: another group's is refused from now on, whatever the address says."""

    group_id: str


FAILURES = {
    "CannotResolveHostError": "no such host",
    "DNSLookupError": "no such host",
    "ConnectionRefusedError": "connection refused",
    "DownloadConnectionRefusedError": "connection refused",
    "DownloadTimeoutError": "no answer in time",
    "TCPTimedOutError": "no answer in time",
    "TimeoutError": "no answer in time",
    "CancelledError": "larger than allowed",
    "DownloadCancelledError": "larger than allowed",
}
"""Twisted's and Scrapy's names for what goes wrong; Scrapy's own came with a later version."""

IGNORED = {
    "robots.txt": "robots.txt forbids it",
    "DOWNLOAD_MAXSIZE": "larger than allowed",
    "max redirections": "too many redirects",
}
"""What stands in the message of Scrapy's IgnoreRequest, in our words."""

Found = Listing | Refusal | Reach | Lead | Pin | scrapy.Request
Callback = Callable[..., Iterable[Found]]


class SourceSpider(scrapy.Spider):
    """Visits one source; callbacks are pure functions of the response.

    `reference` is the day of the crawl: what lies before it is past, and needs no second request.
    """

    name = ""

    def __init__(self, source: Source, reference: date, **kwargs: Any) -> None:
        super().__init__(name=source.name, **kwargs)
        self.source = source
        self.reference = reference
        self.allowed_domains = sorted({host(url) for url in (source.url, *source.urls)})

    @classmethod
    def reads(cls, address: str) -> bool:
        """True where this spider knows the site that `address` belongs to."""
        return False

    @classmethod
    def entry(cls, address: str) -> str:
        """The address to ask first for a source's `address`."""
        return address

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """One request for each of the source's addresses."""
        for url in self.source.urls or (self.source.url,):
            yield self.request(self.entry(url), self.parse, dont_filter=True)

    def parse(self, response: Response, **kwargs: Any) -> Iterable[Found]:
        """What a page of this site says, whichever kind of page it is."""
        raise NotImplementedError

    def request(self, address: str, callback: Callback, **kwargs: Any) -> scrapy.Request:
        """A request whose failure is named as a Refusal unless `errback` says otherwise."""
        kwargs.setdefault("errback", self.refused)
        return scrapy.Request(address, callback=callback, **kwargs)

    def refused(self, failure: Failure) -> Iterable[Found]:
        """The Refusal that names why an address gave no page; a spider may know another address to ask."""
        yield Refusal(failure.request.url, failure_reason(failure.value))  # type: ignore[attr-defined]


def failure_reason(error: BaseException | None) -> str:
    """Why a request failed, in words: what a person mends in different ways is told apart."""
    if isinstance(error, HttpError):
        return f"answered {error.response.status}"
    if isinstance(error, PageRefused):
        return str(error)
    if isinstance(error, IgnoreRequest):
        said = str(error)
        return next((words for scrapys, words in IGNORED.items() if scrapys in said), said or "not asked for")
    name = type(error).__name__
    return FAILURES.get(name, f"no whole answer ({name})")


def host(address: str) -> str:
    """The host of an address in small letters, without `www.`."""
    return (urlsplit(address).hostname or "").lower().removeprefix("www.")


def headers(response: Response) -> dict[str, str]:
    """The response's headers by name; of those sent twice the last."""
    return {
        name.decode("latin-1"): values[-1].decode("latin-1")
        for name, values in response.headers.items()
        if values
    }


def rightly_encoded(response: Response) -> Response:
    """The response with its text in UTF-8: a wrong declaration of the encoding costs no letter.

    One whose encoding is declared as it is comes back as it is.
    """
    if not isinstance(response, TextResponse):
        return response
    if response.encoding == "utf-8" and "\N{REPLACEMENT CHARACTER}" not in response.text:
        return response  # next to free: its text is decoded once, and selectors need it
    body = in_utf8(response.body, headers(response).get("Content-Type", ""))
    if body is response.body and (body.isascii() or response.encoding == "utf-8"):
        return response
    return response.replace(body=body, encoding="utf-8")
