"""What we believe of an event, merged from all listings that speak of it: one rank decides, hours by vote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from aggregator.event import Listing, Place, Status, When
from aggregator.matching import canonical
from aggregator.store import times
from aggregator.store.rows import Row, details_row, place_row, when_row

IMPORTED = "out-in-the-open"
BY_HAND = "by-hand"
SAID_ONCE = frozenset({IMPORTED, BY_HAND})
"""Sources that no nightly crawl visits: that they still name an event says nothing, nor that they do not."""


@dataclass(frozen=True, slots=True)
class Account:
    """A listing with what the store knows of it beside: its number, when seen, and whether it is gone."""

    id: int
    listing: Listing
    first_seen: str
    last_seen: str
    withdrawn: str | None


def merged(accounts: Sequence[Account]) -> Row:
    """The columns of the event, all but its id and its own history. Needs at least one account."""
    ranked = sorted(accounts, key=rank) if len(accounts) > 1 else list(accounts)
    best = [account.listing for account in ranked]
    when = _when(best)
    first, last = times.first_day(when), times.last_day(when)
    return {
        "title": best[0].title,
        **when_row(when),
        **_derived(when),
        "first_day": None if first is None else first.isoformat(),
        "last_day": None if last is None else last.isoformat(),
        "days": (last - first).days + 1 if first and last else None,
        "when_text": next((each.when_text for each in best if each.when_text), None),
        "status": _status(ranked).value,
        **place_row(_place(best)),
        **_details(best),
        "listings": len(accounts),
        "first_seen": min(account.first_seen for account in accounts),
        "last_seen": max(account.last_seen for account in accounts),
        "withdrawn": _withdrawn(accounts),
    }


def rank(account: Account) -> tuple[bool, bool, bool, int, str, str]:
    """The order in which listings are believed, the best first: what still stands, crawled sources before
    what was said once, the event's own page before a list of many, the fuller one; then source and key."""
    listing = account.listing
    own = listing.url is not None and listing.page is not None
    own = own and canonical(str(listing.url)) == canonical(str(listing.page))
    return (
        account.withdrawn is not None,
        listing.source in SAID_ONCE,
        not own,
        -_fullness(listing),
        listing.source,
        listing.key,
    )


def _fullness(listing: Listing) -> int:
    """How many things the listing says."""
    place, when = listing.place or Place(), listing.when
    said = (place.name, place.street, place.postcode, place.city, place.online or None, listing.url)
    told = (listing.registration_url, listing.registration_deadline, listing.price, listing.organizer)
    timed = (when, when.end if when else None, isinstance(when.start, datetime) or None if when else None)
    return sum(each is not None for each in (*said, *told, *timed, listing.description))


def _when(best: Sequence[Listing]) -> When | None:
    """A rule from the best listing that has one; else the start that most name, and its best end.

    Clock times outvote bare days, since they say more; a tie goes to the better listing.
    """
    known = [listing.when for listing in best if listing.when is not None]
    if not known:
        return None
    repeating = [when for when in known if when.rrule]
    if repeating:
        return repeating[0]
    timed = [when for when in known if isinstance(when.start, datetime)] or known
    votes = Counter((when.start, when.timezone) for when in timed)
    most = max(votes.values())
    chosen = next(when for when in timed if votes[when.start, when.timezone] == most)
    if chosen.end is None:
        ends = [when.end for when in timed if when.start == chosen.start and when.end is not None]
        chosen = replace(chosen, end=ends[0]) if ends else chosen
    return chosen


def _derived(when: When | None) -> Row:
    """The columns in UTC, for order and for programs."""
    if when is None or when.start is None:
        return {"start_utc": None, "end_utc": None, "all_day": None}
    end = when.end if when.end is not None else when.start
    return {
        "start_utc": times.utc(when.start, when.timezone),
        "end_utc": times.utc(end, when.timezone, next_midnight=True),
        "all_day": int(when.all_day),
    }


def _status(ranked: Sequence[Account]) -> Status:
    """Cancelled if any listing that stands says so; else what the best says that says anything."""
    standing = [account for account in ranked if account.withdrawn is None] or list(ranked)
    said = [account.listing.status for account in standing]
    if Status.CANCELLED in said:
        return Status.CANCELLED
    return next((status for status in said if status is not Status.SCHEDULED), Status.SCHEDULED)


def _place(best: Sequence[Listing]) -> Place | None:
    """The fullest place, whole: parts of two addresses make none. Online if any says so."""
    places = [listing.place for listing in best if listing.place is not None]
    if not places:
        return None
    fullest = max(places, key=_address_fullness)
    if any(place.online for place in places):
        fullest = replace(fullest, online=True)
    if fullest.latitude is None:
        located = [each for each in places if each.latitude is not None and each.city == fullest.city]
        if located and fullest.city:
            with_own = located[0]
            fullest = replace(
                fullest,
                latitude=with_own.latitude,
                longitude=with_own.longitude,
                located=with_own.located,
            )
    return fullest


def _address_fullness(place: Place) -> int:
    return sum(each is not None for each in (place.name, place.street, place.postcode, place.city))


def _details(best: Sequence[Listing]) -> Row:
    """Every other column from the best listing that has it."""
    merged_row: Row = {}
    for listing in best:
        for column, value in details_row(listing).items():
            if merged_row.get(column) is None:
                merged_row[column] = value
    return merged_row


def _withdrawn(accounts: Sequence[Account]) -> str | None:
    """Since when no crawled source lists it; None while one does, or where none ever did."""
    crawled = [account for account in accounts if account.listing.source not in SAID_ONCE]
    gone = [account.withdrawn for account in crawled if account.withdrawn is not None]
    return max(gone) if crawled and len(gone) == len(crawled) else None
