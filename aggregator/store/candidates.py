"""Events as an editor sees them for an issue: with verdict, own words, flags and who says what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations, product
from typing import Any

from sqlite_utils import Database

from aggregator.event import Event, Listing
from aggregator.matching import blocks_of, canonical, likely, may_be_occurrence
from aggregator.store import times
from aggregator.store.neighbours import kept_apart, ranked_listings, shared_addresses
from aggregator.store.overrides import fields_set, verdicts, worded
from aggregator.store.queries import ON_DAYS, by_start, on_days, repeats
from aggregator.store.rows import Row, as_json, event_of


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that a crawl says against an editor's word: kind override, accepted or published."""

    id: int
    kind: str
    field: str
    was: str | None
    became: str | None
    seen: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An event that may stand in an issue.

    `event` has editors' words in it, `crawled` has not; `words` are the columns they set. `verdict` is
    accept, reject, later or None, `reason` why. `version` is what a decision has to name. `listings` are
    what each source says, the best first; `likely` the ids of events that may be the same.
    """

    event: Event
    crawled: Event
    version: int
    verdict: str | None
    reason: str | None
    words: Mapping[str, Any]
    flags: tuple[Flag, ...]
    listings: tuple[Listing, ...]
    likely: tuple[str, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """The names of the sources that list it, each once."""
        return tuple(dict.fromkeys(listing.source for listing in self.listings))


def candidates(database: Database, first: date, last: date, issue: str) -> list[Candidate]:
    """Everything for an issue: single events from `first` to `last` in order of start, then meetings,
    then what has no date and was seen in the last 60 days before `first`; rejected ones too."""
    rows = [dict(row) for row in database.execute(ON_DAYS, {"first": str(first), "last": str(last)})]
    rows += database.table("events").rows_where("rrule IS NOT NULL")
    rows += database.table("events").rows_where(
        "first_day IS NULL AND rrule IS NULL AND last_seen >= date(?, '-60 days')", [str(first)]
    )
    found = _candidates(database, list({row["id"]: row for row in rows}.values()), issue)
    shown = [each for each in found if _belongs(each.event, first, last)]
    return sorted(shown, key=_place_in_section)


def candidate(database: Database, event: str, issue: str) -> Candidate:
    """One event, by its present id, as an editor sees it for an issue; without likely duplicates."""
    return _candidates(database, [dict(database.table("events").get(event))], issue)[0]


def _place_in_section(each: Candidate) -> tuple[bool, bool, tuple[str, bool, str, str, str]]:
    return each.event.when is None, repeats(each.event), by_start(each.event)


def _belongs(event: Event, first: date, last: date) -> bool:
    return event.when is None or repeats(event) or on_days(event, first, last)


def _candidates(database: Database, rows: Sequence[Row], issue: str) -> list[Candidate]:
    ids = [row["id"] for row in rows]
    words, said = fields_set(database, ids, issue), verdicts(database, issue)
    open_flags = _flags(database, ids)
    listings = ranked_listings(database, ids)
    alike = _alike(database, listings)
    return [
        Candidate(
            event=event_of(worded(row, words.get(row["id"], {}))),
            crawled=event_of(row),
            version=row["version"],
            verdict=said.get(row["id"], (None, None))[0],
            reason=said.get(row["id"], (None, None))[1],
            words=words.get(row["id"], {}),
            flags=tuple(open_flags.get(row["id"], ())),
            listings=tuple(listings[row["id"]]),
            likely=tuple(sorted(alike.get(row["id"], ()))),
        )
        for row in rows
    ]


def _flags(database: Database, ids: Sequence[str]) -> dict[str, list[Flag]]:
    rows = database.table("flags").rows_where(
        "settled IS NULL AND event IN (SELECT value FROM json_each(?))", [as_json(ids)], order_by="id"
    )
    found: dict[str, list[Flag]] = defaultdict(list)
    for row in rows:
        seen = times.from_stamp(row["seen"])
        found[row["event"]].append(
            Flag(row["id"], row["kind"], row["field"], row["was"], row["became"], seen)
        )
    return found


def _alike(database: Database, listings: Mapping[str, Sequence[Listing]]) -> dict[str, set[str]]:
    """Pairs of events that the matching did not join, but which an editor should look at: by their best
    listings, within a day or an address."""
    best = {event: some[0] for event, some in listings.items()}
    blocks: dict[object, list[str]] = defaultdict(list)
    for event, listing in best.items():
        for block in blocks_of(listing):
            blocks[block].append(event)
    addresses = [canonical(listing.url) for listing in best.values() if listing.url]
    shared = shared_addresses(database, addresses)
    pairs = {(one, other) for events in blocks.values() for one, other in combinations(events, 2)}
    alike = {pair for pair in pairs if likely(best[pair[0]], best[pair[1]], shared)}
    meetings = [event for event, listing in best.items() if listing.when and listing.when.rrule]
    alike |= {pair for pair in product(meetings, best) if may_be_occurrence(best[pair[0]], best[pair[1]])}
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in alike:
        found[one].add(other)
        found[other].add(one)
    for one, other in kept_apart(database, list(best)):
        found[one].discard(other)
        found[other].discard(one)
    return found
