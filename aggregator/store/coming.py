"""What may be published: the events of some days and the meetings, as editors want them."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from aggregator.event import Event
from aggregator.store.overrides import verdicts
from aggregator.store.queries import events_for, meetings


def coming(
    database: Database, first: date, last: date, issue: str | None = None, *, accepted: bool = False
) -> list[Event]:
    """Single events on a day from `first` to `last` and all that repeats, editors' words applied.

    What editors rejected is left out, with `accepted` also what they did not accept. Their verdicts for
    `issue` count; without one the latest issue's.
    """
    said = latest_verdicts(database) if issue is None else _kinds(database, issue)
    events = [*events_for(database, first, last, issue), *meetings(database, issue)]
    wanted = ("accept",) if accepted else ("accept", "later", None)
    return [event for event in events if said.get(event.id) in wanted]


def latest_verdicts(database: Database) -> dict[str, str]:
    """The verdict about each event that holds by now: the latest issue's, in it the latest word."""
    rows = database.execute(
        "SELECT event, kind FROM decisions WHERE undone IS NULL AND kind IN ('accept', 'reject', 'later') "
        "ORDER BY coalesce(issue, ''), id"
    )
    return {row["event"]: row["kind"] for row in rows}


def _kinds(database: Database, issue: str) -> dict[str, str]:
    return {event: kind for event, (kind, _) in verdicts(database, issue).items()}
