"""A calendar file (RFC 5545, with the calendar's own properties of RFC 7986).

UID, SEQUENCE and the dates are those of the section's calendar links: whoever has both sees an event
once. DTSTAMP and LAST-MODIFIED tell when the event last changed, so the same events give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
from icalendar.prop import vDuration

from aggregator.event import Event, When
from aggregator.publish.words import ABOUT, NAME, categories, excerpt, place_text
from aggregator.section.calendar_entry import (
    NO_SUMMARY,
    PRODID,
    STATUS,
    UID_DOMAIN,
    add_times,
    geo_of,
    uid,
    zone_of,
)
from aggregator.section.escape import address, plain
from aggregator.section.occurrence import day_of, first_in, starting
from aggregator.section.timezone import definition

REFRESH = timedelta(days=1)
"""How often a subscriber should look again: the crawl is nightly."""
_END = b"END:VCALENDAR\r\n"


def write(events: Iterable[Event]) -> bytes:
    """The events as one VCALENDAR, in their order; those without a date are left out.

    A meeting is written whole, from its first date on.
    """
    dated = [(event, when) for event in events if (when := from_first_date(event.when)) is not None]
    head: bytes = _head([event for event, _ in dated]).to_ical()
    zones = (zone.to_ical() for zone in _zones(when for _, when in dated))
    entries = (_event(event, when).to_ical() for event, when in dated)
    return b"".join((head.removesuffix(_END), *zones, *entries, _END))


def from_first_date(when: When | None) -> When | None:
    """The dates with the rule's own first one as their start: RFC 5545 wants DTSTART to be one of them."""
    if when is None or when.start is None:
        return None
    if when.rrule is None:
        return when
    first = first_in(when, day_of(when.start), date.max)
    return None if first is None else starting(when, first)


def _head(events: list[Event]) -> icalendar.Calendar:
    found = icalendar.Calendar()
    found.add("PRODID", PRODID)
    found.add("VERSION", "2.0")
    found.add("CALSCALE", "GREGORIAN")
    found.add("UID", f"calendar@{UID_DOMAIN}")
    found.add("NAME", NAME)
    found.add("X-WR-CALNAME", NAME)
    found.add("DESCRIPTION", ABOUT)
    if events:
        found.add("LAST-MODIFIED", max(event.changed for event in events).astimezone(UTC))
    found.add("REFRESH-INTERVAL", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    found.add("X-PUBLISHED-TTL", "P1D")
    return found


def _zones(times: Iterable[When]) -> Iterator[icalendar.Timezone]:
    """Each zone that an entry names, once, from the earliest of its dates on; only rules name one."""
    earliest: dict[str, tuple[ZoneInfo, datetime]] = {}
    for when in times:
        if when.rrule and isinstance(when.start, datetime):
            zone = zone_of(when)
            _, known = earliest.get(zone.key, (zone, when.start))
            earliest[zone.key] = (zone, min(known, when.start))
    for key in sorted(earliest):
        zone, first = earliest[key]
        yield definition(zone, first, None)


def _event(event: Event, when: When) -> icalendar.Event:
    found = icalendar.Event()
    found.add("UID", uid(event))
    found.add("DTSTAMP", event.changed.astimezone(UTC))
    found.add("CREATED", event.first_seen.astimezone(UTC))
    found.add("LAST-MODIFIED", event.changed.astimezone(UTC))
    found.add("SEQUENCE", event.sequence)
    add_times(found, when, len(when.also) + len(when.skipped))
    found.add("SUMMARY", plain(event.title) or NO_SUMMARY)
    found.add("STATUS", STATUS.get(event.status, "CONFIRMED"))
    found.add("TRANSP", "TRANSPARENT")  # announced, not booked: nobody is busy because of it
    for name, value in _more(event):
        found.add(name, value)
    stream = address(event.stream_url)
    if stream:
        found.add("CONFERENCE", stream, parameters={"VALUE": "URI", "FEATURE": "VIDEO"})
    return found


def _more(event: Event) -> Iterator[tuple[str, object]]:
    """What is not known of every event."""
    known = (
        ("LOCATION", place_text(event)),
        ("GEO", geo_of(event)),
        ("URL", address(event.url)),
        ("DESCRIPTION", excerpt(event)),
        ("CATEGORIES", categories(event)),
    )
    yield from ((name, value) for name, value in known if value)
