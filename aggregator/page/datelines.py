"""Lines and words that date a page or its parts: when it was written, by whom, or a mail's own date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aggregator.page.lines import Line

_WRITTEN = re.compile(
    r"veröffentlicht|erstellt|aktualisiert|stand:|zuletzt|geändert|gepostet|posted|published|updated"
    r"|last modified|written"
    r"|pressemitteilung|copyright|©|letzte änderung|archiv|meldung vom|beitrag vom|news vom"
    r"|\bvon [A-Z]\w+ [A-Z]\w+ (?:am|\|)",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"\W*(?:veröffentlicht|erstellt|(?:zuletzt )?(?:aktualisiert|geändert|bearbeitet)"
    r"|letzte (?:änderung|aktualisierung)|stand|published|posted|updated"
    r"|last (?:updated|modified|changed))\b\s*(?:am|on|vo[nm]|:|\d|$)"
    r"|\W*(?:von|by)\s[\w.-]+(?:\s[\w.-]+)?\s(?:am|on)\s\d{1,2}[. ][\w. ]{1,12}\d{4}\W*$",
    re.IGNORECASE,
)
"""A line that begins with "Veröffentlicht am", "Stand:", or is "von Ida Kern am 3. Mai 2026"."""
_BYLINE = re.compile(
    r"\W*\d{1,2}\.\s?(?:\d{1,2}\.|[A-Za-zä]{3,9})\s?\d{4}(?:,?\s\d{1,2}[.:]\d{2}(?: uhr)?)?\s*[|·•–—/-]\s*"
    r"(?:presse\w*|redaktion\w*|news|aktuelles|meldung\w*|nachrichten?|pressemitteilung\w*|blog\w*|artikel"
    r"|von [A-ZÄÖÜ]\w+ [A-ZÄÖÜ]\w+)\b",
    re.IGNORECASE,
)
"""A day, then who wrote: "3. Mai 2026, 14:00 Uhr | Pressestelle"."""
_ONLY_A_DATE = re.compile(
    r"(?:\W|\d|\b(?:mo|di|mi|do|fr|sa|so)\b|\w*(?:tag|woch)\b|(?:uhr|mai|juni?|juli?)(?![^\W\d])|jan\w*|feb\w*"
    r"|mär\w*|apr\w*|aug\w*|sep\w*|okt\w*|nov\w*|dez\w*)*+",
    re.IGNORECASE,
)
"""Numbers, signs, days and months in a row; none is read another way again, which takes time without end."""
_MAILED = re.compile(r"\d:\d\d:\d\d\s(?:[+-]\d{4}|CES?T|GMT|UTC)\b")


def without_datelines(lines: Sequence[Line]) -> list[Line]:
    """The lines less those that date the page, and less what stands below "Veröffentlicht am"."""
    kept: list[Line] = []
    below = False
    for line in lines:
        dates = is_dateline(line)
        if not dates and not below:
            kept.append(line)
        below = dates and not re.search(r"\d", line.text)
    return kept


def is_dateline(line: Line) -> bool:
    """Does the line say no more than when the page was written or changed, or by whom?"""
    return len(line.text) < 120 and any(form.match(line.text) for form in (_DATELINE, _BYLINE))


def is_only_a_date(text: str) -> bool:
    """Does a text hold nothing but numbers and the names of days and months?"""
    return _ONLY_A_DATE.fullmatch(text) is not None


def speaks_of_writing(text: str) -> bool:
    """Does a line with a date say when something was written: "Stand:", "updated", "Pressemitteilung"?"""
    return _WRITTEN.search(text) is not None


def dates_a_mail(text: str) -> bool:
    """Is it a mail's own date: "Sat, 09 Jun 2012 12:26:12 +0200" (RFC 5322), "Jun 10 13:31:04 CEST 2012"?"""
    return _MAILED.search(text) is not None
