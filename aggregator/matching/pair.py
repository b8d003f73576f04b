"""Whether two listings speak of the same event: their day and town first, then addresses and titles."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from datetime import date, datetime

from aggregator.event import Listing, Moment, When
from aggregator.matching import thresholds as at_least
from aggregator.matching.address import canonical
from aggregator.matching.title import likeness
from aggregator.matching.town import same_town, town_words

LESS_SURE = 0.02
"""What a match loses whose hours differ, so that the right hour is joined first."""

BYDAY = re.compile(r"BYDAY=([^;]+)")


@dataclass(frozen=True, slots=True)
class Match:
    """Why two listings speak of one event, and how sure that is, from 0 to 1."""

    score: float
    why: str


def same(one: Listing, other: Listing, shared: Set[str] = frozenset()) -> Match | None:
    """The reason to take two listings for one event, or None. `shared` are canonical addresses that
    several events have, such as a programme's page."""
    match = _compared(one, other, shared)
    if match is None:
        return None
    if one.source == other.source and not entered_twice(one, other):
        return None
    return match


def entered_twice(one: Listing, other: Listing) -> bool:
    """Two listings of one source agree nearly wholly: the same start or rule, town and title."""
    return (
        one.when is not None
        and other.when is not None
        and (one.when.start, one.when.rrule) == (other.when.start, other.when.rrule)
        and same_town(one.place, other.place) is not False
        and (one.place is None) == (other.place is None)
        and likeness(one.title, other.title) >= at_least.TWICE_IN_ONE_SOURCE
    )


def likely(one: Listing, other: Listing, shared: Set[str] = frozenset()) -> bool:
    """An editor should look whether these are one event: alike, but not enough to merge them unasked."""
    if same_town(one.place, other.place) is False:
        return False
    alike = likeness(one.title, other.title)
    if meet(one.when, other.when):
        return alike >= at_least.LIKELY or same_address(one, other, shared)
    return same_address(one, other, shared) and alike >= at_least.SAME_DAY


def may_be_occurrence(meeting: Listing, single: Listing) -> bool:
    """A single event looks like one date of a meeting: its weekday, hour, and lab or town, and a like title.

    They are never merged unasked: the date may be an excursion of the group, and is worth its own line.
    """
    rule, when = meeting.when, single.when
    if rule is None or when is None or not rule.rrule or when.rrule or when.start is None:
        return False
    here, there = whereabouts(meeting), whereabouts(single)
    return (
        not weekdays(rule).isdisjoint(weekdays(when))
        and _same_hour_of_day(rule, when) is not False
        and bool(here & there)
        and likeness(meeting.title, single.title) >= at_least.MEETING
    )


def _compared(one: Listing, other: Listing, shared: Set[str]) -> Match | None:
    if one.when is None or other.when is None:
        return _undated(one, other, shared)
    if one.when.rrule or other.when.rrule:
        return _meetings(one, other, shared)
    if not meet(one.when, other.when) or same_town(one.place, other.place) is False:
        return None
    alike = likeness(one.title, other.title)
    if same_address(one, other, shared) and alike >= at_least.SAME_ADDRESS:
        return Match(max(alike, 0.95), "same address")
    if one.url and other.url and canonical(one.url) == canonical(other.url):
        return Match(alike, "same address") if alike >= at_least.SHARED_ADDRESS else None
    if _same_hour(one.when, other.when) is not False:
        return Match(alike, _title_word(alike)) if alike >= at_least.SAME_HOUR else None
    alike = likeness(one.title, other.title, shortened=False)
    if alike < at_least.SAME_DAY:
        return None
    return Match(alike - LESS_SURE, f"{_title_word(alike)}, other hour")


def _undated(one: Listing, other: Listing, shared: Set[str]) -> Match | None:
    """Where a date could not be read, only address and title together will do."""
    alike = likeness(one.title, other.title)
    if same_address(one, other, shared) and alike >= at_least.UNDATED:
        return Match(alike, "same address")
    return None


def _meetings(one: Listing, other: Listing, shared: Set[str]) -> Match | None:
    """Both repeat on a weekday at an hour, for one lab or in one town."""
    if one.when is None or other.when is None or not one.when.rrule or not other.when.rrule:
        return None
    if not _same_weekday(one.when, other.when) or _same_hour_of_day(one.when, other.when) is False:
        return None
    alike = likeness(one.title, other.title)
    here, there = whereabouts(one), whereabouts(other)
    if here and there and here.isdisjoint(there):
        return None
    if same_address(one, other, shared) or (one.lab and other.lab):
        return Match(max(alike, 0.9), "same meeting")
    enough = at_least.MEETING if here and there else at_least.MEETING_ANYWHERE
    return Match(alike, "same meeting") if alike >= enough else None


def whereabouts(meeting: Listing) -> set[str]:
    """The names of a meeting's lab and town, comparable."""
    names = (meeting.lab, meeting.place.city if meeting.place else None)
    return {town_words(name)[0] for name in names if name and town_words(name)}


def _title_word(alike: float) -> str:
    return "same title" if alike == 1 else "near title"


def same_address(one: Listing, other: Listing, shared: Set[str]) -> bool:
    """Both name the same page, and no other event has it."""
    if not one.url or not other.url:
        return False
    address = canonical(one.url)
    return address == canonical(other.url) and address not in shared


def meet(one: When | None, other: When | None) -> bool:
    """They share a day: the same first day, or one begins while the other lasts."""
    if one is None or other is None or one.start is None or other.start is None:
        return False
    (first, last), (second, end) = span(one), span(other)
    return first <= end and second <= last


def span(when: When) -> tuple[date, date]:
    """First and last day; the night until six belongs to its evening. Of a rule the first occurrence's."""
    assert when.start is not None
    start, end = when.start, when.end if when.end is not None else when.start
    last = _day(end)
    if isinstance(end, datetime) and end.hour < 6 and last > _day(start):
        last = date.fromordinal(last.toordinal() - 1)
    return _day(start), max(last, _day(start))


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _same_hour(one: When, other: When) -> bool | None:
    """They begin at the same minute; None where one names no clock time on that day."""
    if isinstance(one.start, datetime) and isinstance(other.start, datetime):
        return one.start == other.start
    return None


def _same_hour_of_day(one: When, other: When) -> bool | None:
    if isinstance(one.start, datetime) and isinstance(other.start, datetime):
        return one.start.time() == other.start.time()
    return None


def _same_weekday(one: When, other: When) -> bool:
    """Their rules name a common weekday, said by the rule or by the first date."""
    return bool(weekdays(one) & weekdays(other))


def weekdays(when: When) -> set[str]:
    """The weekdays of a rule, MO to SU, said by the rule or by its first date."""
    said = BYDAY.search(when.rrule or "")
    if said:
        return {day[-2:] for day in said[1].split(",")}
    return {("MO", "TU", "WE", "TH", "FR", "SA", "SU")[when.start.weekday()]} if when.start else set()
