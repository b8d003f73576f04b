"""Flags: where a crawl contradicts what an editor said, which then stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from aggregator.store import times
from aggregator.store.rows import PLACE_COLUMNS, WHEN_COLUMNS

HEARD = ("title", *WHEN_COLUMNS, "status", *(each for each in PLACE_COLUMNS if each != "located"), "url")
"""What calendars must hear of: another value moves `changed` and `sequence`."""

NEVER_SHOWN = frozenset({"timezone", "country", "latitude", "longitude"})
WATCHED = (*(each for each in HEARD if each not in NEVER_SHOWN), "withdrawn")
"""What an editor who accepted an event wants to hear of."""


def raise_for(
    database: Database, event: str, before: Mapping[str, Any], after: Mapping[str, Any], now: datetime
) -> None:
    """Flags every change that contradicts an override or concerns what was accepted or printed."""
    said = database.execute(
        "SELECT kind, field FROM decisions WHERE event = ? AND undone IS NULL ORDER BY id", [event]
    ).fetchall()
    overridden = {row["field"] for row in said if row["kind"] == "set"}
    verdicts = [row["kind"] for row in said if row["kind"] in ("accept", "reject", "later")]
    printed = database.execute("SELECT 1 FROM issue_events WHERE event = ?", [event]).fetchone()
    raised = []
    for column, value in after.items():
        if before[column] == value:
            continue
        if column in overridden:
            raised.append(("override", column))
        elif column in WATCHED and "accept" in verdicts:
            raised.append(("accepted", column))
        if column in WATCHED and printed is not None:
            raised.append(("published", column))
    database.table("flags").insert_all(
        {
            "event": event,
            "kind": kind,
            "field": column,
            "was": None if before[column] is None else str(before[column]),
            "became": None if after[column] is None else str(after[column]),
            "seen": times.stamp(now),
        }
        for kind, column in raised
    )


def settle(database: Database, event: str, now: datetime, field: str | None = None) -> None:
    """An editor has seen the event's open flags, or those of one field."""
    database.execute(
        "UPDATE flags SET settled = :now WHERE event = :event AND settled IS NULL "
        "AND (:field IS NULL OR field = :field)",
        {"now": times.stamp(now), "event": event, "field": field},
    )


def settle_unprinted(database: Database, now: datetime) -> None:
    """What changed after print needs no eye where nothing is printed any more."""
    database.execute(
        "UPDATE flags SET settled = ? WHERE kind = 'published' AND settled IS NULL "
        "AND event NOT IN (SELECT event FROM issue_events)",
        [times.stamp(now)],
    )
