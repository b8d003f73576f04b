"""Which listings of a page are already known: by another id that the source gives them, or by their key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlite_utils import Database

from aggregator.event import Listing
from aggregator.store.rows import Row, as_json


def once_each(listings: Iterable[Listing]) -> list[Listing]:
    """The listings of a page by key: of two with one key the first, which has the better evidence."""
    by_key: dict[str, Listing] = {}
    for listing in listings:
        by_key.setdefault(listing.key, listing)
    return list(by_key.values())


def known(database: Database, source: str, listings: Sequence[Listing]) -> dict[str, Row]:
    """For each listing's key the row that it continues, if any; no row is given twice.

    An id of the page's own is stronger than the key: Meetup's key holds title and start, and where those
    change, the id carries the identity. Where no id is known, the key decides.
    """
    by_alias = _by_alias(database, source, [alias for listing in listings for alias in listing.aliases])
    by_key = _by_key(database, source, [listing.key for listing in listings])
    found: dict[str, Row] = {}
    taken: set[int] = set()
    for listing in listings:
        row = next((by_alias[alias] for alias in listing.aliases if alias in by_alias), None)
        if row is not None and row["id"] not in taken:
            found[listing.key] = row
            taken.add(row["id"])
    for listing in listings:
        row = by_key.get(listing.key)
        if listing.key not in found and row is not None and row["id"] not in taken:
            found[listing.key] = row
            taken.add(row["id"])
    _yield_to_keys(found, by_key, taken)
    return found


def _yield_to_keys(found: dict[str, Row], by_key: dict[str, Row], taken: set[int]) -> None:
    """Where the key belongs to a row that this page does not mention otherwise, the key decides after all:
    two rows cannot have one key."""
    for key, row in list(found.items()):
        owner = by_key.get(key)
        if owner is not None and owner["id"] != row["id"] and owner["id"] not in taken:
            found[key] = owner
            taken.discard(row["id"])
            taken.add(owner["id"])


def _by_key(database: Database, source: str, keys: Sequence[str]) -> dict[str, Row]:
    rows = database.execute(
        "SELECT * FROM listings WHERE source = ? AND key IN (SELECT value FROM json_each(?))",
        [source, as_json(list(keys))],
    )
    return {row["key"]: dict(row) for row in rows}


def _by_alias(database: Database, source: str, aliases: Sequence[str]) -> dict[str, Row]:
    if not aliases:
        return {}
    rows = database.execute(
        "SELECT a.alias, l.* FROM listing_aliases a JOIN listings l ON l.id = a.listing "
        "WHERE a.source = ? AND a.alias IN (SELECT value FROM json_each(?))",
        [source, as_json(list(aliases))],
    )
    return {row["alias"]: dict(row) for row in rows}
