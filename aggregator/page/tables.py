"""Tables of events, and the claim that any item of a list makes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from aggregator import german
from aggregator.event import Place, When
from aggregator.page.claim import Claim
from aggregator.page.dates import read_date
from aggregator.page.document import Document
from aggregator.page.element import Element, elements, inner_text
from aggregator.page.labels import split_label
from aggregator.page.text import LONGEST_TITLE, one_line, web_address
from aggregator.place import read_address

MOST_ROWS = 300
_TITLE_COLUMN = re.compile(
    r"titel|veranstaltung|thema|event|was|name|title|what|beschreibung|topic", re.IGNORECASE
)


def table_rows(document: Document, reference: date) -> Iterator[Claim]:
    """Tables whose first row names the columns."""
    for table in document.root.iter("table"):
        rows = elements(table, ".//tr")[: MOST_ROWS + 1]
        columns = [one_line(inner_text(cell)) for cell in rows[0]] if rows else []
        fields = [
            split_label(column)[0] or ("title" if _TITLE_COLUMN.search(column) else "") for column in columns
        ]
        if "date" not in fields:
            continue
        for row in rows[1:]:
            cells = [one_line(inner_text(cell)) for cell in row]
            said = {field: cell for field, cell in zip(fields, cells, strict=False) if field and cell}
            when = read_date(
                " ".join(said[key] for key in ("date", "time") if key in said), reference, document.language
            )
            title = said.get("title") or next(
                (c for f, c in zip(fields, cells, strict=False) if not f and c), ""
            )
            if when and title:
                where = said.get("place")
                place = read_address(where or "")
                yield item_claim(title, when, said.get("date", ""), link_in(row, document), where, place)


def link_in(element: Element, document: Document) -> str | None:
    links = [element.get("href")] if element.tag == "a" else [link.get("href") for link in element.iter("a")]
    addresses = [
        a
        for link in links[:10]
        if link and not link.startswith("#") and (a := web_address(link, document.base))
    ]
    return next(
        (a for a in addresses if not a.split("?")[0].endswith((".ics", ".jpg", ".png", ".pdf"))), None
    )


def item_claim(
    title: str, when: When, words: str, url: str | None, where: str | None, place: Place | None
) -> Claim:
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
