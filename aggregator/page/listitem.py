"""One item of a list of events: its title, its link, and the claim that it makes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aggregator import german
from aggregator.event import Place, When
from aggregator.page.claim import Claim
from aggregator.page.datelines import is_only_a_date
from aggregator.page.document import Document
from aggregator.page.element import Element, inner_text
from aggregator.page.lines import Line
from aggregator.page.text import LONGEST_TITLE, one_line, web_address

_MORE = re.compile(
    r"\W*(?:mehr|weiter|details?|more|read more|anmeld|zum event|zur veranstaltung|info|ical|\+)\b",
    re.IGNORECASE,
)


def item_claim(
    title: str, when: When, words: str, url: str | None, where: str | None, place: Place | None
) -> Claim:
    """What a list says of one event; `words` are those of its date, `where` those of its place."""
    return Claim(
        layer="list",
        title=one_line(title, LONGEST_TITLE),
        url=url,
        when=when,
        when_text=words,
        place=place if place != Place() else None,
        place_text=where,
        status=german.read_status(title),
        evidence={"title": "list item", "when": "list item"} | ({"place": "list item"} if where else {}),
    )


def link_in(element: Element, document: Document) -> str | None:
    """The first link of an item that leads to a page."""
    links = [element.get("href")] if element.tag == "a" else [link.get("href") for link in element.iter("a")]
    addresses = [
        a
        for link in links[:10]
        if link and not link.startswith("#") and (a := web_address(link, document.base))
    ]
    return next(
        (a for a in addresses if not a.split("?")[0].endswith((".ics", ".jpg", ".png", ".pdf"))), None
    )


def item_title(element: Element, lines: Sequence[Line], date_words: str) -> str:
    """Its heading, else its link's words, else bold words, else what is left of the line besides the date."""
    headings = [line.text for line in lines if line.level]
    links = [one_line(inner_text(link)) for link in element.iter("a")]
    bold = [one_line(inner_text(mark)) for mark in element.iter("strong", "b")]
    for words in [*headings, *links, *bold, *(line.text for line in lines)]:
        bare = without_date(words, date_words)
        if len(bare) > 3 and re.search(r"[^\W\d]{3}", bare) and not _MORE.match(bare):
            return one_line(bare, LONGEST_TITLE)
    return ""


def without_date(words: str, date_words: str) -> str:
    """A title less the date and the clock that stand in it too; "" where nothing but a date is left."""
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
    bare = " ".join(words.split()).strip(" ,:;|–—-·•")
    return "" if is_only_a_date(bare) else bare
