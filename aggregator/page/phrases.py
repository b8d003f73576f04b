"""The date phrases of a page, which of them is the event's, and what belongs to it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from aggregator.event import When
from aggregator.page.dates import LONGEST_TEXT, find_dates, first_day, is_timed, read_date
from aggregator.page.labels import Labelled
from aggregator.page.lines import Line
from aggregator.page.text import one_line

_WRITTEN = re.compile(
    r"veröffentlicht|erstellt|aktualisiert|stand:|zuletzt|geändert|gepostet|posted|published|updated"
    r"|last modified|written"
    r"|pressemitteilung|copyright|©|letzte änderung|archiv|meldung vom|beitrag vom|news vom"
    r"|\bvon [A-Z]\w+ [A-Z]\w+ (?:am|\|)",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"\W*(?:veröffentlicht|erstellt|(?:zuletzt )?(?:aktualisiert|geändert|bearbeitet)"
    r"|letzte (?:änderung|aktualisierung)|stand|published|posted|updated"
    r"|last (?:updated|modified|changed))\b\s*(?:am|on|vo[nm]|:|\d)",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"\W*\d{1,2}\.\s?(?:\d{1,2}\.|[A-Za-zä]{3,9})\s?\d{4}(?:,?\s\d{1,2}[.:]\d{2}(?: uhr)?)?\s*[|·•–—/-]\s*"
    r"(?:presse\w*|redaktion\w*|news|aktuelles|meldung\w*|nachrichten?|pressemitteilung\w*|blog\w*|artikel"
    r"|von [A-ZÄÖÜ]\w+ [A-ZÄÖÜ]\w+)\b",
    re.IGNORECASE,
)
_NO_EVENT = re.compile(
    r"\banträge\b|\bbewerbungen\b|eingereicht|einzureichen|gestellt werden|in kraft\b|geschlossen\b"
    r"|betriebsferien|\blaufzeit\b|förderzeitraum|applications? (?:are|is|will|can|may)",
    re.IGNORECASE,
)
"""Sentences whose dates are those of an office or a law: closed, in force, open for applications."""
_WEEKDAY = re.compile(
    r"\b(?:mo|di|mi|do|fr|sa|so)\b\.?|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag"
    r"|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b",
    re.IGNORECASE,
)
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_CLOCK = re.compile(r"\b\d{1,2}(?:[:.]\d{2})?\s*(?:uhr|h\b|[ap]\.?m\b)|\b\d{1,2}:\d{2}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A date phrase on the page: its meaning, line and words, and how much it looks like the event's."""

    when: When
    line: int
    words: str
    source: str
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """How a page is read: the day on which it was written or read, and the language it names."""

    reference: date
    language: str


def is_dateline(line: Line) -> bool:
    """Does the line say no more than when the page was written or changed, or by whom?"""
    return len(line.text) < 120 and any(form.match(line.text) for form in (_DATELINE, _BYLINE))


def without_day(when: When) -> bool:
    """A clock alone ("17:30"), which the reader gives the reference's day: no date of a page."""
    return when.rrule is None and not {"date", "day"}.isdisjoint(when.assumed)


def labelled_clocks(fields: Sequence[Labelled]) -> list[str]:
    """What labels say of the clock: "Uhrzeit: 18-20 Uhr", or "Beginn: 18:00" with "Ende: 20:00"."""
    named = {field.field: field.value for field in reversed(fields) if len(field.value) < 100}
    start, end = named.get("start"), named.get("end")
    spans = [f"{_bare(start)} - {_bare(end)} Uhr"] if start and end else []
    return [*([named["time"]] if "time" in named else []), *spans, *([start] if start else [])]


def labelled_phrases(fields: Sequence[Labelled], here: Reading) -> list[Phrase]:
    """Date and clock labels read together: "Datum: 3. Mai" and "Uhrzeit: 18-20 Uhr" are one phrase."""
    days = [field for field in fields if field.field in ("date", "start")]
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


def prose_phrases(lines: Sequence[Line], here: Reading) -> list[Phrase]:
    """The dates of the heading and of the lines below it, read apart: no phrase runs across."""
    phrases = []
    for first, part in ((0, lines[:1]), (1, lines[1:])):
        text = running_text(part)
        starts = _line_starts(part)
        for when in find_dates(text, here.reference, here.language):
            if when.span is None or when.start is None or without_day(when):
                continue
            number = first + _line_at(starts, when.span[0])
            words = one_line(text[when.span[0] : when.span[1]])
            phrases.append(Phrase(when, number, words, "prose", _score(when, number, words, lines)))
    return phrases


