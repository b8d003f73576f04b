"""What a page gave when it was last read: while it stays as it is, its listings stand without reading it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from aggregator.store import listings, runs, times
from aggregator.store.rows import as_json
from aggregator.store.statement import upsert


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """A page as it was read.

    `request` identifies what was asked (Scrapy's request fingerprint, in hex), `mark` is a hash of all that
    the reading depends on, and `found` what the page gave beside its listings: a JSON object in the
    crawl's own form. `listings` says how many listings it gave.
    """

    request: str
    address: str
    mark: str
    found: Mapping[str, Any]
    listings: int = 0


def remember(database: Database, run: int, read: ReadPage, gave: Sequence[int], now: datetime) -> None:
    """Notes what a page gave, its listings by number, in the transaction that stored them."""
    row = {
        "source": runs.source_of(database, run),
        "request": read.request,
        "address": read.address,
        "mark": read.mark,
        "listings": as_json(list(gave)),
        "found": as_json(read.found),
        "read": times.stamp(now),
        "seen": times.stamp(now),
    }
    upsert(database, "pages", row, key=("source", "request"))


def revisit(database: Database, run: int, request: str, mark: str, now: datetime) -> ReadPage | None:
    """What the page gave, where it would be read as before; its listings are then seen by this run.

    None where it was never read, has changed since, or a listing of it is missing.
    """
    source = runs.source_of(database, run)
    row = database.execute(
        "SELECT * FROM pages WHERE source = ? AND request = ? AND mark = ?", [source, request, mark]
    ).fetchone()
    if row is None or not listings.see_again(database, run, json.loads(row["listings"]), now):
        return None
    database.execute(
        "UPDATE pages SET seen = ? WHERE source = ? AND request = ?", [times.stamp(now), source, request]
    )
    return ReadPage(
        request=request,
        address=row["address"],
        mark=mark,
        found=json.loads(row["found"]),
        listings=len(json.loads(row["listings"])),
    )


def prune(database: Database, older_than: datetime) -> int:
    """Forgets pages that no crawl has seen since; they are read anew should they return. Answers how many."""
    return int(database.execute("DELETE FROM pages WHERE seen < ?", [times.stamp(older_than)]).rowcount)
