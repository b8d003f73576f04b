"""What editors said, applied to what we believe: other words for a field, and what they want left out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from sqlite_utils import Database

from aggregator.store.rows import Row, as_json

MAY_BE_SET = (
    "title",
    "start",
    "end",
    "rrule",
    "also",
    "skipped",
    "timezone",
    "status",
    "online",
    "place_name",
    "street",
    "postcode",
    "city",
    "country",
    "latitude",
    "longitude",
    "url",
    "links",
    "lab",
    "stream_url",
    "registration_url",
    "registration_deadline",
    "price",
    "organizer",
    "description",
)
"""The columns of events that an editor can word differently."""


def overridden(database: Database, rows: Sequence[Row], issue: str | None) -> Iterator[Row]:
    """The rows with editors' words in them. A word said for an issue holds from that issue on."""
    words = fields_set(database, [row["id"] for row in rows], issue)
    for row in rows:
        yield {**row, **words.get(row["id"], {})}


def fields_set(database: Database, events: Sequence[str], issue: str | None) -> dict[str, Row]:
    """For each of these events the columns that an editor set, as the column's values.

    What was said for one issue counts in it and the later ones; without an issue everything counts. The
    later issue's word wins, then the later word.
    """
    rows = database.execute(
        "SELECT event, kind, field, value FROM decisions "
        "WHERE kind IN ('set', 'unset') AND undone IS NULL "
        "AND event IN (SELECT value FROM json_each(:events)) "
        "AND (:issue IS NULL OR issue IS NULL OR issue <= :issue) ORDER BY coalesce(issue, ''), id",
        {"events": as_json(list(events)), "issue": issue},
    )
    found: dict[str, Row] = {}
    for row in rows:
        words = found.setdefault(row["event"], {})
        if row["kind"] == "set":
            words[row["field"]] = json.loads(row["value"])
        else:
            words.pop(row["field"], None)
    return found


def rejected(database: Database, issue: str | None) -> set[str]:
    """The events that editors want left out of an issue: the issue's own verdict, else the one for all."""
    rows = database.execute(
        "SELECT event, kind FROM decisions WHERE kind IN ('accept', 'reject', 'later') AND undone IS NULL "
        "AND (issue IS NULL OR issue = ?) ORDER BY issue IS NOT NULL, id",
        [issue],
    )
    verdicts = {row["event"]: row["kind"] for row in rows}
    return {event for event, verdict in verdicts.items() if verdict == "reject"}
