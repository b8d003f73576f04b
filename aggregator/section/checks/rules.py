"""`rule-missing`, `rule-differs`, `rule-stale`: what is wrong with a meeting's rule behind its link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from aggregator.event import Moment, When
from aggregator.section.calendar_entry import zone_of
from aggregator.section.checks.printed import Printed, Section
from aggregator.section.choose import days_of
from aggregator.section.entry import Entry
from aggregator.section.finding import Finding
from aggregator.section.occurrence import day_of, parts

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SECOND = re.compile(r"FREQ=WEEKLY;INTERVAL=2;BYDAY=(\w\w)|FREQ=MONTHLY;BYDAY=2(\w\w)")


def findings(section: Section) -> Iterator[Finding]:
    """Of each meeting with a readable link: whether its rule is there, is the phrase's, and is current."""
    for printed in section.printed:
        when, entry = printed.line.head.when, printed.entry
        if not printed.is_meeting or when is None or entry is None or entry.start is None:
            continue
        phrase = printed.line.head.when_text
        if entry.rrule is None:
            text = f"the link has no rule for „{phrase}“; it should be {when.rrule}"
            yield Finding(printed.number, "rule-missing", text)
            continue
        yield from _differs(printed, when, entry, phrase)
        yield from _stale(printed, when, entry, section.post.month)


def _differs(printed: Printed, when: When, entry: Entry, phrase: str) -> Iterator[Finding]:
    linked = normal(entry.rrule or "", entry.start)
    if linked not in _meanings(when, phrase):
        text = f"the link's rule is {entry.rrule}, „{phrase}“ is {when.rrule}"
        yield Finding(printed.number, "rule-differs", text)


def _stale(printed: Printed, when: When, entry: Entry, month: str) -> Iterator[Finding]:
    first, last = days_of(month)
    start = entry.start_in(zone_of(when))
    if start is not None and not first <= day_of(start) <= last:
        text = f"the link's first date is {day_of(start):%d.%m.%Y}, it should lie in {month}"
        yield Finding(printed.number, "rule-stale", text)


def _meanings(when: When, phrase: str) -> set[str]:
    """The phrase's rules: "jeden zweiten Montag" without "im Monat" is said of both kinds of second."""
    rule = normal(when.rrule or "", when.start)
    second = _SECOND.fullmatch(rule)
    if second is None or re.search(r"monat|woche", phrase, re.IGNORECASE):
        return {rule}
    day = second[1] or second[2]
    return {f"FREQ=WEEKLY;INTERVAL=2;BYDAY={day}", f"FREQ=MONTHLY;BYDAY=2{day}"}


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
