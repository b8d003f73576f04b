"""Which of the editors' words hold now: about an event, about sources, about issues."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from aggregator.store import times
from aggregator.store.queries import resolve

REJECTED_ALWAYS = 3
"""How many rejected events, and no accepted one, make a source worth muting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision that was not taken back: `id` is its number for `undo`, `value` what a field was set to."""

    id: int
    kind: str
    field: str | None
    value: Any
    other: str | None
    issue: str | None
    reason: str | None
    editor: str | None
    made: datetime


def standing(database: Database, event: str) -> list[Decision]:
    """The decisions about an event that were not taken back, oldest first. Raises UnknownEvent."""
    rows = database.table("decisions").rows_where(
        "event = ? AND undone IS NULL", [resolve(database, event)], order_by="id"
    )
    return [
        Decision(
            value=None if row["value"] is None else json.loads(row["value"]),
            made=times.from_stamp(row["made"]),
            **{name: row[name] for name in ("id", "kind", "field", "other", "issue", "reason", "editor")},
        )
        for row in rows
    ]


def muted(database: Database) -> set[str]:
    """The sources whose events are left out of drafts."""
    return {row["name"] for row in database.table("sources").rows_where("muted = 1", select="name")}


def always_rejected(database: Database) -> list[str]:
    """Sources, not muted yet, of whose events editors rejected several and accepted none."""
    rows = database.execute(
        "SELECT l.source, count(DISTINCT CASE WHEN d.kind = 'reject' THEN d.event END) AS rejected, "
        "  count(CASE WHEN d.kind = 'accept' THEN 1 END) AS accepted "
        "FROM decisions d JOIN event_listings el ON el.event = d.event JOIN listings l ON l.id = el.listing "
        "JOIN sources s ON s.name = l.source AND s.muted = 0 "
        "WHERE d.undone IS NULL AND d.kind IN ('accept', 'reject') "
        "GROUP BY l.source HAVING rejected >= ? AND accepted = 0 ORDER BY l.source",
        [REJECTED_ALWAYS],
    )
    return [row["source"] for row in rows]


def published_issues(database: Database) -> list[str]:
    """The issues that were published, newest first."""
    rows = database.table("issues").rows_where(select="issue", order_by="issue desc")
    return [row["issue"] for row in rows]
