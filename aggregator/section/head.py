"""The head of a line, "date, place": where the date's words end, found by asking `aggregator.german`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from aggregator import german, place
from aggregator.event import When

# Where a date's words may end: before a comma, a colon, a bracket, a dash with spaces around it.
_BOUNDARY = re.compile(r"[,;]|:(?=\s|$)|\s\(|\s[–-]\s|\s(?:an|in|im|am)\s|$")
# What may stand before a date without being a name: "Am Wochenende vom".
_FILLER = re.compile(
    r"(?:\W|\b(?:am|vom|von|ab|im|zum|das|der|wochenende|jeweils|immer|auch|zeit|datum|wann)\b)*",
    re.IGNORECASE,
)
_WEEKEND = re.compile(r"^(?:am\s+)*wochenende\s+(?:(?:am|vom)\s+)?(?=\d)", re.IGNORECASE)
_CONNECTS = re.compile(r"(?:bis|und|oder|sowie|jeweils)\b|\W*$", re.IGNORECASE)
_LABEL = re.compile(r"([^:,]{2,60})([:,])\s")


@dataclass(frozen=True, slots=True)
class Head:
    """A head in its parts: `label` ("Flensburg" in "Flensburg: jeden Mittwoch"), date, then the rest.

    `separator` is what stood between date and rest. `when` is None where the words name no date;
    `reason` then says why, if it is known.
    """

    label: str
    when_text: str
    when: When | None
    separator: str
    rest: str
    reason: str | None = None


def split(text: str, reference: date) -> Head:
    """The parts of a head. The date must stand at its beginning, behind a label or a few small words."""
    text = _WEEKEND.sub("", text.strip())
    found = _dated(text, reference)
    label = _LABEL.match(text)
    if found is None and label and (label[2] == ":" or place.read(label[1]).city == label[1]):
        found = _dated(text[label.end() :].strip(), reference)
        found = replace(found, label=label[1].strip()) if found else None
    return found or Head("", "", None, "", text, german.explain(text, reference).reason)


def _dated(text: str, reference: date) -> Head | None:
    """A head that begins with a date: the longest beginning that is one from first word to last."""
    whole = german.read(text, reference)
    if whole is None or whole.span is None:
        return None
    for end in _ends(text):
        when = german.read(text[:end], reference)
        if when is None or not _covers(text[:end], when):
            continue
        if when == whole and whole.span[1] < end:
            return _head(text, whole.span[1], whole)
        if when != whole and _begins_with_date(text[end:], reference):
            break
        return _without_place(_head(text, end, when), reference)
    if not _FILLER.fullmatch(text[: whole.span[0]]):
        return None
    return _head(text, whole.span[1], whole)


def _head(text: str, stop: int, when: When) -> Head:
    """The parts where the date ends at `stop`; a broken year right behind it is the date's too."""
    broken = re.match(r"[\s.]*\d{1,4}\b(?=,|:|$)|\s*Uhr\b", text[stop:])
    stop += broken.end() if broken else 0
    separator, rest = _rest(text[stop:])
    return Head("", text[:stop].strip(), when, separator, rest)


def _covers(text: str, when: When) -> bool:
    """Is the text a date from its first word to its last, but for small words?"""
    if when.span is None:
        return False
    start, stop = when.span
    return bool(_FILLER.fullmatch(text[:start])) and not re.search(r"\w", _tail(text[stop:]))


def _begins_with_date(text: str, reference: date) -> bool:
    rest = text.lstrip(" ,")
    when = german.read(rest, reference)
    return when is not None and when.span is not None and when.span[0] == 0


def _without_place(head: Head, reference: date) -> Head:
    """Takes a place out of the middle of a date ("…2024, CityLAB, 12101 Berlin, ab 18 Uhr")."""
    parts = [part.strip() for part in head.when_text.split(",")]
    between = [p for p in parts[1:-1] if not _CONNECTS.match(p) and german.read(p, reference) is None]
    date_parts = ", ".join(part for part in parts if part not in between)
    if not between or german.read(date_parts, reference) != head.when:
        return head
    rest = ", ".join(part for part in (*between, head.rest) if part)
    return replace(head, when_text=date_parts, rest=rest, separator=",")


def _ends(text: str) -> Iterator[int]:
    """Possible ends of the date's words, the last first; no more than a dozen."""
    ends = [
        found.start()
        for found in _BOUNDARY.finditer(text)
        if found.start() and text.count("(", 0, found.start()) == text.count(")", 0, found.start())
    ]
    yield from reversed(list(dict.fromkeys(ends))[:12])


def _tail(text: str) -> str:
    """What is left of the date's words once "Uhr" and the like are gone."""
    return re.sub(r"\b(?:uhr|h)\b", "", text, flags=re.IGNORECASE)


def _rest(text: str) -> tuple[str, str]:
    found = re.match(r"\s*([,;:–-]?)\s*", text)
    assert found is not None
    rest = text[found.end() :].strip()
    return found[1], rest if re.search(r"\w", rest) else ""
