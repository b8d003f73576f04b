"""Dates behind labels: "Datum: 3. Mai" and "Uhrzeit: 18-20 Uhr" are one phrase."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aggregator.page.datelines import dates_a_mail
from aggregator.page.dates import is_timed, read_date
from aggregator.page.labels import Labelled
from aggregator.page.phrase import Phrase, Reading, without_day

CLOCK = re.compile(r"\b\d{1,2}(?:[:.]\d{2})?\s*(?:uhr|h\b|[ap]\.?m\b)|\b\d{1,2}:\d{2}\b", re.IGNORECASE)
"""A clock time: "18 Uhr", "7 PM", "18:30"."""


def labelled_clocks(fields: Sequence[Labelled]) -> list[str]:
    """What labels say of the clock: "Uhrzeit: 18-20 Uhr", or "Beginn: 18:00" with "Ende: 20:00"."""
    named = {field.field: field.value for field in reversed(fields) if len(field.value) < 100}
    told = [clock[0] for field in fields if field.field == "time" and (clock := CLOCK.search(field.value))]
    start, end = named.get("start"), named.get("end")
    spans = [f"{_bare(start)} - {_bare(end)} Uhr"] if start and end else []
    return [*([named["time"]] if "time" in named else []), *spans, *([start] if start else []), *told]


def labelled_phrases(fields: Sequence[Labelled], here: Reading) -> list[Phrase]:
    """Date and clock labels read together: "Datum: 3. Mai" and "Uhrzeit: 18-20 Uhr" are one phrase."""
    days = [field for field in fields if field.field in ("date", "start") and not dates_a_mail(field.value)]
    phrases = []
    for day in days:
        near = [field for field in fields if 0 < field.line - day.line <= 8]
        clock = next((field.value for field in near if field.field == "time"), None)
        end = next((field.value for field in near if field.field == "end"), None)
        start = (
            next((field.value for field in near if field.field == "start"), None)
            if day.field == "date"
            else None
        )
        for words in _combinations(day.value, clock, start, end):
            when = read_date(words, here.reference, here.language)
            if when is not None and when.start is not None and not without_day(when):
                phrases.append(
                    Phrase(
                        when, day.line, words, f"label: {day.label}", 8 + 2 * is_timed(when) - day.line / 50
                    )
                )
                break
    return phrases


def _combinations(day: str, clock: str | None, start: str | None, end: str | None) -> list[str]:
    """Ways to say day and clock in one phrase, the fullest first; words that are too many spoil a reading."""
    day = day if len(day) < 200 else day[:200]
    forms = []
    if start and end and not re.search(r"\d{1,2}\.\d{1,2}\.|[a-z]{3}", end, re.IGNORECASE):
        forms.append(f"{day}, {_bare(start)} - {_bare(end)} Uhr")
    if start and end:
        forms.append(f"{day}, {start} bis {end}")
    if clock:
        forms.append(f"{day}, {clock}")
    if start:
        forms.append(f"{day}, {start}")
    if end:
        forms += [f"{day} bis {end}", f"{day} - {end}"]
    return [*forms, day]


def _bare(clock: str) -> str:
    return re.sub(r"\s*uhr\b\.?", "", clock, flags=re.IGNORECASE).strip()
