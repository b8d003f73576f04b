"""What the rooms above ask: the events of some days, the meetings, what has no date, one event's life."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from sqlite_utils import Database

from aggregator.event import Event, Listing
from aggregator.store import times
from aggregator.store.errors import UnknownEvent
from aggregator.store.neighbours import accounts_of
from aggregator.store.overrides import left_out, overridden
from aggregator.store.rows import Row, event_of

WORD = re.compile(r"\w+")
ISSUE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")

UNDATED_SEEN = timedelta(days=62)
"""An event without a readable date is named in drafts for about two months after it was last seen."""

ON_DAYS = """
    SELECT * FROM events WHERE rrule IS NULL AND first_day BETWEEN date(:first, '-31 days') AND :last
        AND last_day >= :first
    UNION SELECT * FROM events WHERE rrule IS NULL AND days > 31 AND last_day >= :first AND first_day <= :last
    UNION SELECT * FROM events WHERE id IN (
        SELECT event FROM decisions WHERE kind = 'set' AND field IN ('start', 'end', 'rrule', 'also'))
"""
"""Two indexes instead of a scan: what began at most 31 days before, and the few that last longer."""


def events_for(database: Database, first: date, last: date, issue: str | None = None) -> list[Event]:
    """Single events and ranges of days that take place on a day from `first` to `last`, in order of start.

    Editors' words are applied, and what they rejected for `issue` is left out. Meetings, cancelled and
    withdrawn events: see `meetings`, and each event's `status` and `withdrawn`.
    """
    rows = database.execute(ON_DAYS, {"first": first.isoformat(), "last": last.isoformat()})
    events = believed(database, [dict(row) for row in rows], issue)
    return sorted((event for event in events if on_days(event, first, last)), key=by_start)


def for_issue(database: Database, issue: str, first: date, last: date) -> list[Event]:
    """All that the section of an issue may print or name: what takes place from `first` to `last`, the
    meetings, and what has no readable date and was seen since UNDATED_SEEN before `first`."""
    since = datetime.combine(first - UNDATED_SEEN, time.min, UTC)
    return [
        *events_for(database, first, last, issue),
        *meetings(database, issue),
        *undated(database, since, issue),
    ]


def meetings(database: Database, issue: str | None = None) -> list[Event]:
    """Everything that repeats, by its lab or town; editors' words applied, rejected ones left out."""
    rows = database.execute(
        "SELECT * FROM events WHERE rrule IS NOT NULL UNION SELECT * FROM events "
        "WHERE id IN (SELECT event FROM decisions WHERE kind = 'set' AND field = 'rrule')"
    )
    events = [each for each in believed(database, [dict(row) for row in rows], issue) if repeats(each)]
    return sorted(events, key=lambda event: (event.lab or event.place.city or "", event.title, event.id))


def undated(database: Database, since: datetime | None = None, issue: str | None = None) -> list[Event]:
    """Events whose date could not be read, last seen at `since` or later, in order of title."""
    rows = database.execute(
        "SELECT * FROM events WHERE first_day IS NULL AND rrule IS NULL AND last_seen >= ?",
        ["" if since is None else times.stamp(since)],
    )
    events = believed(database, [dict(row) for row in rows], issue)
    return sorted((event for event in events if event.when is None), key=lambda each: (each.title, each.id))


def believed(database: Database, rows: Sequence[Row], issue: str | None) -> list[Event]:
    """Rows of events as events, with editors' words applied and without what they rejected for the issue."""
    out = left_out(database, issue)
    kept = [row for row in rows if row["id"] not in out]
    return [event_of(row) for row in overridden(database, kept, issue)]


def on_days(event: Event, first: date, last: date) -> bool:
    """The event takes place on one of these days; single dates with gaps count each for itself."""
    when = event.when
    if when is None or when.start is None or when.rrule is not None:
        return False
    if when.also:
        days = [times.day(each) for each in (when.start, *when.also)]
        return any(first <= day <= last for day in days)
    begins, ends = times.first_day(when), times.last_day(when)
    return begins is not None and ends is not None and begins <= last and ends >= first


def repeats(event: Event) -> bool:
    """It is a meeting."""
    return event.when is not None and event.when.rrule is not None


def by_start(event: Event) -> tuple[str, bool, str, str, str]:
    """The order of the section: by day, all-day events before the timed ones, then by hour and title."""
    when = event.when
    if when is None or when.start is None:
        return ("9999", True, "", event.title, event.id)
    return (
        times.day(when.start).isoformat(),
        not when.all_day,
        times.utc(when.start, when.timezone),
        event.title,
        event.id,
    )


def resolve(database: Database, event: str) -> str:
    """The id that an event has now, given one that it has or had. Raises UnknownEvent."""
    row = database.execute(
        "SELECT id FROM events WHERE id = :id UNION ALL SELECT event FROM former_ids WHERE id = :id",
        {"id": event},
    ).fetchone()
    if row is None:
        raise UnknownEvent(f"no event has the id {event}")
    return str(row["id"])


def event(database: Database, id_: str, issue: str | None = None) -> Event:
    """One event as editors want it. Raises UnknownEvent."""
    row = dict(database.table("events").get(resolve(database, id_)))
    return event_of(next(iter(overridden(database, [row], issue))))


def listings_of(database: Database, id_: str) -> list[Listing]:
    """What each source says about an event, in order of source and key. Raises UnknownEvent."""
    found = [account.listing for account in accounts_of(database, resolve(database, id_))]
    return sorted(found, key=lambda listing: (listing.source, listing.key))


def search(database: Database, text: str, limit: int = 100) -> list[str]:
    """The ids of events in whose title, description, place, town or organizer these words stand, the best
    first. A word matches by its beginning; whatever the text holds, it is only searched for."""
    words = [f'"{word}"*' for word in WORD.findall(text)]
    if not words:
        return []
    rows = database.execute(
        "SELECT e.id FROM events_fts f JOIN events e ON e.rowid = f.rowid "
        "WHERE events_fts MATCH ? ORDER BY f.rank, e.id LIMIT ?",
        [" ".join(words), limit],
    )
    return [row["id"] for row in rows]


def event_of_listing(database: Database, source: str, key: str) -> str:
    """The id of the event that a listing speaks of. Raises UnknownEvent."""
    row = database.execute(
        "SELECT el.event FROM listings l JOIN event_listings el ON el.listing = l.id "
        "WHERE l.source = ? AND l.key = ?",
        [source, key],
    ).fetchone()
    if row is None:
        raise UnknownEvent(f"{source} has no listing {key} that was matched")
    return str(row["event"])
