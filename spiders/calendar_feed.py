"""Any calendar (iCalendar) or feed (RSS, Atom): one address, no code.

Entries that name a date are listings as they stand; a feed's entry without one leads to its page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from scrapy.http import Response

from aggregator.event import Listing, Reach, Refusal
from aggregator.page.calendar import calendar_listings
from aggregator.page.listings import listings
from aggregator.page.response import Page, PageRefused
from spiders import Found, SourceSpider, headers


class CalendarFeedSpider(SourceSpider):
    name = "calendar_feed"

    def parse(self, response: Response, **kwargs: Any) -> Iterator[Found]:
        """The entries of a calendar or feed."""
        found, refusals = entries(self.page(response))
        yield from refusals
        pages_left = self.source.max_pages
        for listing in found:
            listing = replace(listing, lab=listing.lab or self.source.lab)
            if listing.when is not None or listing.url is None:
                yield listing
            elif pages_left:
                pages_left -= 1
                yield self.request(listing.url, self.parse_entry_page, cb_kwargs={"entry": listing})
        if found and pages_left:
            yield Reach()

    def parse_entry_page(self, response: Response, entry: Listing) -> Iterator[Found]:
        """The event of the page that a feed's entry leads to; a page that names none is news."""
        for listing in listings(self.page(response))[:1]:
            yield replace(listing, aliases=(*listing.aliases, entry.key), lab=listing.lab or self.source.lab)

    def page(self, response: Response) -> Page:
        """The response as the page readers take it."""
        return Page(response.url, response.body, headers(response), self.reference)


def entries(page: Page) -> tuple[tuple[Listing, ...], tuple[Refusal, ...]]:
    """A calendar's or feed's listings, and what of it could not be kept."""
    if b"BEGIN:VCALENDAR" in page.body[:4096].upper():
        read = calendar_listings(page.body, page.address)
        return (
            tuple(one for one in read if isinstance(one, Listing)),
            tuple(one for one in read if isinstance(one, Refusal)),
        )
    try:
        return listings(page), ()
    except PageRefused as error:
        return (), (Refusal(page.address, str(error)),)
