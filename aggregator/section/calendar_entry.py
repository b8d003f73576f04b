"""One event as a whole iCalendar file (RFC 5545), small enough for a link.

Its link stays under 1,300 base64 characters. What does not fit goes in this order: the description is
left out, then the address, then the place is cut, then the title, at last further and skipped dates
beyond the first five. GEO is given only where the coordinates are the place's own: a town's middle
would be a wrong pin. A link is always a valid entry.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import icalendar
from icalendar.prop import vRecur

from aggregator.event import BERLIN, Event, Moment, Place, Status, When
from aggregator.place import line as place_line
from aggregator.section.choose import days_of
from aggregator.section.escape import LONGEST_PLACE, address, plain
from aggregator.section.occurrence import first_in, starting
from aggregator.section.rule import parts
from aggregator.section.timezone import definition

PRODID = "-//Code for Germany//Out in the Open Aggregator//DE"
UID_DOMAIN = "out-in-the-open"
LONGEST_LINK = 1300
LONGEST_DESCRIPTION = 200
NO_SUMMARY = "Veranstaltung"
STATUS = {Status.CANCELLED: "CANCELLED", Status.POSTPONED: "TENTATIVE"}


@dataclass(frozen=True, slots=True)
class _Content:
    """What an entry says, with its parts that may be cut."""

    event: Event
    when: When
    summary: str
    location: str
    url: str | None
    description: str
    dates: int = 60


def uid(event: Event) -> str:
    """The entry's UID: the same in every issue and after every change."""
    return f"{event.id}@{UID_DOMAIN}"


def calendar_entry(event: Event, month: str | None = None) -> bytes:
    """The event's VCALENDAR. In an issue's `month` (`YYYY-MM`) a rule starts with its first occurrence there.

    Raises ValueError for an event without a date.
    """
    when = event.when
    if when is None or when.start is None:
        raise ValueError(f"event {event.id} has no date")
    if month and when.rrule:
        first = first_in(when, *days_of(month))
        when = starting(when, first) if first is not None else when
    whole = _Content(
        event,
        when,
        plain(event.title),
        plain(place_line(place_of(event)), LONGEST_PLACE),
        address(event.url),
        plain(event.description or "", LONGEST_DESCRIPTION),
    )
    entry = b""
    for content in _ever_shorter(whole):
        entry = _calendar(content).to_ical()
        if len(base64.b64encode(entry)) < LONGEST_LINK:
            break
    return entry


def place_of(event: Event) -> Place:
    """Where an event takes place by now: one that was moved online is there no longer."""
    return Place(online=True) if event.status is Status.MOVED_ONLINE else event.place


def link(entry: bytes) -> str:
    """The data: address (RFC 2397) of an entry."""
    return "data:text/calendar;base64," + base64.b64encode(entry).decode("ascii")


def _ever_shorter(content: _Content) -> Iterator[_Content]:
    steps: tuple[Callable[[_Content], _Content], ...] = (
        lambda c: c,
        lambda c: replace(c, description=""),
        lambda c: replace(c, url=None),
        lambda c: replace(c, location=_cut(c.location, 120)),
        lambda c: replace(c, summary=_cut(c.summary, 160)),
        lambda c: replace(c, dates=5),
        lambda c: replace(c, summary=_cut(c.summary, 60), location=_cut(c.location, 60)),
    )
    for step in steps:
        content = step(content)
        yield content


def _cut(text: str, size: int) -> str:
    """The text in at most `size` bytes of UTF-8, cut at a character."""
    if len(text.encode()) <= size:
        return text
    return text.encode()[: size - 3].decode(errors="ignore").rstrip() + "…"


def _calendar(content: _Content) -> icalendar.Calendar:
    found = icalendar.Calendar()
    found.add("PRODID", PRODID)
    found.add("VERSION", "2.0")
    found.add("CALSCALE", "GREGORIAN")
    when = content.when
    if when.rrule and isinstance(when.start, datetime):
        # Only an entry with a rule speaks in local time and needs to say what that is.
        found.add_component(definition(zone_of(when), when.start, _until(when)))
    found.add_component(_event(content))
    return found


