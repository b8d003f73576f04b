"""Listings: one transaction a page; what is new, what has changed and how, what is as before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from aggregator.event import Listing
from aggregator.store import identity
from aggregator.store.rows import (
    CONTENT,
    Row,
    as_json,
    content_row,
    derived_row,
    fingerprint,
    provenance_row,
    when_of,
)
from aggregator.store.runs import UnderWay
from aggregator.store.series import continued
from aggregator.store.statement import insert


@dataclass(frozen=True, slots=True)
class Saved:
    """How many of a page's listings were new, had changed, and were as before."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


def save(database: Database, run: UnderWay, listings: Sequence[Listing]) -> tuple[Saved, list[int]]:
    """Stores what a page says, within the caller's transaction, and counts it in the run; answers the
    numbers of all its listings, too."""
    listings = identity.once_each(listings)
    known = identity.known(database, run.source, listings)
    numbers = {row["id"] for row in known.values()}
    seen_before = _sighted(database, run.id, known) if known else set()
    listings = [listing for listing in listings if listing.key not in seen_before]
    known = {key: row for key, row in known.items() if key not in seen_before}
    _free_keys(database, listings, known)
    new: list[tuple[Listing, Row]] = []
    changed: list[int] = []
    unchanged: list[int] = []
    for listing in listings:
        before = known.get(listing.key)
        if before is not None:
            listing = continued(listing, when_of(before))
        content = content_row(listing)
        if before is None:
            new.append((listing, content))
        elif _from_older_issue(listing, before):
            unchanged.append(before["id"])
        elif before["fingerprint"] == fingerprint(content):
            _update_provenance(database, before, listing)
            unchanged.append(before["id"])
        else:
            _update(database, run, before, listing, content)
            changed.append(before["id"])
    created = _insert(database, run, new)
    seen = [*created, *changed, *unchanged]
    _name_aliases(database, run.source, list(zip([each for each, _ in new], created, strict=True)))
    _name_aliases(
        database, run.source, [(each, known[each.key]["id"]) for each in listings if each.key in known]
    )
    _sight(database, run, [row["id"] for row in known.values()], seen)
    saved = Saved(len(created), len(changed), len(unchanged))
    _count(database, run.id, saved)
    return saved, sorted(numbers.union(created))


def see_again(database: Database, run: UnderWay, numbers: Sequence[int]) -> bool:
    """Sees these listings again, whose page has not changed; False, and nothing done, if one is missing."""
    wanted = as_json(list(numbers))
    known, fresh = database.execute(
        "SELECT count(*), coalesce(sum(id NOT IN (SELECT listing FROM sightings WHERE run = ?)), 0) "
        "FROM listings WHERE source = ? AND id IN (SELECT value FROM json_each(?))",
        [run.id, run.source, wanted],
    ).fetchone()
    if known != len(numbers):
        return False
    _sight(database, run, numbers, numbers)
    _count(database, run.id, Saved(unchanged=fresh))
    return True


def _insert(database: Database, run: UnderWay, new: Sequence[tuple[Listing, Row]]) -> list[int]:
    """Stores listings never seen before; answers their numbers."""
    if not new:
        return []
    next_id = database.execute("SELECT coalesce(max(id), 0) + 1 FROM listings").fetchone()[0]
    rows = [
        {
            "id": next_id + at,
            "source": run.source,
            "key": listing.key,
            **provenance_row(listing),
            **content,
            **derived_row(listing),
            "fingerprint": fingerprint(content),
            "first_seen": run.now,
            "last_seen": run.now,
            "changed": run.now,
            "to_match": 1,
        }
        for at, (listing, content) in enumerate(new)
    ]
    insert(database, "listings", rows)
    return [row["id"] for row in rows]


def _update(database: Database, run: UnderWay, before: Row, listing: Listing, content: Row) -> None:
    """Stores another content, and every field that changed."""
    changes = [
        {
            "listing": before["id"],
            "field": column,
            "was": _text(before[column]),
            "became": _text(content[column]),
            "seen": run.now,
            "run": run.id,
        }
        for column in CONTENT
        if before[column] != content[column]
    ]
    insert(database, "listing_changes", changes)
    database.table("listings").update(
        before["id"],
        {
            "key": listing.key,
            **provenance_row(listing),
            **content,
            **derived_row(listing),
            "fingerprint": fingerprint(content),
            "changed": run.now,
            "to_match": 1,
        },
    )


