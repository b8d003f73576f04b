"""Any page or list of pages: no code for a new source.

A calendar or feed that the page announces is preferred to the page. Otherwise the page's own events are
listings, and links that look like events' pages within its host are followed, `rel=next` and sitemaps too,
up to the source's `max_pages` a run. The registry's `follow` (a regular expression) names the links instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin, urlsplit

from scrapy.http import Response, TextResponse
from scrapy.utils.sitemap import Sitemap

from aggregator.event import Listing, Reach, Refusal
from aggregator.page.listings import listings
from aggregator.page.response import PageRefused
from spiders import Found, host
from spiders.calendar_feed import CalendarFeedSpider, entries

EVENT_PATH = re.compile(
    r"/(?:events?|veranstaltung(?:en)?|termine?|kalender|calendar|seminare?|workshops?|treffen|meetups?|tagung(?:en)?)/"
    r"(?!(?:page|seite|category|kategorie|tag|tags|archiv|archive|list|liste|month|monat|week|woche|feed|ort|venue"
    r"|organi[sz]er|veranstalter|serie|series|map|karte|heute|today)(?:/|$))[^/?#]+"
)
NO_PAGE = re.compile(
    r"\.(?:ics|ical|pdf|jpe?g|png|gif|zip|docx?|xlsx?|mp[34])$|[?&](?:ical|outlook-ical|format=ics)", re.I
)
EVENT_FEED = re.compile(r"event|veranstaltung|termin|kalender|calendar", re.IGNORECASE)


class WebPageSpider(CalendarFeedSpider):
    name = "web_page"

    def parse(self, response: Response, **kwargs: Any) -> Iterator[Found]:
        """A start page: the feed it announces, or else what stands on it and behind its links."""
        if not isinstance(response, TextResponse) or b"BEGIN:VCALENDAR" in response.body[:4096]:
            yield from super().parse(response)
        elif is_sitemap(response):
            yield from self.parse_sitemap(response)
        elif feed := announced_feed(response):
            yield self.request(feed, self.parse_feed, cb_kwargs={"page": response}, errback=self.without_feed)
        else:
            yield from self.parse_list(response)

    def parse_feed(self, response: Response, page: TextResponse) -> Iterator[Found]:
        """The announced feed; the page itself where the feed has no dated entry."""
        found, _ = entries(self.page(response))
        if any(listing.when is not None for listing in found):
            yield from super().parse(response)
        else:
            yield from self.parse_list(page)

    def without_feed(self, failure: Any) -> Iterator[Found]:
        """The page itself, where the feed that it announces is not there."""
        yield from self.refused(failure)
        yield from self.parse_list(failure.request.cb_kwargs["page"])

    def parse_list(self, response: Response, pages_left: int | None = None) -> Iterator[Found]:
        """The page's events, requests for the event pages it links, and for the next page of the list."""
        left = self.source.max_pages if pages_left is None else pages_left
        try:
            found = listings(self.page(response))
        except PageRefused as error:
            yield Refusal(response.url, str(error))
            return
        links = event_links(response, self.source.follow) if isinstance(response, TextResponse) else []
        known = {listing.url: listing for listing in found}
        yield from (self.of_lab(one) for one in found if one.url not in links[:left])
        for link in links[:left]:
            yield self.request(link, self.parse_event, cb_kwargs={"listed": known.get(link)})
        left -= min(left, len(links))
        following = next_page(response) if isinstance(response, TextResponse) else None
        if following and left > 0:
            yield self.request(following, self.parse_list, cb_kwargs={"pages_left": left - 1})
        elif not following and left > 0:
            yield Reach()

    def parse_event(self, response: Response, listed: Listing | None = None) -> Iterator[Found]:
        """The events of a linked page; where it names none with a date, what the list said of it."""
        try:
            found = listings(self.page(response))
        except PageRefused as error:
            yield Refusal(response.url, str(error))
            found = ()
        if listed is not None and all(listing.when is None for listing in found):
            found = (listed,)
        yield from (self.of_lab(listing) for listing in found)

    def parse_sitemap(self, response: Response) -> Iterator[Found]:
        """Requests for a sitemap's event pages, the latest changed first, and for the sitemaps it lists."""
        sitemap = Sitemap(response.body)
        named = [(entry.get("lastmod") or "", urljoin(response.url, entry["loc"])) for entry in sitemap]
        if sitemap.type == "sitemapindex":
            wanted = [address for _, address in named if EVENT_FEED.search(address)] or [a for _, a in named]
            callback: Any = self.parse_sitemap
        else:
            latest = sorted(named, key=lambda entry: entry[0], reverse=True)
            wanted = [
                address for _, address in latest if is_event_page(address, response.url, self.source.follow)
            ]
            callback = self.parse_event
        for address in wanted[: self.source.max_pages]:
            yield self.request(address, callback)

    def of_lab(self, listing: Listing) -> Listing:
        """The listing as one of the source's OK Lab, if it has one."""
        return replace(listing, lab=listing.lab or self.source.lab)


def is_sitemap(response: TextResponse) -> bool:
    """Is it a sitemap (https://www.sitemaps.org/protocol.html), by its root element?"""
    head = response.body[:1000]
    return b"<urlset" in head or b"<sitemapindex" in head


def announced_feed(response: TextResponse) -> str | None:
    """The calendar, else the feed of events, that a page announces with `<link rel=alternate>`."""
    for kind in ("text/calendar", "application/rss+xml", "application/atom+xml"):
        for link in response.xpath('//link[contains(@rel, "alternate") and @href]'):
            address = response.urljoin(link.attrib["href"].replace("webcal:", "https:", 1))
            named = f"{link.attrib.get('title', '')} {urlsplit(address).path}"
            if link.attrib.get("type") != kind or "comments" in address:
                continue
            if kind == "text/calendar" or EVENT_FEED.search(named):
                return address
    return None


def event_links(response: TextResponse, follow: str | None) -> list[str]:
    """What a page links that looks like an event's page of the same host, in order, each address once."""
    own = response.url.split("#")[0]
    found: dict[str, None] = {}
    for href in response.xpath("//a/@href").getall():
        address = response.urljoin(href.strip()).split("#")[0]
        if address != own and is_event_page(address, response.url, follow):
            found[address] = None
    return list(found)


def is_event_page(address: str, page: str, follow: str | None) -> bool:
    """Does an address look like an event's page of the same host, or match `follow`?"""
    if not address.startswith(("http:", "https:")) or host(address) != host(page) or NO_PAGE.search(address):
        return False
    if follow is not None:
        return re.search(follow, address) is not None
    return EVENT_PATH.search(urlsplit(address).path) is not None


def next_page(response: TextResponse) -> str | None:
    """The next page of a list, within the same host."""
    href = response.xpath('(//link[@rel="next"]/@href | //a[contains(@rel, "next")]/@href)[1]').get()
    address = response.urljoin(href) if href else None
    return address if address and host(address) == host(response.url) and address != response.url else None
