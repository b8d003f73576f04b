"""www.meetup.com: one group's coming events, from the state embedded in its events page.

Where a page has no state, or is not there, the group's feed stands in; pages from before 2023 have JSON-LD
only. Robots may not ask for /gql*, /find/, /events/rss/ or ?_locale=.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from scrapy import Request
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from aggregator.event import Listing, Reach, Refusal
from aggregator.page.listings import listings
from aggregator.page.response import Page
from spiders import Found, Pin, SourceSpider, headers, host, rightly_encoded
from spiders.meetup.address import first_asked, key, minute, place_on_site, plain
from spiders.meetup.series import meetings, recurrence
from spiders.meetup.state import (
    STATUSES,
    Node,
    asked_for,
    day_before,
    embedded_state,
    events_of,
    listed_until,
    read_event,
)

FEED_LENGTH = 10


class MeetupSpider(SourceSpider):
    name = "meetup"

    @classmethod
    def reads(cls, address: str) -> bool:
        return host(address) == "meetup.com"

    @classmethod
    def entry(cls, address: str) -> str:
        return first_asked(address)

    def parse(self, response: Response, **kwargs: Any) -> Iterator[Found]:
        """A group's events page, its front page, one event's page, or its feed."""
        response = rightly_encoded(response)
        slug, event = place_on_site(response.url)
        if event == "ical":
            yield from self.parse_feed(response, slug)
            return
        state = embedded_state(response)
        if state is not None:
            yield from self.parse_state(response, state, slug)
            return
        found = list(self.parse_markup(response, slug))
        yield from found
        if event and not found:
            yield Refusal(response.url, "neither embedded state nor JSON-LD names an event")
        elif not found:
            yield self.feed(slug)

    def parse_state(self, response: Response, state: Node, slug: str) -> Iterator[Found]:
        """Every event of the group whose page this is; nothing at all where it is not our group."""
        reference = asked_for(state)
        if reference is None:
            yield Refusal(response.url, "Meetup knows no such group or event", alarm=True)
            return
        shown = state.get(reference, {})
        group_id = reference.removeprefix("Group:")
        if reference.startswith("Event:"):
            group_id = shown.get("group", {}).get("__ref", "").removeprefix("Group:")
        group = {"id": group_id, **state.get(f"Group:{group_id}", {})}
        if self.source.group_id not in (None, group_id):
            pinned = self.source.group_id
            yield Refusal(response.url, f"the address leads to group {group_id}, not to {pinned}", alarm=True)
            return
        if str(group.get("urlname", slug)).casefold() != slug.casefold():
            self.logger.warning("%s is now the address of %s", response.url, group["urlname"])
        events = [shown] if reference.startswith("Event:") else events_of(state, group_id)
        dates = []
        for event in events:
            if event.get("status") not in STATUSES:
                self.logger.warning("%s: unknown status %s", event.get("eventUrl"), event.get("status"))
            if event.get("status") == "DRAFT":
                continue
            listing = read_event(event, group, state)
            if listing.when is None:
                said = str(event.get("dateTime") or "no dateTime")[:80]
                yield Refusal(listing.url or response.url, f"an event whose start cannot be read ({said})")
            else:
                dates.append((listing, recurrence(event.get("series"))))
        for listing in meetings(dates, group_id):
            yield replace(listing, page=response.url, lab=self.source.lab)
        if not reference.startswith("Event:"):
            yield Pin(group_id)
            if "type=past" not in response.url:
                yield Reach(listed_until(group, state))

    def refused(self, failure: Failure) -> Iterator[Found]:
        """Where a page is not there its address is asked as the registry writes it, then the group's feed.

        Whatever else fails is named.
        """
        asked: str = failure.request.url  # type: ignore[attr-defined]
        gone = isinstance(failure.value, HttpError) and failure.value.response.status == 404
        written = [url for url in self.source.urls or (self.source.url,) if url != self.entry(url) == asked]
        slug, event = place_on_site(asked)
        if gone and written:
            yield self.request(written[0], self.parse)
        elif gone and slug and event is None:
            yield self.feed(slug)
        else:
            yield from super().refused(failure)

    def feed(self, slug: str) -> Request:
        """A request for a group's feed."""
        return self.request(plain(slug.lower(), "ical"), self.parse_feed, cb_kwargs={"slug": slug})

    def parse_feed(self, response: Response, slug: str) -> Iterator[Found]:
        """The feed: at most ten events, without place or status, its first line the group's name.

        A group that is not there is answered with JSON, `{"message": "Group not found"}`.
        """
        if b"BEGIN:VCALENDAR" not in response.body:
            missing = b"not found" in response.body[:1000]
            reason = "Meetup knows no such group or event" if missing else "the feed is no calendar"
            yield Refusal(response.url, reason, alarm=missing)
            return
        found = list(self.parse_markup(response, slug))
        yield from found
        starts = [moment for listing in found if listing.when and (moment := listing.when.start)]
        yield Reach(day_before(max(map(minute, starts))) if len(found) >= FEED_LENGTH else None)

    def parse_markup(self, response: Response, slug: str) -> Iterator[Listing]:
        """What feed or JSON-LD say, under the same keys as the embedded state would give."""
        for listing in listings(Page(response.url, response.body, headers(response), self.reference)):
            when, group = listing.when, self.source.group_id or slug.casefold()
            if when is None or when.start is None:
                continue
            slug_there, event_id = place_on_site(listing.url or response.url)
            yield replace(
                listing,
                key=key(group, minute(when.start), listing.title),
                aliases=(f"{group}:{event_id}",) if event_id else (),
                url=plain(slug_there, event_id) if event_id else listing.url,
                page=response.url,
                lab=self.source.lab,
            )
