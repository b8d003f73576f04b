"""The calendar entry behind a published link, read back: what it says and where it breaks RFC 5545."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import unquote_to_bytes
from zoneinfo import ZoneInfo

import icalendar
from icalendar.prop import vRecur

from aggregator.event import Moment

_DATA = re.compile(r"data:text/calendar(?P<parameters>[^,]*),(?P<data>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry's content; `faults` are its breaches of RFC 5545 in words.

    `start` and `end` are naive, on the clock of the `zone` (UTC for "Z"); `floating` when they name no
    zone. A day's `end` is its last one, as everywhere here, not DTEND's exclusive one.
    """

    faults: tuple[str, ...] = ()
    uid: str | None = None
    start: Moment | None = None
    end: Moment | None = None
    zone: str | None = None
    floating: bool = False
    summary: str | None = None
    location: str | None = None
    rrule: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    description: str | None = None

    def start_in(self, zone: ZoneInfo) -> Moment | None:
        """The start on another zone's clock where it is in UTC, else as it is written."""
        return self._in(self.start, zone)

    def end_in(self, zone: ZoneInfo) -> Moment | None:
        """The end, like `start_in`."""
        return self._in(self.end, zone)

    def _in(self, moment: Moment | None, zone: ZoneInfo) -> Moment | None:
        if self.zone != "UTC" or not isinstance(moment, datetime):
            return moment
        return moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(zone).replace(tzinfo=None)


def read_entry(address: str) -> Entry:
    """The entry behind a data: address in base64 or percent-encoding; never raises."""
    text = _decoded(address)
    if text is None:
        return Entry(faults=("cannot be decoded",))
    try:
        calendars = icalendar.Calendar.from_ical(text, multiple=True)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        return Entry(faults=(f"is no iCalendar: {str(error)[:80]}",))
    if len(calendars) != 1 or calendars[0].name != "VCALENDAR":
        return Entry(faults=("is not one VCALENDAR",))
    calendar = calendars[0]
    events = calendar.walk("VEVENT")
    if len(events) != 1:
        return Entry(faults=(f"holds {len(events)} events, not one",))
    return _entry(calendar, events[0])


def _decoded(address: str) -> str | None:
    found = _DATA.match(address)
    if not found:
        return None
    data = unquote_to_bytes(found["data"])
    if ";base64" in found["parameters"].lower():
        try:
            data = base64.b64decode(b"".join(data.split()), validate=True)
        except (binascii.Error, ValueError):
            return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _entry(calendar: icalendar.Component, event: icalendar.Component) -> Entry:
    start, zone, floating = _moment(event, "DTSTART")
    end, _, _ = _moment(event, "DTEND")
    faults = tuple(_faults(calendar, event, start, end))
    if isinstance(start, datetime) != isinstance(end, datetime):
        end = None
    elif end is not None and not isinstance(end, datetime):
        end -= timedelta(days=1)
    latitude, longitude = _coordinates(event)
    return Entry(
        faults=faults,
        uid=_text(event, "UID"),
        start=start,
        end=end,
        zone=zone,
        floating=floating,
        summary=_text(event, "SUMMARY"),
        location=_text(event, "LOCATION"),
        rrule=_rule(event),
        latitude=latitude,
        longitude=longitude,
        description=_lines(event, "DESCRIPTION"),
    )


def _value(event: icalendar.Component, name: str) -> Any:
    """A property, or None where it is absent or could not be parsed: icalendar keeps those as errors."""
    return None if name in {broken for broken, _ in event.errors} else event.get(name)


def _moment(event: icalendar.Component, name: str) -> tuple[Moment | None, str | None, bool]:
    """A date property as naive moment, its zone's name, and whether it floats."""
    value = getattr(_value(event, name), "dt", None)
    if isinstance(value, datetime):
        zone = _value(event, name).params.get("TZID") or ("UTC" if value.tzinfo else None)
        return value.replace(tzinfo=None), zone, zone is None
    return (value, None, False) if isinstance(value, date) else (None, None, False)


def _text(event: icalendar.Component, name: str) -> str | None:
    value = _value(event, name)
    if isinstance(value, list):
        value = value[0]
    return " ".join(str(value).split()) or None if value is not None else None


def _lines(event: icalendar.Component, name: str) -> str | None:
    value = _value(event, name)
    return str(value).strip() or None if isinstance(value, str) else None


def _rule(event: icalendar.Component) -> str | None:
    rule = _value(event, "RRULE")
    if not isinstance(rule, vRecur):
        return None
    text: bytes = rule.to_ical()  # type: ignore[no-untyped-call]
    return text.decode()


def _coordinates(event: icalendar.Component) -> tuple[float | None, float | None]:
    geo = _value(event, "GEO")
    if geo is None or not hasattr(geo, "latitude"):
        return None, None
    if not (-90 <= geo.latitude <= 90 and -180 <= geo.longitude <= 180):
        return None, None
    return float(geo.latitude), float(geo.longitude)


def _faults(
    calendar: icalendar.Component, event: icalendar.Component, start: Moment | None, end: Moment | None
) -> Iterator[str]:
    """Breaches of RFC 5545, sections 3.4, 3.6.1, 3.8.2.2 and 3.3.10."""
    yield from (f"no {name}" for name in ("PRODID", "VERSION") if name not in calendar)
    yield from (f"no {name}" for name in ("UID", "DTSTAMP", "DTSTART") if name not in event)
    yield from (f"{name} is not readable" for name, _ in event.errors if name)
    if start is not None and end is not None:
        if isinstance(start, datetime) != isinstance(end, datetime):
            yield "DTSTART and DTEND are of two kinds"
        elif end <= start:
            yield f"DTEND {end} is not after DTSTART {start}"
    defined = {str(zone.get("TZID")) for zone in calendar.walk("VTIMEZONE")}
    used = {
        str(value.params["TZID"])
        for value in (_value(event, name) for name in event)
        if hasattr(value, "params") and "TZID" in value.params
    }
    yield from (f"the zone {zone} has no VTIMEZONE" for zone in sorted(used - defined))
    yield from _rule_faults(event, start)


def _rule_faults(event: icalendar.Component, start: Moment | None) -> Iterator[str]:
    rule = _value(event, "RRULE")
    if not isinstance(rule, vRecur):
        return
    until = (rule.get("UNTIL") or [None])[0]
    if isinstance(until, date) and start and isinstance(until, datetime) != isinstance(start, datetime):
        yield "UNTIL is not of DTSTART's kind"
    if "FREQ" not in rule:
        yield "RRULE without FREQ"
