"""The tables of what we believe: events, and which listings speak of each."""

from __future__ import annotations

from aggregator.store.schema.column import DETAILS, PLACE, WHEN, Column, Table

EVENTS = Table(
    "events",
    "one happening, merged from all listings that speak of it, before any editor's word (see decisions)",
    (
        Column("id", str, "stable for ever: 16 hexadecimal digits"),
        Column("title", str, "title"),
        *WHEN,
        Column("start_utc", str, "start in UTC, YYYY-MM-DDTHH:MM:SSZ; of all-day events the midnight before"),
        Column("end_utc", str, "end in UTC; of all-day events the midnight after their last day"),
        Column("all_day", int, "1 where no clock time is known for the start"),
        Column("first_day", str, "first local day, YYYY-MM-DD; null where the date could not be read"),
        Column("last_day", str, "last local day, YYYY-MM-DD; null for what repeats without an end"),
        Column("days", int, "on how many days in a row it takes place, from first_day to last_day"),
        Column("when_text", str, "the words for the date on the best listing's page"),
        Column("status", str, "schema.org's eventStatus; EventCancelled if any listing that stands says so"),
        *PLACE,
        *DETAILS,
        Column("listings", int, "how many listings speak of it"),
        Column("first_seen", str, "UTC"),
        Column("last_seen", str, "UTC"),
        Column("changed", str, "when something that calendars must hear of last changed, UTC"),
        Column("sequence", int, "how often that was (RFC 5545 SEQUENCE)"),
        Column("version", int, "how often anything about it changed, decisions included"),
        Column("withdrawn", str, "since when no source that is crawled lists it any more, UTC"),
    ),
    key="id",
    required=frozenset({"title", "first_seen", "last_seen", "changed", "sequence", "version"}),
    indexes=(("start_utc",), ("city", "first_day")),
    partial=(
        "CREATE INDEX idx_events_first_day ON events (first_day) WHERE rrule IS NULL",
        "CREATE INDEX idx_events_long ON events (last_day, first_day) WHERE rrule IS NULL AND days > 31",
        "CREATE INDEX idx_events_meetings ON events (city) WHERE rrule IS NOT NULL",
        "CREATE INDEX idx_events_told_twice ON events (last_day) WHERE listings > 1",
        "CREATE INDEX idx_events_undated ON events (first_seen) WHERE first_day IS NULL AND rrule IS NULL",
    ),
)

EVENT_LISTINGS = Table(
    "event_listings",
    "which listings speak of which event; a listing speaks of one",
    (
        Column("listing", int, "the listing"),
        Column("event", str, "the event"),
        Column(
            "why",
            str,
            "why: first, editor, same address, same meeting, same title, near title; other hour",
        ),
        Column("score", float, "how sure the matching was, 0 to 1"),
        Column("matched", str, "when, UTC"),
    ),
    key="listing",
    references=(("listing", "listings", "id"), ("event", "events", "id")),
    required=frozenset({"event"}),
    indexes=(("event",),),
)

FORMER_IDS = Table(
    "former_ids",
    "ids of events that turned out to be another event: old links and decisions still find it",
    (
        Column("id", str, "the id that is no longer in events"),
        Column("event", str, "the event that it means now"),
        Column("since", str, "UTC"),
    ),
    key="id",
    references=(("event", "events", "id"),),
    indexes=(("event",),),
)

TABLES = (EVENTS, EVENT_LISTINGS, FORMER_IDS)
