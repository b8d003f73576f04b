"""Dates as machines write them (ISO 8601, RFC 3339, RFC 5322 and their usual misspellings)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from aggregator.event import Moment

_ISO = re.compile(
    r"(?P<year>\d{4})-?(?P<month>\d{1,2})-?(?P<day>\d{1,2})"
    r"(?:[T\s]+(?:(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"|(?P<clock>\d{4}|\d{6}))"
    r"\s*(?P<meridiem>[AaPp]\.?[Mm]\.?)?\s*(?P<offset>Z|z|UTC|[+-]\d{1,2}(?::?\d{2})?)?)?(?:\[[\w/]+\])?"
)


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment as written (the clock on the wall), and the offset from UTC written beside it, if any."""

    moment: Moment
    offset: timedelta | None = None

    @property
    def in_utc(self) -> bool:
        """Written with Z or +00:00: rarely the wall clock of an event in Germany."""
        return self.offset == timedelta(0)

    def in_zone(self, zone: str) -> Moment:
        """The wall clock in a time zone; without a written offset the moment as it stands."""
        if not isinstance(self.moment, datetime) or self.offset is None:
            return self.moment
        return (self.moment - self.offset).replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def read_instant(text: object) -> Instant | None:
    """Read "2025-03-01T18:00:00+01:00", "20250301T1800", "2025-3-1 6:00 PM" or RFC 5322's form; else None."""
    if not isinstance(text, str):
        return None
    text = text.strip()[:60]
    found = _ISO.fullmatch(text)
    if found is None:
        return _read_mail_date(text)
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
        return Instant(*_with_clock(day, found))
    except ValueError:
        return None


def _with_clock(day: date, found: re.Match[str]) -> tuple[Moment, timedelta | None]:
    if found["hour"] is None and found["clock"] is None:
        return day, None
    hour, minute = (
        (int(found["hour"]), int(found["minute"]))
        if found["hour"]
        else (int(found["clock"][:2]), int(found["clock"][2:4]))
    )
    if found["meridiem"]:
        hour = hour % 12 + (12 if found["meridiem"][0] in "pP" else 0)
    days, hour = divmod(hour, 24) if (hour, minute) == (24, 0) else (0, hour)
    moment = datetime(day.year, day.month, day.day, hour, minute) + timedelta(days=days)
    return moment, _offset(found["offset"])


def _offset(text: str | None) -> timedelta | None:
    if text is None:
        return None
    if text.upper() in ("Z", "UTC"):
        return timedelta(0)
    digits = text[1:].replace(":", "")
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    return (-1 if text[0] == "-" else 1) * timedelta(hours=hours, minutes=minutes)


def _read_mail_date(text: str) -> Instant | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    return Instant(moment.replace(tzinfo=None, second=0), moment.utcoffset())
