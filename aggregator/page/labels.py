"""Labelled fields: "Datum: 3. Mai", definition lists, table rows, a heading "Wann" with words below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from aggregator.page.lines import Line

_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "date": r"datum|termine?|wann|when|date|dates|tag|zeitraum|zeitpunkt|veranstaltungs(?:datum"
        r"|termin|zeit(?:raum)?)"
        r"|datum (?:&|und|/) (?:uhr)?zeit|date (?:&|and|/) time|date/time|termin(?:e)? (?:&"
        r"|und) (?:uhrzeit|ort)|tag (?:&|und) uhrzeit"
        r"|wann und wo|wann (?:&|/) wo|when (?:and|&) where|datum,? (?:uhr)?zeit|nächster termin"
        r"|next date|zeit und ort|ort und zeit"
        r"|date and place|termin & ort",
        "time": r"uhrzeit|zeit|zeiten|time|times|clock|uhrzeiten|dauer und uhrzeit",
        "start": r"beginn|start|starts?|anfang|von|veranstaltungsbeginn|startdatum|startzeit|begin"
        r"|begins|start ?date|start time|from",
        "end": r"ende|end|ends|bis|veranstaltungsende|enddatum|endzeit|end ?date|end time|until|to",
        "place": r"ort|wo|where|veranstaltungsort|location|venue|adresse|treffpunkt|place|address"
        r"|ort der veranstaltung|lokation"
        r"|tagungsort|veranstaltungsadresse|standort|ort/raum|ort & anfahrt|anschrift|seminarort"
        r"|ort und anfahrt|meeting place"
        r"|durchführungsort|wo findet es statt",
        "price": r"kosten|preis|preise|eintritt|teilnahmegebühr(?:en)?|gebühr(?:en)?|cost|price"
        r"|admission|teilnahmebeitrag"
        r"|teilnahmekosten|entgelt|fee|fees|tickets? ab",
        "organizer": r"veranstalter(?:in|\*in|:in)?|organi[sz]er|hosts?|hosted by|organisator(?:in)?"
        r"|organisation|veranstaltet von"
        r"|ausrichter|organi[sz]ed by|gastgeber(?:in)?",
        "deadline": r"anmeldeschlu(?:ss|ß)|anmeldefrist|anmeldung bis|anmelden bis"
        r"|registration deadline|register by|rsvp by"
        r"|anmeldeschluß am",
        "registration": r"anmeldung|registration|registrierung|tickets|anmeldelink|anmelden|rsvp|sign up",
        "stream": r"livestream|stream|online[- ]?link|zugangslink|zoom[- ]?link|videokonferenz|einwahl"
        r"|live-stream",
        "category": r"kategorien?|category|categories|schlagw(?:orte|örter)|tags?|art der veranstaltung"
        r"|veranstaltungsart|typ|format"
        r"|sprache|language|zielgruppe|referent(?:in|en|\*innen)?|speaker|website|web|telefon|e-?mail"
        r"|kontakt|contact"
        r"|ansprechpartner(?:in)?|einlass|doors|check-in|leitung|moderation|podium|programm|details"
        r"|beschreibung|teilen",
    }
)
_FIELD_OF = re.compile("|".join(f"(?P<{field}>{words})" for field, words in _LABELS.items()), re.IGNORECASE)
_INLINE = re.compile(
    r"[^\w(]*(?P<label>[^\W\d][\w&/*.,\- ]{0,32}?)\s*[:：|?]\s+(?P<value>\S.*)"
    r"|[^\w(]*(?P<alone>[^\W\d][\w&/*:, -]{0,34}?)\s*[:：?]?"
)
_LONGEST_VALUE = 6


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled field: what it is, the label as written, the value's lines, and where the label stands."""

    field: str
    label: str
    values: tuple[str, ...]
    line: int

    @property
    def value(self) -> str:
        """The value in one line."""
        return " ".join(self.values)


def labelled_fields(lines: Sequence[Line]) -> tuple[Labelled, ...]:
    """All labelled fields of these lines, in order; a value goes on to the next label, six lines at most."""
    return tuple(_fields(lines))


def _fields(lines: Sequence[Line]) -> Iterator[Labelled]:
    for number, line in enumerate(lines):
        field, label, value = _of_lead(line) or split_label(line.text)
        if not field or field == "category":
            continue
        if value:
            more = _lines_after(lines, number, at_once=False) if field == "place" else ()
            yield Labelled(field, label, (value, *more), number)
        elif values := _lines_after(lines, number, at_once=True):
            yield Labelled(field, label, values, number)


def _of_lead(line: Line) -> tuple[str, str, str] | None:
    """A line whose first words are set off and a label, with no colon: "**Wo** Hörsaal 4"."""
    named = _FIELD_OF.fullmatch(line.lead.strip(" :?")) if line.lead else None
    value = line.text[len(line.lead) :].strip(" :")
    if named is None or named.lastgroup is None or not line.text.startswith(line.lead) or not value:
        return None
    return named.lastgroup, line.lead.strip(" :?"), value


def split_label(text: str) -> tuple[str, str, str]:
    """Field, label and value of "Ort: Berlin"; ("", "", "") for a line that is no labelled one."""
    found = _INLINE.fullmatch(text) if len(text) < 400 else None
    if found is None:
        return "", "", ""
    label = (found["label"] or found["alone"] or "").strip(" :")
    named = _FIELD_OF.fullmatch(label)
    if named is None or named.lastgroup is None:
        return "", "", ""
    return named.lastgroup, label, (found["value"] or "").strip()


def _lines_after(lines: Sequence[Line], number: int, *, at_once: bool) -> tuple[str, ...]:
    """The lines below a label up to the next one; beside a value only an address goes on below it."""
    values: list[str] = []
    for line in lines[number + 1 : number + 1 + _LONGEST_VALUE]:
        if split_label(line.text)[0] or (line.level and values) or (line.label and values):
            break
        if not at_once and not re.match(r"\d{4,5}\s+\S|[^\W\d][\w. -]+\s\d+\s?[a-z]?$", line.text):
            break
        values.append(line.text)
    return tuple(values)
