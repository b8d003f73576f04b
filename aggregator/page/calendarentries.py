"""The entries of a calendar's text (RFC 5545), within bounds; a broken calendar costs its broken entries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from aggregator.event import Refusal
from aggregator.page.text import one_line

if TYPE_CHECKING:
    from icalendar import Event

MOST_BYTES = 5_000_000
MOST_ENTRIES = 2000
MOST_LINES = 25_000
"""Lines, folded ones as one: the parser needs half a second for ten thousand."""
LONGEST_ENTRY = 100_000
_SMALL = 200_000
"""A calendar of so many characters is within all bounds that matter."""
_BEGIN_END = re.compile(r"BEGIN:VCALENDAR.*END:VCALENDAR", re.DOTALL | re.IGNORECASE)
_BEGIN, _END = "BEGIN:VEVENT", "END:VEVENT"


def calendar_entries(text: str, address: str) -> tuple[list[Event], list[Refusal]]:
    """Its entries in order, 2000 at most, and what of it is not read and why. Never raises."""
    if len(text) > MOST_BYTES:
        return [], [Refusal(address, f"calendar of {len(text)} characters, more than {MOST_BYTES}")]
    has_entries = _BEGIN in text
    text, refusals = _bounded(text, address) if len(text) > _SMALL else (text, [])
    whole = _BEGIN_END.search(text)
    try:
        events = _parsed(whole[0] if whole else text)
    except (ValueError, KeyError, IndexError, TypeError):
        events, broken = _one_by_one(text, address)
        refusals += broken
    if has_entries and not events and not refusals:
        refusals = [Refusal(address, "no calendar entry that can be read")]
    return events[:MOST_ENTRIES], refusals


def _parsed(text: str) -> list[Event]:
    """The entries of one or several calendars in a row; raises what the parser raises."""
    from icalendar import Calendar, Event  # a tenth of a second, which pages without a calendar do not need

    calendars = Calendar.from_ical(text, multiple=True)
    return [entry for calendar in calendars for entry in calendar.walk("VEVENT") if isinstance(entry, Event)]


def _bounded(text: str, address: str) -> tuple[str, list[Refusal]]:
    """The calendar with its first whole entries, none of them too long."""
    kept: list[str] = []
    refusals: list[Refusal] = []
    lines = 0
    *parts, tail = text.split(_END)
    for part in parts:
        begin = max(part.rfind(_BEGIN), 0)
        length = len(part) - begin
        if length > LONGEST_ENTRY:
            refusals.append(Refusal(address, f"a calendar entry of {length} characters is too long to read"))
            continue
        lines += part.count("\n") - part.count("\n ") - part.count("\n\t")
        if len(kept) >= MOST_ENTRIES or lines > MOST_LINES:
            reason = f"only the first {len(kept)} of {len(parts)} calendar entries are read"
            return "".join([*kept, "\r\nEND:VCALENDAR\r\n"]), [*refusals, Refusal(address, reason)]
        kept.append(part[:begin].split(_BEGIN)[0] + part[begin:] + _END)
    return "".join([*kept, tail.split(_BEGIN)[0]]), refusals


def _one_by_one(text: str, address: str) -> tuple[list[Event], list[Refusal]]:
    events: list[Event] = []
    refusals = []
    for number, part in enumerate(_blocks(text)):
        try:
            events += _parsed(f"BEGIN:VCALENDAR\r\n{part}\r\nEND:VCALENDAR\r\n")
        except (ValueError, KeyError, IndexError, TypeError) as error:
            refusals.append(
                Refusal(address, f"calendar entry {number + 1} cannot be read: {one_line(str(error), 120)}")
            )
    if not events and not refusals:
        refusals.append(Refusal(address, "no calendar that can be read"))
    return events, refusals


def _blocks(text: str) -> Iterator[str]:
    """What stands between a BEGIN and the next END, each once: looked for once from the left."""
    for part in text.split(_END)[:-1][:MOST_ENTRIES]:
        begin = part.find(_BEGIN)
        if begin >= 0:
            yield part[begin:] + _END
