"""Which events are published: what takes place on some days, each from its first date in them on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from aggregator.event import Event, Moment, When
from aggregator.section.choose import by_start
from aggregator.section.occurrence import day_of, first_in, starting
from aggregator.store.times import last_day


@dataclass(frozen=True, slots=True)
class Coming:
    """An event and its next date.

    `event` is whole, a meeting from its beginning; `when` are its dates from the next one on. Both have
    a start.
    """

    event: Event
    when: When

    @property
    def start(self) -> Moment:
        """The next date."""
        assert self.when.start is not None
        return self.when.start

    @property
    def shown(self) -> Event:
        """The event as it stands from its next date on."""
        return replace(self.event, when=self.when)


def coming(events: Iterable[Event], first: date, last: date) -> tuple[Coming, ...]:
    """What takes place from `first` to `last`, both inclusive, in order of the next date.

    Events without a readable date, and those that no source lists any more, are left out; cancelled and
    postponed ones are not.
    """
    found = []
    for event in events:
        when = None if event.withdrawn is not None else from_day(event.when, first, last)
        if when is not None:
            found.append(Coming(event, when))
    return tuple(sorted(found, key=lambda each: by_start(each.shown)))


def from_day(when: When | None, first: date, last: date) -> When | None:
    """The dates from the first one in these days on; None where none is in them.

    As in the store, a night that ends by 6 in the morning belongs to its evening.
    """
    if when is None or when.start is None:
        return None
    if when.rrule or when.also:
        start = first_in(when, first, last)
        return None if start is None else starting(when, start)
    ends = last_day(when)
    return when if ends is not None and first <= ends and day_of(when.start) <= last else None


def latest_change(found: Iterable[Coming]) -> datetime | None:
    """When the last change of any of them was seen, in UTC: the same on every day. None for no event."""
    return max((each.event.changed for each in found), default=None)
