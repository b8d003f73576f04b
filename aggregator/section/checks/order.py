"""`order`, `duplicate`: lines that stand in the wrong place, or twice."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from aggregator import place
from aggregator.section.checks.printed import Printed, Section
from aggregator.section.choose import collated, start_key
from aggregator.section.finding import Finding
from aggregator.section.read import canonical

SortKey = tuple[Any, ...]


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
        later = next((p for p, key in zip(printed, keys, strict=True) if key > keys[index]), None)
        where = f"before line {later.number}" if later and later.number < one.number else "further down"
        yield Finding(one.number, "order", f"out of order by {by}: it should stand {where}")


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
    for index, one in enumerate(printed):
        for other in printed[:index]:
            reason = _same(other, one)
            if reason:
                yield Finding(one.number, "duplicate", f"{reason} as in line {other.number}")
                break


def _same(other: Printed, one: Printed) -> str | None:
    """Why two lines are one event, or share what only one event can have; None where they do not."""
    same_title = _words(other.line.title) == _words(one.line.title)
    same_start = _start(other) == _start(one) and not (other.is_meeting or one.is_meeting)
    same_page = _page(other) is not None and _page(other) == _page(one)
    if same_title and same_start and not _elsewhere(other, one):
        return "the same title and date"
    if same_page and same_start and not _elsewhere(other, one):
        return "the same address and date"
    if same_title:
        return None
    links = [p.line.calendar.address for p in (other, one) if p.line.calendar]
    if len(links) == 2 and links[0] == links[1]:
        return "the same calendar link under another title"
    if same_page and not _is_series(other.line.title, one.line.title):
        return "the same address under another title"
    return None


def _page(printed: Printed) -> str | None:
    url = printed.line.notes.url
    return canonical(url) if url else None


def _elsewhere(one: Printed, other: Printed) -> bool:
    """Both name a town, and not the same."""
    towns = [place.read(p.line.place_text).city for p in (one, other)]
    return bool(towns[0] and towns[1] and collated(towns[0]) != collated(towns[1]))


def _words(title: str) -> list[str]:
    return re.findall(r"\w+", collated(title))


def _is_series(one: str, other: str) -> bool:
    """Titles of one programme: half of the shorter one's words, or the first three, are the other's too."""
    first, second = _words(one), _words(other)
    common = set(first) & set(second)
    return first[:3] == second[:3] or 2 * len(common) >= min(len(set(first)), len(set(second)))
