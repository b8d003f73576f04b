"""German words for what the program names in English, and the templates that use them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined

from aggregator import german, place
from aggregator.event import BERLIN, Status
from aggregator.review.editing import LABELS
from aggregator.review.typed import when_text
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
    "retracted": "Druck zurückgenommen",
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

CONCERNS = {
    "not-crawled": "wurde seit Tagen nicht besucht",
    "empty": "nennt keine Veranstaltung mehr",
    "shrunk": "nennt viel weniger Veranstaltungen als sonst",
    "refused": "wurde abgelehnt",
    "failed": "ist mehrmals hintereinander gescheitert",
    "lost-field": "nennt eine Angabe nicht mehr, die sonst immer da war",
    "other-evidence": "wird aus einem anderen Teil der Seiten gelesen als sonst",
    "override": "eine Seite widerspricht einer Änderung von Hand",
    "accepted": "geändert nach der Annahme",
    "published": "geändert nach dem Druck",
    "contradiction": "die Quellen sind sich nicht einig",
}
"""What the store's concerns say of a source or an event, by their kind."""


def month(issue: str) -> str:
    """An issue's month in words: "Dezember 2024"."""
    return german.month_phrase(date.fromisoformat(f"{issue}-01"))


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
        return next((words for status, words in STATUS.items() if status.value == value), plain(str(value)))
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
        return german.moment_phrase(
            read.astimezone(ZoneInfo(BERLIN)).replace(tzinfo=None) if read.tzinfo else read
        )
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
        month=month,
        said_as=lambda value, field: said(field, value),
        seen=seen,
        clock=clock,
        plain=plain,
        address=address,
    )
    made.globals.update(
        FIELDS=FIELDS,
        LABELS=LABELS,
        STATUS=STATUS,
        VERDICTS=VERDICTS,
        REASONS=REASONS,
        HAPPENED=HAPPENED,
        OUTCOMES=OUTCOMES,
        CONCERNS=CONCERNS,
        neighbour=neighbour,
        when_text=when_text,
        place_line=place.line,
    )
    return made
