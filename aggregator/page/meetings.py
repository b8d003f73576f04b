"""Entries that a site writes out date by date, though they are one meeting that repeats."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from aggregator.event import Listing, Status, When

LEAST_DATES = 4
"""Fewer dates of one title, weekday and clock are single events."""
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def repeated_as_meetings(listings: Iterable[Listing]) -> list[Listing]:
    """Four or more entries of one title, place, weekday and clock in an even step become one meeting.

    The step is one to four weeks, or the same weekday of the month ("every first Monday"); dates that the
    series leaves out become `skipped`. All else stays as it is, in the order of first appearance.
    """
    groups: dict[tuple[object, ...], list[Listing]] = {}
    for listing in listings:
        groups.setdefault(_kind(listing), []).append(listing)
    return [kept for group in groups.values() for kept in _as_one(group)]


def _kind(listing: Listing) -> tuple[object, ...]:
    when = listing.when
    if (
        when is None
        or when.rrule
        or not isinstance(when.start, datetime)
        or listing.status is not Status.SCHEDULED
    ):
        return ("single", id(listing))
    place = (listing.place_text or "").casefold()
    return (listing.title.casefold(), place, when.start.weekday(), when.start.time(), _length(when))


def _length(when: When) -> timedelta | None:
    if isinstance(when.end, datetime) and isinstance(when.start, datetime):
        return when.end - when.start
    return None


def _as_one(group: list[Listing]) -> list[Listing]:
    by_day = (
        {_start(listing).date(): listing for listing in sorted(group, key=_start)} if len(group) > 1 else {}
    )
    if len(by_day) < LEAST_DATES:
        return group
    days = list(by_day)
    read = _weekly(days) or _monthly(days)
    if read is None:
        return group
    rule, skipped = read
    first = by_day[days[0]]
    if first.when is None:
        return group
    meeting = replace(first.when, rrule=rule, skipped=skipped)
    evidence = {**first.evidence, "rrule": f"{len(days)} entries"}
    aliases = tuple(
        dict.fromkeys(key for one in by_day.values() for key in (*one.aliases, one.key) if key != first.key)
    )
    return [replace(first, when=meeting, evidence=evidence, aliases=aliases)]


def _start(listing: Listing) -> datetime:
    start = listing.when.start if listing.when else None
    return start if isinstance(start, datetime) else datetime(1970, 1, 1)


def _weekly(days: list[date]) -> tuple[str, tuple[date, ...]] | None:
    """Every one to four weeks; at most a third of the dates in between may be missing."""
    gaps = [(later - earlier).days // 7 for earlier, later in pairwise(days)]
    step = min(gaps)
    if not 1 <= step <= 4 or any(gap % step for gap in gaps):
        return None
    count = sum(gaps) // step + 1
    if count - len(days) > count / 3:
        return None
    all_days = [days[0] + timedelta(weeks=step * number) for number in range(count)]
    if step == 4 and _monthly(days):
        return None
    interval = f";INTERVAL={step}" if step > 1 else ""
    return f"FREQ=WEEKLY{interval};BYDAY={_DAYS[days[0].weekday()]}", tuple(
        d for d in all_days if d not in set(days)
    )


def _monthly(days: list[date]) -> tuple[str, tuple[date, ...]] | None:
    """The same weekday of every month."""
    months = [day.year * 12 + day.month for day in days]
    if len(set(months)) != len(months) or months[-1] - months[0] + 1 != len(months):
        return None
    weeks = {(day.day - 1) // 7 + 1 for day in days}
    last = all((day + timedelta(days=7)).month != day.month for day in days)
    if len(weeks) > 1 and not last:
        return None
    number = -1 if last and (len(weeks) > 1 or weeks == {5}) else weeks.pop()
    return f"FREQ=MONTHLY;BYDAY={number}{_DAYS[days[0].weekday()]}", ()