def _from_older_issue(listing: Listing, before: Row) -> bool:
    """A later issue has printed it since: its words count, in whichever order posts are imported."""
    return listing.issue is not None and before["issue"] is not None and listing.issue < before["issue"]


def _update_provenance(database: Database, before: Row, listing: Listing) -> None:
    """Remembers another key, page or evidence for the same content: no change of what is said."""
    now = {"key": listing.key, **provenance_row(listing)}
    differing = {column: value for column, value in now.items() if before[column] != value}
    if differing:
        database.table("listings").update(before["id"], differing)


def _free_keys(database: Database, listings: Sequence[Listing], known: dict[str, Row]) -> None:
    """Puts keys that are about to move between rows out of the way, since no two rows share one."""
    wanted = {listing.key for listing in listings}
    for key, row in known.items():
        if row["key"] != key and row["key"] in wanted:
            database.execute("UPDATE listings SET key = ? WHERE id = ?", [f"moving {row['id']}", row["id"]])


def _name_aliases(database: Database, source: str, pairs: Sequence[tuple[Listing, int]]) -> None:
    """Remembers the other ids under which the source knows these listings."""
    rows = [(source, alias, id_) for listing, id_ in pairs for alias in listing.aliases]
    if rows:
        database.conn.executemany(
            "INSERT INTO listing_aliases (source, alias, listing) VALUES (?, ?, ?) "
            "ON CONFLICT (source, alias) DO UPDATE SET listing = excluded.listing "
            "WHERE listing <> excluded.listing",
            rows,
        )


def _sight(database: Database, run: UnderWay, known: Sequence[int], seen: Sequence[int]) -> None:
    """Remembers what this run saw, and that what was withdrawn has come back."""
    database.conn.executemany(
        "INSERT OR IGNORE INTO sightings (run, listing) VALUES (?, ?)", [(run.id, id_) for id_ in seen]
    )
    if not known:
        return
    numbers = as_json(list(known))
    back = database.execute(
        "SELECT id, withdrawn FROM listings "
        "WHERE id IN (SELECT value FROM json_each(?)) AND withdrawn IS NOT NULL",
        [numbers],
    ).fetchall()
    for row in back:
        database.table("listing_changes").insert(
            {
                "listing": row["id"],
                "field": "withdrawn",
                "was": row["withdrawn"],
                "became": None,
                "seen": run.now,
                "run": run.id,
            }
        )
        database.table("listings").update(row["id"], {"withdrawn": None, "to_match": 1})
    if back:
        database.execute("UPDATE runs SET returned = returned + ? WHERE id = ?", [len(back), run.id])
    database.execute(
        "UPDATE listings SET last_seen = ? WHERE id IN (SELECT value FROM json_each(?)) AND last_seen < ?",
        [run.now, numbers, run.now],
    )
    database.execute(
        "UPDATE events SET last_seen = ? WHERE last_seen < ? AND id IN ("
        "  SELECT event FROM event_listings WHERE listing IN (SELECT value FROM json_each(?)))",
        [run.now, run.now, numbers],
    )


def _sighted(database: Database, run: int, known: dict[str, Row]) -> set[str]:
    """The keys that this run has seen on another page already: the first word counts."""
    numbers = as_json([row["id"] for row in known.values()])
    rows = database.execute(
        "SELECT listing FROM sightings WHERE run = ? AND listing IN (SELECT value FROM json_each(?))",
        [run, numbers],
    )
    seen = {row["listing"] for row in rows}
    return {key for key, row in known.items() if row["id"] in seen}


def _count(database: Database, run: int, saved: Saved) -> None:
    database.execute(
        "UPDATE runs SET listings = listings + ?, new = new + ?, changed = changed + ?, "
        "unchanged = unchanged + ? WHERE id = ?",
        [saved.new + saved.changed + saved.unchanged, saved.new, saved.changed, saved.unchanged, run],
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)
