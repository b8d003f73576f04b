"""Forgets old runs. Events, listings, their changes and decisions are never pruned."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from aggregator.store import times
from aggregator.store.runs import GOOD_RUNS


def prune(database: Database, older_than: datetime) -> int:
    """Deletes the runs that finished before; answers how many.

    Of each source the last ten good runs stay, since they say what is usual, and its very latest.
    """
    old = database.execute(
        "SELECT id FROM ("
        "  SELECT id, started, outcome, row_number() OVER (PARTITION BY source ORDER BY id DESC) AS latest,"
        "    row_number() OVER (PARTITION BY source, outcome IN ('ok', 'shrunk') ORDER BY id DESC) AS nth"
        "  FROM runs"
        ") WHERE started < :before AND outcome IS NOT NULL AND latest > 1"
        "  AND NOT (outcome IN ('ok', 'shrunk') AND nth <= :kept)",
        {"before": times.stamp(older_than), "kept": GOOD_RUNS},
    ).fetchall()
    numbers = [(row["id"],) for row in old]
    database.conn.executemany("UPDATE listing_changes SET run = NULL WHERE run = ?", numbers)
    database.conn.executemany("DELETE FROM runs WHERE id = ?", numbers)
    return len(numbers)