def _event(content: _Content) -> icalendar.Event:
    event = content.event
    found = icalendar.Event()
    found.add("UID", uid(event))
    found.add("DTSTAMP", event.changed.astimezone(UTC))
    found.add("SEQUENCE", event.sequence)
    add_times(found, content.when, content.dates)
    found.add("SUMMARY", content.summary or NO_SUMMARY)
    found.add("STATUS", STATUS.get(event.status, "CONFIRMED"))
    if content.location:
        found.add("LOCATION", content.location)
    geo = geo_of(event)
    if geo is not None:
        found.add("GEO", geo)
    if content.url:
        found.add("URL", content.url)
    if content.description:
        found.add("DESCRIPTION", content.description)
    return found


def geo_of(event: Event) -> tuple[float, float] | None:
    """GEO: latitude and longitude in degrees, where they are the place's own."""
    place = place_of(event)
    if place.latitude is None or place.longitude is None or place.located != "place":
        return None
    return round(place.latitude, 6), round(place.longitude, 6)


def add_times(found: icalendar.Event, when: When, dates: int = 60) -> None:
    """Adds DTSTART to EXDATE of a `when` that has a start, with at most so many further and skipped dates."""
    assert when.start is not None
    to_zone = _written_in(when)
    start = to_zone(when.start)
    found.add("DTSTART", start)
    end = _end(when)
    if end is not None and to_zone(end) > start:
        found.add("DTEND", to_zone(end))
    if when.rrule:
        found.add("RRULE", vRecur.from_ical(_rule(when)))
    kind = {} if isinstance(when.start, datetime) else {"VALUE": "DATE"}
    for name, moments in (("RDATE", when.also), ("EXDATE", when.skipped if when.rrule else ())):
        if moments:
            listed = [to_zone(_like(when.start, moment)) for moment in moments[:dates]]
            found.add(name, listed, parameters=kind)


def _written_in(when: When) -> Callable[[Moment], Moment]:
    """Local moments as the entry writes them: UTC, with a rule in the zone itself, days as they are."""
    zone = zone_of(when)

    def written(moment: Moment) -> Moment:
        if not isinstance(moment, datetime):
            return moment
        local = moment.replace(tzinfo=zone)
        return local if when.rrule else local.astimezone(UTC)

    return written


def _end(when: When) -> Moment | None:
    """DTEND, exclusive for days and always of the kind of DTSTART."""
    if when.end is None:
        return None
    last = when.end.date() if isinstance(when.end, datetime) else when.end
    if not isinstance(when.start, datetime):
        return last + timedelta(days=1)
    return when.end if isinstance(when.end, datetime) else datetime.combine(last, time(23, 59))


def _like(start: Moment, moment: Moment) -> Moment:
    """A further date in the kind of the start: with its clock time, or without any."""
    if not isinstance(start, datetime):
        return moment.date() if isinstance(moment, datetime) else moment
    return moment if isinstance(moment, datetime) else datetime.combine(moment, start.time())


def _rule(when: When) -> str:
    """The rule with its UNTIL as RFC 5545 wants it: in UTC, or a day where the start is one."""
    named = parts(when.rrule or "")
    until = _until(when)
    if until is not None:
        if isinstance(when.start, datetime):
            named["UNTIL"] = f"{until.replace(tzinfo=zone_of(when)).astimezone(UTC):%Y%m%dT%H%M%SZ}"
        else:
            named["UNTIL"] = f"{until:%Y%m%d}"
    return ";".join(f"{name}={value}" for name, value in named.items())


def _until(when: When) -> datetime | None:
    """The end of a series, naive local; a day counts to its last second."""
    text = parts(when.rrule or "").get("UNTIL", "")
    if len(text) == 8:
        return datetime.combine(date.fromisoformat(text), time(23, 59, 59))
    if text.endswith("Z"):
        moment = datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return moment.astimezone(zone_of(when)).replace(tzinfo=None)
    return datetime.strptime(text, "%Y%m%dT%H%M%S") if text else None


def zone_of(when: When) -> ZoneInfo:
    """The zone of an event's clock times; Berlin's where its name is unknown."""
    try:
        return ZoneInfo(when.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(BERLIN)