def running_text(lines: Sequence[Line]) -> str:
    """The lines as one text, a line each: asked for twice, the reader of German dates knows it still."""
    return "\n".join(line.text for line in lines)[:LONGEST_TEXT]


def _line_starts(lines: Sequence[Line]) -> list[int]:
    starts, position = [], 0
    for line in lines:
        starts.append(position)
        position += len(line.text) + 1
    return starts


def _line_at(starts: list[int], position: int) -> int:
    return max(0, bisect_right(starts, position) - 1)


def _score(when: When, number: int, words: str, lines: Sequence[Line]) -> float:
    line = lines[number].text
    score = 2.0 * is_timed(when) + 1.0 * bool(_WEEKDAY.search(words)) + 0.5 * (when.end is not None)
    score += 1.0 if len(line) < len(words) + 25 else 0.0
    score += 0.5 if lines[number].level and number else 0.0
    score += 1.5 if re.search(r"\bnächste[srn]?\b|\bnext\b", line, re.IGNORECASE) else 0.0
    score -= min(2.0, number / 20)
    score -= 4.0 if _WRITTEN.search(line) and not is_timed(when) else 0.0
    score -= 4.0 if _NO_EVENT.search(_sentence(line, words)) and not is_timed(when) else 0.0
    score -= 1.0 if number == 0 and not is_timed(when) else 0.0
    return score


def _sentence(line: str, words: str) -> str:
    """The sentence of a line in which these words stand; a full stop behind a number ends none."""
    before, found, behind = line.partition(words)
    if not found:
        return line
    return (
        re.split(r"(?<=[^\W\d]{2}[.!?])\s", before)[-1]
        + found
        + re.split(r"(?<=[^\W\d]{2}[.!?])\s", behind)[0]
    )


def completed(
    phrases: Sequence[Phrase], clocks: Sequence[str], lines: Sequence[Line], here: Reading
) -> Phrase:
    """The best phrase, with the clock and the end that other phrases, labels, or the next lines add."""
    best = phrases[0]
    if best.when.rrule:
        return _begun(best, phrases)
    same_day = [p for p in phrases[1:] if first_day(p.when) == first_day(best.when)]
    if not is_timed(best.when):
        timed = next((p for p in same_day if is_timed(p.when) and p.when.rrule == best.when.rrule), None)
        if timed:
            best = replace(best, when=timed.when, words=timed.words)
        else:
            taken = {phrase.line for phrase in phrases if phrase.line != best.line}
            best = _with_clock(best, [*clocks, *_clocks_nearby(best, lines, taken)], here)
    if best.when.end is None:
        longer = next((p for p in same_day if p.when.end and p.when.start == best.when.start), None)
        if longer:
            best = replace(best, when=replace(best.when, end=longer.when.end), words=longer.words)
    return best


def _begun(best: Phrase, phrases: Sequence[Phrase]) -> Phrase:
    """A meeting whose page also names the date of the next one: that is its start, with its clock."""
    rule, day = best.when.rrule or "", first_day(best.when)
    for phrase in phrases:
        start = phrase.when.start
        if phrase.when.rrule or not isinstance(start, datetime) or "year" in phrase.when.assumed:
            continue
        if _DAYS[start.weekday()] in rule and (best.when.all_day or day is None or start.date() >= day):
            return replace(best, when=replace(best.when, start=start, end=phrase.when.end))
    return best


def _clocks_nearby(best: Phrase, lines: Sequence[Line], taken: Collection[int]) -> Iterator[str]:
    """Clock times on the date's line, one of the two below or the one above: "4. Oktober 2026" / "14-20 Uhr".

    Lines with a date of their own (`taken`) speak of another day.
    """
    behind = lines[best.line].text.partition(best.words)[2][:60]
    if clock := _CLOCK.search(behind):
        yield behind[clock.start() :]
    for number in (best.line + 1, best.line + 2, best.line - 1):
        if number in taken or not 0 <= number < len(lines) or len(lines[number].text) > 80:
            continue
        if clock := _CLOCK.search(lines[number].text):
            yield lines[number].text[clock.start() :]


def _with_clock(best: Phrase, clocks: Iterable[str], here: Reading) -> Phrase:
    """The phrase with the first of these clock times that can be read behind its date."""
    for clock in clocks:
        words = f"{best.words}, {clock}"
        when = read_date(words, here.reference, here.language)
        if when and is_timed(when) and first_day(when) == first_day(best.when):
            return replace(best, when=when, words=words)
    return best
