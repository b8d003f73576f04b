"""Why an event needs an editor's eye: pure functions of what the store says about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from aggregator.event import Event, Listing, Moment, Status
from aggregator.review.holidays import holiday
from aggregator.review.words import FIELDS, moment, said
from aggregator.section.escape import plain
from aggregator.store import Candidate

NONE: Mapping[str, str] = MappingProxyType({})
DEADLINE_NEAR = timedelta(days=7)
FLAGGED = {
    "accepted": "geändert nach der Annahme",
    "override": "die Seite widerspricht deiner Änderung",
    "published": "geändert nach dem Druck",
}
ASSUMED = {
    "year": "Jahr",
    "month": "in welchem Monat",
    "week": "in welcher Woche",
    "day": "Tag",
    "date": "Tag",
    "interval": "wie oft",
    "morning": "morgens",
    "afternoon": "nachmittags",
    "c.t.": "eine Viertelstunde später (c. t.)",
}
"""What a date's words did not say (`When.assumed`), in the editors' words."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One reason to look: its kind, and what to say about it. An urgent one is more than a hint."""

    kind: str
    text: str
    urgent: bool = False


def notices(
    candidate: Candidate, today: date, since: datetime | None = None, titles: Mapping[str, str] = NONE
) -> tuple[Notice, ...]:
    """All that an editor should know about the event, urgent things first.

    `since` is the last visit, `titles` those of the events that may be the same, by id.
    """
    event = candidate.event
    found = [
        *_changed(candidate),
        *_standing(event),
        *_dated(candidate, today),
        *_placed(event),
        *_disagreeing(candidate.listings),
    ]
    if candidate.likely:
        known = [f"„{plain(titles[each], 80)}“" for each in candidate.likely if each in titles]
        found.append(Notice("duplicate", " ".join(["vielleicht doppelt", *known]), urgent=True))
    if since is not None and candidate.crawled.first_seen > since:
        found.append(Notice("new", "neu seit deinem letzten Besuch"))
    return tuple(sorted(found, key=lambda notice: not notice.urgent))


def _changed(candidate: Candidate) -> Iterator[Notice]:
    """What a crawl says against an editor's word: what, from, to."""
    for flag in candidate.flags:
        label = FIELDS.get(flag.field, flag.field)
        change = f"{label}: {said(flag.field, flag.was)} → {said(flag.field, flag.became)}"
        yield Notice("changed", f"{FLAGGED.get(flag.kind, flag.kind)}: {change}", urgent=True)


def _standing(event: Event) -> Iterator[Notice]:
    if event.status is Status.CANCELLED:
        yield Notice("cancelled", "abgesagt", urgent=True)
    elif event.status in (Status.POSTPONED, Status.RESCHEDULED):
        yield Notice("postponed", "verschoben", urgent=True)
    if event.withdrawn is not None:
        yield Notice("withdrawn", f"nicht mehr gefunden seit {event.withdrawn:%d.%m.%Y}", urgent=True)


def _dated(candidate: Candidate, today: date) -> Iterator[Notice]:
    event = candidate.event
    if event.when is None or event.when.start is None:
        yield Notice("undated", f"Datum nicht lesbar: „{plain(event.when_text or '')}“", urgent=True)
        return
    if "start" not in candidate.words:
        # An editor who set the date has answered what its words left open.
        yield from _as_read(candidate.listings)
    if event.when.rrule is None:
        told = holiday(_day(event.when.start), event.place)
        if told:
            yield Notice("holiday", told)
    deadline = event.registration_deadline
    if deadline is not None and today <= _day(deadline) <= today + DEADLINE_NEAR:
        yield Notice("deadline", f"Anmeldeschluss: {moment(deadline.isoformat())}", urgent=True)
    elif deadline is not None and _day(deadline) < today:
        yield Notice("deadline", f"Anmeldeschluss vorbei: {moment(deadline.isoformat())}")


def _as_read(listings: tuple[Listing, ...]) -> Iterator[Notice]:
    """What the best listing's words left open or said twice."""
    best = next((listing.when for listing in listings if listing.when is not None), None)
    if best is None:
        return
    if best.conflict:
        read = "" if best.start is None else f", gelesen als {moment(_day(best.start).isoformat())}"
        yield Notice("conflict", f"Wochentag und Datum passen nicht zusammen{read}", urgent=True)
    guessed = [ASSUMED.get(name, name) for name in best.assumed if name != "year"]
    if guessed:
        yield Notice("assumed", f"angenommen: {', '.join(dict.fromkeys(guessed))}")
    elif best.assumed:
        yield Notice("assumed", "Jahr angenommen")


def _placed(event: Event) -> Iterator[Notice]:
    place = event.place
    if not (place.name or place.city or place.street or place.online):
        yield Notice("no-place", "kein Ort", urgent=True)


def _disagreeing(listings: tuple[Listing, ...]) -> Iterator[Notice]:
    """Sources that name another start or another town. A day and a clock time on it do not disagree."""
    days: dict[str, str] = {}
    hours: dict[str, str] = {}
    towns: dict[str, str] = {}
    for listing in listings:
        start = listing.when.start if listing.when else None
        if start is not None and listing.when is not None and listing.when.rrule is None:
            days.setdefault(_day(start).isoformat(), listing.source)
            if isinstance(start, datetime):
                hours.setdefault(start.isoformat(), listing.source)
        if listing.place is not None and listing.place.city:
            towns.setdefault(listing.place.city, listing.source)
    starts = days if len(days) > 1 else hours
    if len(starts) > 1:
        yield _uneven("Beginn", {moment(start): source for start, source in starts.items()})
    if len(towns) > 1:
        yield _uneven("Stadt", towns)


def _uneven(label: str, values: dict[str, str]) -> Notice:
    told = "; ".join(f"{plain(value)} ({source})" for value, source in values.items())
    return Notice("disagree", f"Quellen uneins: {label} {told}", urgent=True)


def _day(of: Moment) -> date:
    return of.date() if isinstance(of, datetime) else of
