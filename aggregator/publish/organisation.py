"""Which organizers are named: organisations, never private people.

Pages and calendars often give the name of whoever typed the event. What does not look like an
organisation is not published.
"""

from __future__ import annotations

import re

_KINDS = re.compile(
    r"""\b(?:e\.?\s?V|g?GmbH|g?AG|gUG|UG|KG|eG|SE|Ltd|Inc|d\.?o\.?o)\b
    |\b(?:OK|FOSS|Open|Code|Data|Free|Wiki\w*|Civic|Digital\w*|Freifunk|Verwaltung\w*|Chaos|Maker\w*|Offene[rns]?|Daten)\b
    |(?:amt|lab|labs|bund|verein|verband|institut|stiftung|zentrum|netzwerk|allianz|bibliothek|archiv|museum
       |universität|hochschule|akademie|schule|stadt|kreis|land|ministerium|verwaltung|agentur|gesellschaft
       |initiative|gruppe|forum|haus|werk|werkstatt|rat|kammer|partei|redaktion|team|club|space|hub|community
       |institute|foundation|university|network|association|alliance|society|center|centre|kollektiv|projekt
       |konferenz|messe|event|events|media|medien|deutschland|schweiz|österreich|europa|europe|germany)s?\b""",
    re.IGNORECASE | re.VERBOSE,
)
_SMALL_WORD = re.compile(r"(?<!\w)(?:für|for|und|and|of|the|der|die|das|des|im|in|am|an|zu|zur|&|@)(?!\w)")
_MARKS = re.compile(r"[\d@/|:]|[a-zäöü][A-Z]|[A-ZÄÖÜ]{2}")
_PERSON = re.compile(
    r"(?:\b(?:Dr|Prof|Frau|Herr|Mag|Dipl)\b\.?)|\b(?:von|van|de|zu)\s+[A-ZÄÖÜ]\w+$", re.IGNORECASE
)


def organisation(name: str | None) -> str | None:
    """The name where it is an organisation's; None where it may be a person's.

    An organisation's says what it is ("Institut", "e. V."), has a small word in it ("Code for Cologne"),
    is written as no person's is ("CorrelAid", "BUND", "re:publica").
    """
    if not name or (_PERSON.search(name) and not _KINDS.search(name)):
        return None
    parts = [part.strip() for part in name.split(",")]
    kept = [part for part in parts if _KINDS.search(part) or _SMALL_WORD.search(part) or _MARKS.search(part)]
    return ", ".join(kept) or None
