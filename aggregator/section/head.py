"""The head of a line, "date, place": where the date's words end, found by asking `aggregator.german`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from aggregator import german
from aggregator.event import When

# Where a date's words may end: before a comma, a colon, a bracket, a dash with spaces around it.
_BOUNDARY = re.compile(r",|:(?=\s|$)|\s\(|\s[–-]\s|\s(?:an|in|im|am)\s|$")
# What may stand before a date without being a name: "Am Wochenende vom".
_FILLER = re.compile(
    r"(?:\W|\b(?:am|vom|von|ab|im|zum|das|der|wochenende|jeweils|immer|auch|zeit|datum|wann)\b)*",
    re.IGNORECASE,
)
_LABEL = re.compile(r"([^:]{2,60}):\s")


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
    text = text.strip()
    best = _longest(text, reference, "")
    label = _LABEL.match(text)
    if best is None and label:
        best = _longest(text[label.end() :].strip(), reference, label[1].strip())
    if best is None:
        best = _anywhere(text, reference)
    if best is None:
        return Head("", "", None, "", text, german.explain(text, reference).reason)
    return _with_time_behind(best, reference)


def _longest(text: str, reference: date, label: str) -> Head | None:
    """The longest beginning that is a date from its first word to its last."""
    for end in _ends(text):
        when = german.read(text[:end], reference)
        if when is None or when.span is None:
            continue
        start, stop = when.span
        if _FILLER.fullmatch(text[:start]) and not re.search(r"\w", _tail(text[stop:end])):
            return Head(label, text[:end].strip(), when, *_rest(text[end:]))
    return None


def _ends(text: str) -> Iterator[int]:
    """Possible ends of the date's words, the last first; no more than a dozen."""
    ends = [found.start() for found in _BOUNDARY.finditer(text) if found.start()]
    yield from reversed(list(dict.fromkeys(ends))[:12])


def _tail(text: str) -> str:
    """What is left of the date's words once "Uhr" and the like are gone."""
    return re.sub(r"\b(?:uhr|h)\b", "", text, flags=re.IGNORECASE)


def _rest(text: str) -> tuple[str, str]:
    found = re.match(r"\s*([,:–-]?)\s*", text)
    assert found is not None
    return found[1], text[found.end() :].strip()


def _anywhere(text: str, reference: date) -> Head | None:
    """A date at the beginning whose end no boundary marks ("… 2022 an der TU Berlin")."""
    when = german.read(text, reference)
    if when is None or when.span is None or not _FILLER.fullmatch(text[: when.span[0]]):
        return None
    stop = when.span[1]
    return Head("", text[:stop].strip(), when, *_rest(re.sub(r"^\s*Uhr\b", "", text[stop:])))


def _with_time_behind(head: Head, reference: date) -> Head:
    """Takes a clock time that stands behind the place ("…, 12101 Berlin, ab 18 Uhr") to its date."""
    if head.when is None or isinstance(head.when.start, datetime) or "," not in head.rest:
        return head
    place, _, last = head.rest.rpartition(",")
    time = german.read(last, reference)
    if time is None or time.span is None or not isinstance(time.start, datetime):
        return head
    start, stop = time.span
    if not _FILLER.fullmatch(last[:start]) or re.search(r"\w", _tail(last[stop:])):
        return head
    text = f"{head.when_text}, {last.strip()}"
    when = german.read(text, reference)
    if when is None or not isinstance(when.start, datetime):
        return head
    return replace(head, when_text=text, when=when, rest=place.strip())
