"""Lists of events under headings of one level, each with a date in it or right below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from aggregator.page.claim import Claim
from aggregator.page.dates import find_dates, is_timed
from aggregator.page.document import Document
from aggregator.page.heading import is_section
from aggregator.page.labels import labelled_fields
from aggregator.page.lines import Line
from aggregator.page.listitem import item_claim, without_date
from aggregator.page.text import one_line
from aggregator.page.whereabouts import place_in

_LONGEST_PART = 8
"""Lines below a heading that are searched for its date."""


def headed_claims(document: Document, reference: date, *, named: bool) -> Iterator[Claim]:
    """An event a heading. A heading that is a day itself heads a programme, and an event only where the
    page calls itself a list of events (`named`): then the line below it is the title.
    """
    lines = document.matter
    for level in (2, 3, 4, 5):
        starts = [number for number, line in enumerate(lines) if line.level == level]
        claims = []
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=False):
            part = lines[start : min(end, start + _LONGEST_PART)]
            if claim := _headed(part, reference, document.language, named=named):
                claims.append(claim)
        if len(claims) >= 2 and len(claims) * 2 >= len(starts):
            yield from claims
            return


def _headed(part: Sequence[Line], reference: date, language: str, *, named: bool) -> Claim | None:
    if is_section(part[0].text):
        return None
    text = "\n".join(line.text for line in part)
    found = [when for when in find_dates(text, reference, language) if when.start is not None]
    if not found:
        return None
    when = max(found[:2], key=is_timed)
    first, last = when.span or (0, 0)
    words = one_line(text[first:last])
    title = without_date(part[0].text, words)
    if not title and named and len(part) > 1:
        title = without_date(part[1].text, words) or part[1].text
    if not title:
        return None
    number = min(text[:first].count("\n"), len(part) - 1)
    place, place_text, _ = place_in(part, labelled_fields(part), [number])
    return item_claim(title, when, words, None, place_text, place)
