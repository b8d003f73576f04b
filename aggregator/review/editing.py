"""The fields of an event as an editor types them, and back: pure functions of texts and events.

A date is typed as one phrase and a place as one line, in the words of the section; what was left as it
was is not read again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from aggregator import german, place
from aggregator.event import Event, Listing, Moment, Place, Status, When
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

NO_DATE = "Darin ist kein Datum zu erkennen"
NO_SUCH_DATE = "Diesen Tag oder diese Uhrzeit gibt es nicht"
ADDRESS = re.compile(r"https?://[^\s/]+\S*")


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
        "registration_deadline": _moment_text(event.registration_deadline),
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
        return _moment_text(listing.registration_deadline)
    if name == "status":
        return None
    value = getattr(listing, name)
    return None if value is None else str(value)


def when_text(when: When | None) -> str:
    """A time as a phrase that is read back as the same time; its start alone where there is no phrase."""
    if when is None:
        return ""
    try:
        return german.phrase(when)
    except ValueError:
        return "" if when.start is None else german.moment_phrase(when.start)


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


def read_when(text: str, today: date) -> When:
    """The time that an editor's phrase names on this day. Raises ValueError, in German."""
    found = german.explain(text, today)
    if found.when is None:
        impossible = "does not exist" in (found.reason or "") or "no clock time" in (found.reason or "")
        raise ValueError(NO_SUCH_DATE if impossible else NO_DATE)
    return found.when


def read_place(text: str, old: Place | None = None) -> Place:
    """The place that a line names; coordinates stay while street and town do."""
    read = place.read(text)
    if old is not None and (read.street, read.postcode, read.city) == (old.street, old.postcode, old.city):
        return replace(old, name=read.name, online=read.online)
    return replace(read, country=read.country or place.locate(read).country)


def _title(text: str, today: date, event: Event) -> str:
    if not plain(text):
        raise ValueError("Ein Titel muss sein")
    return plain(text)


def _when(text: str, today: date, event: Event) -> When | None:
    return read_when(text, today) if text else None


def _place(text: str, today: date, event: Event) -> Place:
    return read_place(text, event.place) if text else Place()


def _address(text: str, today: date, event: Event) -> str | None:
    if text and not ADDRESS.fullmatch(text):
        raise ValueError("Eine Adresse beginnt mit http:// oder https://")
    return text or None


def _deadline(text: str, today: date, event: Event) -> Moment | None:
    if not text:
        return None
    found = german.read_deadline(text, today)
    when = None if found else german.read(text, today)
    moment = found or (when.start if when else None)
    if moment is None:
        raise ValueError(NO_DATE)
    return moment


def _status(text: str, today: date, event: Event) -> Status:
    try:
        return Status(text)
    except ValueError:
        raise ValueError("Diesen Stand gibt es nicht") from None


def _text(text: str, today: date, event: Event) -> str | None:
    return text or None


def _moment_text(moment: Moment | None) -> str:
    return "" if moment is None else german.moment_phrase(moment)


READERS: Mapping[str, Callable[[str, date, Event], Any]] = {
    "title": _title,
    "when": _when,
    "place": _place,
    "url": _address,
    "registration_deadline": _deadline,
    "registration_url": _address,
    "stream_url": _address,
    "status": _status,
    "lab": _text,
    "price": _text,
    "organizer": _text,
    "description": _text,
}
"""How each field's text is read, given the day and the event as it was; a ValueError says what is wrong."""


def understood(text: str, today: date) -> str:
    """What a date phrase is understood as, said in full. Raises ValueError, in German."""
    when = read_when(text, today)
    said = when_text(when)
    if when.rrule and when.start is not None:
        said += f", zum ersten Mal am {german.moment_phrase(_day(when.start))}"
    if when.also:
        said += "; auch " + "; ".join(german.moment_phrase(moment) for moment in when.also)
    return f"{said} ({when.conflict})" if when.conflict else said


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
