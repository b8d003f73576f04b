"""German words for what the program names in English, and the templates that use them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined

from aggregator import german
from aggregator.event import BERLIN, Status
from aggregator.section.escape import address, plain

FIELDS = {
    "title": "Titel",
    "start": "Beginn",
    "end": "Ende",
    "rrule": "Wiederholung",
    "also": "weitere Tage",
    "skipped": "ausgelassene Tage",
    "timezone": "Zeitzone",
    "status": "Stand",
    "online": "online",
    "place_name": "Ort",
    "street": "Straße",
    "postcode": "Postleitzahl",
    "city": "Stadt",
    "country": "Land",
    "latitude": "Breite",
    "longitude": "Länge",
    "url": "Adresse",
    "links": "weitere Adressen",
    "lab": "OK Lab",
    "stream_url": "Stream",
    "registration_url": "Anmeldung",
    "registration_deadline": "Anmeldeschluss",
    "price": "Preis",
    "organizer": "Wer lädt ein",
    "description": "Beschreibung",
    "withdrawn": "nicht mehr gefunden",
}
"""Columns of events as editors call them."""

STATUS = {
    Status.SCHEDULED: "findet statt",
    Status.CANCELLED: "abgesagt",
    Status.POSTPONED: "verschoben, neuer Termin offen",
    Status.RESCHEDULED: "verschoben auf den genannten Termin",
    Status.MOVED_ONLINE: "findet nur online statt",
}

VERDICTS = {"accept": "angenommen", "reject": "abgelehnt", "later": "später", None: "offen"}

REASONS = ("thematisch fremd", "nicht öffentlich", "zu klein oder zu fern", "doppelt", "kein Termin")
"""Why an event is left out: a short list, so that the reasons can be counted."""

HAPPENED = {
    "found": "gefunden",
    "matched": "zugeordnet",
    "changed": "geändert",
    "withdrawn": "nicht mehr gefunden",
    "returned": "wieder gefunden",
    "joined": "ging hierin auf",
    "flagged": "gemeldet",
    "published": "gedruckt",
    "accept": "angenommen",
    "reject": "abgelehnt",
    "later": "auf später verschoben",
    "set": "geändert von Hand",
    "unset": "zurück zur Seite",
    "merge": "zusammengeführt",
    "split": "getrennt",
    "undone": "zurückgenommen",
}

OUTCOMES = {
    "ok": "gut",
    "empty": "leer",
    "shrunk": "viel weniger als sonst",
    "failed": "gescheitert",
    "interrupted": "abgebrochen",
    "refused": "abgelehnt",
    None: "läuft",
}

MONTHS = (
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
)


def month(issue: str) -> str:
    """An issue's month in words: "Dezember 2024"."""
    year, number = issue.split("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def neighbour(issue: str, months: int) -> str:
    """The issue so many months later."""
    year, number = (int(part) for part in issue.split("-"))
    count = year * 12 + number - 1 + months
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


def said(field: str | None, value: object) -> str:
    """A column's value as editors read it: moments in words, yes and no, one line."""
    if value is None or value == "":
        return "nichts"
    if field == "online":
        return "ja" if str(value) in ("1", "True") else "nein"
    if field == "status":
        return STATUS.get(Status(value), str(value)) if value in set(Status) else str(value)
    if field in ("start", "end", "registration_deadline", "withdrawn"):
        return moment(str(value))
    if isinstance(value, list | tuple):
        return ", ".join(str(each) for each in value)
    return plain(str(value))


def moment(text: str) -> str:
    """An ISO 8601 moment in words; anything else as it stands."""
    try:
        if "T" not in text:
            return german.moment_phrase(date.fromisoformat(text))
        read = datetime.fromisoformat(text)
        return german.moment_phrase(read.astimezone(ZoneInfo(BERLIN)).replace(tzinfo=None) if read.tzinfo else read)
    except ValueError:
        return plain(text)


def seen(at: datetime) -> str:
    """The day of one of our own stamps, short."""
    return f"{at.astimezone(ZoneInfo(BERLIN)):%d.%m.%Y}"


def clock(at: datetime) -> str:
    """Day and minute of one of our own stamps."""
    return f"{at.astimezone(ZoneInfo(BERLIN)):%d.%m.%Y, %H:%M}"


def stamp(at: datetime) -> str:
    """One of our own stamps for a cookie or a time element: ISO 8601 in UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def unquoted(value: str | None) -> str:
    """A decision's value, which is kept as JSON, as text."""
    try:
        read = json.loads(value or "null")
    except ValueError:
        return value or ""
    return "" if read is None else ", ".join(map(str, read)) if isinstance(read, list) else str(read)


def templates() -> Environment:
    """The pages' templates: everything is escaped, and a missing value is an error, not an empty page."""
    made = Environment(
        loader=PackageLoader("aggregator.review"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        month=month, said=said, seen=seen, clock=clock, stamp=stamp, plain=plain, address=address, unquoted=unquoted
    )
    made.globals.update(
        FIELDS=FIELDS, STATUS=STATUS, VERDICTS=VERDICTS, REASONS=REASONS, HAPPENED=HAPPENED, OUTCOMES=OUTCOMES,
        neighbour=neighbour,
    )
    return made
