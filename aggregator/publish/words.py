"""What every format says of an event: its words on one line, its marks and its name in the world."""

from __future__ import annotations

import re

from aggregator import place
from aggregator.event import Event, Status
from aggregator.section.calendar_entry import place_of
from aggregator.section.escape import LONGEST_PLACE, plain
from aggregator.section.line import NO_TITLE

NAME = "Out in the Open: Veranstaltungen"
ABOUT = "Veranstaltungen zu offenen Daten und Civic Tech"
TAG = "tag:codefor.de,2024:out-in-the-open"
"""The beginning of our tag: addresses (RFC 4151)."""
LONGEST_EXCERPT = 300
"""Characters of a description: the text is its author's, an excerpt says what it is about."""

STATUS = {
    Status.CANCELLED: "abgesagt",
    Status.POSTPONED: "verschoben, neuer Termin offen",
    Status.RESCHEDULED: "verschoben auf diesen Termin",
    Status.MOVED_ONLINE: "findet nur online statt",
}
_READ = 2_000
"""Characters of a description in which we look for one."""
_MAIL = re.compile(
    r"[\w.+-]{1,64}(?:@|\s?[(\[](?:at|ät)[)\]]\s?)[\w-]{1,63}(?:\.[\w-]{1,63})*", re.IGNORECASE
)
_PHONE = re.compile(r"\+\d{2}[\d\s()/.-]{6,20}\d|(?<![\d.])0\d{2,5}[\s/-]{1,3}\d[\d\s/-]{2,14}\d")


def title_of(event: Event) -> str:
    """The title in one line."""
    return plain(event.title) or NO_TITLE


def place_text(event: Event) -> str:
    """Where it takes place, in the section's words; empty where that is unknown."""
    return plain(place.line(place_of(event)), LONGEST_PLACE)


def excerpt(event: Event) -> str:
    """The beginning of the description in one line, without anyone's mail address or telephone number."""
    text = _PHONE.sub("…", _MAIL.sub("…", (event.description or "")[:_READ]))
    return plain(text, LONGEST_EXCERPT)


def categories(event: Event) -> list[str]:
    """What kind of event it is, for calendars and readers that sort by that."""
    found = [f"OK Lab {plain(event.lab)}"] if event.lab else []
    if event.when is not None and event.when.rrule:
        found.append("Regelmäßiges Treffen")
    if place_of(event).online:
        found.append("online")
    return found


def tag_of(event: Event) -> str:
    """The event's name in the world (RFC 4151): never changes."""
    return f"{TAG}/{event.id}"
