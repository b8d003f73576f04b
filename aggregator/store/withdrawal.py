"""Gone is not cancelled: coming listings that a healthy run no longer finds are marked withdrawn."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from aggregator.event import BERLIN
from aggregator.store import runs, times
from aggregator.store.outcome import RunResult
from aggregator.store.rows import as_json

A_MONTH = timedelta(days=31)
"""A meeting shows in every list that reaches so far."""


def withdraw(database: Database, run: int, result: RunResult, now: datetime) -> int:
    """Marks what the run missed, for a run that was found healthy; answers how many listings.

    Only what is still to come and lies within the source's reach can be missed, and nothing that was known
    from a page which was refused or could not be read this time.
    """
    if result.reach is None:
        return 0
    today = now.astimezone(ZoneInfo(BERLIN)).date()
    until = "9999" if result.reach.until is None else result.reach.until.isoformat()
    excused = [*(each.address for each in result.refusals), *result.failed_pages]
    excused += [each.url for each in result.left_out if each.url]
    missed = database.execute(
        "SELECT id FROM listings WHERE source = :source AND withdrawn IS NULL "
        "AND ((rrule IS NULL AND last_day >= :today AND first_day <= :until) "
        "  OR (rrule IS NOT NULL AND :until >= :month_on)) "
        "AND id NOT IN (SELECT listing FROM sightings WHERE run = :run) "
        "AND coalesce(page, '') NOT IN (SELECT value FROM json_each(:excused)) "
        "AND coalesce(url, '') NOT IN (SELECT value FROM json_each(:excused)) ",
        {
            "source": runs.source_of(database, run),
            "today": today.isoformat(),
            "month_on": (today + A_MONTH).isoformat(),
            "until": until,
            "run": run,
            "excused": as_json(excused),
        },
    ).fetchall()
    seen = times.stamp(now)
    database.table("listing_changes").insert_all(
        {
            "listing": row["id"],
            "field": "withdrawn",
            "was": None,
            "became": seen,
            "seen": seen,
            "run": run,
        }
        for row in missed
    )
    database.conn.executemany(
        "UPDATE listings SET withdrawn = ?, to_match = 1 WHERE id = ?", [(seen, row["id"]) for row in missed]
    )
    database.execute("UPDATE runs SET withdrawn = ? WHERE id = ?", [len(missed), run])
    return len(missed)
