"""What the words around a date say of it: that something takes place or took place, is closed or due."""

from __future__ import annotations

import re

from aggregator.event import When
from aggregator.page.lines import Line

_OFFICE_HOURS = re.compile(
    r"\b(?:sprech|büro|öffnungs|service|telefon)zeit(?:en)?\b|(?<![\w-])sprechstunden?\b"
    r"|\bgeöffnet\b|erreichbar|opening hours|office hours",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"\banträge\b|\bbewerbungen\b|eingereicht|einzureichen|gestellt werden|in kraft\b|geschlossen\b"
    r"|\bS\.\s?\d+\s?[-–]\s?\d|\bpp\.\s?\d|\bISBN\b|\bdoi\b|\berschienen\b"
    r"|betriebsferien|\blaufzeit\b|förderzeitraum|applications? (?:are|is|will|can|may)",
    re.IGNORECASE,
)
"""The dates of an office, a law or a book: closed, in force, open for applications, pages, ISBN."""
_OUT_OF_ORDER = re.compile(
    r"\bfür (?:sie|euch) da\b|nicht (?:zur verfügung|erreichbar|verfügbar|nutzbar)|außer betrieb"
    r"|\bgesperrt\b|\bsperrung\b|\b(?:bleib|ist|sind)\w*\b[^.!?]{0,60}\bgeschlossen\b"
    r"|\b(?:not|un)(?: be)? ?available\b",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\b(?:seit|geboren|gegründet|gestorben|since|born|founded)(?:\s(?:am|dem|on))?\s+$", re.IGNORECASE
)
_STRONG = "fand traf lief ging begann kam lud nahm sprach gab erhielt gewann war"
_WEAK = (
    "hat ende diskutier stell feier eröffne zeig starte besuch führ schalte präsentier tag berichte informier"
    " verfolg"
)
_TOLD = re.compile(
    rf"\b(?:(?:{'|'.join(_STRONG.split())})(?:en)?|(?:{'|'.join(_WEAK.split())})ten?|hat|haben|wurden?"
    r"|aufgezeichnet|took|attended|visited|went|met|was|were|held)\b",
    re.IGNORECASE,
)
"""Verbs in the past tense, in singular and plural: "fand", "fanden", "zeigte", "zeigten"."""
_ANNOUNCED = re.compile(
    r"\bfinde[tn]\b.*\bstatt\b|\bl[aä]d(?:e[tn]?|t)\b.*\bein(?:geladen)?\b"
    r"|\btreffen\b.{0,20}\buns\b|\bwir treffen\b|\btakes? place\b|\bwill be held\b|\bjoin us\b",
    re.IGNORECASE | re.DOTALL,
)
_OTHER_LABEL = re.compile(
    r"frist\b|laufzeit|stichtag|(?:leistungs|förder)zeitraum|ausführungszeit|gültig|geboren|geburtstag"
    r"|erschein|erstellt|veröffentlicht|aktualisiert|geändert|bewerbung",
    re.IGNORECASE,
)
_RECORDS = re.compile(
    r"\W*(?:rückblick\w*|rückschau|archiv|vergangene|frühere|bisherige|geschichte|chronik|historie|history"
    r"|lebenslauf|vita\b|werdegang|(?:ausgewählte )?vorträge|(?:selected )?talks\b|publikationen|publications"
    r"|veröffentlichungen|auszeichnungen|awards|referenzen|past\b|previous\b|changelog|versionen)",
    re.IGNORECASE,
)


def speaks_of_an_office(line: str, words: str) -> bool:
    """Is the sentence of a line in which these words stand about an office, a law, an application, a life?"""
    if _SINCE.search(line.partition(words)[0]):
        return True
    return _DUE.search(sentence_of(line, words)) is not None


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
