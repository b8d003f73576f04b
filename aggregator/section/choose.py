"""Which events an issue prints: those of its month and the ten days after it, in the order they are printed.

Pure: the caller passes the events (the store hands over those that overlap the window, and the meetings),
the issue and the days. `issue_of` and `as_of_in` say what holds where the editor says nothing.
"""

from __future__ import annotations

import calendar
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from aggregator.event import Event, Moment, Status, When
from aggregator.section.occurrence import day_of, first_in, last_day, starting

DAYS_AFTER = 10
YEAR = timedelta(days=366)
"""A meeting without a date for so long is over."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What stands in an issue's section, and what an editor must know beside it.

    `single` and `meetings` are printed, in this order. A meeting's `when` starts with its first
    occurrence in the month. Only named are `cancelled`, `postponed` (schema.org: to a date yet unknown;
    `start` is the old one), `withdrawn` (no longer found by a healthy run: gone is not cancelled, so it
    is not printed before an editor has looked) and `undated`.
    """

    month: str
    single: tuple[Event, ...] = ()
    meetings: tuple[Event, ...] = ()
    cancelled: tuple[Event, ...] = ()
    postponed: tuple[Event, ...] = ()
    withdrawn: tuple[Event, ...] = ()
    undated: tuple[Event, ...] = ()


def issue_of(today: date) -> str:
    """The issue an editor works on: the current month until its 15th, then the next."""
    if today.day <= 15:
        return f"{today:%Y-%m}"
    return f"{today.replace(day=28) + timedelta(days=4):%Y-%m}"


def days_of(month: str) -> tuple[date, date]:
    """First and last day of a month written `YYYY-MM`. Raises ValueError for anything else."""
    first = datetime.strptime(month, "%Y-%m").date()
    return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])


def as_of_in(month: str, today: date) -> date:
    """The day before which nothing may have ended: today if it lies in the month, else its first day."""
    first, last = days_of(month)
    return today if first <= today <= last else first


def window(month: str, until: date | None = None) -> tuple[date, date]:
    """First and last day, both inclusive, that an issue prints; `until` is the last day where given."""
    first, last = days_of(month)
    return first, until or last + timedelta(days=DAYS_AFTER)


def choose(events: Iterable[Event], month: str, as_of: date, until: date | None = None) -> Chosen:
    """The events of an issue. Raises ValueError where `month` is not `YYYY-MM`."""
    first, last = window(month, until)
    single: list[Event] = []
    meetings: list[Event] = []
    apart: dict[str, list[Event]] = {"cancelled": [], "postponed": [], "withdrawn": [], "undated": []}
    for event in events:
        when = event.when
        if when is None or when.start is None:
            apart["undated"].append(event)
            continue
        if event.lab and when.rrule:
            shown = _meeting(event, when, month, as_of)
            into = meetings
        else:
            shown = _single(event, when, first, last, as_of)
            into = single
        if shown is None:
            continue
        if event.status is Status.CANCELLED:
            apart["cancelled"].append(shown)
        elif event.status is Status.POSTPONED:
            apart["postponed"].append(shown)
        elif event.withdrawn is not None:
            apart["withdrawn"].append(shown)
        else:
            into.append(shown)
    return Chosen(
        month,
        _sorted(single, by_start),
        _sorted(meetings, by_town),
        _sorted(apart["cancelled"], by_start),
        _sorted(apart["postponed"], by_start),
        _sorted(apart["withdrawn"], by_start),
        _sorted(apart["undated"], _by_title),
    )


def _meeting(event: Event, when: When, month: str, as_of: date) -> Event | None:
    """A lab's meeting from its first occurrence in the month on; None where it has none, or is over."""
    first, last = days_of(month)
    start = first_in(when, first, last)
    if start is None or first_in(when, max(first, as_of), last + YEAR) is None:
        return None
    return replace(event, when=starting(when, start))


def _single(event: Event, when: When, first: date, last: date, as_of: date) -> Event | None:
    """An event that starts or runs in the window; by its next date where it has several.

    A series that is no lab's is one event too: readers of an issue want to know when to go next.
    """
    if when.rrule or when.also:
        start = first_in(when, max(first, as_of), last)
        return None if start is None else replace(event, when=starting(when, start))
    ends = last_day(when)
    if when.start is None or ends is None or ends < max(first, as_of) or day_of(when.start) > last:
        return None
    return event


def _sorted(events: Iterable[Event], key: Callable[[Event], tuple[object, ...]]) -> tuple[Event, ...]:
    return tuple(sorted(events, key=key))


def start_key(start: Moment) -> tuple[date, bool, time]:
    """Order of starts: an all-day event stands before the timed ones of its day."""
    timed = isinstance(start, datetime)
    return day_of(start), timed, start.time() if isinstance(start, datetime) else time.min


def by_start(event: Event) -> tuple[object, ...]:
    """Order of the single events; title and id decide between the same starts, so that drafts repeat."""
    start = event.when.start if event.when else None
    return (*start_key(start or date.max), collated(event.title), event.id)


def by_town(event: Event) -> tuple[object, ...]:
    """Order of the meetings: by the town they are listed under, in German order."""
    return (collated(town_of(event)), *by_start(event))


def _by_title(event: Event) -> tuple[object, ...]:
    return (collated(event.title), event.id)


def town_of(event: Event) -> str:
    """The town under which a meeting is listed: its lab's name, else its place's city."""
    return event.lab or event.place.city or event.title


def collated(text: str) -> str:
    """Sort key of German names as in DIN 5007-1: ä like a, ß like ss, capitals like small letters."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))
