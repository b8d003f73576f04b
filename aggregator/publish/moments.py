"""Moments in ISO 8601: local ones with the offset of their zone, days as days, our own clock in UTC."""

from __future__ import annotations

from datetime import UTC, datetime

from aggregator.event import Moment, When
from aggregator.section.calendar_entry import zone_of


def iso(moment: Moment, when: When) -> str:
    """ "2024-12-03T18:00:00+01:00", or "2024-12-03" where no clock time is known."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    return moment.replace(tzinfo=zone_of(when)).isoformat(timespec="seconds")


def stamp(at: datetime) -> str:
    """An aware moment of our own clock: "2024-11-20T03:30:00Z" (RFC 3339)."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
