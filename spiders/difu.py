"""difu.de: the events of Deutsches Institut für Urbanistik, read by the order of their text and its labels.

A detail page says: kind of event, title (h1), sometimes a subtitle, its days a line each ("Mo 20 Jun 22"),
prose with other dates in it, people, "Details" with fees, and a box with date, clock and place, labelled
("Datum & Zeit", "Ort") or not. Below "Weitere Inhalte zum Thema" nothing counts. The date in its address
is the day first announced: it stays when the event moves, so it checks a date and never makes one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

from lxml import etree
from lxml.html import HTMLParser
from parsel.selector import create_root_node
from scrapy.http import Response, TextResponse

from aggregator.event import Listing, Reach, Refusal
from aggregator.page.element import Element
from spiders import Found, SourceSpider, host, rightly_encoded

DETAIL = re.compile(r"^/veranstaltungen/(\d{4}-\d{2}-\d{2})/[^/]+$")
END = re.compile(r"weitere inhalte(?: zum thema)?$", re.IGNORECASE)
DAY = re.compile(r"(?:[A-Z]\w\.? )?\d{1,2}\.? (?:\d{1,2}\.|[A-Z]\w{2,8}\.?) ?(?:\d{2}|\d{4})(?: in [A-Z].*)?")
BOX_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}")
CLOCK = re.compile(r"\b\d{1,2}(?:[.:]\d{2})?(?: Uhr)?(?: ?(?:-|–|bis) ?\d{1,2}(?:[.:]\d{2})?)? Uhr\b")
LABEL = re.compile(
    r"(?:datum(?: & zeit)?|zeit|uhrzeit|termin|(?:veranstaltungs)?ort|anmeldung):?", re.IGNORECASE
)
PLACE_LABEL = re.compile(r"(?:veranstaltungs)?ort:?", re.IGNORECASE)
FEE = re.compile(r"gebührenfrei|kostenfrei|kostenlos|\bEuro\b|€", re.IGNORECASE)
LONG = 120
"""Characters from which a line is prose."""
STILL_ASKED = timedelta(days=90)
"""How long after its first day an event is asked for: it may have been postponed."""
BLOCKS = frozenset(
    (
        *("address", "article", "aside", "br", "dd", "div", "dl", "dt", "header", "li", "main", "ol", "p"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "section", "td", "tr", "ul"),
    )
)
ELSEWHERE = frozenset(("script", "style", "nav", "footer", "noscript", "template"))
"""Elements that say nothing of the event."""


class DifuSpider(SourceSpider):
    name = "difu"

    @classmethod
    def reads(cls, address: str) -> bool:
        return host(address) == "difu.de"

    def parse(self, response: Response, asked: int = 0, **kwargs: Any) -> Iterator[Found]:
        """A page of the list, or an event's page; `asked` is how many of those this run has requested."""
        response = rightly_encoded(response)
        if not isinstance(response, TextResponse):
            yield Refusal(response.url, "not a page of text")
            return
        page = create_root_node(response.text, HTMLParser)
        if DETAIL.match(urlsplit(address := canonical(page, response.url)).path):
            yield from self.parse_detail(page, response.url, address)
        else:
            yield from self.parse_list(page, response.url, asked)

    def parse_list(self, page: Element, url: str, asked: int) -> Iterator[Found]:
        """Requests for the events' pages that the list links to, and for the list's next page."""
        links = [urljoin(url, link.get("href", "")) for link in page.iter("a")]
        events = {link.split("?")[0].split("#")[0]: first for link in links if (first := first_day(link))}
        recent = [event for event, first in events.items() if first >= self.reference - STILL_ASKED]
        wanted = recent[: max(0, self.source.max_pages - asked)]
        for event in wanted:
            yield self.request(event, self.parse)
        asked += len(wanted)
        number = page_number(url) + 1
        following = next((link for link in links if page_number(link) == number), None)
        if following and recent and asked < self.source.max_pages:
            yield self.request(following, self.parse, cb_kwargs={"asked": asked})
        elif len(wanted) == len(recent):
            yield Reach()

    def parse_detail(self, page: Element, url: str, address: str) -> Iterator[Found]:
        """One event: its days from the head or the box, its clock from the box, never from the prose."""
        head, body = head_and_body(lines(page))
        if not head:
            yield Refusal(address, "the page has no title")
            return
        title, *under = head
        box_at = start_of_box(body)
        box = body[box_at:]
        days = [line for line in under if DAY.fullmatch(line)]
        days = days or [found[0] for line in box if (found := BOX_DAY.match(line))]
        clocks = clocks_in(box) or clocks_in(line for line in [*under, *body] if len(line) < LONG)
        prose = [line for line in body[:box_at] if not LABEL.fullmatch(line)]
        yield Listing(
            key=urlsplit(address).path,
            title=title,
            url=address,
            page=url,
            layer="text",
            when_text=when_text(days, clocks) or None,
            place_text=place_text(body, box),
            reference=first_day(address),
            price="; ".join(line for line in prose if len(line) < 2 * LONG and FEE.search(line)) or None,
            organizer="Deutsches Institut für Urbanistik",
            description=" ".join(prose) or None,
        )


