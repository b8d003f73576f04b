"""What a visitor finds on an HTML page without reading its source: lines, time elements, and its preview."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from aggregator.event import Moment, When
from aggregator.page.claim import Claim
from aggregator.page.clock import wall_clocks
from aggregator.page.dates import first_day
from aggregator.page.document import Document
from aggregator.page.instant import read_instant
from aggregator.page.lines import Line
from aggregator.page.timeelement import time_claim
from aggregator.page.visible import visible_claim


def seen_claim(document: Document, reference: date) -> Claim | None:
    """Labels and prose, with the time element's date where words name none; else what the preview says."""
    claim = _of_lines(document, document.matter, reference, _written(document))
    if claim is None and document.above:
        claim = _of_lines(document, (*document.matter[:1], *document.above, *document.matter[1:]), reference)
    timed = time_claim(document, reference) if b"<time" in document.markup else None
    if timed is None or timed.when is None:
        return claim or _preview_claim(document, reference)
    if claim is None:
        place = _of_lines(document, document.matter, reference)
        return replace(timed, place=place.place, place_text=place.place_text) if place else timed
    return _with_clock(claim, timed)


def _of_lines(
    document: Document, lines: tuple[Line, ...], reference: date, written: Moment | None = None
) -> Claim | None:
    return visible_claim(document.title, lines, reference, document.language, document.given_address, written)


def _with_clock(claim: Claim, timed: Claim) -> Claim:
    """The clock of the time element where the words name the same day without one."""
    ours, theirs = claim.when, timed.when
    if ours and theirs and first_day(ours) == first_day(theirs) and ours.all_day and not theirs.all_day:
        return replace(claim, when=theirs, evidence={**claim.evidence, "when": "time"})
    return claim


def _preview_claim(document: Document, reference: date) -> Claim | None:
    """What the page tells other sites to show of it (https://ogp.me): for pages drawn by a program."""
    for name in ("event:start_time", "og:event:start_time", "event:start", "og:start_time"):
        starts = read_instant(document.meta(name))
        if starts is not None:
            when = When(wall_clocks(starts, "Europe/Berlin")[0])
            return Claim(layer="opengraph", title=document.title, when=when, evidence={"when": name})
    description = document.meta("og:description") or document.meta("description")
    if not description or len(document.matter) > 5:
        return None
    claim = _of_lines(document, (Line(document.title, 1), Line(description)), reference)
    return (
        replace(claim, layer="opengraph", evidence={"title": "og:title", "when": "og:description"})
        if claim
        else None
    )


def _written(document: Document) -> Moment | None:
    """When the page says it was published."""
    for name in ("article:published_time", "datePublished", "date", "dcterms.date", "DC.date.issued"):
        instant = read_instant(document.meta(name))
        if instant is not None:
            return instant.moment
    return None
