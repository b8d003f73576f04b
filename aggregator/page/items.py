"""Lists of events without structured data: repeated blocks, table rows or headings, each with a date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from aggregator.event import When
from aggregator.page.claim import Claim
from aggregator.page.dates import find_dates, is_timed, read_date
from aggregator.page.document import Document
from aggregator.page.element import Element, inner_text, string, texts
from aggregator.page.instant import read_instant
from aggregator.page.labels import labelled_fields
from aggregator.page.lines import Line, lines_of
from aggregator.page.tables import item_claim, link_in, table_rows
from aggregator.page.text import LONGEST_TITLE, one_line
from aggregator.page.whereabouts import place_in

MOST_ITEMS = 300
MOST_GROUPS = 3000
_TAGS = ("article", "li", "tr", "div", "section", "a", "p", "dd")
_LONGEST_ITEM = 1500
_DATE_HINT = re.compile(
    r"\d{1,2}\.\s?(?:\d{1,2}\.|jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez)"
    r"|\d{1,2}\s(?:jan|feb|mär|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec)"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d{1,2}|\b20\d\d-\d\d-\d\d",
    re.IGNORECASE,
)
_LIST_TITLE = re.compile(
    r"veranstaltung(?:en|s)|termine|\bevents\b|kalender|calendar|agenda|programm|schedule|workshops"
    r"|meetings|seminare|upcoming",
    re.IGNORECASE,
)
_NEWS = re.compile(
    r"\b(?:news|aktuelle[rs]?|neuigkeiten|blog|presse\w*|archiv|meldungen|beiträge|posts)\b", re.IGNORECASE
)
_MORE = re.compile(
    r"\W*(?:mehr|weiter|details?|more|read more|anmeld|zum event|zur veranstaltung|info|ical|\+)\b",
    re.IGNORECASE,
)


def item_claims(document: Document, reference: date) -> tuple[Claim, ...]:
    """The events that a list page names, 300 at most; () for a page that is no list of events.

    News lists look the same: a list counts if heading or address call it one, or its dates name clock times.
    """
    named = _LIST_TITLE.search(f"{document.title} {document.window_title} {document.given_address}")
    if _NEWS.search(document.title) and not _LIST_TITLE.search(document.title):
        return ()
    for find in (table_rows, _blocks, _under_headings):
        claims = _unique(find(document, reference))
        timed = sum(claim.when is not None and is_timed(claim.when) for claim in claims)
        if len(claims) >= 2 and (named or timed * 2 > len(claims)):
            return tuple(claims)
    return ()


def _unique(claims: Iterator[Claim]) -> list[Claim]:
    seen = {(claim.title, claim.when.start if claim.when else None): claim for claim in claims}
    return list(seen.values())[:MOST_ITEMS]


def _blocks(document: Document, reference: date) -> Iterator[Claim]:
    """The largest group of like blocks that each hold a date."""
    groups: dict[tuple[str, ...], list[Element]] = {}
    is_list = _LIST_TITLE.search(document.title) is not None
    for element in document.root.iter(*_TAGS):
        parent = element.getparent()
        if parent is None or (element.tag == "p" and not is_list and not _is_marked(element)):
            continue
        kind = (str(element.tag), _class(element), str(parent.tag), _class(parent))
        groups.setdefault(kind, []).append(element)
    dated = []
    for elements in list(groups.values())[:MOST_GROUPS]:
        if 2 <= len(elements) <= 2000:
            hits = [element for element in elements[:MOST_ITEMS] if _holds_a_date(element)]
            if len(hits) >= 2 and len(hits) * 2 >= min(len(elements), MOST_ITEMS):
                dated.append(hits)
    best: list[Claim] = []
    for hits in sorted(dated, key=len, reverse=True)[:6]:
        claims = [claim for element in hits if (claim := _block_claim(element, document, reference))]
        if len(claims) > len(best) or (len(claims) == len(best) and _linked(claims) > _linked(best)):
            best = claims
    yield from best


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
    title = _title(element, lines, words)
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
        if not is_timed(best) and (
            clock := re.search(
                r"\b\d{1,2}(?:[:.]\d{2})?\s*(?:-|–|bis)?\s*(?:\d{1,2}[:.]\d{2}\s*)?uhr"
                r"|\b\d{1,2}:\d{2}(?:\s*[-–]\s*\d{1,2}:\d{2})?",
                text,
                re.I,
            )
        ):
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


def _title(element: Element, lines: Sequence[Line], date_words: str) -> str:
    """Its heading, else its link's words, else bold words, else what is left of the line besides the date."""
    headings = [line.text for line in lines if line.level]
    links = [one_line(inner_text(link)) for link in element.iter("a")]
    bold = [one_line(inner_text(mark)) for mark in element.iter("strong", "b")]
    for words in [*headings, *links, *bold, *(line.text for line in lines)]:
        bare = _without_date(words, date_words)
        if len(bare) > 3 and re.search(r"[^\W\d]{3}", bare) and not _MORE.match(bare):
            return one_line(bare, LONGEST_TITLE)
    return ""


def _without_date(words: str, date_words: str) -> str:
    for part in (date_words, *date_words.split(", ")):
        if len(part) > 4 and part in words:
            before, _, behind = words.partition(part)
            words = before if re.search(r"[^\W\d]{3}", before) else behind
    words = re.sub(
        r"^\W*(?:(?:um\s+)?\d{1,2}(?:[:.]\d{2})?\s*(?:-|–|bis)?\s*(?:\d{1,2}(?:[:.]\d{2})?)?\s*uhr)\b",
        "",
        words,
        flags=re.I,
    )
    return " ".join(words.split()).strip(" ,:;|–—-·•")


def _under_headings(document: Document, reference: date) -> Iterator[Claim]:
    """Headings of one level, each with a date in itself or right below it."""
    lines = document.matter
    for level in (2, 3, 4, 5):
        starts = [number for number, line in enumerate(lines) if line.level == level]
        claims = []
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=False):
            part = lines[start : min(end, start + 8)]
            text = "\n".join(line.text for line in part)
            found = [
                when for when in find_dates(text, reference, document.language) if when.start is not None
            ]
            if found:
                when = max(found[:2], key=is_timed)
                first, last = when.span or (0, 0)
                words = one_line(text[first:last])
                number = min(text[:first].count("\n"), len(part) - 1)
                place, place_text, _ = place_in(part, labelled_fields(part), [number])
                title = _without_date(part[0].text, words) or (part[1].text if len(part) > 1 else "")
                claims.append(item_claim(title, when, words, None, place_text, place))
        if len(claims) >= 2 and len(claims) * 2 >= len(starts):
            yield from claims
            return
