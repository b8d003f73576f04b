"""The values of a calendar entry (RFC 5545) as local moments, rules and texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from aggregator.event import BERLIN, Moment
from aggregator.page.ending import before, end_of
from aggregator.page.instant import Instant
from aggregator.page.text import one_line

if TYPE_CHECKING:
    from icalendar import Event


def uid_of(entry: Event) -> str:
    return one_line(text_of(entry, "UID"))


def text_of(entry: Event, name: str) -> str:
    value = entry.get(name)
    values = value if isinstance(value, list) else [value]
    return str(values[0]) if values and values[0] is not None else ""


def numbered(rule: str, start: date) -> str:
    """`FREQ=MONTHLY;BYDAY=MO` says every Monday; who writes MONTHLY means the start's week of the month."""
    found = re.search(r"(?<=BYDAY=)(MO|TU|WE|TH|FR|SA|SU)(?=;|$)", rule)
    if "FREQ=MONTHLY" not in rule or "BYSETPOS" in rule or not found:
        return rule
    number = (start.day - 1) // 7 + 1
    return f"{rule[: found.start()]}{number if number < 5 else -1}{rule[found.start() :]}"


def instant(entry: Event, name: str) -> tuple[Moment, str] | None:
    """A DATE or DATE-TIME property as a naive local moment, and its time zone's name."""
    value = entry.get(name)
    try:
        moment = getattr(value[0] if isinstance(value, list) else value, "dt", None)
    except ValueError:  # icalendar keeps a broken property, and says so when asked for its value
        return None
    return _local(moment) if isinstance(moment, date) else None


def _local(moment: Moment) -> tuple[Moment, str]:
    if not isinstance(moment, datetime):
        return moment, BERLIN
    if moment.tzinfo is None:
        return moment.replace(second=0, microsecond=0), BERLIN
    zone = getattr(moment.tzinfo, "key", None) or getattr(moment.tzinfo, "zone", None)
    if not _is_zone(zone) or zone in ("UTC", "Etc/UTC"):
        offset = moment.utcoffset() or timedelta(0)
        wall = Instant(moment.replace(tzinfo=None, second=0, microsecond=0), offset).in_zone(BERLIN)
        return wall, BERLIN
    return moment.replace(tzinfo=None, second=0, microsecond=0), str(zone)


def _is_zone(name: object) -> bool:
    if not isinstance(name, str):
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return False
    return True


def end(entry: Event, start: Moment, zone: str) -> Moment | None:
    """The end by the start's clock in `zone`, as far as it is one (see `end_of`).

    The exclusive DTEND of whole days becomes the last day.
    """
    end = _end_in(entry, zone)
    duration = getattr(entry.get("DURATION"), "dt", None)
    if end is None and isinstance(duration, timedelta):
        end = start + duration
    if end is None or before(end, start):
        return end_of(start, end)
    if isinstance(end, datetime) != isinstance(start, datetime):
        return None
    if not isinstance(end, datetime):
        end = max(start, end - timedelta(days=1))
    return end_of(start, end)


def _end_in(entry: Event, zone: str) -> Moment | None:
    """DTEND by the clock of a zone, or as it is written where it names none."""
    ends = instant(entry, "DTEND")
    if ends is None:
        return None
    moment, written = ends
    value = entry.get("DTEND")
    aware = getattr((value[0] if isinstance(value, list) else value).dt, "tzinfo", None)
    if written == zone or aware is None or not isinstance(moment, datetime):
        return moment
    return moment.replace(tzinfo=ZoneInfo(written)).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def dates(entry: Event, name: str) -> Iterator[Moment]:
    value = entry.get(name)
    for group in value if isinstance(value, list) else [value] if value is not None else []:
        for item in getattr(group, "dts", []):
            if isinstance(item.dt, date):
                yield _local(item.dt)[0]


def day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
