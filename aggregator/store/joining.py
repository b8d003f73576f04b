"""Merge and split: an editor's word on which listings speak of one event, respected by every later run."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise, product

from sqlite_utils import Database

from aggregator.store import beliefs, decisions
from aggregator.store.decisions import Said
from aggregator.store.errors import BadValue, UnknownDecision
from aggregator.store.merging import rank
from aggregator.store.neighbours import accounts_of
from aggregator.store.queries import resolve
from aggregator.store.rows import as_json


def merge(database: Database, event: str, other: str, said: Said) -> str:
    """Makes `other` part of `event`, with everything said of it; its id leads to `event` from now on."""
    event, other = resolve(database, event), resolve(database, other)
    if event == other:
        raise BadValue(f"{event} and {other} are one event already")
    staying, coming = _numbers(database, event), _numbers(database, other)
    decision = decisions.record(database, event, "merge", said, other=other, value=as_json(coming))
    _forget(database, product(staying, coming))
    _remember(database, [(staying[0], coming[0])], decision, together=True)
    beliefs.absorb(database, event, other, said.now)
    beliefs.rebuild(database, event, said.now)
    return event


def split(
    database: Database, event: str, leaving: Collection[tuple[str, str]] | None, said: Said
) -> list[str]:
    """Takes listings out of an event and answers the new events' ids.

    `leaving` names listings by source and key: they become one new event. Without it every listing but the
    best becomes an event of its own.
    """
    event = resolve(database, event)
    ranked = sorted(accounts_of(database, event), key=rank)
    if leaving is None:
        parts = [[account] for account in ranked[1:]]
    else:
        wanted = set(leaving)
        parts = [[each for each in ranked if (each.listing.source, each.listing.key) in wanted]]
    gone = {account.id for part in parts for account in part}
    if not gone or len(gone) == len(ranked):
        raise BadValue(f"{event} cannot be split so: of its {len(ranked)} listings {len(gone)} would leave")
    made: list[str] = []
    together = [[account.id for account in ranked if account.id not in gone]]
    for part in parts:
        numbers = [account.id for account in part]
        new = beliefs.split_off(database, event, part, said.now)
        decision = decisions.record(database, event, "split", said, other=new, value=as_json(numbers))
        said = Said(now=said.now, issue=said.issue, editor=said.editor, reason=said.reason)
        for others in together:
            _forget(database, product(numbers, others))
            _remember(database, product(numbers, others), decision, together=False)
        _remember(database, pairwise(numbers), decision, together=True)
        together.append(numbers)
        made.append(new)
    beliefs.rebuild(database, event, said.now)
    return made


def undo(database: Database, decision: int, said: Said) -> None:
    """Takes any decision back: what was merged is split again, what was split is merged."""
    row = database.execute("SELECT * FROM decisions WHERE id = ?", [decision]).fetchone()
    if row is None:
        raise UnknownDecision(f"there is no decision {decision}")
    taken_back = decisions.undo(database, decision, said)
    # The version that the editor saw has been compared, and has moved on.
    said = replace(said, version=None)
    if taken_back["kind"] == "merge":
        here = set(_numbers(database, row["event"]))
        leaving = [number for number in json.loads(row["value"]) if number in here]
        _forget(database, product(leaving, here - set(leaving)))
        if leaving and here - set(leaving):
            split(database, row["event"], _named(database, leaving), said)
    elif taken_back["kind"] == "split":
        merge(database, row["event"], row["other"], said)


def _numbers(database: Database, event: str) -> list[int]:
    """The numbers of an event's listings, the best first."""
    return [account.id for account in sorted(accounts_of(database, event), key=rank)]


def _named(database: Database, numbers: Sequence[int]) -> list[tuple[str, str]]:
    rows = database.execute(
        "SELECT source, key FROM listings WHERE id IN (SELECT value FROM json_each(?))", [as_json(numbers)]
    )
    return [(row["source"], row["key"]) for row in rows]


def _remember(database: Database, pairs: Iterable[tuple[int, int]], decision: int, *, together: bool) -> None:
    database.table("listing_pairs").upsert_all(
        (
            {"listing": min(pair), "other": max(pair), "together": int(together), "decision": decision}
            for pair in pairs
        ),
        pk=("listing", "other"),
    )


def _forget(database: Database, pairs: Iterable[tuple[int, int]]) -> None:
    database.conn.executemany(
        "DELETE FROM listing_pairs WHERE listing = ? AND other = ?",
        [(min(pair), max(pair)) for pair in pairs],
    )
