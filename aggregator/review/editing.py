"""The fields of an event as an editor types them, and back: pure functions of texts and events.

A date is typed as one phrase and a place as one line, in the words of the section; what was left as it
was is not read again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from aggregator import place
from aggregator.event import Event, Listing, When
from aggregator.review.typed import READERS, moment_text, when_text
from aggregator.section.escape import plain
from aggregator.store import Candidate

COLUMNS = {
    "title": ("title",),
    "when": ("start", "end", "rrule", "also", "skipped"),
    "place": ("place_name", "street", "postcode", "city", "country", "latitude", "longitude", "online"),
    "url": ("url",),
    "registration_deadline": ("registration_deadline",),
    "registration_url": ("registration_url",),
    "stream_url": ("stream_url",),
    "status": ("status",),
    "lab": ("lab",),
    "price": ("price",),
    "organizer": ("organizer",),
    "description": ("description",),
}
"""What an editor edits as one field, and the columns of events behind it."""

LABELS = {
    "title": "Titel",
    "when": "Wann",
    "place": "Wo",
    "url": "Adresse",
    "registration_deadline": "Anmeldeschluss",
    "registration_url": "Anmeldung unter",
    "stream_url": "Stream",
    "status": "Stand",
    "lab": "Treffen des OK Lab",
    "price": "Preis",
    "organizer": "Wer lädt ein",
    "description": "Beschreibung",
}


@dataclass(frozen=True, slots=True)
class Edited:
    """An event as a form words it, which columns that changes, and what could not be understood, by field."""

    event: Event
    columns: Mapping[str, Any]
    problems: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """A field of the form: its text, the sources' own words beside it, and whether an editor set it."""

    name: str
    label: str
    text: str
    wording: tuple[tuple[str, str], ...]
    set: bool


def texts(event: Event) -> dict[str, str]:
    """The event's fields as texts, in the words of the section."""
    return {
        "title": event.title,
        "when": when_text(event.when),
        "place": place.line(event.place),
        "url": event.url or "",
        "registration_deadline": moment_text(event.registration_deadline),
        "registration_url": event.registration_url or "",
        "stream_url": event.stream_url or "",
        "status": event.status.value,
        "lab": event.lab or "",
        "price": event.price or "",
        "organizer": event.organizer or "",
        "description": event.description or "",
    }


def fields(candidate: Candidate) -> list[Shown]:
    """The form of an event; each source's own words for a field where it says something."""
    now = texts(candidate.event)
    return [
        Shown(
            name,
            LABELS[name],
            now[name],
            wording(candidate.listings, name),
            bool(set(columns) & set(candidate.words)),
        )
        for name, columns in COLUMNS.items()
    ]


def wording(listings: tuple[Listing, ...], name: str) -> tuple[tuple[str, str], ...]:
    """What each source says for a field, in its own words where it has some; the same words once."""
    said: dict[str, list[str]] = {}
    for listing in listings:
        text = plain(_own_words(listing, name) or "", 400)
        if text:
            said.setdefault(text, []).append(listing.source)
    return tuple((", ".join(dict.fromkeys(sources)), text) for text, sources in said.items())


def _own_words(listing: Listing, name: str) -> str | None:
    if name == "when":
        return listing.when_text or when_text(listing.when)
    if name == "place":
        return listing.place_text or (place.line(listing.place) if listing.place else None)
    if name == "registration_deadline":
        return moment_text(listing.registration_deadline)
    if name == "status":
        return None
    value = getattr(listing, name)
    return None if value is None else str(value)


def edited(event: Event, form: Mapping[str, str], today: date) -> Edited:
    """The event with what the form says otherwise. Fields that the form lacks stay."""
    before, changes, problems = texts(event), dict[str, Any](), dict[str, str]()
    for name, read in READERS.items():
        text = form.get(name, before[name]).replace("\r\n", "\n").strip()
        if text == before[name].strip():
            continue
        try:
            changes[name] = read(text, today, event)
        except ValueError as problem:
            problems[name] = str(problem)
    after = replace(event, **changes)
    old, new = row(event), row(after)
    return Edited(after, {column: new[column] for column in new if new[column] != old[column]}, problems)


def row(event: Event) -> dict[str, Any]:
    """The columns that a form can change, as the store takes them."""
    when, where = event.when or When(None), event.place
    return {
        "title": event.title,
        "start": when.start,
        "end": when.end,
        "rrule": when.rrule,
        "also": [each.isoformat() for each in when.also] or None,
        "skipped": [each.isoformat() for each in when.skipped] or None,
        "place_name": where.name,
        "street": where.street,
        "postcode": where.postcode,
        "city": where.city,
        "country": where.country,
        "latitude": where.latitude,
        "longitude": where.longitude,
        "online": where.online,
        "url": event.url,
        "registration_deadline": event.registration_deadline,
        "registration_url": event.registration_url,
        "stream_url": event.stream_url,
        "status": event.status.value,
        "lab": event.lab,
        "price": event.price,
        "organizer": event.organizer,
        "description": event.description,
    }
