"""Tables of events: a row each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from aggregator.page.claim import Claim
from aggregator.page.dates import read_date
from aggregator.page.document import Document
from aggregator.page.element import elements, inner_text
from aggregator.page.labels import split_label
from aggregator.page.listitem import item_claim, link_in
from aggregator.page.text import one_line
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
