"""A page that surely is about an event and cannot be kept: it is refused with the reason, not passed over."""

from __future__ import annotations

from datetime import date

from aggregator import german
from aggregator.page.document import Document
from aggregator.page.labels import labelled_fields
from aggregator.page.ownership import is_labelled
from aggregator.page.response import PageRefused
from aggregator.page.visible import visible_claim

_ANY_TITLE = "…"


def refuse_impossible(document: Document, reference: date) -> None:
    """A page whose labelled day does not exist ("Datum: 30. Februar") is about an event all the same."""
    for field in labelled_fields(document.matter):
        reason = german.explain(field.value, reference).reason if field.field in ("date", "start") else None
        if reason and reason not in german.UNDATED:
            raise PageRefused(f"{reason} ({field.value[:80]})")


def refuse_untitled(document: Document, reference: date) -> None:
    """A page without heading and title, where a date stands behind a label: nobody could say what it is."""
    if document.title:
        return
    address = document.given_address
    claim = visible_claim(_ANY_TITLE, document.matter, reference, document.language, address)
    if claim is not None and is_labelled(claim):
        raise PageRefused(f"an event without a title ({(claim.when_text or '')[:80]})")
