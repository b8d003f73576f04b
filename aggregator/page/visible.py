"""What a visitor reads: labelled fields and the prose around the main heading, as one claim.

A page that names no event gives nothing. A date makes an event only where the page treats it as one: it
stands behind a label ("Wann"), or names a clock time, or has a place or a registration beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from aggregator import german
from aggregator.event import Moment, Place
from aggregator.page.claim import Claim
from aggregator.page.completion import completed
from aggregator.page.datelines import is_only_a_date, without_datelines
from aggregator.page.dates import first_day, is_timed, read_date
from aggregator.page.labelphrases import labelled_clocks, labelled_phrases
from aggregator.page.labels import Labelled, labelled_fields
from aggregator.page.lines import Line
from aggregator.page.noevent import names_no_event
from aggregator.page.phrase import Phrase, Reading
from aggregator.page.prose import WEEKDAY, prose_phrases, running_text
from aggregator.page.sentences import announces, heads_records, sentence_of, tells_of
from aggregator.page.text import LONGEST_DESCRIPTION, likeness, one_line
from aggregator.page.whereabouts import BARE_HOUSE, place_in

MOST_LINES = 400
"""Lines of a page's own matter that are searched for its date."""
_EVENT_WORDS = re.compile(
    r"anmeld|anzumelden|eintritt|tickets?\b|teilnahme|einlass|veranstaltungsort|treffpunkt|einladung"
    r"|laden .{0,40}ein\b|workshop|vortrag"
    r"|treffen\b|seminar|konferenz|tagung|stammtisch|meetup|festival|führung|lesung|podium|registration"
    r"|register|rsvp|admission"
    r"|join us|zum kalender|add to calendar|ical|\.ics|kalendereintrag|referent|speaker|veranstaltung"
    r"|webinar|hackathon|barcamp|conference|summit",
    re.IGNORECASE,
)
"""Words of a page to which people are to come: one sign of several."""
_NO_MORE_THAN_A_PERIOD = re.compile(r"label: (?:zeitraum|dates?)", re.IGNORECASE)
"""What data, projects and surveys have as well as events."""
_DEADLINE_HINT = re.compile(r"anmeld|frist|bewerb|regist|deadline|einreich|rückmeld", re.IGNORECASE)
_EVENT_ADDRESS = re.compile(
    r"event|veranstaltung|termin|kalender|calendar|seminar|workshop|meetup|agenda|treffen|tagung|konferenz",
    re.IGNORECASE,
)


def visible_claim(
    title: str,
    lines: Sequence[Line],
    reference: date,
    language: str,
    address: str,
    written: Moment | None = None,
) -> Claim | None:
    """The event that these lines (from the main heading on) speak of, or None where they speak of none.

    `written` is when the page says it was written: prose about an earlier day is a report.
    """
    if not title or names_no_event(title):
        return None
    lines = without_datelines(lines[:MOST_LINES])
    fields = labelled_fields(lines)
    here = Reading(reference, language)
    found = [*labelled_phrases(fields, here), *prose_phrases(lines, here)]
    phrases = sorted(found, key=lambda phrase: (-phrase.score, phrase.line))
    phrases = [phrase for phrase in phrases if not (written and _is_report(phrase, written))]
    phrases = [phrase for phrase in phrases if not _is_told(phrase, lines, reference)]
    if not phrases:
        return None
    best = completed(phrases, labelled_clocks(fields), lines, here)
    place, place_text, place_source = place_in(lines, fields, _date_lines(best, phrases))
    surely = None if place_source == BARE_HOUSE else place
    if not _speaks_of_an_event(best, lines, title, address, surely, reference):
        return None
    return _claim(title, best, fields, lines, reference, (place, place_text, place_source))


def _is_report(phrase: Phrase, written: Moment) -> bool:
    """Prose about a day before the page was written, or the time of writing itself."""
    day = first_day(phrase.when)
    if day is None or phrase.source != "prose" or phrase.when.rrule is not None:
        return False
    written_on = written.date() if isinstance(written, datetime) else written
    return day < written_on or (
        day == written_on and (not is_timed(phrase.when) or phrase.when.start == written)
    )


