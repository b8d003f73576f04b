"""A date phrase with what other phrases, labels and lines nearby add: its clock, its end, its next date."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from aggregator.event import When
from aggregator.page.dates import first_day, is_timed, read_date
from aggregator.page.labelphrases import CLOCK
from aggregator.page.lines import Line
from aggregator.page.phrase import Phrase, Reading
from aggregator.page.sentences import sentence_of, speaks_of_office_hours, tells_of

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NO_START = re.compile(
    r"einlass|\wschluss\b|türen|doors|check-?in|öffnung|registrierung|akkreditierung|ankunft", re.IGNORECASE
)
"""Behind these words stands a clock time at which no event starts: of doors, or of a deadline."""
_HOUR = r"\d{1,2}(?:[:.]\d{2})?"
_STARTS = re.compile(
    rf"\b(?:ab|um|gegen|beginn:?|start:?)\s+({_HOUR}\s*uhr)\b"
    rf"|\b(von\s+{_HOUR}(?:\s*uhr)?\s+bis\s+{_HOUR}\s*uhr)\b",
    re.IGNORECASE,
)
"""A clock time with a word that says that something starts then: "ab 14 Uhr", "von 9 bis 17.30 Uhr"."""
_CLOSES = re.compile(r"schluss\b|schluß|\bfrist\b|spätestens|\bende[nt]?\b", re.IGNORECASE)


def completed(
    phrases: Sequence[Phrase], clocks: Sequence[str], lines: Sequence[Line], here: Reading
) -> Phrase:
    """The best phrase, with the clock and the end that other phrases, labels, or the next lines add."""
    best = phrases[0]
    if best.when.rrule:
        return _begun(best, phrases)
    if whole := next((p for p in phrases[1:] if _begins_with(p, best)), None):
        best = whole
    same_day = [p for p in phrases[1:] if first_day(p.when) == first_day(best.when)]
    if not is_timed(best.when) and not _lasts_days(best.when):
        timed = next((p for p in same_day if is_timed(p.when) and p.when.rrule == best.when.rrule), None)
        if timed:
            best = replace(best, when=timed.when, words=timed.words)
        else:
            taken = {phrase.line for phrase in phrases if phrase.line != best.line}
            best = _with_clock(best, [*clocks, *_clocks_nearby(best, lines, taken, here)], here)
    if best.when.end is None:
        longer = next((p for p in same_day if p.when.end and p.when.start == best.when.start), None)
        if longer:
            best = replace(best, when=replace(best.when, end=longer.when.end), words=longer.words)
    return best


def _begins_with(whole: Phrase, part: Phrase) -> bool:
    """Is one phrase, further up, the range of days of which the other, of one day, is the first?"""
    same_day = first_day(whole.when) == first_day(part.when)
    return (
        _lasts_days(whole.when)
        and same_day
        and whole.line < part.line
        and part.source == "prose"
        and (
            part.when.end is None
            or first_day(part.when) == first_day(replace(part.when, start=part.when.end))
        )
    )


def _lasts_days(when: When) -> bool:
    """From one day to a later one: a clock nearby is one item of the programme."""
    return when.all_day and when.end is not None


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


def _clocks_nearby(
    best: Phrase, lines: Sequence[Line], taken: Collection[int], here: Reading
) -> Iterator[str]:
    """Clock times on the date's line, one of the two below or the one above: "4. Oktober 2026" / "14-20 Uhr".

    Lines with a date of their own (`taken`) speak of another day.
    """
    yield from _clock_in(lines[best.line].text.partition(best.words)[2][:60])
    for number in (best.line + 1, best.line + 2, best.line - 1):
        if number not in taken and 0 <= number < len(lines) and len(lines[number].text) <= 80:
            yield from _clock_in(lines[number].text)
    day = first_day(best.when)
    if day is not None and day > here.reference:
        yield from _only_start([line.text for number, line in enumerate(lines) if number not in taken])


def _clock_in(text: str) -> list[str]:
    """The text from its first clock time on; none where that is the time of doors or of a deadline."""
    clock = CLOCK.search(text)
    return [text[clock.start() :]] if clock and not _NO_START.search(text[: clock.start()]) else []


def _only_start(texts: Iterable[str]) -> list[str]:
    """The one clock time at which something on the page starts ("ab 14 Uhr"); of several none."""
    said = {
        " ".join((clock[1] or clock[2]).split()).lower()
        for text in texts
        if not _NO_START.search(text) and not speaks_of_office_hours(text)
        for clock in _STARTS.finditer(text)
        if not tells_of(text, clock[0]) and not _CLOSES.search(sentence_of(text, clock[0]))
    }
    return [*said] if len(said) == 1 else []


def _with_clock(best: Phrase, clocks: Iterable[str], here: Reading) -> Phrase:
    """The phrase with the first of these clock times that can be read behind its date."""
    for clock in clocks:
        words = f"{best.words}, {clock}"
        when = read_date(words, here.reference, here.language)
        if when and is_timed(when) and first_day(when) == first_day(best.when):
            return replace(best, when=when, words=words)
    return best
