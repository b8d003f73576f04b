"""Lists of events without structured data: table rows, repeated blocks or headings, each with a date."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from aggregator.page.blocks import block_claims
from aggregator.page.claim import Claim
from aggregator.page.dates import is_timed
from aggregator.page.document import Document
from aggregator.page.headed import headed_claims
from aggregator.page.noevent import names_no_event
from aggregator.page.tables import table_rows

MOST_ITEMS = 300
_LIST_TITLE = re.compile(
    r"veranstaltungen|veranstaltungs(?:kalender|übersicht|programm|liste|reihe|hinweise|tipps|archiv|vorschau)"
    r"|termine|\bevents\b|kalender|calendar|agenda|programm|schedule|workshops"
    r"|meetings|seminare|upcoming",
    re.IGNORECASE,
)
_NEWS = re.compile(
    r"\b(?:news|aktuelle[rs]?|neuigkeiten|blog|presse\w*|archiv|meldungen|beiträge|posts)\b", re.IGNORECASE
)


def item_claims(document: Document, reference: date) -> tuple[Claim, ...]:
    """The events that a list page names, 300 at most; () for a page that is no list of events.

    News lists look the same: a list counts if heading or address call it one, or its dates name clock times.
    """
    named = _LIST_TITLE.search(f"{document.title} {document.window_title} {document.given_address}")
    headed = _LIST_TITLE.search(document.title) is not None
    if not headed and (_NEWS.search(document.title) or names_no_event(document.title)):
        return ()
    ways: tuple[Callable[[], Iterator[Claim]], ...] = (
        lambda: table_rows(document, reference),
        lambda: block_claims(document, reference, named=headed),
        lambda: headed_claims(document, reference, named=headed),
    )
    for find in ways:
        claims = _unique(find())
        timed = sum(claim.when is not None and is_timed(claim.when) for claim in claims)
        if len(claims) >= 2 and (named or timed * 2 > len(claims)):
            return tuple(claims)
    return ()


def _unique(claims: Iterator[Claim]) -> list[Claim]:
    seen = {(claim.title, claim.when.start if claim.when else None): claim for claim in claims}
    return list(seen.values())[:MOST_ITEMS]
