"""What an editor types into a field, read: dates as German phrases, places as one line, addresses checked.

Pure; a ValueError says in German what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from aggregator import german, place
from aggregator.event import Event, Moment, Place, Status, When
from aggregator.section.escape import plain
from aggregator.section.rule import with_day

NO_DATE = "Darin ist kein Datum zu erkennen"
NO_SUCH_DATE = "Diesen Tag oder diese Uhrzeit gibt es nicht"
ADDRESS = re.compile(r"https?://[^\s/]+\S*")


def when_text(when: When | None) -> str:
    """A time as a phrase that is read back as the same time; its start alone where there is no phrase."""
    if when is None:
        return ""
    if when.rrule:
        when = replace(when, rrule=with_day(when.rrule, when.start))
    try:
        return german.phrase(when)
    except ValueError:
        return "" if when.start is None else german.moment_phrase(when.start)


def moment_text(moment: Moment | None) -> str:
    return "" if moment is None else german.moment_phrase(moment)


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
    return f"{said} (Wochentag und Datum passen nicht zusammen)" if when.conflict else said


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
