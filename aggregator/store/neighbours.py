"""What the matching needs to know: listings, those they might belong to, and what editors said of pairs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from sqlite_utils import Database

from aggregator.event import Listing, When
from aggregator.matching import canonical, days_of, span
from aggregator.store.merging import Account, rank
from aggregator.store.rows import as_json, listing_of

LOOK_BACK = timedelta(days=31)
"""How long before a day something may have begun that is compared with it."""


def accounts(database: Database, where: str, values: Iterable[object]) -> dict[int, Account]:
    """The listings that fulfil a condition, by number."""
    rows = database.table("listings").rows_where(where, list(values))
    return {
        row["id"]: Account(row["id"], listing_of(row), row["first_seen"], row["last_seen"], row["withdrawn"])
        for row in rows
    }


def accounts_of(database: Database, event: str) -> list[Account]:
    """The listings of an event."""
    where = "id IN (SELECT listing FROM event_listings WHERE event = ?)"
    return list(accounts(database, where, [event]).values())


def with_neighbours(database: Database, fresh: Collection[int]) -> dict[int, Account]:
    """These listings, all that share a day or an address with one, all meetings if one repeats, and all
    that stand in an event with any of those."""
    found = accounts(database, "id IN (SELECT value FROM json_each(?))", [as_json(sorted(fresh))])
    whens = [account.listing.when for account in found.values()]
    near = database.execute(
        "SELECT l.id FROM json_each(:days) d JOIN listings l "
        "  ON l.first_day BETWEEN date(d.value, :back) AND d.value AND l.last_day >= d.value "
        "UNION SELECT id FROM listings WHERE address IN (SELECT value FROM json_each(:addresses)) "
        "UNION SELECT id FROM listings WHERE :repeating AND rrule IS NOT NULL",
        {
            "days": as_json(sorted({str(day) for when in whens for day in _days(when)})),
            "back": f"-{LOOK_BACK.days} days",
            "addresses": as_json(addresses_of(found.values())),
            "repeating": any(when is not None and when.rrule for when in whens),
        },
    )
    numbers = {row["id"] for row in near} | set(found)
    beside = database.execute(
        "SELECT listing FROM event_listings WHERE event IN (SELECT event FROM event_listings "
        "  WHERE listing IN (SELECT value FROM json_each(?)))",
        [as_json(sorted(numbers))],
    )
    numbers |= {row["listing"] for row in beside}
    others = as_json(sorted(numbers - set(found)))
    return found | accounts(database, "id IN (SELECT value FROM json_each(?))", [others])


def _days(when: When | None) -> Iterator[date]:
    """On which days something is compared."""
    if when is None or when.start is None or when.rrule is not None:
        return iter(())
    return days_of(*span(when))


def events_of(database: Database, numbers: Collection[int]) -> dict[int, str]:
    """The event of each listing that has one."""
    rows = database.execute(
        "SELECT listing, event FROM event_listings WHERE listing IN (SELECT value FROM json_each(?)) "
        "ORDER BY listing",
        [as_json(sorted(numbers))],
    )
    return {row["listing"]: row["event"] for row in rows}


def pairs(database: Database, numbers: Collection[int]) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """What editors said of pairs of these listings: which belong together, and which never do."""
    rows = database.execute(
        "SELECT listing, other, together FROM listing_pairs "
        "WHERE listing IN (SELECT value FROM json_each(:some)) "
        "AND other IN (SELECT value FROM json_each(:some))",
        {"some": as_json(sorted(numbers))},
    ).fetchall()
    together = {(row["listing"], row["other"]) for row in rows if row["together"]}
    return together, {(row["listing"], row["other"]) for row in rows} - together


def addresses_of(among: Iterable[Account]) -> list[str]:
    """The canonical addresses of these listings, each once."""
    return sorted({canonical(each.listing.url) for each in among if each.listing.url})


def shared_addresses(database: Database, addresses: Collection[str]) -> set[str]:
    """Those of these canonical addresses that several listings of one source have."""
    rows = database.execute(
        "SELECT DISTINCT address FROM listings WHERE address IN (SELECT value FROM json_each(?)) "
        "GROUP BY address, source HAVING count(*) > 1",
        [as_json(list(addresses))],
    )
    return {row["address"] for row in rows}


def ranked_listings(database: Database, events: Collection[str]) -> dict[str, list[Listing]]:
    """The listings of each of these events, the best first."""
    where = "id IN (SELECT listing FROM event_listings WHERE event IN (SELECT value FROM json_each(?)))"
    found = accounts(database, where, [as_json(list(events))])
    event_of = events_of(database, found)
    ranked: dict[str, list[Listing]] = {event: [] for event in events}
    for account in sorted(found.values(), key=rank):
        ranked[event_of[account.id]].append(account.listing)
    return ranked


def kept_apart(database: Database, events: Collection[str]) -> list[tuple[str, str]]:
    """Pairs of these events of which an editor said that they are two."""
    rows = database.execute(
        "SELECT DISTINCT one.event AS one, two.event AS two FROM listing_pairs p "
        "JOIN event_listings one ON one.listing = p.listing JOIN event_listings two ON two.listing = p.other "
        "WHERE p.together = 0 AND one.event IN (SELECT value FROM json_each(:ids)) "
        "AND two.event IN (SELECT value FROM json_each(:ids))",
        {"ids": as_json(list(events))},
    )
    return [(row["one"], row["two"]) for row in rows]
