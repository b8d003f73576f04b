"""Which clock a machine-written instant means: a site's offsets are often wrong, what it shows is right."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from functools import cache

from aggregator.event import BERLIN, Moment, When
from aggregator.page.claim import Claim
from aggregator.page.ending import before, end_of
from aggregator.page.instant import Instant

_ZONES = {
    "DE": BERLIN,
    "AT": "Europe/Vienna",
    "CH": "Europe/Zurich",
    "LI": "Europe/Vaduz",
    "LU": "Europe/Luxembourg",
} | {
    "NL": "Europe/Amsterdam",
    "BE": "Europe/Brussels",
    "FR": "Europe/Paris",
    "DK": "Europe/Copenhagen",
    "PL": "Europe/Warsaw",
    "CZ": "Europe/Prague",
    "IT": "Europe/Rome",
    "ES": "Europe/Madrid",
    "GB": "Europe/London",
    "IE": "Europe/Dublin",
    "EE": "Europe/Tallinn",
}
_CENTRAL = (timedelta(hours=1), timedelta(hours=2))


def zone_of(claim: Claim) -> str:
    """The event's time zone: its country's, else what its offset says, else Berlin's."""
    country = claim.place.country if claim.place else None
    if country:
        found = _ZONES.get(country)
        if found:
            return found
    offset = claim.starts.offset if claim.starts else None
    if country and offset == timedelta(0):
        return "UTC"
    if offset is None or offset in _CENTRAL or offset == timedelta(0):
        return BERLIN
    hours, rest = divmod(int(offset.total_seconds()), 3600)
    return f"Etc/GMT{-hours:+d}" if not rest and -14 <= -hours <= 12 else BERLIN


def wall_clocks(instant: Instant, zone: str) -> tuple[Moment, ...]:
    """The moments it may mean, the likelier first: as written, or for a time in UTC the zone's."""
    if instant.in_utc and zone != "UTC":
        return instant.in_zone(zone), instant.moment
    return instant.moment, instant.in_zone(zone)


def shows(text: str, moment: Moment) -> bool:
    """Does a text in small letters show this clock time, as 20:00, 20.00 uhr, 20 uhr, 8pm or 8:00 p.m.?"""
    if not isinstance(moment, datetime):
        return True
    return any(form.search(text) for form in _forms(moment.hour, moment.minute))


@cache
def _forms(hour: int, minute: int) -> tuple[re.Pattern[str], ...]:
    """The ways to write a clock time in small letters, each beginning with its digits.

    Python's re looks for a literal beginning quickly; that no digit stands before it is checked behind it.
    """
    half = "p" if hour >= 12 else "a"
    tail, twelve_tail = rf"[:.]{minute:02}(?!\d)", rf"[:.]{minute:02}\s?(?::\d\d)?\s?{half}"
    if minute == 0:
        tail += r"|\s?(?:uhr|h\b|-|–|bis)"
        twelve_tail += rf"|\s?{half}\.?m|\s?(?:-|–|to)\s?\d{{1,2}}(?::\d\d)?\s?{half}\.?m"
    written = [(digits, tail) for digits in {str(hour), f"{hour:02}"}] + [(str(hour % 12 or 12), twelve_tail)]
    return tuple(re.compile(rf"{digits}(?<![t\d:.]{digits})(?:{rest})") for digits, rest in written)


def as_when(start: Moment, end: Moment | None, zone: str, *, midnight_shown: bool) -> When:
    """A When of two moments: midnight that nobody reads is a day, the end what `end_of` takes for one."""
    midnight = isinstance(start, datetime) and start.time() == time(0) and not midnight_shown
    if midnight and (end is None or end == start or _closes_a_day(end)):
        start, end = start.date(), end.date() if isinstance(end, datetime) else end  # type: ignore[union-attr]
    end = end_of(start, end)
    if isinstance(end, datetime) and not isinstance(start, datetime):
        end = end.date()
    elif end is not None and isinstance(start, datetime) and not isinstance(end, datetime):
        end = end if before(end, start) else None
    return When(start, end, timezone=zone)


def _closes_a_day(end: Moment) -> bool:
    return not isinstance(end, datetime) or end.time() in (time(0), time(23, 59), time(23, 59, 59))
