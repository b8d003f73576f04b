"""Date phrases in running text, German or English, whichever the page speaks."""

from __future__ import annotations

from datetime import date, datetime

from aggregator import german
from aggregator.event import When
from aggregator.page.english import find_english

_ARROWS = str.maketrans(dict.fromkeys("→➔➞⇒⟶", "–"))
"""Signs for "until", each as long as the dash that the readers know."""
LONGEST_TEXT = 12_000
"""Characters of running text that are searched for dates."""


def find_dates(text: str, reference: date, language: str = "") -> tuple[When, ...]:
    """Every event date of the text in order; of two readings of one spot the longer."""
    text = text[:LONGEST_TEXT].translate(_ARROWS)
    english = find_english(text, reference)
    if english and language == "en":
        found = [*english, *_elsewhere(german.find(text, reference), english)]
    else:
        ours = german.find(text, reference)
        found = [*ours, *english] if not english else _longer(ours, english)
    return tuple(sorted(found, key=lambda when: when.span or (0, 0)))


def read_date(text: str, reference: date, language: str = "") -> When | None:
    """What a phrase that stands for a date says: all of it where German, else the first date in it."""
    text = text.translate(_ARROWS)
    if language != "en" and (when := german.read(text, reference)) is not None:
        return when
    if english := find_english(text, reference):
        return english[0]
    return german.read(text, reference) if language == "en" else None


def is_timed(when: When) -> bool:
    """Does it name a clock time?"""
    return isinstance(when.start, datetime)


def first_day(when: When) -> date | None:
    """The day of the start."""
    return when.start.date() if isinstance(when.start, datetime) else when.start


def _elsewhere(readings: tuple[When, ...], others: tuple[When, ...]) -> list[When]:
    return [reading for reading in readings if not any(_overlap(reading, other) for other in others)]


def _longer(ours: tuple[When, ...], theirs: tuple[When, ...]) -> list[When]:
    kept = [
        one for one in ours if all(_length(one) >= _length(other) for other in theirs if _overlap(one, other))
    ]
    return [*kept, *_elsewhere(theirs, tuple(kept))]


def _overlap(one: When, other: When) -> bool:
    if one.span is None or other.span is None:
        return False
    return one.span[0] < other.span[1] and other.span[0] < one.span[1]


def _length(when: When) -> int:
    return when.span[1] - when.span[0] if when.span else 0
