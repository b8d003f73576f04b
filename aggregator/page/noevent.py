"""Titles of pages that name dates but no event: errors, imprints, closings, publications, vacancies."""

from __future__ import annotations

import re

_ERROR = re.compile(
    r"\W*(?:error|fehler)?\W*40[0-9]\b|.{0,25}\b(?:not found|nicht gefunden)|seite (?:existiert )?nicht"
    r"|.{0,40}\bdiese (?:seite|adresse) (?:gibt es|existiert|wurde) |zugriff verweigert|access denied"
    r"|just a moment|bevor (?:sie|du) fortf|before you continue|oops|ups\b|hoppla|huch\b",
    re.IGNORECASE,
)
_OF_THE_SITE = re.compile(
    r"impressum|imprint|agb\b|datenschutz(?:erklärung|hinweis)|privacy (?:policy|notice)|consent\b"
    r"|cookie(?:s\b|-?(?:richtlinie|einstellung|hinweis|policy|consent))"
    r"|suchergebnis|search results|ihre suche"
    r"|(?:über uns|team|vorstand|about(?: us)?|kontakt|contact(?: us)?|datenschutz|newsletter|suche|search"
    r"|anmelden|login|log in)(?:\s*$|\s+[|&–-]|\s+und\b|\s+and\b)",
    re.IGNORECASE,
)
"""What every site has beside its own matter: an imprint, a consent box, a search, a contact page."""
_CLOSING = re.compile(
    r"öffnungszeiten|sprechzeiten|opening hours|.{0,30}\bwartung(?:sarbeiten|sfenster)?\b"
    r"|.{0,60}\bgeschlossen\b"
    r"|.{0,40}(?:schienenersatzverkehr|vollsperrung|straßensperrung|\bumleitung|bauarbeiten|verkehrsbehinderung)",
    re.IGNORECASE,
)
"""When a house, a service or a road is open, and when it is not."""
_PUBLICATION = re.compile(
    r"(?:jahres|tätigkeits|geschäfts)bericht\b|(?:newsletter-?)?archiv\b"
    r"|(?:publikationen|veröffentlichungen|publications|literatur(?:liste|verzeichnis)?"
    r"|presse(?:schau|spiegel))\b",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"(?:umfrage|befragung|online-?beteiligung|konsultation|survey)\b(?!-)"
    r"|(?:öffentliche )?(?:ausschreibung|vergabe|bekanntmachung)\b"
    r"|wir trauern|nachruf|in memoriam|zum tode? vo"
    r"|stellen(?:ausschreibung|angebot|anzeige)|job(?:angebot|s\b)",
    re.IGNORECASE,
)
"""Surveys, tenders, obituaries, vacancies."""
_BEGINNINGS = (_ERROR, _OF_THE_SITE, _CLOSING, _PUBLICATION, _NOTICE)
_GENDERS = re.compile(r"\(\s*[mwdfxi]\s*[/|,]\s*[mwdfxi]\b", re.IGNORECASE)
"""A vacancy's "(m/w/d)", anywhere in the title."""


def names_no_event(heading: str) -> bool:
    """Does a heading call its page an error, a consent box, a contact page, a search, a vacancy …?"""
    return any(form.match(heading) for form in _BEGINNINGS) or _GENDERS.search(heading) is not None
