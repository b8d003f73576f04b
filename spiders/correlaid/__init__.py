"""correlaid.org: read in layers, best first, because the site is being rebuilt; each listing names its own.

1. `/veranstaltungen/__data.json`, SvelteKit's data in devalue's flattened form.
2. `/veranstaltungen/calendar.ics`: floating times that mean Europe/Berlin.
3. and 4. what list and detail pages say in markup or, failing that, in prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from aggregator.event import BERLIN, Listing, Place, Reach, Refusal, When
from aggregator.page.listings import listings
from aggregator.page.response import Page
from spiders import Found, SourceSpider, headers, host, rightly_encoded
from spiders.correlaid.devalue import data_nodes

EVENT = re.compile(r"^/(?:veranstaltungen|en/events)/([^/?]+?)/?(?:__data\.json)?$")
LIST = "https://correlaid.org/veranstaltungen/"
LAYERS = ("__data.json", "calendar.ics", "")
"""The list's layers, by the address below LIST."""


class CorrelAidSpider(SourceSpider):
    name = "correlaid"

    @classmethod
    def reads(cls, address: str) -> bool:
        return host(address) == "correlaid.org"

    @classmethod
    def entry(cls, address: str) -> str:
        return LIST + LAYERS[0]

    async def start(self) -> Any:
        yield self.layer(0)

    def layer(self, number: int) -> Any:
        """The request for a layer of the list; where that does not answer, the next one is asked."""

        def otherwise(failure: Failure) -> Iterator[Found]:
            if number + 1 < len(LAYERS):
                yield self.layer(number + 1)
            else:
                yield from self.refused(failure)

        address, following = LIST + LAYERS[number], {"following": number + 1}
        return self.request(address, self.parse, errback=otherwise, cb_kwargs=following, dont_filter=True)

    def parse(self, response: Response, following: int = len(LAYERS), **kwargs: Any) -> Iterator[Found]:
        """A list or one event, in whichever layer; `following` is the layer to ask if this has nothing."""
        path = urlsplit(response.url).path
        slug = None if path.endswith("calendar.ics") else EVENT.match(path.replace("__data.json", ""))
        if path.endswith("__data.json"):
            found = self.parse_layer(response)
        elif slug:
            found = list(self.parse_page(response))
        else:
            found = [*self.parse_page(response), *self.parse_links(response)]
        yield from found
        if found and not slug:
            yield Reach()
        elif not found and not slug and following < len(LAYERS):
            yield self.layer(following)
        elif not found:
            yield Refusal(response.url, "no layer of the page names an event")

    def parse_layer(self, response: Response) -> list[Found]:
        """Layer 1, or nothing where the data is not of the shape we know: then the next layer serves."""
        try:
            return list(self.parse_data(response))
        except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
            self.logger.warning("%s: not the data we know: %r", response.url, error)
            return []

    def parse_data(self, response: Response) -> Iterator[Found]:
        """Layer 1: the list's events, and for what is still to come a request for the details."""
        for data in data_nodes(rightly_encoded(response).body):
            for event in data.get("events") or ():
                listing = listed(event, response.url)
                if coming(listing, self.reference.isoformat()):
                    address = f"{listing.url}/__data.json"
                    yield self.request(
                        address,
                        self.parse_detail,
                        cb_kwargs={"listing": listing},
                        errback=self.without_detail,
                    )
                else:
                    yield listing
            if isinstance(data.get("event"), dict):
                address = response.url.replace("__data.json", "").rstrip("/")
                yield detailed(
                    Listing(key=slug_of(address), title="", url=address), data["event"], response.url
                )

    def parse_detail(self, response: Response, listing: Listing) -> Iterator[Found]:
        """The list's event with what its own page adds: place, description, registration."""
        events = [
            data["event"]
            for data in data_nodes(rightly_encoded(response).body)
            if isinstance(data.get("event"), dict)
        ]
        yield detailed(listing, events[0], response.url) if events else listing

    def without_detail(self, failure: Failure) -> Iterator[Found]:
        """The list's event alone, where its own page does not answer."""
        yield from self.refused(failure)
        yield failure.request.cb_kwargs["listing"]  # type: ignore[attr-defined]

    def parse_page(self, response: Response) -> Iterator[Listing]:
        """Layers 2 to 4: whatever the page room finds in a feed, in markup or in prose."""
        for listing in listings(Page(response.url, response.body, headers(response), self.reference)):
            address = listing.url if listing.url and EVENT.match(urlsplit(listing.url).path) else response.url
            yield replace(listing, key=slug_of(address), page=response.url)

    def parse_links(self, response: Response) -> Iterator[Found]:
        """Requests for the event pages that the list links to."""
        links = response.css("a::attr(href)").getall() if isinstance(response, TextResponse) else []
        for link in links:
            address = urljoin(response.url, link)
            path = urlsplit(address).path
            if self.reads(address) and EVENT.match(path) and not path.endswith((".ics", ".json", ".xml")):
                yield self.request(address, self.parse)


def slug_of(address: str) -> str:
    """The slug is the key: an event keeps it when it moves to another day."""
    found = EVENT.match(urlsplit(address).path)
    return found[1] if found else address


def listed(event: Mapping[str, Any], page: str) -> Listing:
    """An event of the list's data; its times are instants in UTC."""
    address = urljoin(LIST, event["href"]).rstrip("/")
    start, end = local(event.get("start")), local(event.get("end"))
    return Listing(
        key=slug_of(address),
        title=event["title"],
        url=address,
        page=page,
        layer="data",
        when=When(start, end) if start else None,
        when_text=None if start else event.get("procDate"),
        place=Place(online=True) if "online" in str(event.get("type")).lower() else None,
        description=event.get("teaser"),
        organizer="CorrelAid",
    )


def detailed(listing: Listing, event: Mapping[str, Any], page: str) -> Listing:
    """`listing` with what its own page's data says; there dates are German words."""
    days = " - ".join(filter(None, (event.get("date"), event.get("endDate"))))
    clocks = " - ".join(filter(None, (event.get("startTime"), event.get("endTime"))))
    return replace(
        listing,
        title=listing.title or event["title"],
        page=page,
        layer="data",
        when_text=", ".join(filter(None, (days, clocks))) or None,
        place_text=event.get("location"),
        place=Place(online=True) if event.get("online") else listing.place,
        registration_url=event.get("registrationLink"),
        description=event.get("description") or event.get("teaser") or listing.description,
        organizer="CorrelAid",
    )


def coming(listing: Listing, today: str) -> bool:
    """True for what has not ended before today, and for what has no date."""
    when = listing.when
    last = when.end or when.start if when else None
    return last is None or last.isoformat() >= today


def local(instant: Any) -> datetime | None:
    """An instant as Berlin's clock shows it."""
    zone = ZoneInfo(BERLIN)
    return instant.astimezone(zone).replace(tzinfo=None) if isinstance(instant, datetime) else None
