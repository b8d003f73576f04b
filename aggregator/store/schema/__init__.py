"""The schema as data: every table, view and column with the sentence that explains it.

The promise to the outside: columns are added, never renamed. `data/README.md` says the same in prose.
"""

from __future__ import annotations

from aggregator.store.schema import believed, crawled, decided
from aggregator.store.schema.column import Column, Table

TABLES: tuple[Table, ...] = (*crawled.TABLES, *believed.TABLES, *decided.TABLES)

VIEWS: dict[str, tuple[str, str]] = {
    "upcoming": (
        "events that are not over, single ones and ranges of days, soonest first",
        "SELECT * FROM events WHERE rrule IS NULL AND last_day >= date('now') "
        "ORDER BY first_day, start_utc, id",
    ),
    "meetings": (
        "events that repeat, in order of their town",
        "SELECT * FROM events WHERE rrule IS NOT NULL ORDER BY coalesce(lab, city), title, id",
    ),
}
"""Each view's name, what it shows, and its SELECT."""

SEARCHED = ("title", "description", "place_name", "city", "organizer")
"""The columns of events that full-text search looks at."""

__all__ = ["SEARCHED", "TABLES", "VIEWS", "Column", "Table"]
