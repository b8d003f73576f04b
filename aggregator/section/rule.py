"""The text of a recurrence rule (RFC 5545, 3.3.10): its parts, and one way of writing it."""

from __future__ import annotations

import re
from datetime import datetime

from aggregator.event import Moment

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def parts(rule: str) -> dict[str, str]:
    """A rule's parts by name, both in capitals: `{"FREQ": "WEEKLY", "BYDAY": "WE"}`."""
    pairs = (part.partition("=") for part in rule.upper().removeprefix("RRULE:").split(";") if part)
    return {name.strip(): value.strip() for name, _, value in pairs}


def with_day(rule: str, start: Moment | None) -> str:
    """A rule that names the day which it leaves to its DTSTART (RFC 5545, 3.3.10); any other as it stands."""
    named = parts(rule)
    before = dict(named)
    _with_day(named, start)
    return rule + "".join(f";{name}={value}" for name, value in named.items() if name not in before)


def normal(rule: str, start: Moment | None) -> str:
    """A rule in one way of writing it, without its end: two rules with the same dates are the same text."""
    named = parts(rule)
    for name in ("UNTIL", "COUNT", "WKST"):
        named.pop(name, None)
    if named.get("INTERVAL") == "1":
        del named["INTERVAL"]
    _with_day(named, start)
    position = named.get("BYSETPOS", "")
    days = named.get("BYDAY", "")
    if position and re.fullmatch(r"[A-Z]{2}", days):
        named["BYDAY"] = position.lstrip("+") + days
        del named["BYSETPOS"]
    if "BYDAY" in named:
        named["BYDAY"] = ",".join(sorted(day.lstrip("+") for day in named["BYDAY"].split(",")))
    order = ["FREQ", "INTERVAL"]
    names = order + sorted(name for name in named if name not in order)
    return ";".join(f"{name}={named[name]}" for name in names if name in named)


def _with_day(named: dict[str, str], start: Moment | None) -> None:
    """Says the day that a rule leaves to its DTSTART."""
    if start is None or any(name.startswith("BY") for name in named):
        return
    day = start.date() if isinstance(start, datetime) else start
    if named.get("FREQ") == "WEEKLY":
        named["BYDAY"] = _WEEKDAYS[day.weekday()]
    elif named.get("FREQ") == "MONTHLY":
        named["BYMONTHDAY"] = str(day.day)
