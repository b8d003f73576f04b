"""A table of events: CSV as RFC 4180 has it (commas, quotes, CRLF, a header), in UTF-8.

One row an event, with the names that the columns have in the database. Moments are ISO 8601: with the
offset of their zone, or a bare day where no clock time is known; `end` of days is the last one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable

from aggregator.event import Moment
from aggregator.publish.coming import Coming
from aggregator.publish.moments import iso, stamp
from aggregator.publish.organisation import organisation
from aggregator.publish.words import excerpt, title_of
from aggregator.section.calendar_entry import place_of
from aggregator.section.escape import address, plain

Cell = str | int | float | None

COLUMNS: dict[str, Callable[[Coming], Cell]] = {
    "id": lambda of: of.event.id,
    "title": lambda of: title_of(of.event),
    "start": lambda of: _moment(of, of.when.start),
    "end": lambda of: _moment(of, of.when.end),
    "all_day": lambda of: int(of.when.all_day),
    "timezone": lambda of: plain(of.when.timezone),
    "rrule": lambda of: of.when.rrule,
    "also": lambda of: " ".join(_moment(of, each) or "" for each in of.when.also),
    "skipped": lambda of: " ".join(day.isoformat() for day in of.when.skipped),
    "status": lambda of: of.event.status.value,
    "online": lambda of: int(place_of(of.event).online),
    "place_name": lambda of: place_of(of.event).name,
    "street": lambda of: place_of(of.event).street,
    "postcode": lambda of: place_of(of.event).postcode,
    "city": lambda of: place_of(of.event).city,
    "country": lambda of: place_of(of.event).country,
    "latitude": lambda of: place_of(of.event).latitude,
    "longitude": lambda of: place_of(of.event).longitude,
    "located": lambda of: place_of(of.event).located,
    "lab": lambda of: of.event.lab,
    "url": lambda of: address(of.event.url),
    "registration_url": lambda of: address(of.event.registration_url),
    "registration_deadline": lambda of: _moment(of, of.event.registration_deadline),
    "stream_url": lambda of: address(of.event.stream_url),
    "price": lambda of: of.event.price,
    "organizer": lambda of: organisation(of.event.organizer),
    "description": lambda of: excerpt(of.event),
    "first_seen": lambda of: stamp(of.event.first_seen),
    "changed": lambda of: stamp(of.event.changed),
}
"""Each column's name and its value."""

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What spreadsheets take for the beginning of a formula, in full width too."""


def write(found: Iterable[Coming]) -> bytes:
    """The table, its header first."""
    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    rows.writerows([defused(value(each)) for value in COLUMNS.values()] for each in found)
    return text.getvalue().encode()


def defused(value: Cell) -> str | int | float:
    """A cell that no spreadsheet takes for a formula: text that begins like one gets an apostrophe."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    text = plain(value, 2_000)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _moment(of: Coming, moment: Moment | None) -> str | None:
    return None if moment is None else iso(moment, of.when)
