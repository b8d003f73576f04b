"""Calendar files (RFC 5545): each entry a listing, repeated ones one meeting; broken ones too.

Read are `LINK` where URL is meant (RFC 9253, and with `VALUE=UID` by mistake), floating times (local to the
event), a missing UID, junk behind the calendar. Refused is a rule that repeats more than once a day.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Calendar, Event

from aggregator.event import BERLIN, Listing, Moment, Place, Refusal, Status, When
from aggregator.page.instant import Instant
from aggregator.page.meetings import repeated_as_meetings
from aggregator.page.text import LONGEST_DESCRIPTION, LONGEST_TITLE, one_line, plain, web_address
from aggregator.place import read_address

MOST_BYTES = 5_000_000
MOST_ENTRIES = 2000
_TOO_OFTEN = re.compile(r"FREQ=(SECONDLY|MINUTELY|HOURLY)|BY(?:SECOND|MINUTE|HOUR)=[^;]*,", re.IGNORECASE)
_PLAIN_RULE = re.compile(r"[A-Z]+=[A-Z0-9,+-]+(?:;[A-Z]+=[A-Z0-9,+-]+)*")
_STATUS = {"CANCELLED": Status.CANCELLED}
_BEGIN_END = re.compile(r"BEGIN:VCALENDAR.*END:VCALENDAR", re.DOTALL | re.IGNORECASE)


def calendar_listings(
    body: bytes | str, address: str, *, meetings: bool = True
) -> tuple[Listing | Refusal, ...]:
    """The entries of a calendar file, in its order; what cannot be kept comes as a Refusal with the reason.

    `address` is where the file was read. With `meetings`, entries of one title, weekday and clock that
    follow each other in an even step become one listing with a rule. Never raises for what is in the file.
    """
    text = body.decode("utf-8", errors="replace") if isinstance(body, bytes) else body
    if len(text) > MOST_BYTES:
        return (Refusal(address, f"calendar of {len(text)} characters, more than {MOST_BYTES}"),)
    entries, refusals = _entries(text, address)
    listings, refused = _listings(entries, address)
    found = tuple(repeated_as_meetings(listings) if meetings else listings)
    return (*found, *refusals, *refused)


def _entries(text: str, address: str) -> tuple[list[Event], list[Refusal]]:
    text = _first_entries(text)
    whole = _BEGIN_END.search(text)
    try:
        calendars = Calendar.from_ical(whole[0] if whole else text, multiple=True)
        events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    except (ValueError, KeyError, IndexError, TypeError):
        return _one_by_one(text, address)
    return events[:MOST_ENTRIES], []


def _first_entries(text: str) -> str:
    """The calendar with its first entries only, where it has more than are read."""
    if text.count("BEGIN:VEVENT") <= MOST_ENTRIES:
        return text
    parts = text.split("END:VEVENT", MOST_ENTRIES)[:MOST_ENTRIES]
    return "END:VEVENT".join(parts) + "END:VEVENT\r\nEND:VCALENDAR\r\n"


def _one_by_one(text: str, address: str) -> tuple[list[Event], list[Refusal]]:
    """A broken calendar costs its broken entries only."""
    events: list[Event] = []
    refusals = []
    for number, part in enumerate(re.findall(r"BEGIN:VEVENT.*?END:VEVENT", text, re.DOTALL)[:MOST_ENTRIES]):
        try:
            events += Calendar.from_ical(f"BEGIN:VCALENDAR\r\n{part}\r\nEND:VCALENDAR\r\n").walk("VEVENT")
        except (ValueError, KeyError, IndexError, TypeError) as error:
            refusals.append(
                Refusal(address, f"calendar entry {number + 1} cannot be read: {one_line(str(error), 120)}")
            )
    if not events and not refusals:
        refusals.append(Refusal(address, "no calendar that can be read"))
    return events, refusals


def _listings(entries: list[Event], address: str) -> tuple[list[Listing], list[Refusal]]:
    counts = Counter(_uid_of(entry) for entry in entries if "RECURRENCE-ID" not in entry)
    uids = {uid for uid, count in counts.items() if uid and count == 1}
    listings, refusals = [], []
    for entry in entries:
        title = plain(_text(entry, "SUMMARY"), LONGEST_TITLE)
        rule = _rule(entry)
        start = _instant(entry, "DTSTART")
        if rule and _TOO_OFTEN.search(rule):
            refusals.append(
                Refusal(address, f"{title or 'an entry'}: a rule that repeats too often ({rule[:60]})")
            )
        elif not title or start is None:
            refusals.append(Refusal(address, f"{title or 'an entry'}: no title or no start"))
        else:
            listings.append(_listing(entry, title, start, rule, address, unique=_uid_of(entry) in uids))
    return _with_exceptions(listings, entries), refusals


def _listing(
    entry: Event, title: str, start: tuple[Moment, str], rule: str | None, address: str, *, unique: bool
) -> Listing:
    url = _url(entry, address)
    uid = _uid_of(entry) or None
    when = _when(entry, start, rule)
    place, place_text = _place(entry)
    recurrence = _instant(entry, "RECURRENCE-ID")
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
        description=plain(_text(entry, "DESCRIPTION"), LONGEST_DESCRIPTION) or None,
        evidence={"title": "SUMMARY", "when": "DTSTART", **({"place": "LOCATION"} if place_text else {})},
    )


def _uid_of(entry: Event) -> str:
    return one_line(_text(entry, "UID"))


def _text(entry: Event, name: str) -> str:
    value = entry.get(name)
    values = value if isinstance(value, list) else [value]
    return str(values[0]) if values and values[0] is not None else ""


def _url(entry: Event, address: str) -> str | None:
    for name in ("URL", "LINK"):
        if found := web_address(_text(entry, name), address):
            return found
    words = " ".join(_text(entry, name) for name in ("LOCATION", "DESCRIPTION"))
    found = re.search(r"https?://[^\s<>\"')\\]+", words)
    return web_address(found[0].rstrip(".,;")) if found else None


def _rule(entry: Event) -> str | None:
    value = entry.get("RRULE")
    values = value if isinstance(value, list) else [value] if value is not None else []
    text = values[0].to_ical().decode("utf-8", errors="replace") if values else ""
    return text if _PLAIN_RULE.fullmatch(text) else None


def _numbered(rule: str, start: date) -> str:
    """`FREQ=MONTHLY;BYDAY=MO` says every Monday; who writes MONTHLY means the start's week of the month."""
    found = re.search(r"(?<=BYDAY=)(MO|TU|WE|TH|FR|SA|SU)(?=;|$)", rule)
    if "FREQ=MONTHLY" not in rule or "BYSETPOS" in rule or not found:
        return rule
    number = (start.day - 1) // 7 + 1
    return f"{rule[: found.start()]}{number if number < 5 else -1}{rule[found.start() :]}"


