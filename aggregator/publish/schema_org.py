"""A JSON array of schema.org Events in JSON-LD (https://schema.org/Event), as search engines read them.

Clock times carry the offset of their zone, days are bare dates, and the `endDate` of days is the last one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from aggregator.event import Event, Place
from aggregator.publish.coming import Coming
from aggregator.publish.moments import iso, stamp
from aggregator.publish.organisation import organisation
from aggregator.publish.schedule import schedule
from aggregator.publish.words import categories, excerpt, place_text, tag_of, title_of
from aggregator.section.calendar_entry import geo_of, place_of, uid
from aggregator.section.escape import LONGEST_PLACE, address, plain

CONTEXT = "https://schema.org"
FREE = "kostenlos"


def write(found: Iterable[Coming]) -> bytes:
    """The array, an event a line, in UTF-8."""
    rows = (json.dumps(item(each), ensure_ascii=False, allow_nan=False) for each in found)
    text = ",\n".join(rows)
    return (f"[\n{text}\n]\n" if text else "[]\n").encode()


def item(of: Coming) -> Mapping[str, Any]:
    """One event as an object; what is unknown is left out."""
    event, when = of.event, of.when
    return _known(
        {
            "@context": CONTEXT,
            "@type": "Event",
            "@id": tag_of(event),
            "identifier": uid(event),
            "name": title_of(event),
            "startDate": iso(of.start, when),
            "endDate": None if when.end is None else iso(when.end, when),
            "eventSchedule": schedule(when),
            "subEvent": [_further(event, iso(each, when)) for each in when.also],
            "eventStatus": f"{CONTEXT}/{event.status.value}",
            "eventAttendanceMode": f"{CONTEXT}/{_attendance(event)}",
            "location": _locations(event),
            "url": address(event.url),
            "sameAs": [safe for link in event.links if (safe := address(link))],
            "description": excerpt(event),
            "keywords": categories(event),
            "organizer": _organizer(event),
            "isAccessibleForFree": True if (event.price or "").casefold() == FREE else None,
            "offers": _offer(of),
            "sdDatePublished": stamp(event.changed),
        }
    )


def _further(event: Event, start: str) -> Mapping[str, Any]:
    return {"@type": "Event", "name": title_of(event), "startDate": start}


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}


def _attendance(event: Event) -> str:
    """https://schema.org/EventAttendanceModeEnumeration."""
    where = place_of(event)
    if not where.online:
        return "OfflineEventAttendanceMode"
    return "MixedEventAttendanceMode" if _is_somewhere(where) else "OnlineEventAttendanceMode"


def _is_somewhere(where: Place) -> bool:
    return bool(where.name or where.street or where.postcode or where.city)


def _locations(event: Event) -> Any:
    """A Place, a VirtualLocation, or both; a Place without words is none."""
    where, found = place_of(event), []
    if _is_somewhere(where):
        found.append(_place(event, where))
    if where.online:
        link = address(event.stream_url) or address(event.registration_url) or address(event.url)
        found.append(_known({"@type": "VirtualLocation", "url": link}))
    return found[0] if len(found) == 1 else found


def _place(event: Event, where: Place) -> dict[str, Any]:
    parts = _known(
        {
            "streetAddress": _plain(where.street),
            "postalCode": _plain(where.postcode),
            "addressLocality": _plain(where.city),
            "addressCountry": _plain(where.country),
        }
    )
    geo = geo_of(event)
    return _known(
        {
            "@type": "Place",
            "name": _plain(where.name) or _plain(where.city) or place_text(event),
            "address": {"@type": "PostalAddress", **parts} if parts else None,
            "geo": {"@type": "GeoCoordinates", "latitude": geo[0], "longitude": geo[1]} if geo else None,
        }
    )


def _plain(text: str | None) -> str:
    return plain(text or "", LONGEST_PLACE)


def _organizer(event: Event) -> Mapping[str, Any] | None:
    name = organisation(event.organizer)
    return {"@type": "Organization", "name": plain(name)} if name else None


def _offer(of: Coming) -> Mapping[str, Any] | None:
    """How one gets in: where one registers, until when, and the price in the page's words."""
    event = of.event
    deadline = event.registration_deadline
    known = _known(
        {
            "url": address(event.registration_url),
            "availabilityEnds": None if deadline is None else iso(deadline, of.when),
            "description": plain(event.price or ""),
        }
    )
    return {"@type": "Offer", **known} if known else None
