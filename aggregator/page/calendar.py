"""Calendar files (RFC 5545): each entry a listing, repeated ones one meeting; broken ones too.

Read are `LINK` where URL is meant (RFC 9253, and with `VALUE=UID` by mistake), floating times (local to the
event), a missing UID, junk behind the calendar. Refused is a rule that repeats more than once a day.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from aggregator.event import Listing, Moment, Place, Refusal, Status, When
from aggregator.page.calendarentries import calendar_entries
from aggregator.page.calendarvalues import dates, day, end, instant, numbered, text_of, uid_of
from aggregator.page.meetings import repeated_as_meetings
from aggregator.page.response import in_utf8
from aggregator.page.text import LONGEST_DESCRIPTION, LONGEST_TITLE, one_line, plain, web_address
from aggregator.place import read_address

if TYPE_CHECKING:
    from icalendar import Event

_TOO_OFTEN = re.compile(r"FREQ=(SECONDLY|MINUTELY|HOURLY)|BY(?:SECOND|MINUTE|HOUR)=[^;]*,", re.IGNORECASE)
_PLAIN_RULE = re.compile(r"[A-Z]+=[A-Z0-9,+-]+(?:;[A-Z]+=[A-Z0-9,+-]+)*")
_STATUS = {"CANCELLED": Status.CANCELLED}


def calendar_listings(
    body: bytes | str, address: str, *, meetings: bool = True
) -> tuple[Listing | Refusal, ...]:
    """The entries of a calendar file, in its order; what cannot be kept comes as a Refusal with the reason.

    `address` is where the file was read. With `meetings`, entries of one title, weekday and clock that
    follow each other in an even step become one listing with a rule. Never raises for what is in the file.
    """
    text = in_utf8(body).decode("utf-8", errors="replace") if isinstance(body, bytes) else body
    entries, refusals = calendar_entries(text, address)
    listings, refused = _listings(entries, address)
    found = tuple(repeated_as_meetings(listings) if meetings else listings)
    return (*found, *refusals, *refused)


def _listings(entries: list[Event], address: str) -> tuple[list[Listing], list[Refusal]]:
    counts = Counter(uid_of(entry) for entry in entries if "RECURRENCE-ID" not in entry)
    uids = {uid for uid, count in counts.items() if uid and count == 1}
    listings, refusals = [], []
    for entry in entries:
        title = plain(text_of(entry, "SUMMARY"), LONGEST_TITLE)
        rule = _rule(entry)
        start = instant(entry, "DTSTART")
        if rule and _TOO_OFTEN.search(rule):
            refusals.append(
                Refusal(address, f"{title or 'an entry'}: a rule that repeats too often ({rule[:60]})")
            )
        elif not title or start is None:
            refusals.append(Refusal(address, f"{title or 'an entry'}: no title or no start"))
        else:
            listings.append(_listing(entry, title, start, rule, address, unique=uid_of(entry) in uids))
    return _told_apart(_with_exceptions(listings, entries)), refusals


def _told_apart(listings: list[Listing]) -> list[Listing]:
    """Entries without an id of their own that share address and title are told apart by their start, and an
    address that several entries name is no other name of any of them."""
    keys = Counter(listing.key for listing in listings)
    urls = Counter(listing.url for listing in listings)
    apart = []
    for listing in listings:
        if keys[listing.key] > 1 and listing.when and listing.when.start:
            listing = replace(listing, key=f"{listing.key}#{listing.when.start.isoformat()}")
        if urls[listing.url] > 1:
            listing = replace(listing, aliases=tuple(each for each in listing.aliases if each != listing.url))
        apart.append(listing)
    return apart


def _listing(
    entry: Event, title: str, start: tuple[Moment, str], rule: str | None, address: str, *, unique: bool
) -> Listing:
    url = _url(entry, address)
    uid = uid_of(entry) or None
    when = _when(entry, start, rule)
    place, place_text = _place(entry)
    recurrence = instant(entry, "RECURRENCE-ID")
    key = (uid if unique or recurrence else None) or (f"{url}#{title}" if url else f"{address}#{title}")
    if recurrence is not None:
        key = f"{key}#{recurrence[0].isoformat()}"
    return Listing(
        key=key,
        title=title,
        url=url or (address if not address.endswith((".ics", ".ical")) else None),
        page=address,
        aliases=tuple(alias for alias in (url, uid) if alias and alias != key),
        layer="calendar",
        when_text=_when_text(entry),
        place_text=place_text,
        when=when,
        place=place,
        status=_STATUS.get(str(entry.get("STATUS") or "").upper(), Status.SCHEDULED),
        organizer=_organizer(entry),
        description=plain(text_of(entry, "DESCRIPTION"), LONGEST_DESCRIPTION) or None,
        evidence={"title": "SUMMARY", "when": "DTSTART", **({"place": "LOCATION"} if place_text else {})},
    )


def _url(entry: Event, address: str) -> str | None:
    for name in ("URL", "LINK"):
        if found := web_address(text_of(entry, name), address):
            return found
    words = " ".join(text_of(entry, name) for name in ("LOCATION", "DESCRIPTION"))
    link = re.search(r"https?://[^\s<>\"')\\]+", words)
    return web_address(link[0].rstrip(".,;")) if link else None


def _rule(entry: Event) -> str | None:
    value = entry.get("RRULE")
    values = value if isinstance(value, list) else [value] if value is not None else []
    text = values[0].to_ical().decode("utf-8", errors="replace") if values else ""
    return text if _PLAIN_RULE.fullmatch(text) else None


def _when(entry: Event, start: tuple[Moment, str], rule: str | None) -> When:
    moment, zone = start
    return When(
        moment,
        end(entry, moment, zone),
        numbered(rule, day(moment)) if rule else None,
        also=tuple(dates(entry, "RDATE")),
        skipped=tuple(dict.fromkeys(day(skipped) for skipped in dates(entry, "EXDATE"))),
        timezone=zone,
    )


def _place(entry: Event) -> tuple[Place | None, str | None]:
    text = plain(text_of(entry, "LOCATION"))
    link = re.fullmatch(r"https?://\S+", text)
    place = Place(online=True) if link else read_address(text) if text else None
    geo: Any = entry.get("GEO")
    latitude, longitude = getattr(geo, "latitude", None), getattr(geo, "longitude", None)
    if latitude is not None and longitude is not None and (latitude, longitude) != (0, 0):
        place = replace(
            place or Place(), latitude=float(latitude), longitude=float(longitude), located="place"
        )
    return place, text or None


def _organizer(entry: Event) -> str | None:
    organizer: Any = entry.get("ORGANIZER")
    name = getattr(organizer, "params", {}).get("CN") if organizer is not None else None
    return plain(str(name)) or None if name else None


def _when_text(entry: Event) -> str:
    """DTSTART as the file writes it, with DTEND and RRULE where it has them."""
    parts = []
    for name in ("DTSTART", "DTEND", "RRULE"):
        value = entry.get(name)
        first = value[0] if isinstance(value, list) else value
        if first is not None:
            parts.append(first.to_ical().decode("utf-8", errors="replace"))
    return one_line(" ".join(parts))


def _with_exceptions(listings: list[Listing], entries: Iterable[Event]) -> list[Listing]:
    """A meeting leaves out the days that its file gives an entry of their own (RECURRENCE-ID)."""
    moved: dict[str, list[date]] = {}
    for entry in entries:
        recurrence = instant(entry, "RECURRENCE-ID")
        if recurrence is not None:
            moved.setdefault(uid_of(entry), []).append(day(recurrence[0]))
    return [
        replace(listing, when=replace(listing.when, skipped=tuple(sorted({*listing.when.skipped, *days}))))
        if listing.when
        and listing.when.rrule
        and (days := moved.get(listing.key) or moved.get(_uid(listing)))
        else listing
        for listing in listings
    ]


def _uid(listing: Listing) -> str:
    return next((alias for alias in listing.aliases if not alias.startswith("http")), "")
