"""`rule-missing`, `rule-differs`, `rule-stale`: what is wrong with a meeting's rule behind its link."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aggregator.event import When
from aggregator.section.calendar_entry import zone_of
from aggregator.section.checks.printed import Printed, Section
from aggregator.section.choose import days_of
from aggregator.section.entry import Entry
from aggregator.section.finding import Finding
from aggregator.section.occurrence import day_of
from aggregator.section.rule import normal

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
