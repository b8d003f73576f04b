"""What a visitor reads: labelled fields and the prose around the main heading, as one claim.

A page that names no event gives nothing. A date makes an event only where the page treats it as one: it
stands behind a label ("Wann"), or names a clock time, or has a place or a registration beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from aggregator import german
from aggregator.event import Moment, Place, When
from aggregator.page.claim import Claim
from aggregator.page.dates import find_dates, first_day, is_timed, read_date
from aggregator.page.document import Line
from aggregator.page.labels import Labelled, labelled_fields
from aggregator.page.text import LONGEST_DESCRIPTION, likeness, one_line
from aggregator.page.whereabouts import place_in

MOST_LINES = 400
"""Lines of a page's own matter that are searched for its date."""
_WRITTEN = re.compile(
    r"veröffentlicht|erstellt|aktualisiert|stand:|zuletzt|geändert|gepostet|posted|published|updated|last modified|written"
    r"|pressemitteilung|copyright|©|letzte änderung|archiv|meldung vom|beitrag vom|news vom|\bvon [A-Z]\w+ [A-Z]\w+ (?:am|\|)",
    re.IGNORECASE,
)
_EVENT_WORDS = re.compile(
    r"anmeld|eintritt|tickets?\b|teilnahme|einlass|veranstaltungsort|treffpunkt|einladung|laden .{0,40}ein\b|workshop|vortrag"
    r"|treffen\b|seminar|konferenz|tagung|stammtisch|meetup|festival|führung|lesung|podium|registration|register|rsvp|admission"
    r"|join us|zum kalender|add to calendar|ical|\.ics|kalendereintrag|referent|speaker|veranstaltung|webinar|hackathon|barcamp",
    re.IGNORECASE,
)
_EVENT_ADDRESS = re.compile(
    r"event|veranstaltung|termin|kalender|calendar|seminar|workshop|meetup|agenda|treffen|tagung|konferenz",
    re.I,
)
_WEEKDAY = re.compile(
    r"\b(?:mo|di|mi|do|fr|sa|so)\b\.?|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag"
    r"|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b",
    re.IGNORECASE,
)
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_CLOCK = re.compile(r"\b\d{1,2}(?:[:.]\d{2})?\s*(?:uhr|h\b|[ap]\.?m\b)|\b\d{1,2}:\d{2}\b", re.IGNORECASE)
_NO_EVENT_TITLE = re.compile(
    r"^(?:\W*(?:error|fehler)?\W*40[0-9]\b|.{0,25}\b(?:not found|nicht gefunden)|seite (?:existiert )?nicht|page not found"
    r"|impressum|imprint|datenschutz|privacy|cookie|consent|über uns|about|kontakt|contact|newsletter|anmelden$|login|log in"
    r"|zugriff verweigert|access denied|just a moment|bevor (?:sie|du) fortf|before you continue|wartung|agb\b|oops|ups\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A date phrase on the page: what it says, on which line, in which words, how much it looks like the event's."""

    when: When
    line: int
    words: str
    source: str
    score: float


def visible_claim(
    title: str,
    lines: Sequence[Line],
    reference: date,
    language: str,
    address: str,
    written: date | None = None,
) -> Claim | None:
    """The event that these lines (from the main heading on) speak of, or None where they speak of none.

    `written` is the day on which the page says it was written: prose about an earlier day is a report.
    """
    if not title or _NO_EVENT_TITLE.search(title):
        return None
    lines = lines[:MOST_LINES]
    fields = labelled_fields(lines)
    phrases = sorted(
        [*_labelled_phrases(fields, reference, language), *_prose_phrases(lines, reference, language)],
        key=lambda phrase: (-phrase.score, phrase.line),
    )
    phrases = [phrase for phrase in phrases if not (written and _is_report(phrase, written))]
    if not phrases:
        return None
    best = _completed(phrases, lines, reference, language)
    place, place_text, place_source = place_in(lines, fields, _date_lines(best, phrases))
    if not _speaks_of_an_event(best, lines, title, address, place):
        return None
    return _claim(title, best, fields, lines, reference, (place, place_text, place_source))


def _date_lines(best: Phrase, phrases: Sequence[Phrase]) -> list[int]:
    same = [phrase.line for phrase in phrases if first_day(phrase.when) == first_day(best.when)]
    return list(dict.fromkeys([best.line, *same]))[:4]


def _claim(
    title: str,
    best: Phrase,
    fields: Sequence[Labelled],
    lines: Sequence[Line],
    reference: date,
    where: tuple[Place | None, str | None, str],
) -> Claim:
    text = "\n".join(line.text for line in lines)
    evidence = {"title": "h1", "when": best.source} | ({"place": where[2]} if where[2] else {})
    return Claim(
        layer="labels" if best.source.startswith("label") else "prose",
        title=title,
        when=best.when,
        when_text=best.words,
        place=where[0],
        place_text=where[1],
        status=german.read_status(status_words(title, lines)),
        registration_deadline=deadline_in(fields, text, reference),
        price=_value(fields, "price"),
        organizer=_value(fields, "organizer"),
        description=description_in(lines),
        evidence=evidence,
    )


def status_words(title: str, lines: Sequence[Line]) -> str:
    """Where a page says that its event is off: in the heading and the first lines below it."""
    return "\n".join([title, *(line.text for line in lines[1:8] if len(line.text) < 400)])


def deadline_in(fields: Sequence[Labelled], text: str, reference: date) -> Moment | None:
    """Until when to register, from a label or from the text."""
    for field in fields:
        if field.field == "deadline":
            when = read_date(field.value, reference)
            return when.start if when else german.read_deadline(f"{field.label}: {field.value}", reference)
    return german.read_deadline(text[:8000], reference)


def description_in(lines: Sequence[Line]) -> str | None:
    """The page's sentences: its long lines, as they follow each other."""
    long = [line.text for line in lines[1:80] if len(line.text) > 80 and not line.level]
    return one_line(" ".join(long), LONGEST_DESCRIPTION) or None


def _value(fields: Sequence[Labelled], name: str) -> str | None:
    found = next((field for field in fields if field.field == name), None)
    return one_line(found.values[0], 200) if found else None


def _labelled_phrases(fields: Sequence[Labelled], reference: date, language: str) -> list[Phrase]:
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
            when = read_date(words, reference, language)
            if when is not None and when.start is not None:
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


def _prose_phrases(lines: Sequence[Line], reference: date, language: str) -> list[Phrase]:
    text = "\n".join(line.text for line in lines)
    starts = _line_starts(lines)
    phrases = []
    for when in find_dates(text, reference, language):
        if when.span is None or when.start is None:
            continue
        number = _line_at(starts, when.span[0])
        words = one_line(text[when.span[0] : when.span[1]])
        phrases.append(Phrase(when, number, words, "prose", _score(when, number, words, lines)))
    return phrases


def _line_starts(lines: Sequence[Line]) -> list[int]:
    starts, position = [], 0
    for line in lines:
        starts.append(position)
        position += len(line.text) + 1
    return starts


def _line_at(starts: list[int], position: int) -> int:
    from bisect import bisect_right

    return max(0, bisect_right(starts, position) - 1)


def _score(when: When, number: int, words: str, lines: Sequence[Line]) -> float:
    line = lines[number].text
    score = 2.0 * is_timed(when) + 1.0 * bool(_WEEKDAY.search(words)) + 0.5 * (when.end is not None)
    score += 1.0 if len(line) < len(words) + 25 else 0.0
    score += 0.5 if lines[number].level and number else 0.0
    score += 1.5 if re.search(r"\bnächste[srn]?\b|\bnext\b", line, re.IGNORECASE) else 0.0
    score -= min(2.0, number / 20)
    score -= 4.0 if _WRITTEN.search(line) and not is_timed(when) else 0.0
    score -= 1.0 if "date" in when.assumed else 0.0
    score -= 1.0 if number == 0 and not is_timed(when) else 0.0
    return score


def _is_report(phrase: Phrase, written: date) -> bool:
    day = first_day(phrase.when)
    return day is not None and day < written and phrase.source == "prose" and phrase.when.rrule is None


def _completed(phrases: Sequence[Phrase], lines: Sequence[Line], reference: date, language: str) -> Phrase:
    """The best phrase with the clock and the end that others of the same day, or the next lines, add to it."""
    best = phrases[0]
    if best.when.rrule:
        return _begun(best, phrases)
    same_day = [p for p in phrases[1:] if first_day(p.when) == first_day(best.when)]
    if not is_timed(best.when):
        timed = next((p for p in same_day if is_timed(p.when) and p.when.rrule == best.when.rrule), None)
        best = (
            replace(best, when=timed.when, words=timed.words)
            if timed
            else _with_next_lines(best, lines, reference, language)
        )
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


def _with_next_lines(best: Phrase, lines: Sequence[Line], reference: date, language: str) -> Phrase:
    """A clock time on one of the two lines below the date, or above it: "4. Oktober 2026" / "14-20 Uhr"."""
    for number in (best.line, best.line + 1, best.line + 2, best.line - 1):
        if (
            not 0 <= number < len(lines)
            or not _CLOCK.search(lines[number].text)
            or len(lines[number].text) > 150
        ):
            continue
        clock = lines[number].text[_CLOCK.search(lines[number].text).start() :]  # type: ignore[union-attr]
        when = read_date(f"{best.words}, {clock}", reference, language)
        if when and is_timed(when) and first_day(when) == first_day(best.when):
            return replace(best, when=when, words=f"{best.words}, {clock}")
    return best


def _speaks_of_an_event(
    best: Phrase, lines: Sequence[Line], title: str, address: str, place: Place | None
) -> bool:
    """Labels say so outright; a date in prose needs company: a clock, a place, a registration, an event's address."""
    if best.source.startswith("label"):
        return True
    text = " ".join(line.text for line in lines[:80])[:6000]
    signs = sum(
        (
            2 * isinstance(best.when.start, datetime),
            bool(best.when.rrule),
            place is not None and place != Place(),
            bool(_EVENT_WORDS.search(f"{title} {text}")),
            bool(_EVENT_ADDRESS.search(address)),
            best.line <= 4 and likeness(title, lines[best.line].text) < 1,
        )
    )
    return signs >= 3 and best.score > -1
