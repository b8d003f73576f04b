"""Lines and words that date a page or its parts, and no event."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aggregator.event import When
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
_BYLINE = re.compile(
    r"\W*\d{1,2}\.\s?(?:\d{1,2}\.|[A-Za-zä]{3,9})\s?\d{4}(?:,?\s\d{1,2}[.:]\d{2}(?: uhr)?)?\s*[|·•–—/-]\s*"
    r"(?:presse\w*|redaktion\w*|news|aktuelles|meldung\w*|nachrichten?|pressemitteilung\w*|blog\w*|artikel"
    r"|von [A-ZÄÖÜ]\w+ [A-ZÄÖÜ]\w+)\b",
    re.IGNORECASE,
)
_ONLY_A_DATE = re.compile(
    r"(?:\W|\d|\b(?:mo|di|mi|do|fr|sa|so)\b|\w*(?:tag|woch)\b|uhr|jan\w*|feb\w*|mär\w*|apr\w*|mai|juni?|juli?"
    r"|aug\w*|sep\w*|okt\w*|nov\w*|dez\w*)*",
    re.IGNORECASE,
)
_OFFICE_HOURS = re.compile(
    r"\b(?:sprech|büro|öffnungs|service|telefon)zeit(?:en)?\b|(?<![\w-])sprechstunden?\b|\bgeöffnet\b|erreichbar"
    r"|opening hours|office hours",
    re.IGNORECASE,
)
_NO_EVENT = re.compile(
    r"\banträge\b|\bbewerbungen\b|eingereicht|einzureichen|gestellt werden|in kraft\b|geschlossen\b"
    r"|\bS\.\s?\d+\s?[-–]\s?\d|\bpp\.\s?\d|\bISBN\b|\bdoi\b|\berschienen\b"
    r"|betriebsferien|\blaufzeit\b|förderzeitraum|applications? (?:are|is|will|can|may)",
    re.IGNORECASE,
)
"""Sentences whose dates are those of an office, a law or a book: closed, in force, open for applications."""
_OUT_OF_ORDER = re.compile(
    r"\bfür (?:sie|euch) da\b|nicht (?:zur verfügung|erreichbar|verfügbar|nutzbar)|außer betrieb"
    r"|\bgesperrt\b|\bsperrung\b|\b(?:bleib|ist|sind)\w*\b[^.!?]{0,60}\bgeschlossen\b"
    r"|\b(?:not|un)(?: be)? ?available\b",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\b(?:seit|geboren|gegründet|gestorben|since|born|founded)(?:\s(?:am|dem|on))?\s+$", re.IGNORECASE
)
_TOLD = re.compile(
    r"\b(?:fand(?:en)?|hat(?:ten?)?|haben|wurden?|war(?:en)?|traf(?:en)?|lief(?:en)?|ging(?:en)?|endeten?"
    r"|begann(?:en)?|kam(?:en)?|lud(?:en)?|nahm(?:en)?|diskutierten?|stellten?|feierten?|eröffneten?"
    r"|zeigten?|starteten?|besuchten?|führten?|schalteten?|sprach(?:en)?|gab(?:en)?|erhielt(?:en)?|präsentierten?|tagten?"
    r"|berichteten?|informierten?|verfolgten?|gewann(?:en)?|luden|aufgezeichnet|took|attended|visited|went|met|was|were|held)\b",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(
    r"\bfinde[tn]\b.*\bstatt\b|\bl[aä]d(?:e[tn]?|t)\b.*\bein(?:geladen)?\b"
    r"|\btreffen\b.{0,20}\buns\b|\bwir treffen\b|\btakes? place\b|\bwill be held\b|\bjoin us\b",
    re.IGNORECASE | re.DOTALL,
)
_OTHER_LABEL = re.compile(
    r"frist\b|laufzeit|stichtag|leistungszeitraum|förderzeitraum|ausführungszeit|gültig|geboren|geburtstag|erschein"
    r"|erstellt|veröffentlicht|aktualisiert|geändert|bewerbung",
    re.IGNORECASE,
)
_MAILED = re.compile(r"\d:\d\d:\d\d\s(?:[+-]\d{4}|CES?T|GMT|UTC)\b")
_RECORDS = re.compile(
    r"\W*(?:rückblick\w*|rückschau|archiv|vergangene|frühere|bisherige|geschichte|chronik|historie|history"
    r"|lebenslauf|vita\b|werdegang|(?:ausgewählte )?vorträge|(?:selected )?talks\b|publikationen|publications"
    r"|veröffentlichungen|auszeichnungen|awards|referenzen|past\b|previous\b|changelog|versionen)",
    re.IGNORECASE,
)


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


def speaks_of_an_office(line: str, words: str) -> bool:
    """Is the sentence of a line in which these words stand about an office, a law, an application, a life?"""
    if _SINCE.search(line.partition(words)[0]):
        return True
    return _NO_EVENT.search(sentence_of(line, words)) is not None


def speaks_of_closing(line: str, words: str) -> bool:
    """Does the sentence of a line in which these words stand say that something cannot be used then?"""
    return _OUT_OF_ORDER.search(sentence_of(line, words)) is not None


def announces(line: str, words: str) -> bool:
    """Does the sentence of a line in which these words stand say that something takes place, or invite?"""
    return _ANNOUNCED.search(sentence_of(line, words)) is not None


def tells_of(line: str, words: str) -> bool:
    """Does the sentence of a line in which these words stand tell what happened then?"""
    return _TOLD.search(sentence_of(line, words)) is not None


def labels_no_event(line: Line) -> bool:
    """Is it the label of a date that is no event's: "Bindefrist", "Leistungszeitraum", "Gültig ab"?"""
    return line.label and len(line.text) < 40 and _OTHER_LABEL.search(line.text) is not None


def heads_records(heading: str) -> bool:
    """Does a heading say that what stands below is over: "Rückblick", "Lebenslauf", "Publikationen"?"""
    return _RECORDS.match(heading) is not None


def speaks_of_office_hours(text: str) -> bool:
    """Does a line say when somebody can be reached?"""
    return _OFFICE_HOURS.search(text) is not None


def is_opening_hours(when: When) -> bool:
    """ "Montag bis Freitag 8 bis 12 Uhr": nobody meets on three days a week."""
    rule = when.rrule or ""
    return rule.startswith("FREQ=DAILY") or rule.partition("BYDAY=")[2].partition(";")[0].count(",") >= 2


def sentence_of(line: str, words: str) -> str:
    """The sentence of a line in which these words stand; a full stop behind a number ends none."""
    before, found, behind = line.partition(words)
    if not found:
        return line
    return (
        re.split(r"(?<=[^\W\d]{2}[.!?])\s", before)[-1]
        + found
        + re.split(r"(?<=[^\W\d]{2}[.!?])\s", behind)[0]
    )
