"""Dates neither German nor English: a number by a month's name that dateparser knows in other languages."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import cache

from aggregator.event import When
from aggregator.german.days import Day
from aggregator.german.years import dated

_LANGUAGES = ("fr", "nl", "es", "it", "pt", "pl", "da", "sv", "cs")
_MONTHS = frozenset((
    "janvier", "février", "fevrier", "mars", "avril", "juin", "juillet", "août", "aout", "septembre",
    "octobre", "novembre", "décembre", "decembre", "januari", "februari", "maart", "mei", "augustus",
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
    "noviembre", "diciembre", "gennaio", "febbraio", "aprile", "maggio", "giugno", "luglio", "settembre",
    "ottobre", "dicembre", "janeiro", "fevereiro", "março", "maio", "junho", "julho", "setembro", "outubro",
    "novembro", "dezembro", "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca",
    "sierpnia", "września", "października", "listopada", "grudnia", "marts", "maj", "augusti", "ledna",
    "února", "března", "dubna", "května", "června", "července", "srpna", "září", "října", "listopadu",
    "prosince",
))  # fmt: skip
_PHRASE = re.compile(
    r"(?<!\w)(?P<day>[0-9]{1,2})(?:er|\.)?[ ](?:de[ ])?(?P<month>[^\W\d_]{3,12}+)"
    r"(?:[ ](?:de[ ])?(?P<year>[0-9]{4})\b)?"
    r"(?:,?[ ]+(?:à|om|a[ ]las|alle|às|o|kl\.?|v)?[ ]*(?P<hour>[0-9]{1,2})[:h.](?P<minute>[0-9]{2})\b)?",
    re.IGNORECASE,
)


def read(text: str, reference: date) -> When | None:
    """The first date with a foreign month in the text, or None; `Impossible` for a day that is none."""
    for found in _PHRASE.finditer(text):
        if found["month"].lower() in _MONTHS:
            month = _month_number(found["month"].lower())
            if month:
                return _when(found, month, reference)
    return None


def _when(found: re.Match[str], month: int, reference: date) -> When:
    day = dated(Day(int(found["year"]) if found["year"] else None, month, int(found["day"])), reference)
    assumed = () if found["year"] else ("year",)
    if found["hour"] and int(found["hour"]) < 24 and int(found["minute"]) < 60:
        clock = time(int(found["hour"]), int(found["minute"]))
        return When(datetime.combine(day, clock), span=found.span(), assumed=assumed)
    return When(day, span=found.span(), assumed=assumed)


@cache
def _month_number(name: str) -> int | None:
    """The number of a foreign month's name; dateparser knows it, and is asked once for each name."""
    import dateparser  # loading it takes longer than reading a thousand German phrases

    moment = dateparser.parse(f"1 {name} 2000", languages=list(_LANGUAGES))
    return moment.month if moment else None
