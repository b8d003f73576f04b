"""Where a line and the calendar entry behind its link say different things.

What one of them leaves out is no difference: a line without an end, a LOCATION without "und auch online",
a house number or postcode that only one of them names. White space, quotation marks and capitals of titles
and places are not compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from aggregator import place
from aggregator.event import Moment, Place
from aggregator.section.calendar_entry import zone_of
from aggregator.section.choose import collated
from aggregator.section.entry import Entry
from aggregator.section.event_line import EventLine
from aggregator.section.occurrence import day_of

FAR_KM = 30.0
"""No town of Germany, Austria or Switzerland reaches further than this from its middle."""
_STREET = re.compile(r"str(?:aße|asse|\.)?\b|strasse|straße", re.IGNORECASE)


def differences(line: EventLine, entry: Entry) -> Iterator[str]:
    """Each difference in words: what the link says, then what the line says."""
    if entry.start is None:
        return
    yield from _times(line, entry)
    if line.item.content.bold and entry.summary and not _same_words(entry.summary, line.title):
        yield f"the link's title is „{entry.summary}“, the line's „{line.title}“"
    if entry.location and line.place_text and not _same_place(entry.location, line.place_text):
        yield f"the link's place is „{entry.location}“, the line's „{line.place_text}“"


def far_from_town(line: EventLine, entry: Entry) -> str | None:
    """In words, how far the entry's coordinates are from the town that the line names; None if near."""
    if entry.latitude is None or entry.longitude is None:
        return None
    named = place.read(line.place_text)
    town = place.town(" ".join(part for part in (named.postcode, named.city) if part)) if named.city else None
    if town is None:
        return None
    distance = place.distance_km(Place(latitude=entry.latitude, longitude=entry.longitude), town)
    if distance is None or distance <= FAR_KM:
        return None
    return f"GEO {entry.latitude:.3f};{entry.longitude:.3f} lies {distance:.0f} km from {town.name}"


def _times(line: EventLine, entry: Entry) -> Iterator[str]:
    when = line.head.when
    if when is None or when.start is None:
        return
    zone = zone_of(when)
    start, end = entry.start_in(zone), entry.end_in(zone)
    if when.rrule:
        if isinstance(when.start, datetime) and isinstance(start, datetime):
            yield from _clocks("starts", start.time(), when.start.time())
        if isinstance(when.end, datetime) and isinstance(end, datetime):
            yield from _clocks("ends", end.time(), when.end.time())
        return
    if start is not None and not _same(when.start, start):
        yield f"the link starts {_said(start)}, the line says {_said(when.start)}"
    if when.end is not None and not _same_end(when.end, when.start, start, end):
        yield f"the link ends {_said(end) if end else 'never'}, the line says {_said(when.end)}"
    elif when.end is None and end is not None and not isinstance(when.start, datetime):
        yield from _longer(when.start, end)


def _longer(day: date, end: Moment) -> Iterator[str]:
    if _last_day(end) != day:
        yield f"the link ends {_said(end)}, the line names only {_said(day)}"


def _clocks(verb: str, linked: time, printed: time) -> Iterator[str]:
    if linked != printed:
        yield f"the link {verb} at {linked:%H:%M}, the line says {printed:%H:%M}"


def _same(printed: Moment, linked: Moment) -> bool:
    """The same moment; a day is the same as its midnight."""
    if isinstance(printed, datetime) and isinstance(linked, datetime):
        return printed == linked
    if isinstance(printed, datetime):
        return printed.time() == time.min and printed.date() == linked
    return day_of(linked) == printed


def _same_end(printed: Moment, start: Moment, linked_start: Moment | None, linked: Moment | None) -> bool:
    """The same end; where the line names days, the link's last one counts."""
    if linked is None:
        return day_of(printed) == day_of(start) and not isinstance(printed, datetime)
    if isinstance(printed, datetime) and isinstance(linked, datetime):
        return printed == linked or (
            printed.time() == time(23, 59) and linked - printed <= timedelta(minutes=1)
        )
    return _last_day(linked) == _last_day(printed)


def _last_day(end: Moment) -> object:
    if isinstance(end, datetime) and end.time() == time.min:
        return (end - timedelta(days=1)).date()
    return day_of(end)


def _said(moment: Moment) -> str:
    return f"{moment:%d.%m.%Y %H:%M}" if isinstance(moment, datetime) else f"{moment:%d.%m.%Y}"


def _words(text: str) -> str:
    """A text without punctuation, capitals and accents."""
    return "".join(re.findall(r"\w", collated(text)))


def _same_words(linked: str, printed: str) -> bool:
    """The same words; what a link had to cut to stay short ends in "…"."""
    cut = linked.endswith("…") and _words(printed).startswith(_words(linked))
    return cut or _words(linked) == _words(printed)


def _same_place(linked: str, printed: str) -> bool:
    """Two places that could be one: no field that both name contradicts."""
    one, other = place.read(linked), place.read(printed)
    if _same_words(linked, printed):
        return True
    if _only_online(one) != _only_online(other):
        return False
    if _contradict(one.postcode, other.postcode) or _contradict(_town(one), _town(other)):
        return False
    if one.street and other.street:
        return _street(one.street) == _street(other.street)
    return bool(_tokens(linked) & _tokens(printed)) or _only_online(one)


def _only_online(found: Place) -> bool:
    return found.online and not (found.street or found.city)


def _contradict(one: str | None, other: str | None) -> bool:
    return bool(one and other and one != other)


def _town(found: Place) -> str | None:
    return _words(re.sub(r"\(.*|[-–/].*", "", found.city)) if found.city else None


def _street(street: str) -> str:
    """A street's name without its number and the ways of writing "Straße"."""
    return _words(re.sub(r"\(.*?\)|\d.*", "", _STREET.sub("str", street)))


def _tokens(text: str) -> set[str]:
    return {word for word in re.findall(r"\w{3,}", collated(text)) if word not in ("und", "auch", "online")}
