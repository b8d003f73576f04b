"""`<time datetime>`: the machine's form of a date, beside the words that a visitor reads."""

from __future__ import annotations

import re
from datetime import date, datetime

from aggregator.event import BERLIN, When
from aggregator.page.claim import Claim
from aggregator.page.dates import first_day, is_timed, read_date
from aggregator.page.document import Document
from aggregator.page.element import Element, inner_text
from aggregator.page.instant import Instant, read_instant
from aggregator.page.text import one_line, text_within

MOST_ELEMENTS = 200
_PUBLISHED = re.compile(
    r"publish|posted|post-?date|entry-?date|updated|modified|created|byline|comment|meta-?date"
    r"|article-?date|pubdate|teaser"
    r"|related|sidebar|changed|author",
    re.IGNORECASE,
)
_LABEL = re.compile(r"veröffentlicht|erstellt|aktualisiert|posted|published|updated|stand\b", re.IGNORECASE)


def time_claim(document: Document, reference: date) -> Claim | None:
    """The date that the first time element of the page's matter names, and the end beside it.

    Days of publication are passed over. The clock is the visible words' where they name one.
    """
    times = [element for element in _after_heading(document) if not _is_published(element)]
    for element in times:
        starts = read_instant(element.get("datetime"))
        if starts is None:
            continue
        when, words = _visible(element, starts, reference, document.language)
        if not isinstance(when.start, datetime) and not _about_an_event(element):
            continue
        if when.end is None:
            when = _with_end(when, element, times)
        return Claim(
            layer="time",
            title=document.title,
            when=when,
            when_text=words or one_line(element.get("datetime")),
            evidence={"title": "h1", "when": "time"},
        )
    return None


def _after_heading(document: Document) -> list[Element]:
    """Time elements from the main heading on, or all of them where none follows it."""
    before: list[Element] = []
    after: list[Element] = []
    seen = False
    for element in document.root.iter("h1", "time"):
        if element.tag == "h1":
            seen = seen or one_line(inner_text(element)) == document.title
        else:
            (after if seen else before).append(element)
    return (after or before)[:MOST_ELEMENTS]


def _is_published(element: Element) -> bool:
    for node in [element, *list(element.iterancestors())[:3]]:
        named = " ".join(node.get(name, "") for name in ("class", "itemprop", "id", "pubdate"))
        if node.tag not in ("body", "html", "main", "article") and _PUBLISHED.search(named):
            return True
    parent = element.getparent()
    before = one_line(f"{parent.text or ''}")[-40:] if parent is not None else ""
    return element.get("pubdate") is not None or _LABEL.search(before) is not None


def _about_an_event(element: Element) -> bool:
    """A day without a clock is an event's only where its box is called so."""
    named = " ".join(
        f"{n.get('class', '')} {n.get('id', '')}" for n in [element, *list(element.iterancestors())[:4]]
    )
    return (
        re.search(r"event|veranstaltung|termin|start|when|datum|date-range|wann", named, re.IGNORECASE)
        is not None
    )


def _visible(element: Element, starts: Instant, reference: date, language: str) -> tuple[When, str]:
    """The reading of the element's own words, or those of the box around it, if they speak of that day."""
    machine = starts.in_zone(element.get("data-timezone") or BERLIN) if starts.in_utc else starts.moment
    for node in [element, *list(element.iterancestors())[:2]]:
        words = text_within(node, 250)
        if not words:
            break
        when = read_date(words, reference, language)
        if when and is_timed(when) and first_day(when) in (_day(machine), _day(starts.moment)):
            return when, words
    return When(machine), one_line(inner_text(element))


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _with_end(when: When, element: Element, times: list[Element]) -> When:
    """The next time element in the same box is the end."""
    box = next((node for node in list(element.iterancestors())[:3] if len(list(node.iter("time"))) > 1), None)
    if box is None or element not in times:
        return when
    later = [other for other in times[times.index(element) + 1 :] if box in other.iterancestors()]
    for other in later[:3]:
        ends = read_instant(other.get("datetime"))
        end = (ends.in_zone(BERLIN) if ends.in_utc else ends.moment) if ends else None
        if end is None or isinstance(end, datetime) != isinstance(when.start, datetime):
            continue
        if when.start is not None and when.start < end:
            return When(when.start, end)
    return when