def _instant(entry: Event, name: str) -> tuple[Moment, str] | None:
    """A DATE or DATE-TIME property as a naive local moment, and its time zone's name."""
    value = entry.get(name)
    moment = getattr(value[0] if isinstance(value, list) else value, "dt", None)
    return _local(moment) if isinstance(moment, date) else None


def _local(moment: Moment) -> tuple[Moment, str]:
    if not isinstance(moment, datetime):
        return moment, BERLIN
    if moment.tzinfo is None:
        return moment.replace(second=0, microsecond=0), BERLIN
    zone = getattr(moment.tzinfo, "key", None) or getattr(moment.tzinfo, "zone", None)
    if not _is_zone(zone) or zone in ("UTC", "Etc/UTC"):
        offset = moment.utcoffset() or timedelta(0)
        wall = Instant(moment.replace(tzinfo=None, second=0, microsecond=0), offset).in_zone(BERLIN)
        return wall, BERLIN
    return moment.replace(tzinfo=None, second=0, microsecond=0), str(zone)


def _is_zone(name: object) -> bool:
    if not isinstance(name, str):
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return False
    return True


def _when(entry: Event, start: tuple[Moment, str], rule: str | None) -> When:
    moment, zone = start
    return When(
        moment,
        _end(entry, moment),
        _numbered(rule, _day(moment)) if rule else None,
        also=tuple(_dates(entry, "RDATE")),
        skipped=tuple(dict.fromkeys(_day(skipped) for skipped in _dates(entry, "EXDATE"))),
        timezone=zone,
    )


def _end(entry: Event, start: Moment) -> Moment | None:
    """The end; the exclusive DTEND of whole days becomes the last day, an end that is no end None."""
    ends = _instant(entry, "DTEND")
    end = ends[0] if ends else None
    duration = getattr(entry.get("DURATION"), "dt", None)
    if end is None and isinstance(duration, timedelta):
        end = start + duration
    if end is None or isinstance(end, datetime) != isinstance(start, datetime):
        return None
    if not isinstance(start, datetime) and not isinstance(end, datetime):
        end -= timedelta(days=1)
    return end if end > start else None


def _dates(entry: Event, name: str) -> Iterator[Moment]:
    value = entry.get(name)
    for group in value if isinstance(value, list) else [value] if value is not None else []:
        for item in getattr(group, "dts", []):
            if isinstance(item.dt, date):
                yield _local(item.dt)[0]


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _place(entry: Event) -> tuple[Place | None, str | None]:
    text = plain(_text(entry, "LOCATION"))
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
        recurrence = _instant(entry, "RECURRENCE-ID")
        if recurrence is not None:
            moved.setdefault(_uid_of(entry), []).append(_day(recurrence[0]))
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