def _is_told(phrase: Phrase, lines: Sequence[Line], reference: date) -> bool:
    """Prose that says of a day gone by what happened then: "am 13. Januar hat die Stadt … vorgestellt".

    Below "Rückblick" or "Vorträge (Auswahl)" it needs no verb for that.
    """
    day = first_day(phrase.when)
    if day is None or phrase.source != "prose" or phrase.when.rrule is not None or day >= reference:
        return False
    heading = next((line.text for line in reversed(lines[1 : phrase.line]) if line.level), "")
    return heads_records(heading) or tells_of(lines[phrase.line].text, phrase.words)


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
    evidence = {"title": "h1", "when": best.source} | ({"place": where[2]} if where[2] else {})
    return Claim(
        layer="labels" if best.source.startswith("label") else "prose",
        title=title,
        when=best.when,
        when_text=best.words,
        place=where[0],
        place_text=where[1],
        status=german.read_status(status_words(title, lines)),
        registration_deadline=deadline_in(fields, lines[1:], reference),
        price=_value(fields, "price"),
        organizer=_value(fields, "organizer"),
        description=description_in(lines),
        evidence=evidence,
    )


def status_words(title: str, lines: Sequence[Line]) -> str:
    """Where a page says that its event is off: in the heading and the first lines below it."""
    return "\n".join([title, *(line.text for line in lines[1:8] if len(line.text) < 400)])


def deadline_in(fields: Sequence[Labelled], lines: Sequence[Line], reference: date) -> Moment | None:
    """Until when to register, from a label or from the text."""
    for field in fields:
        if field.field == "deadline":
            when = read_date(field.value, reference)
            return when.start if when else german.read_deadline(f"{field.label}: {field.value}", reference)
    text = running_text(lines)
    return german.read_deadline(text, reference) if _DEADLINE_HINT.search(text) else None


def description_in(lines: Sequence[Line]) -> str | None:
    """The page's sentences: its long lines, as they follow each other."""
    long = [line.text for line in lines[1:80] if len(line.text) > 80 and not line.level]
    return one_line(" ".join(long), LONGEST_DESCRIPTION) or None


def _value(fields: Sequence[Labelled], name: str) -> str | None:
    found = next((field for field in fields if field.field == name), None)
    return one_line(found.values[0], 200) if found else None


def _speaks_of_an_event(
    best: Phrase, lines: Sequence[Line], title: str, address: str, place: Place | None, reference: date
) -> bool:
    """Labels say so outright, but for "Zeitraum"; a date in prose needs company: clock, place, sign-up."""
    if best.source.startswith("label") and not _NO_MORE_THAN_A_PERIOD.fullmatch(best.source):
        return True
    text = " ".join(line.text for line in lines[:80])[:6000]
    signs = sum(
        (
            2 * isinstance(best.when.start, datetime),
            bool(best.when.rrule),
            best.when.end is not None,
            place is not None and place != Place(),
            bool(_EVENT_WORDS.search(f"{title} {text}")),
            bool(_EVENT_ADDRESS.search(address)),
            _announcement(best, lines, reference),
            best.line <= 4 and not _repeats(title, lines[best.line].text),
        )
    )
    return signs >= 3 and best.score > -1


def _repeats(title: str, line: str) -> bool:
    """Does a line say little more than the title?"""
    return likeness(title, line) == 1 and len(line) < 2 * len(title)


def _announcement(best: Phrase, lines: Sequence[Line], reference: date) -> int:
    """Two for a day to come on which something "findet statt"; one for a day to come with weekday, with the
    event's name, or alone on its line below the heading (no day of writing lies ahead); else none."""
    day = first_day(best.when)
    if day is None or day <= reference or best.when.rrule:
        return 0
    line, title = lines[best.line].text, lines[0].text
    if announces(line, best.words):
        return 2
    sentence = sentence_of(line, best.words)
    named = likeness(title, sentence) == 1 and not _repeats(title, sentence)
    below = not any(line.level for line in lines[1 : best.line])
    return int(named or WEEKDAY.search(best.words) is not None or (below and is_only_a_date(line)))
