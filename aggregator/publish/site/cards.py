"""An event as the page shows it: plain words and safe addresses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from aggregator import german
from aggregator.event import Status
from aggregator.publish.coming import Coming
from aggregator.publish.moments import iso
from aggregator.publish.words import STATUS, excerpt, title_of
from aggregator.section.escape import address
from aggregator.section.line import Note, line_of
from aggregator.section.occurrence import day_of, occurrences
from aggregator.store.times import last_day

ENTRIES = "kalender"
"""The folder of the events' calendar entries."""


@dataclass(frozen=True, slots=True)
class Card:
    """An event in words. `town` only for the meeting of a lab; `entry` is its iCalendar file."""

    of: Coming
    id: str
    title: str
    when: str
    moment: str
    place: str
    town: str | None
    status: str | None
    cancelled: bool
    page: str | None
    notes: tuple[Note, ...]
    excerpt: str
    entry: bytes

    @property
    def next(self) -> str:
        """Its next date in words."""
        return german.moment_phrase(self.day)

    @property
    def day(self) -> date:
        """The day of its next date."""
        return day_of(self.of.start)

    def days(self, first: date, last: date) -> Iterator[date]:
        """The days from `first` to `last` on which it takes place, in order."""
        when = self.of.when
        if when.rrule or when.also:
            yield from (day_of(each) for each in occurrences(when, first, last))
            return
        day, end = max(self.day, first), min(last_day(when) or self.day, last)
        while day <= end:
            yield day
            day += timedelta(days=1)


def card_of(of: Coming) -> Card:
    """The event in words, from its next date on."""
    event, line = of.event, line_of(of.shown)
    page = address(event.url)
    return Card(
        of=of,
        id=event.id,
        title=title_of(event),
        when=line.when,
        moment=iso(of.start, of.when),
        place=line.place.strip(),
        town=line.town,
        status=STATUS.get(event.status),
        cancelled=event.status in (Status.CANCELLED, Status.POSTPONED),
        page=page,
        notes=tuple(note for note in line.notes if note.address is None or note.address != page),
        excerpt=excerpt(event),
        entry=line.entry,
    )
