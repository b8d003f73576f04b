"""From listings to events: matches what is new or has changed, and writes what we believe since."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from aggregator.matching import Group, group
from aggregator.store import flags, neighbours, times
from aggregator.store.merging import Account, merged
from aggregator.store.rows import Row, as_json
from aggregator.store.statement import insert, upsert

SILENT = frozenset({"last_seen", "first_seen", "listings"})
"""What changes without making another version of the event."""


@dataclass(frozen=True, slots=True)
class Matched:
    """How many listings were looked at, and how many events are new, have changed, or became another's."""

    listings: int = 0
    new: int = 0
    changed: int = 0
    joined: int = 0


def match(database: Database, now: datetime) -> Matched:
    """Sorts all new and changed listings into events, within the caller's transaction."""
    fresh = [row["id"] for row in database.execute("SELECT id FROM listings WHERE to_match = 1")]
    if not fresh:
        return Matched()
    accounts = neighbours.with_neighbours(database, fresh)
    events = neighbours.events_of(database, accounts)
    created: list[Row] = []
    links: list[Row] = []
    known: dict[str, set[str]] = {}
    for each in _grouped(database, accounts, events, set(fresh)):
        ids = {events[number] for number in each.members if number in events}
        if ids:
            event = _elder(database, ids)
            known[event] = ids - {event}
        else:
            created.append(_new_row(database, [accounts[number] for number in each.members], now))
            event = created[-1]["id"]
        links += _links(event, each, events, now)
    insert(database, "events", created)
    upsert(database, "event_listings", links, key=("listing",))
    joined = sum(_join_others(database, event, others, now) for event, others in known.items())
    changed = sum(rebuild(database, event, now) for event in known)
    database.execute("UPDATE listings SET to_match = 0 WHERE to_match = 1")
    return Matched(len(fresh), len(created), changed, joined)


def rebuild(database: Database, event: str, now: datetime) -> bool:
    """Merges the event anew from its listings; says whether anything about it changed."""
    accounts = neighbours.accounts_of(database, event)
    row = merged(accounts)
    before = dict(database.table("events").get(event))
    differing = {column: value for column, value in row.items() if before[column] != value}
    if not differing:
        return False
    if set(differing) - SILENT:
        differing["version"] = before["version"] + 1
    if set(differing) & set(flags.HEARD):
        differing["sequence"] = before["sequence"] + 1
        differing["changed"] = times.stamp(now)
    database.table("events").update(event, differing)
    flags.raise_for(database, event, before, row, now)
    return bool(set(differing) - SILENT)


def _new_row(database: Database, accounts: Sequence[Account], now: datetime) -> Row:
    """A new event of these listings; its id is made from the first of them by source and key."""
    founder = min((account.listing.source, account.listing.key) for account in accounts)
    history = {"changed": times.stamp(now), "sequence": 0, "version": 1}
    return {"id": _free_id(database, *founder), **merged(accounts), **history}


def split_off(database: Database, event: str, leaving: Sequence[Account], now: datetime) -> str:
    """Makes an event of its own of some of an event's listings; gets back the id that it once had."""
    founder = min((account.listing.source, account.listing.key) for account in leaving)
    former = {"id": _id(*founder), "event": event}
    database.execute("DELETE FROM former_ids WHERE id = :id AND event = :event", former)
    row = _new_row(database, leaving, now)
    database.table("events").insert(row)
    database.conn.executemany(
        "UPDATE event_listings SET event = ?, why = 'editor', score = 1.0, matched = ? WHERE listing = ?",
        [(row["id"], times.stamp(now), account.id) for account in leaving],
    )
    return str(row["id"])


def _grouped(
    database: Database, accounts: Mapping[int, Account], events: Mapping[int, str], fresh: set[int]
) -> list[Group]:
    """The groups that hold a fresh listing."""
    given: dict[str, list[int]] = {}
    for number, event in events.items():
        given.setdefault(event, []).append(number)
    together, apart = neighbours.pairs(database, accounts)
    groups = group(
        {number: account.listing for number, account in accounts.items()},
        given.values(),
        together=together,
        apart=apart,
        shared=neighbours.shared_addresses(database, neighbours.addresses_of(accounts.values())),
        fresh=fresh,
    )
    return [each for each in groups if not fresh.isdisjoint(each.members)]


def _elder(database: Database, ids: Collection[str]) -> str:
    """Of several events that turn out to be one, the one that editors know, else the oldest."""
    if len(ids) == 1:
        return next(iter(ids))
    row = database.execute(
        "SELECT id FROM events e WHERE id IN (SELECT value FROM json_each(?)) ORDER BY "
        "NOT EXISTS (SELECT 1 FROM issue_events p WHERE p.event = e.id), "
        "NOT EXISTS (SELECT 1 FROM decisions d WHERE d.event = e.id AND d.undone IS NULL), first_seen, id",
        [as_json(sorted(ids))],
    ).fetchone()
    return str(row["id"])


def _links(event: str, each: Group, events: Mapping[int, str], now: datetime) -> list[Row]:
    """Which listings speak of the event since now, and why."""
    return [
        {
            "listing": number,
            "event": event,
            "why": each.why[number].why if number in each.why else "first",
            "score": round(each.why[number].score, 3) if number in each.why else 1.0,
            "matched": times.stamp(now),
        }
        for number in each.members
        if events.get(number) != event
    ]


def _join_others(database: Database, event: str, others: Iterable[str], now: datetime) -> int:
    """Lets other events become this one, with all that was said of them."""
    count = 0
    for other in sorted(others):
        absorb(database, event, other, now)
        count += 1
    return count


def absorb(database: Database, event: str, other: str, now: datetime) -> None:
    """Lets `other` become `event`: its listings, decisions, flags and printed lines go with it."""
    database.execute("UPDATE event_listings SET event = ? WHERE event = ?", [event, other])
    database.execute("UPDATE decisions SET event = ? WHERE event = ?", [event, other])
    database.execute("UPDATE flags SET event = ? WHERE event = ?", [event, other])
    database.execute("UPDATE former_ids SET event = ? WHERE event = ?", [event, other])
    database.execute("UPDATE OR IGNORE issue_events SET event = ? WHERE event = ?", [event, other])
    database.execute("DELETE FROM issue_events WHERE event = ?", [other])
    database.table("events").delete(other)
    database.table("former_ids").insert({"id": other, "event": event, "since": times.stamp(now)})


def _id(*words: str) -> str:
    return hashlib.sha256(as_json(words).encode()).hexdigest()[:16]


def _free_id(database: Database, source: str, key: str) -> str:
    """An id made from source and key that no event has or had."""
    for attempt in range(1000):
        candidate = _id(source, key, *([str(attempt)] if attempt else []))
        used = database.execute(
            "SELECT 1 FROM events WHERE id = ? UNION SELECT 1 FROM former_ids WHERE id = ?",
            [candidate, candidate],
        ).fetchone()
        if used is None:
            return candidate
    raise AssertionError("a thousand ids in use")
