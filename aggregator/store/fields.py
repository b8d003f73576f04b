"""An editor's value for a field, checked and in the form of its column."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import available_timezones

from aggregator.event import Status
from aggregator.store.errors import BadValue
from aggregator.store.rows import as_json

LONGEST = {"description": 20_000}
LONGEST_LINE = 1_000
RULE = re.compile(r"FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;[A-Z]+=[A-Z0-9,+-]+)*")

Value = str | int | float | bool | date | datetime | list[str] | tuple[str, ...] | None


def column_value(field: str, value: Value) -> str | int | float | None:
    """The value as its column of `events` holds it; None empties the field.

    Takes moments as dates, datetimes or ISO 8601 text. Raises BadValue, saying what is wrong.
    """
    if field not in CHECKS:
        raise BadValue(f"{field} is no field that can be set; these are: {', '.join(CHECKS)}")
    if value is None or value == "":
        if field in ("title", "timezone", "status"):
            raise BadValue(f"{field} cannot be empty")
        return None
    return CHECKS[field](field, value)


def _line(field: str, value: Value) -> str:
    text = " ".join(str(value).split())
    if not text:
        raise BadValue(f"{field} cannot be blank")
    return text[: LONGEST.get(field, LONGEST_LINE)]


def _address(field: str, value: Value) -> str:
    text = str(value).strip()
    if not re.fullmatch(r"https?://[^\s/]+\S*", text) or len(text) > 2_000:
        raise BadValue(f"{field} is no address that begins with http:// or https://: {text[:80]}")
    return text


def _addresses(field: str, value: Value) -> str | None:
    values = value if isinstance(value, list | tuple) else str(value).split()
    return as_json([_address(field, each) for each in values]) if values else None


def _moment(field: str, value: Value) -> str:
    if isinstance(value, date):
        return value.replace(tzinfo=None).isoformat() if isinstance(value, datetime) else value.isoformat()
    text = str(value).strip()
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return date.fromisoformat(text).isoformat()
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is not None:
        raise BadValue(f"{field} is neither YYYY-MM-DD nor YYYY-MM-DDTHH:MM: {text[:80]}")
    return moment.isoformat()


def _moments(field: str, value: Value) -> str:
    values = value if isinstance(value, list | tuple) else str(value).split()
    return as_json([_moment(field, each) for each in values])


def _rule(field: str, value: Value) -> str:
    text = str(value).strip().upper().removeprefix("RRULE:")
    if not RULE.fullmatch(text):
        raise BadValue(f"{field} is no rule that repeats daily or less often (RFC 5545): {text[:80]}")
    return text


def _zone(field: str, value: Value) -> str:
    if value not in available_timezones():
        raise BadValue(f"{field} is no IANA time zone: {str(value)[:80]}")
    return str(value)


def _status(field: str, value: Value) -> str:
    try:
        return Status(str(value)).value
    except ValueError:
        known = ", ".join(each.value for each in Status)
        raise BadValue(f"{field} is none of {known}: {str(value)[:80]}") from None


def _flag(field: str, value: Value) -> int:
    words = {"1": 1, "true": 1, "ja": 1, "yes": 1, "0": 0, "false": 0, "nein": 0, "no": 0}
    try:
        return words[str(value).strip().lower()]
    except KeyError:
        raise BadValue(f"{field} is neither true nor false: {str(value)[:80]}") from None


def _degrees(field: str, value: Value) -> float:
    limit = 90 if field == "latitude" else 180
    try:
        degrees = float(str(value))
    except ValueError:
        degrees = float("nan")
    if not -limit <= degrees <= limit:
        raise BadValue(f"{field} is no number from -{limit} to {limit}: {str(value)[:80]}")
    return degrees


Check = Callable[[str, Value], str | int | float | None]

CHECKS: dict[str, Check] = {
    "title": _line,
    "start": _moment,
    "end": _moment,
    "rrule": _rule,
    "also": _moments,
    "skipped": _moments,
    "timezone": _zone,
    "status": _status,
    "online": _flag,
    "place_name": _line,
    "street": _line,
    "postcode": _line,
    "city": _line,
    "country": _line,
    "latitude": _degrees,
    "longitude": _degrees,
    "url": _address,
    "links": _addresses,
    "lab": _line,
    "stream_url": _address,
    "registration_url": _address,
    "registration_deadline": _moment,
    "price": _line,
    "organizer": _line,
    "description": _line,
}
"""The columns of events that an editor can word differently, and how each is checked."""
