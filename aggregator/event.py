"""The words of the project as types: When, Place, Listing, Event and what a spider may say beside them.

Field names follow schema.org/Event and RFC 5545 in snake case. A moment is either a naive
`datetime` (local to the event's place, zone in `When.timezone`) or a `date` (the page names no clock
time): nothing invents midnight. The `end` of a range of days is its last day, inclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

BERLIN = "Europe/Berlin"

Moment = date | datetime
"""A naive local `datetime` where a clock time is known, else a `date`."""


class Status(StrEnum):
    """schema.org's EventStatusType; https://schema.org/EventStatusType."""

    SCHEDULED = "EventScheduled"
    CANCELLED = "EventCancelled"
    POSTPONED = "EventPostponed"
    RESCHEDULED = "EventRescheduled"
    MOVED_ONLINE = "EventMovedOnline"


@dataclass(frozen=True, slots=True)
class When:
    """When something happens: one span of time, or a rule and its first occurrence.

    `rrule` is the value of an RFC 5545 RRULE, without the property's name. `also` are further single
    dates of the same event; `skipped` the days a rule leaves out (EXDATE). `start` is None only
    where a rule has no date to begin with ("alle zwei Wochen"). What was read and how stands in the
    fields that comparison ignores: `span` (start and end of the used text), `assumed` (what the text
    did not say, such as "year"), `conflict` (a weekday that does not fit its date, in words).
    """

    start: Moment | None
    end: Moment | None = None
    rrule: str | None = None
    also: tuple[Moment, ...] = ()
    skipped: tuple[date, ...] = ()
    timezone: str = BERLIN
    span: tuple[int, int] | None = field(default=None, compare=False)
    assumed: tuple[str, ...] = field(default=(), compare=False)
    conflict: str | None = field(default=None, compare=False)

    @property
    def all_day(self) -> bool:
        """No clock time is known for the start."""
        return self.start is not None and not isinstance(self.start, datetime)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something happens: schema.org's Place and PostalAddress in one, plus `online`.

    `country` is an ISO 3166-1 alpha-2 code. `located` says whose coordinates these are: the place's
    own, as its page gives them, or its town's out of the gazetteer.
    """

    name: str | None = None
    street: str | None = None
    postcode: str | None = None
    city: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    located: Literal["place", "town"] | None = None
    online: bool = False


NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What one source says about one event at one address: its verbatim words, and what we made of them.

    `key` is the page's own id or its canonical address, never date or title (identity is not
    content); `aliases` are other ids under which the same thing is known. `url` is the event's page,
    `page` the address where this was read, `layer` the kind of evidence ("json-ld", "prose", …) and
    `evidence` tells for each field which part of the page it came from. A spider leaves `when` and
    `place` empty where only words are to be had (`when_text`, `place_text`): the pipeline reads those
    against `reference`, the day on which the page was written if it says so. `lab` is the OK Lab
    whose meeting this is, `issue` the newsletter issue in which an imported line stood.
    """

    key: str
    title: str
    source: str = ""
    url: str | None = None
    page: str | None = None
    aliases: tuple[str, ...] = ()
    layer: str = ""
    when_text: str | None = None
    place_text: str | None = None
    when: When | None = None
    place: Place | None = None
    reference: date | None = None
    status: Status = Status.SCHEDULED
    lab: str | None = None
    issue: str | None = None
    links: tuple[str, ...] = ()
    stream_url: str | None = None
    registration_url: str | None = None
    registration_deadline: Moment | None = None
    price: str | None = None
    organizer: str | None = None
    description: str | None = None
    evidence: Mapping[str, str] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something on a page that was not stored, and why; an alarm makes the whole run refused."""

    address: str
    reason: str
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class Reach:
    """How far into the future a source's list reaches: None means it names everything to come.

    Only what lies within the reach of a healthy run can be withdrawn.
    """

    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What we believe: one happening, merged from all listings that speak of it.

    `id` never changes (it is the UID's first part), `sequence` counts the changes that calendars
    must hear of (RFC 5545 SEQUENCE). `first_seen`, `last_seen` and `changed` are aware and in UTC.
    `withdrawn` is when a healthy run first missed it; gone is not cancelled.
    """

    id: str
    title: str
    when: When | None
    place: Place
    status: Status = Status.SCHEDULED
    when_text: str | None = None
    url: str | None = None
    links: tuple[str, ...] = ()
    lab: str | None = None
    stream_url: str | None = None
    registration_url: str | None = None
    registration_deadline: Moment | None = None
    price: str | None = None
    organizer: str | None = None
    description: str | None = None
    first_seen: datetime
    last_seen: datetime
    changed: datetime
    sequence: int = 0
    withdrawn: datetime | None = None
