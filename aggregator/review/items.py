"""The issue's events as the page lists them: in section order, with their line and what needs an eye."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from aggregator import german
from aggregator.event import Event, Moment
from aggregator.review.notices import Notice, notices
from aggregator.section import choose
from aggregator.section.choose import as_of_in, by_start
from aggregator.section.line import Line, line_of
from aggregator.store import Candidate

MEETINGS, UNDATED = "Regelmäßige OKLab-Treffen", "Ohne lesbares Datum"


@dataclass(frozen=True, slots=True)
class Item:
    """One event on the page: as it would be printed, why to look at it, and what may be the same."""

    candidate: Candidate
    event: Event
    day: str
    issue: str
    notices: tuple[Notice, ...]
    alike: tuple[Candidate, ...] = ()

    @property
    def id(self) -> str:
        """The event's id."""
        return self.event.id

    @property
    def line(self) -> Line | None:
        """The line as it will stand in the section; None where there is no date to print."""
        return (
            None
            if self.event.when is None or self.event.when.start is None
            else _line(self.event, self.issue)
        )

    @property
    def verdict(self) -> str | None:
        """accept, reject, later, or None while it is open."""
        return self.candidate.verdict


def items(
    candidates: Sequence[Candidate], issue: str, today: date, since: datetime | None = None
) -> tuple[Item, ...]:
    """Every candidate that the issue could print, whatever editors said of it, in section order. Pure."""
    by_id = {candidate.event.id: candidate for candidate in candidates}
    chosen = choose((each.event for each in candidates), issue, as_of_in(issue, today))
    apart = (*chosen.cancelled, *chosen.postponed, *chosen.withdrawn)
    single = sorted((*chosen.single, *apart), key=by_start)
    ordered = [*single, *chosen.meetings, *chosen.undated]
    meetings = {event.id for event in chosen.meetings}
    titles = {id_: each.event.title for id_, each in by_id.items()}
    return tuple(
        Item(
            by_id[event.id],
            event,
            MEETINGS if event.id in meetings else _heading(event),
            issue,
            notices(by_id[event.id], today, since, titles),
            tuple(by_id[each] for each in by_id[event.id].likely if each in by_id),
        )
        for event in ordered
    )


def item(candidate: Candidate, issue: str, today: date) -> Item:
    """One event as the list shows it, also where the issue would not print it."""
    listed = items((candidate,), issue, today)
    if listed:
        return listed[0]
    event = candidate.event
    return Item(candidate, event, _heading(event), issue, notices(candidate, today))


def by_day(shown: Iterable[Item]) -> list[tuple[str, list[Item]]]:
    """The items under their days, in order."""
    days: list[tuple[str, list[Item]]] = []
    for each in shown:
        if not days or days[-1][0] != each.day:
            days.append((each.day, []))
        days[-1][1].append(each)
    return days


def _heading(event: Event) -> str:
    if event.when is None or event.when.start is None:
        return UNDATED
    return german.moment_phrase(_day(event.when.start))


@lru_cache(maxsize=2_000)
def _line(event: Event, issue: str) -> Line:
    """The event's line; its calendar entry takes a millisecond or two, so it is made once."""
    return line_of(event, issue)


def _day(of: Moment) -> date:
    return of.date() if isinstance(of, datetime) else of
