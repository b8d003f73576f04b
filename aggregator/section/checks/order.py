"""`order`, `duplicate`: lines that stand in the wrong place, or twice."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from aggregator import place
from aggregator.matching import canonical, likeness
from aggregator.matching.thresholds import SAME_HOUR
from aggregator.section.checks.printed import Printed, Section
from aggregator.section.choose import collated, start_key
from aggregator.section.finding import Finding

SortKey = tuple[Any, ...]
SERIES = 0.5
"""Titles as alike as this are parts of one programme ("Teil 1", "Teil 2") and may share its page."""


def findings(section: Section) -> Iterator[Finding]:
    """Lines out of order, each list for itself, and events that stand there already."""
    single = [p for p in section.printed if not p.line.lab and not p.is_meeting and p.line.head.when]
    meetings = [p for p in section.printed if p.line.lab and p.is_meeting]
    yield from _order(single, [_start(p) for p in single], "start")
    yield from _order(meetings, [(collated(p.line.lab or ""),) for p in meetings], "town")
    yield from _duplicates(section.printed)


def _start(printed: Printed) -> SortKey:
    when = printed.line.head.when
    return start_key(when.start) if when and when.start else ()


def _order(printed: Sequence[Printed], keys: Sequence[SortKey], by: str) -> Iterator[Finding]:
    """The fewest lines that must move: those outside the longest run that is in order."""
    kept = _longest_run(keys)
    for index, one in enumerate(printed):
        if index in kept:
            continue
        yield Finding(
            one.number, "order", f"out of order by {by}: it should stand {_where(printed, keys, index)}"
        )


def _where(printed: Sequence[Printed], keys: Sequence[SortKey], index: int) -> str:
    """Before the first line that begins later, or behind the last one that does not."""
    later = next((p for p, key in zip(printed, keys, strict=True) if key > keys[index]), None)
    if later is not None and later.number < printed[index].number:
        return f"before line {later.number}"
    earlier = [p.number for p, key in zip(printed, keys, strict=True) if key <= keys[index]]
    return f"behind line {earlier[-1]}"


def _longest_run(keys: Sequence[SortKey]) -> set[int]:
    """Indices of a longest non-decreasing subsequence (patience sorting)."""
    tails: list[SortKey] = []
    tail_index: list[int] = []
    before: list[int | None] = []
    for index, key in enumerate(keys):
        pile = bisect_right(tails, key)
        before.append(tail_index[pile - 1] if pile else None)
        if pile == len(tails):
            tails.append(key)
            tail_index.append(index)
        else:
            tails[pile] = key
            tail_index[pile] = index
    run: set[int] = set()
    at = tail_index[-1] if tail_index else None
    while at is not None:
        run.add(at)
        at = before[at]
    return run


def _duplicates(printed: Sequence[Printed]) -> Iterator[Finding]:
    sharing: dict[SortKey, list[Printed]] = {}
    for one in printed:
        marks = _marks(one)
        others = {other.number: other for mark in marks for other in sharing.get(mark, ())}
        for number in sorted(others):
            reason = _same(others[number], one)
            if reason:
                yield Finding(one.number, "duplicate", f"{reason} as in line {number}")
                break
        for mark in marks:
            sharing.setdefault(mark, []).append(one)


def _marks(printed: Printed) -> list[SortKey]:
    """What two lines that are one event have in common, at least one of these."""
    calendar = printed.line.calendar
    marks = (
        ("start", None if printed.is_meeting else _start(printed)),
        ("page", _page(printed)),
        ("link", calendar.address if calendar else None),
    )
    return [mark for mark in marks if mark[1]]


def _same(other: Printed, one: Printed) -> str | None:
    """Why two lines are one event, or share what only one event can have; None where they do not."""
    alike = likeness(other.line.title, one.line.title)
    same_page = _page(other) is not None and _page(other) == _page(one)
    if _same_start(other, one) and not _elsewhere(other, one):
        if alike == 1.0:
            return "the same title and date"
        if same_page:
            return "the same address and date"
        if alike >= SAME_HOUR and one.line.head.when and not one.line.head.when.all_day:
            return "the same hour and nearly the same title"
    if alike == 1.0:
        return None
    links = [p.line.calendar.address for p in (other, one) if p.line.calendar]
    if len(links) == 2 and links[0] == links[1]:
        return "the same calendar link under another title"
    return "the same address under another title" if same_page and alike < SERIES else None


def _same_start(one: Printed, other: Printed) -> bool:
    return not (one.is_meeting or other.is_meeting) and bool(_start(one)) and _start(one) == _start(other)


def _page(printed: Printed) -> str | None:
    url = printed.line.notes.url
    return canonical(url) if url else None


def _elsewhere(one: Printed, other: Printed) -> bool:
    """The one is not where the other is: another town, or online and not."""
    first, second = (place.read(printed.line.place_text) for printed in (one, other))
    if first.city and second.city:
        return collated(first.city) != collated(second.city)
    return bool((first.city and second.online) or (second.city and first.online))
