"""What a page gave when it was last read: while it stays as it is, its listings stand without reading it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from aggregator.store import listings, times
from aggregator.store.rows import Row, as_json
from aggregator.store.runs import UnderWay
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


def remember(database: Database, run: UnderWay, read: ReadPage, gave: Sequence[int]) -> None:
    """Notes what a page gave, its listings by number, in the transaction that stored them."""
    row = {
        "source": run.source,
        "request": read.request,
        "address": read.address,
        "mark": read.mark,
        "listings": as_json(list(gave)),
        "found": as_json(read.found),
        "read": run.now,
        "seen": run.now,
    }
    upsert(database, "pages", [row], key=("source", "request"))


def known(database: Database, source: str, request: str, mark: str) -> Row | None:
    """The row of a page that would be read as before; None where it was never read, or has changed since."""
    row = database.execute(
        "SELECT * FROM pages WHERE source = ? AND request = ? AND mark = ?", [source, request, mark]
    ).fetchone()
    return None if row is None else dict(row)


def see_again(database: Database, run: UnderWay, row: Row) -> ReadPage | None:
    """What a known page gave, its listings seen by this run; None, and nothing done, if one is missing."""
    numbers = json.loads(row["listings"])
    if not listings.see_again(database, run, numbers):
        return None
    database.execute(
        "UPDATE pages SET seen = ? WHERE source = ? AND request = ?", [run.now, run.source, row["request"]]
    )
    return ReadPage(
        request=row["request"],
        address=row["address"],
        mark=row["mark"],
        found=json.loads(row["found"]),
        listings=len(numbers),
    )


def prune(database: Database, older_than: datetime) -> int:
    """Forgets pages that no crawl has seen since; they are read anew should they return. Answers how many."""
    return int(database.execute("DELETE FROM pages WHERE seen < ?", [times.stamp(older_than)]).rowcount)