def canonical(page: Element, url: str) -> str:
    """The event's own address: the same page also answers at /node/<nid>."""
    said = next((link.get("href") for link in page.iter("link") if link.get("rel") == "canonical"), None)
    return urljoin(url, said) if said else url


def first_day(address: str) -> date | None:
    """The day in the address of an event's page; None for any other address."""
    found = DETAIL.match(urlsplit(address).path) if host(address) == "difu.de" else None
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def page_number(address: str) -> int:
    """The N of ?page=N, 0 without one."""
    number = parse_qs(urlsplit(address).query).get("page", ["0"])[0]
    return int(number) if number.isdigit() else 0


def lines(page: Element) -> list[str]:
    """The page's text from its title on, a line for each block, up to the teasers of other pages."""
    said = [""]
    begun = False
    walk = etree.iterwalk(page, events=("start", "end"))
    for event, element in walk:
        if not begun and not (begun := element.tag == "h1"):
            if element.tag in ELSEWHERE and event == "start":
                walk.skip_subtree()
            continue
        if element.tag in BLOCKS:
            said.append("")
        if event == "end":
            said[-1] += element.tail or ""
        elif element.tag in ELSEWHERE or not isinstance(element.tag, str):
            walk.skip_subtree()
        else:
            said[-1] += element.text or ""
    whole = [" ".join(line.split()) for line in said]
    end = next((at for at, line in enumerate(whole) if END.match(line)), len(whole))
    return [line for line in whole[:end] if line]


def head_and_body(said: list[str]) -> tuple[list[str], list[str]]:
    """(title, subtitle and days; all that follows): the head ends with the last day line before the prose."""
    start = next((at for at, line in enumerate(said) if at and len(line) >= LONG), len(said))
    days = [at for at, line in enumerate(said[: min(start, 8)]) if DAY.fullmatch(line)]
    end = days[-1] + 1 if days else min(start, 1)
    return said[:end], said[end:]


def start_of_box(body: list[str]) -> int:
    """Where the last run of dates, clock times and labels begins; the end where there is none."""
    at = next((at for at, line in reversed(list(enumerate(body))) if BOX_DAY.match(line)), len(body))
    while at and any(kind.match(body[at - 1]) for kind in (BOX_DAY, LABEL, CLOCK)):
        at -= 1
    return at


def clocks_in(said: Iterable[str]) -> list[str]:
    """The first clock time, or span of clock times, of each line."""
    return [found[0] for line in said if (found := CLOCK.search(line))]


def when_text(days: list[str], clocks: list[str]) -> str:
    """ "Mo 20 Jun 22" and "Di 21 Jun 22" → "Mo 20 Jun 22 bis Di 21 Jun 22", with clocks where they belong."""
    first, last = days[:1], days[-1:] if len(days) > 1 else []
    if not last:
        return ", ".join([*first, *clocks[:1]])
    if len(clocks) == 1:
        clocks = [
            part if "Uhr" in part else f"{part} Uhr" for part in re.split(r" ?(?:-|–|bis) ?", clocks[0])
        ]
    return f"{', '.join([*first, *clocks[:1]])} bis {', '.join([*last, *clocks[1:2]])}"


def place_text(body: list[str], box: list[str]) -> str | None:
    """What follows the label of the place; without labels, what follows the clock in the box."""
    at = next((at for at, line in reversed(list(enumerate(body))) if PLACE_LABEL.fullmatch(line)), None)
    if at is not None:
        said = body[at + 1 :]
    else:
        said = [line for line in box if not BOX_DAY.match(line) and not CLOCK.search(line)]
    said = [line.rstrip(":") for line in said if len(line) < LONG]
    address = [line for line in said[1:4] if re.search(r"\d", line) and not LABEL.fullmatch(line)]
    return ", ".join([*said[:1], *address]) or None
