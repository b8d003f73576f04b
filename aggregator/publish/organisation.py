"""Which organizers are named: organisations, never private people.

Pages and calendars often give the name of whoever typed the event. What does not look like an
organisation is not published: to leave one out costs less than to name a person.
"""

from __future__ import annotations

import re

_KIND = re.compile(
    r"""\b(?:e\.?\s?V|g?GmbH|g?AG|gUG|UG|KG|eG|SE|Ltd|Inc|OK|FOSS\w*|Open|Code|Data|Free|Civic|Chaos|Wiki\w*|Digital\w*
       |Verwaltung\w*|Freifunk|Offenen?r?s?|Daten|Amt|Landesamt|Bundesamt|Lab|Labs|Bund|Stadt|Land|Landkreis|Kreis
       |Gemeinde|Bezirk|Forum|Haus|Rat|Kammer|Team|Club|Space|Hub|Community|Gruppe|Projekt|Redaktion|Partei|Schule
       |Bündnis|Media|Institute|Foundation|University|Network|Association|Alliance|Society|Cent(?:er|re)|Group
       |Deutschland|Schweiz|Österreich|Europa|Europe|Germany|Deutsche[rs]?)\b
    |(?:institut|stiftung|verein|verband|zentrum|netzwerk|universität|hochschule|akademie|bibliothek|museum
       |ministerium|verwaltung|agentur|gesellschaft|initiative|gemeinschaft|werkstatt|kollektiv|allianz|büro)s?\b""",
    re.IGNORECASE | re.VERBOSE,
)
_SMALL_WORD = re.compile(r"(?<!\w)(?:für|for|of|des|zur|im|in)(?!\w)")
_TITLE_OR_OF = re.compile(
    r"\b(?:Dr|Prof|Frau|Herrn?|Mag|Dipl)\b\.?|(?:von|van|de|zu|zum|zur)\s(?:\w+\s)?[A-ZÄÖÜ]\w+$"
)
_ONE_WORD = re.compile(r"\w*(?:[a-zäöü][A-ZÄÖÜ]|[A-ZÄÖÜ]{2}|\d)\w*|\w+[:.]\w+")
_SHORT_NAME = re.compile(r"\b[A-ZÄÖÜ]{2,5}\b")


def organisation(name: str | None) -> str | None:
    """Those parts of the name, between commas, that are an organisation's; None where there is none."""
    parts = (part.strip() for part in (name or "").split(","))
    return ", ".join(part for part in parts if is_organisation(part)) or None


def is_organisation(name: str) -> bool:
    """An organisation's name says what it is ("Institut", "e. V."), has a word like "for" in it, or is
    written as no person's is ("CorrelAid", "BUND", "re:publica", "FZI Karlsruhe")."""
    if _KIND.search(name):
        return True
    if _TITLE_OR_OF.search(name):
        return False
    if _SMALL_WORD.search(name) or _ONE_WORD.fullmatch(name):
        return True
    return bool(_SHORT_NAME.search(name)) and not name.isupper()
