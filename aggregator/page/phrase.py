"""A date phrase of a page: its meaning, where it stands, and how much it looks like the event's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from aggregator.event import When


@dataclass(frozen=True, slots=True)
class Phrase:
    """A date phrase on the page: its meaning, line and words, and how much it looks like the event's."""

    when: When
    line: int
    words: str
    source: str
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """How a page is read: the day on which it was written or read, and the language it names."""

    reference: date
    language: str


def without_day(when: When) -> bool:
    """A clock alone ("17:30"), which the reader gives the reference's day: no date of a page."""
    return when.rrule is None and not {"date", "day"}.isdisjoint(when.assumed)
