"""Dates neither German nor English: dateparser's, where a foreign month stands by a number."""

from __future__ import annotations

import re
from datetime import date, datetime

from aggregator.event import When

_LANGUAGES = ("fr", "nl", "es", "it", "pt", "pl", "da", "sv", "cs")
_MONTHS = (
    "janvier|février|fevrier|mars|avril|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre|"
    "januari|februari|maart|mei|augustus|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|"
    "noviembre|diciembre|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|"
    "janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro|"
    "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia|"
    "marts|maj|augusti|"
    "ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince"
)
_PHRASE = re.compile(
    rf"\b[0-9]{{1,2}}(?:er|\.)?[ ](?:de[ ])?(?:{_MONTHS})\b(?:[ ](?:de[ ])?[0-9]{{4}}\b)?"
    r"(?:,?[ ]+(?:à|om|a[ ]las|alle|às|o|kl\.?|v)?[ ]*[0-9]{1,2}[:h.][0-9]{2}\b)?",
    re.IGNORECASE,
)


def read(text: str, reference: date) -> When | None:
    """The first date with a foreign month in the text, or None."""
    found = _PHRASE.search(text)
    if found is None:
        return None
    import dateparser  # loading it takes longer than reading a thousand German phrases

    moment = dateparser.parse(
        re.sub(r"([0-9])h([0-9])", r"\1:\2", found[0]),
        languages=list(_LANGUAGES),
        settings={"RELATIVE_BASE": datetime.combine(reference, datetime.min.time()), "DATE_ORDER": "DMY"},
    )
    if moment is None:
        return None
    timed = re.search(r"[0-9][:h.][0-9]{2}$", found[0])
    return When(moment.replace(tzinfo=None) if timed else moment.date(), span=found.span())
