"""What editors said, applied to what we believe: other words for a field, and what they want left out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from sqlite_utils import Database

from aggregator.store import times
from aggregator.store.rows import Row, as_json


def overridden(database: Database, rows: Sequence[Row], issue: str | None) -> Iterator[Row]:
    """The rows with editors' words in them. A word said for an issue holds from that issue on."""
    words = fields_set(database, [row["id"] for row in rows], issue)
    for row in rows:
        yield worded(row, words.get(row["id"], {}))


def worded(row: Row, words: Row) -> Row:
    """The row with these columns instead. An end that is not among them keeps its distance to a new start."""
    after = {**row, **words}
    if "start" in words and "end" not in words and row["start"] and row["end"] and after["start"]:
        after["end"] = times.shifted(row["end"], row["start"], after["start"])
    return after


def effective(database: Database, event: str, issue: str | None) -> Row:
    """One event's row with editors' words in it."""
    row = dict(database.table("events").get(event))
    return next(overridden(database, [row], issue))


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


def verdicts(database: Database, issue: str | None) -> dict[str, tuple[str, str | None]]:
    """What editors decided about events for an issue, and why: its own verdict, else the one for all."""
    rows = database.execute(
        "SELECT event, kind, reason FROM decisions WHERE undone IS NULL "
        "AND kind IN ('accept', 'reject', 'later') AND (issue IS NULL OR issue = ?) "
        "ORDER BY issue IS NOT NULL, id",
        [issue],
    )
    return {row["event"]: (row["kind"], row["reason"]) for row in rows}


def left_out(database: Database, issue: str | None) -> set[str]:
    """The events that editors want left out of an issue: rejected ones, and those of muted sources only."""
    out = {event for event, (verdict, _) in verdicts(database, issue).items() if verdict == "reject"}
    # CROSS JOIN keeps SQLite to this order: few sources are muted, most often none.
    muted = database.execute(
        "SELECT DISTINCT el.event FROM sources s CROSS JOIN listings l ON l.source = s.name "
        "CROSS JOIN event_listings el ON el.listing = l.id WHERE s.muted = 1 AND NOT EXISTS ("
        "  SELECT 1 FROM event_listings other JOIN listings ol ON ol.id = other.listing "
        "  JOIN sources os ON os.name = ol.source WHERE other.event = el.event AND os.muted = 0)"
    )
    return out | {row["event"] for row in muted}
