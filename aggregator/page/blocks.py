"""Lists of events as a page repeats them: like elements that each hold a date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from aggregator.event import When
from aggregator.page.aside import is_aside
from aggregator.page.claim import Claim
from aggregator.page.dates import find_dates, is_timed, read_date
from aggregator.page.document import Document
from aggregator.page.element import Element, string, texts
from aggregator.page.instant import read_instant
from aggregator.page.labels import labelled_fields
from aggregator.page.lines import Line, lines_of
from aggregator.page.listitem import item_claim, item_title, link_in
from aggregator.page.text import one_line
from aggregator.page.whereabouts import place_in

MOST_IN_GROUP = 300
MOST_GROUPS = 3000
_TAGS = ("article", "li", "tr", "div", "section", "a", "p", "dd")
_LONGEST_ITEM = 1500
_DATE_HINT = re.compile(
    r"\d{1,2}\.\s?(?:\d{1,2}\.|jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez)"
    r"|\d{1,2}\s(?:jan|feb|mär|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec)"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d{1,2}|\b20\d\d-\d\d-\d\d",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\b\d{1,2}(?:[:.]\d{2})?\s*(?:-|–|bis)?\s*(?:\d{1,2}[:.]\d{2}\s*)?uhr"
    r"|\b\d{1,2}:\d{2}(?:\s*[-–]\s*\d{1,2}:\d{2})?",
    re.IGNORECASE,
)


def block_claims(document: Document, reference: date, *, named: bool) -> Iterator[Claim]:
    """The largest group of like elements with dates; `named`: the page calls itself a list of events."""
    best: list[Claim] = []
    for hits in sorted(_dated_groups(document, named=named), key=len, reverse=True)[:6]:
        claims = [claim for element in hits if (claim := _block_claim(element, document, reference))]
        if len(claims) > len(best) or (len(claims) == len(best) and _linked(claims) > _linked(best)):
            best = claims
    yield from best


def _dated_groups(document: Document, *, named: bool) -> Iterator[list[Element]]:
    """Elements of one tag and class under parents of one tag and class, at least half of them with a date.

    A `div` without a class is an item only of a page that calls itself a list; of groups within each other
    the inner ones are the items.
    """
    groups: dict[tuple[object, ...], list[Element]] = {}
    for element in document.root.iter(*_TAGS):
        parent = element.getparent()
        if parent is None or (element.tag == "p" and not named and not _is_marked(element)):
            continue
        kind: tuple[object, ...] = (element.tag, _class(element), parent.tag, _class(parent))
        if kind[1] or named or element.tag not in ("div", "section"):
            groups.setdefault(kind, []).append(element)
    for elements in list(groups.values())[:MOST_GROUPS]:
        if 2 <= len(elements) <= 2000:
            hits = [element for element in elements[:MOST_IN_GROUP] if _holds_a_date(element)]
            hits = _of_matter(hits) if len(hits) >= 2 else hits
            if len(hits) >= 2 and len(hits) * 2 >= min(len(elements), MOST_IN_GROUP):
                yield hits


def _of_matter(hits: list[Element]) -> list[Element]:
    """The innermost of them, without those in a margin."""
    around = {ancestor for element in hits for ancestor in element.iterancestors()}
    margins = {element for element in around if is_aside(element)}
    return [
        element
        for element in hits
        if element not in around and margins.isdisjoint(element.iterancestors()) and not is_aside(element)
    ]


def _is_marked(element: Element) -> bool:
    """A paragraph with a link or bold words may be an item; without, it is prose."""
    return next(element.iter("a", "b", "strong"), None) is not None


def _linked(claims: Sequence[Claim]) -> int:
    return sum(claim.url is not None for claim in claims)


def _class(element: Element) -> str:
    return _without_number(element.get("class", ""))


@lru_cache(maxsize=4096)
def _without_number(name: str) -> str:
    """A class less what differs from item to item."""
    return re.sub(r"[\w-]*\d[\w-]*|\b(?:first|last|odd|even|active)\b", "", name).strip()


def _holds_a_date(element: Element) -> bool:
    text = ""
    for part in texts(element):
        text += part + " "
        if len(text) > _LONGEST_ITEM:
            return False
    return len(text) > 12 and (_DATE_HINT.search(" ".join(text.split())) is not None)


def _block_claim(element: Element, document: Document, reference: date) -> Claim | None:
    lines = lines_of(element)
    if not lines:
        return None
    text = "\n".join(line.text for line in lines)
    when, words, number = _when(element, lines, text, reference, document.language)
    if when is None:
        return None
    title = item_title(element, lines, words)
    place, place_text, _ = place_in(lines, labelled_fields(lines), [number])
    return item_claim(title, when, words, link_in(element, document), place_text, place) if title else None


def _when(
    element: Element, lines: Sequence[Line], text: str, reference: date, language: str
) -> tuple[When | None, str, int]:
    """The block's date: the words that a visitor reads, else its time element's machine form."""
    found = [when for when in find_dates(text, reference, language) if when.start is not None]
    if not found:
        found = [
            when for when in find_dates(" ".join(text.split()), reference, language) if when.start is not None
        ]
    if found:
        best = max(found[:3], key=is_timed)
        if not is_timed(best) and (clock := _CLOCK.search(text)):
            start, end = best.span or (0, 0)
            best_words = f"{text[start:end]}, {clock[0]}"
            timed = read_date(best_words, reference, language)
            if timed is not None and is_timed(timed):
                return timed, one_line(best_words), text[:start].count("\n")
        start, end = best.span or (0, 0)
        return best, one_line(text[start:end]), min(text[:start].count("\n"), len(lines) - 1)
    machine = read_instant(string(element, "(.//time/@datetime)[1]"))
    return (
        (When(machine.in_zone("Europe/Berlin")), machine.moment.isoformat(), 0) if machine else (None, "", 0)
    )
