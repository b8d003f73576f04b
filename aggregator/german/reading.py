"""Read a German phrase: `read`, `explain` and `find`, each a pure function of text and reference date."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from aggregator.event import When
from aggregator.german import foreign
from aggregator.german.choosing import choose, complete, name_year
from aggregator.german.gathering import gather
from aggregator.german.groups import Group
from aggregator.german.meaning import mean
from aggregator.german.readers import scan_text
from aggregator.german.rules import Rule
from aggregator.german.tokens import visible
from aggregator.german.years import Impossible

# A rule without a day ("monatlich") is an event's only where people meet.
_MEETING = re.compile(r"treff|triff|\bstatt\b|\bmeet", re.IGNORECASE)
_DAILY = Rule("DAILY")
_NO_DATE = "no date"
_ANOTHERS_DATE = "only a deadline or another date than the event's"
UNDATED = (_NO_DATE, _ANOTHERS_DATE)
"""The reasons for which words name no date of the event, as against a date that cannot be."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phrase means, or the reason (in English) why it names no time of an event."""

    when: When | None
    reason: str | None = None


def read(text: str, reference: date) -> When | None:
    """The time of the event that a phrase names, or None; pure, and no text raises.

    `reference` is the day on which the phrase was written or read. `span` says which part of the text
    was used, `assumed` what it did not say, `conflict` which weekday does not fit.
    """
    return explain(text, reference).when


def explain(text: str, reference: date) -> Reading:
    """As `read`, with the reason where there is no time to name."""
    shown, places = visible(text)
    groups, moved = groups_of(shown)
    chosen = choose(groups, moved, shown, reference)
    if chosen is None or chosen.strength == 1:
        try:
            found = foreign.read(shown, reference)
        except (Impossible, OverflowError) as impossible:
            return Reading(None, str(impossible))
        if found:
            return Reading(_placed(found, places))
    if chosen is None and groups:
        return Reading(None, _ANOTHERS_DATE)
    if chosen is None:
        return Reading(None, _NO_DATE)
    complete(chosen, groups)
    name_year(chosen, shown, reference)
    try:
        when = mean(chosen, reference)
    except (Impossible, OverflowError) as impossible:
        return Reading(None, str(impossible))
    if when is None:
        return Reading(None, _NO_DATE)
    return Reading(_placed(when, places))


def find(text: str, reference: date) -> tuple[When, ...]:
    """Every time of an event that a longer text names, in order, with spans relative to the text.

    Deadlines, publication dates, doors, clock times without a day and weekdays without a clock time
    are left out.
    """
    shown, places = visible(text)
    found: list[When] = []
    for group in groups_of(shown)[0]:
        if not _worth_finding(group):
            continue
        name_year(group, shown, reference)
        try:
            when = mean(group, reference)
        except (Impossible, OverflowError):
            continue
        if when is not None and (when.start is not None or _MEETING.search(_around(shown, group))):
            found.append(_placed(when, places))
    return tuple(found)


def _worth_finding(group: Group) -> bool:
    if group.role or (group.days is None and group.rule == _DAILY and group.start is None):
        return False
    return group.strength > 2 or (group.strength == 2 and (group.start is not None or group.rule is not None))


def _around(text: str, group: Group) -> str:
    return text[max(0, group.first - 60) : group.last + 60]


def groups_of(shown: str) -> tuple[list[Group], bool]:
    """The groups of pieces in a text without invisible signs, and whether it says that something moved."""
    scan = scan_text(shown)
    return gather(scan.pieces, shown), scan.moved


def _placed(when: When, places: list[int] | None) -> When:
    if places is None or when.span is None:
        return when
    start, end = when.span
    return replace(when, span=(places[start], places[end - 1] + 1 if end else 0))
