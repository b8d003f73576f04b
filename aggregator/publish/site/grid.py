"""The months of the page: the events of each by day, and a calendar sheet with weeks from Monday on."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from aggregator import german
from aggregator.publish.site.cards import Card
from aggregator.section.choose import days_of


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a calendar sheet and what takes place on it; no day where the month has none.

    `target` is the id on the page to which it leads: the day's heading, else its first event.
    """

    day: date | None
    cards: tuple[Card, ...] = ()
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which events begin."""

    day: date
    name: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month: `days` list the events that begin in it, `weeks` is its sheet, meetings included."""

    id: str
    name: str
    days: tuple[Day, ...]
    weeks: tuple[tuple[Cell, ...], ...]

    @property
    def count(self) -> int:
        """How many events begin in it."""
        return sum(len(day.cards) for day in self.days)


def months_of(cards: Sequence[Card], first: date) -> list[Month]:
    """The month of `first` and every other one in which an event begins that is no lab's meeting.

    What began before `first` and still runs stands on that day.
    """
    by_day: dict[date, list[Card]] = defaultdict(list)
    for card in cards:
        if card.town is None:
            by_day[max(card.day, first)].append(card)
    names = sorted({f"{day:%Y-%m}" for day in (first, *by_day)})
    return [_month(name, cards, by_day) for name in names]


def _month(name: str, cards: Sequence[Card], by_day: Mapping[date, list[Card]]) -> Month:
    first, last = days_of(name)
    days = tuple(
        Day(day, german.moment_phrase(day), tuple(found))
        for day, found in sorted(by_day.items())
        if first <= day <= last
    )
    on: dict[date, list[Card]] = defaultdict(list)
    for card in cards:
        for day in card.days(first, last):
            on[day].append(card)
    return Month(name, german.month_phrase(first), days, tuple(_weeks(first, on, by_day)))


def _weeks(first: date, on: Mapping[date, list[Card]], headed: Collection[date]) -> list[tuple[Cell, ...]]:
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return [tuple(_cell(day, first, on.get(day, []), day in headed) for day in week) for week in weeks]


def _cell(day: date, first: date, cards: Sequence[Card], headed: bool) -> Cell:
    if day.month != first.month:
        return Cell(None)
    if not cards:
        return Cell(day)
    return Cell(day, tuple(cards), f"t-{day}" if headed else f"e-{cards[0].id}")
