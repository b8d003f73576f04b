"""From a page's words to a whole listing: dates and places are read, and what cannot be is refused."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from aggregator import german, place
from aggregator.event import Listing, Moment, Place, Refusal, Status, When
from aggregator.page import text

LENGTHS = {"title": 300, "when_text": 1000, "place_text": 300, "price": 200, "organizer": 200} | {
    "description": 4000
}
"""How many characters of a field are kept."""

TOO_OFTEN = re.compile(r"FREQ=(?:SECONDLY|MINUTELY|HOURLY)|BY(?:SECOND|MINUTE|HOUR)=", re.IGNORECASE)
YEARS = range(1990, 2101)
"""Years that an event of ours can lie in."""
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def complete(listing: Listing, reference: date) -> Listing | Refusal | None:
    """The listing with when, place and status read from its words, as of `reference`.

    A Refusal names a listing without title and one whose time cannot be. A listing in whose words no
    date was found stays, undated, so that an editor hears of it; but prose that names no day ("wir
    treffen uns regelmäßig") speaks of no event at all: None.
    """
    listing = plain(listing)
    reference = listing.reference or reference
    address = listing.url or listing.page or listing.key
    if not listing.title:
        return Refusal(address, "an event without a title")
    if listing.layer == "prose" and listing.when is None:
        when = meeting_time(listing.when_text or "", reference)
        if when is None:
            return None
        said = (listing.when_text or "")[slice(*when.span)] if when.span else listing.when_text
        listing = replace(listing, when=when, when_text=said)
    if listing.when is None and listing.when_text:
        reading = german.explain(listing.when_text, reference)
        if reading.when is None and reading.reason:
            return Refusal(address, f"{reading.reason} ({listing.when_text[:80]})")
        listing = replace(listing, when=reading.when)
    if listing.when and (reason := impossible(listing.when)):
        return Refusal(address, reason)
    return replace(
        listing,
        place=whole_place(listing),
        status=said_status(listing),
        reference=reference,
        registration_deadline=listing.registration_deadline or deadline(listing, reference),
    )


def plain(listing: Listing) -> Listing:
    """The listing with one line of plain text of bounded length in every field, and web addresses only."""
    said: dict[str, Any] = {
        name: text.plain(words, length)
        for name, length in LENGTHS.items()
        if (words := getattr(listing, name)) is not None
    }
    for name in ("url", "stream_url", "registration_url"):
        said[name] = text.web_address(getattr(listing, name))
    links = tuple(address for link in listing.links if (address := text.web_address(link)))
    return replace(listing, links=links, place=plain_place(listing.place), **said)


def plain_place(where: Place | None) -> Place | None:
    """The place with one line of plain text in every field; an empty one is None."""
    if where is None:
        return None
    words = {name: getattr(where, name) for name in ("name", "street", "postcode", "city", "country")}
    said: dict[str, Any] = {name: text.plain(word, 200) or None for name, word in words.items()}
    return replace(where, **said)


def meeting_time(prose: str, reference: date) -> When | None:
    """When a group meets, out of its prose: the phrase that names a day that returns, at best with an hour.

    A weekday alone ("am Donnerstagabend") means every week there. Dates that do not return are history.
    """
    returning = []
    for when in german.find(prose, reference):
        phrase = prose[slice(*when.span)] if when.span else ""
        if when.rrule is None and when.start and "day" in when.assumed and names_weekday(phrase, reference):
            when = replace(when, rrule=f"FREQ=WEEKLY;BYDAY={WEEKDAYS[when.start.weekday()]}")
        if when.rrule and "BY" in when.rrule:
            returning.append(when)
    return max(returning, key=lambda when: (not when.all_day, when.end is not None), default=None)


def names_weekday(phrase: str, reference: date) -> bool:
    """True where a phrase without a date means the same weekday whatever today is: "Donnerstagabend",
    not "um 18 Uhr"."""
    readings = (german.read(phrase, reference + timedelta(days=days)) for days in (0, 1))
    return len({when.start.weekday() if when and when.start else None for when in readings}) == 1


def impossible(when: When) -> str | None:
    """Why an event cannot be then, or None."""
    if when.rrule and TOO_OFTEN.search(when.rrule):
        return f"a rule that repeats too often: {when.rrule[:60]}"
    if any(moment.year not in YEARS for moment in (when.start, when.end, *when.also) if moment):
        return "a year that cannot be meant"
    if when.start and when.end and before(when.end, when.start):
        return f"it ends ({when.end.isoformat()[:16]}) before it starts ({when.start.isoformat()[:16]})"
    for moment in (when.start, when.end):
        if isinstance(moment, datetime) and not exists(moment, when.timezone):
            return f"{moment.isoformat()[:16]} does not exist in {when.timezone}: clocks go forward"
    return None


def before(one: Moment, other: Moment) -> bool:
    """True where `one` is earlier; a day and a time of that day are neither earlier nor later."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one < other
    return one.isoformat()[:10] < other.isoformat()[:10]


def exists(moment: datetime, timezone: str) -> bool:
    """False for an hour that the zone's clocks skip; a zone that does not exist skips none."""
    try:
        zone = ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError):
        return True
    return moment.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == moment


def whole_place(listing: Listing) -> Place:
    """The place from its fields where the page has them, the rest from its words, located by its town."""
    given = listing.place or Place()
    if listing.place_text:
        read = place.read(listing.place_text)
    elif given.street and re.search(r"\b\d{4,5} \w", given.street):
        read = place.read(given.street)
        given = replace(given, street=None)
    else:
        return place.locate(given)
    both = {f.name: getattr(given, f.name) or getattr(read, f.name) for f in fields(Place)}
    return place.locate(Place(**both))


def said_status(listing: Listing) -> Status:
    """The status that a field or, where that says nothing unusual, the words of title and date tell."""
    if listing.status is not Status.SCHEDULED:
        return listing.status
    said = (german.read_status(words) for words in (listing.title, listing.when_text) if words)
    return next((status for status in said if status), Status.SCHEDULED)


def deadline(listing: Listing, reference: date) -> Moment | None:
    """Until when to register, if the description says so."""
    return german.read_deadline(listing.description, reference) if listing.description else None
