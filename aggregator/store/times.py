"""Moments as the database writes them: local ones as ISO 8601, our own clock and order in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from aggregator.event import BERLIN, Moment, When


@lru_cache(maxsize=16)
def stamp(now: datetime) -> str:
    """Our own clock: an aware time as YYYY-MM-DDTHH:MM:SSZ. Raises ValueError for a naive one."""
    if now.tzinfo is None:
        raise ValueError("the store needs an aware time")
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def from_stamp(text: str) -> datetime:
    """The aware UTC time that `stamp` wrote."""
    return datetime.fromisoformat(text)


def moment_text(moment: Moment | None) -> str | None:
    """A local moment: YYYY-MM-DDTHH:MM:SS or YYYY-MM-DD."""
    return None if moment is None else moment.isoformat()


def moment(text: str | None) -> Moment | None:
    """The local moment that `moment_text` wrote; also one without seconds."""
    if text is None:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def day(of: Moment) -> date:
    """The local day of a moment."""
    return of.date() if isinstance(of, datetime) else of


def first_day(when: When | None) -> date | None:
    """The first local day on which it takes place."""
    if when is None or when.start is None:
        return None
    return min(day(each) for each in (when.start, *when.also))


def last_day(when: When | None) -> date | None:
    """The last local day; None for what repeats. What ends by 6 in the morning belongs to its evening."""
    if when is None or when.start is None or when.rrule is not None:
        return None
    end = when.end if when.end is not None else when.start
    last = day(end)
    if isinstance(end, datetime) and end.hour < 6 and day(when.start) < last:
        last -= timedelta(days=1)
    return max(last, *(day(each) for each in (when.start, *when.also)))


def shifted(end: str, start: str, to: str) -> str | None:
    """The end that something has whose start moves `to` another moment; None between days and hours."""
    if len({"T" in end, "T" in start, "T" in to}) > 1:
        return None
    moved = datetime.fromisoformat(to) + (datetime.fromisoformat(end) - datetime.fromisoformat(start))
    return moved.isoformat() if "T" in end else moved.date().isoformat()


def utc(local: Moment, timezone: str, *, next_midnight: bool = False) -> str:
    """A local moment in UTC; of a day its midnight, or with `next_midnight` the one that ends it."""
    if not isinstance(local, datetime):
        local = datetime(local.year, local.month, local.day) + timedelta(days=1 if next_midnight else 0)
    return stamp(local.replace(tzinfo=zone(timezone)))


def zone(name: str) -> ZoneInfo:
    """The zone of that IANA name; Berlin's for a name that does not exist."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(BERLIN)
