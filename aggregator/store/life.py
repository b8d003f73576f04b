"""An event's whole life in order: who found it, what changed, what editors said, what was printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from aggregator.store import times
from aggregator.store.decisions import made_about
from aggregator.store.queries import resolve
from aggregator.store.rows import as_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something that happened to an event.

    `kind` is found, matched, changed, withdrawn, returned, joined, flagged, published, retracted, or a
    decision's kind (accept, set, …). `source` is who said so: a source, or for decisions the editor.
    """

    at: datetime
    kind: str
    source: str | None = None
    field: str | None = None
    was: str | None = None
    became: str | None = None
    note: str | None = None


def life(database: Database, event: str) -> list[Happening]:
    """Everything that happened to the event, oldest first. Raises UnknownEvent."""
    event = resolve(database, event)
    moments = [*_found(database, event), *_changes(database, event), *_decided(database, event)]
    moments += [*_flagged(database, event), *_printed(database, event)]
    return sorted(moments, key=lambda moment: moment.at)


def _found(database: Database, event: str) -> Iterator[Happening]:
    rows = database.execute(
        "SELECT l.source, l.title, l.page, l.first_seen, el.why, el.score, el.matched FROM event_listings el "
        "JOIN listings l ON l.id = el.listing WHERE el.event = ? ORDER BY l.source, l.key",
        [event],
    )
    for row in rows:
        at = times.from_stamp(row["first_seen"])
        yield Happening(at=at, kind="found", source=row["source"], became=row["title"], note=row["page"])
        if row["why"] != "first":
            matched = times.from_stamp(row["matched"])
            note = f"{row['why']} ({row['score']:.2f})"
            yield Happening(at=matched, kind="matched", source=row["source"], became=row["title"], note=note)


def _changes(database: Database, event: str) -> Iterator[Happening]:
    rows = database.execute(
        "SELECT c.*, l.source FROM event_listings el JOIN listing_changes c ON c.listing = el.listing "
        "JOIN listings l ON l.id = el.listing WHERE el.event = ? ORDER BY c.id",
        [event],
    )
    for row in rows:
        at = times.from_stamp(row["seen"])
        if row["field"] == "withdrawn":
            kind = "withdrawn" if row["became"] else "returned"
            yield Happening(at=at, kind=kind, source=row["source"])
        else:
            yield Happening(
                at=at,
                kind="changed",
                source=row["source"],
                field=row["field"],
                was=row["was"],
                became=row["became"],
            )


def _decided(database: Database, event: str) -> Iterator[Happening]:
    for row in made_about(database, event):
        became = row["other"] if row["kind"] in ("merge", "split") else row["value"]
        note = ", ".join(each for each in (row["issue"], row["reason"]) if each) or None
        yield Happening(
            at=times.from_stamp(row["made"]),
            kind=row["kind"],
            source=row["editor"],
            field=row["field"],
            became=became if became is None or isinstance(became, str) else as_json(became),
            note=note,
        )
        if row["undone"]:
            at = times.from_stamp(row["undone"])
            yield Happening(at=at, kind="undone", field=row["field"], note=row["kind"])


def _flagged(database: Database, event: str) -> Iterator[Happening]:
    for row in database.table("flags").rows_where("event = ?", [event], order_by="id"):
        yield Happening(
            at=times.from_stamp(row["seen"]),
            kind="flagged",
            field=row["field"],
            was=row["was"],
            became=row["became"],
            note=row["kind"],
        )
    for row in database.table("former_ids").rows_where("event = ?", [event], order_by="since, id"):
        yield Happening(at=times.from_stamp(row["since"]), kind="joined", became=row["id"])


def _printed(database: Database, event: str) -> Iterator[Happening]:
    rows = database.execute(
        "SELECT i.issue, i.published FROM issue_events e JOIN issues i ON i.issue = e.issue "
        "WHERE e.event = ? ORDER BY i.issue",
        [event],
    )
    for row in rows:
        yield Happening(at=times.from_stamp(row["published"]), kind="published", note=row["issue"])
    rows = database.execute(
        "SELECT * FROM former_issues WHERE EXISTS (SELECT 1 FROM json_each(printed) WHERE key = :event "
        "OR key IN (SELECT id FROM former_ids WHERE event = :event)) ORDER BY id",
        {"event": event},
    )
    for row in rows:
        yield Happening(at=times.from_stamp(row["published"]), kind="published", note=row["issue"])
        note = ", ".join(each for each in (row["issue"], row["reason"]) if each)
        at = times.from_stamp(row["retracted"])
        yield Happening(at=at, kind="retracted", source=row["editor"], note=note)
