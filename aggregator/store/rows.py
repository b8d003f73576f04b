"""Listings and events as rows and back: moments as ISO 8601 text, lists and objects as JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, cast

from aggregator.event import BERLIN, NOTHING, Event, Listing, Moment, Place, Status, When
from aggregator.matching import canonical
from aggregator.store import times
from aggregator.store.schema.column import DETAILS, PLACE, WHEN

Row = dict[str, Any]

WHEN_COLUMNS, PLACE_COLUMNS, DETAIL_COLUMNS = (
    tuple(column.name for column in columns) for columns in (WHEN, PLACE, DETAILS)
)
CONTENT = (
    "title",
    "when_text",
    "place_text",
    *WHEN_COLUMNS,
    "status",
    *PLACE_COLUMNS,
    *DETAIL_COLUMNS,
)
"""The columns of a listing that are what the page says: another value in one of them is a change."""


def as_json(value: Any) -> str:
    """JSON as the database keeps it: one line, keys in order, letters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _list(text: str | None) -> list[str]:
    """The list that a column holds; null is an empty one."""
    return json.loads(text) if text else []


def when_row(when: When | None) -> Row:
    """The columns of a When; all null where nothing is known."""
    if when is None:
        return dict.fromkeys(WHEN_COLUMNS)
    return {
        "start": times.moment_text(when.start),
        "end": times.moment_text(when.end),
        "rrule": when.rrule,
        "also": as_json([each.isoformat() for each in when.also]) if when.also else None,
        "skipped": as_json([each.isoformat() for each in when.skipped]) if when.skipped else None,
        "timezone": when.timezone,
    }


def when_of(row: Mapping[str, Any]) -> When | None:
    """The When that a row speaks of; None where it has neither start nor rule."""
    if row["start"] is None and row["rrule"] is None:
        return None
    return When(
        times.moment(row["start"]),
        times.moment(row["end"]),
        rrule=row["rrule"],
        also=tuple(cast(Moment, times.moment(each)) for each in _list(row["also"])),
        skipped=tuple(date.fromisoformat(each) for each in _list(row["skipped"])),
        timezone=row["timezone"] or BERLIN,
    )


def place_row(place: Place | None) -> Row:
    """The columns of a Place; all null where nothing is known."""
    if place is None:
        return dict.fromkeys(PLACE_COLUMNS)
    return {
        "online": int(place.online),
        "place_name": place.name,
        "street": place.street,
        "postcode": place.postcode,
        "city": place.city,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "located": place.located,
    }


def place_of(row: Mapping[str, Any]) -> Place | None:
    """The Place that a row speaks of; None where `online` is null: nothing was known."""
    if row["online"] is None:
        return None
    return Place(
        name=row["place_name"],
        street=row["street"],
        postcode=row["postcode"],
        city=row["city"],
        country=row["country"],
        latitude=row["latitude"],
        longitude=row["longitude"],
        located=row["located"],
        online=bool(row["online"]),
    )


def details_row(of: Listing | Event) -> Row:
    """The columns that listings and events share beside title, time, place and status."""
    return {
        "url": of.url,
        "links": as_json(list(of.links)) if of.links else None,
        "lab": of.lab,
        "stream_url": of.stream_url,
        "registration_url": of.registration_url,
        "registration_deadline": times.moment_text(of.registration_deadline),
        "price": of.price,
        "organizer": of.organizer,
        "description": of.description,
    }


def details_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of a Listing or Event that `details_row` wrote."""
    return {
        "url": row["url"],
        "links": tuple(_list(row["links"])),
        "lab": row["lab"],
        "stream_url": row["stream_url"],
        "registration_url": row["registration_url"],
        "registration_deadline": times.moment(row["registration_deadline"]),
        "price": row["price"],
        "organizer": row["organizer"],
        "description": row["description"],
    }


def content_row(listing: Listing) -> Row:
    """What the page says, as columns."""
    return {
        "title": listing.title,
        "when_text": listing.when_text,
        "place_text": listing.place_text,
        **when_row(listing.when),
        "status": listing.status.value,
        **place_row(listing.place),
        **details_row(listing),
    }


def provenance_row(listing: Listing) -> Row:
    """Where the listing was read, as columns: another value here is no change."""
    return {
        "page": listing.page,
        "layer": listing.layer,
        "evidence": as_json(dict(listing.evidence)) if listing.evidence else None,
        "issue": listing.issue,
    }


def derived_row(listing: Listing) -> Row:
    """The columns of a listing that follow from its content."""
    first, last = times.first_day(listing.when), times.last_day(listing.when)
    when = listing.when
    return {
        "first_day": None if first is None else first.isoformat(),
        "last_day": None if last is None else last.isoformat(),
        "address": canonical(listing.url) if listing.url else None,
        "assumed": as_json(list(when.assumed)) if when is not None and when.assumed else None,
        "conflict": None if when is None else when.conflict,
        "reference": None if listing.reference is None else listing.reference.isoformat(),
    }


def fingerprint(content: Mapping[str, Any]) -> str:
    """A hash of what the page says, in 32 hexadecimal digits."""
    said = json.dumps([content[column] for column in CONTENT], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def listing_of(row: Mapping[str, Any], aliases: Iterable[str] = ()) -> Listing:
    """The listing of a row of `listings`."""
    when = when_of(row)
    if when is not None:
        when = replace(when, assumed=tuple(_list(row["assumed"])), conflict=row["conflict"])
    return Listing(
        key=row["key"],
        source=row["source"],
        title=row["title"],
        page=row["page"],
        aliases=tuple(aliases),
        layer=row["layer"] or "",
        when_text=row["when_text"],
        place_text=row["place_text"],
        when=when,
        place=place_of(row),
        reference=None if row["reference"] is None else date.fromisoformat(row["reference"]),
        status=Status(row["status"]),
        issue=row["issue"],
        evidence=json.loads(row["evidence"]) if row["evidence"] else NOTHING,
        **details_of(row),
    )


def event_of(row: Mapping[str, Any]) -> Event:
    """The event of a row of `events`."""
    return Event(
        id=row["id"],
        title=row["title"],
        when=when_of(row),
        place=place_of(row) or Place(),
        status=Status(row["status"]),
        when_text=row["when_text"],
        first_seen=times.from_stamp(row["first_seen"]),
        last_seen=times.from_stamp(row["last_seen"]),
        changed=times.from_stamp(row["changed"]),
        sequence=row["sequence"],
        withdrawn=None if row["withdrawn"] is None else times.from_stamp(row["withdrawn"]),
        **details_of(row),
    )
