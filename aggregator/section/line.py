"""One event as a section says it: date, place, title, calendar entry, and the notes under it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from aggregator import german, place
from aggregator.event import Event, Moment, Place, When
from aggregator.section.calendar_entry import calendar_entry, link, place_of
from aggregator.section.choose import town_of
from aggregator.section.escape import LONGEST_PLACE, address, attribute, markdown, plain
from aggregator.section.rule import with_day

NO_TITLE = "(ohne Titel)"
DEADLINE, REGISTRATION, STREAM = "Anmeldeschluss", "Anmeldung", "Stream"
FURTHER, REGULARLY = "Weitere Termine", "Regelmäßig"


@dataclass(frozen=True, slots=True)
class Note:
    """A bullet under an event: a label, plain text, an address, or a label with one of them."""

    label: str | None = None
    text: str | None = None
    address: str | None = None

    def said(self) -> str:
        """The note as plain text."""
        value = self.address or self.text or ""
        return f"{self.label}: {value}" if self.label else value


@dataclass(frozen=True, slots=True)
class Line:
    """An event in the house's words, all plain text; `town` only for a meeting that is listed under it."""

    event: Event
    month: str | None
    when: str
    place: str
    title: str
    notes: tuple[Note, ...]
    town: str | None = None

    @property
    def entry(self) -> bytes:
        """Its calendar entry, a whole iCalendar file; made when asked for."""
        return calendar_entry(self.event, self.month)

    def said(self) -> str:
        """Everything up to the title's colon, as plain text."""
        head = ", ".join(part for part in (self.when, self.place) if part)
        return f"{self.town}: {head}" if self.town else head


def line_of(event: Event, month: str | None = None) -> Line:
    """What to print for an event; in an issue's `month` a meeting's entry starts there.

    Raises ValueError for an event without a date.
    """
    when = event.when
    if when is None or when.start is None:
        raise ValueError(f"event {event.id} has no date")
    meeting = bool(event.lab and when.rrule)
    return Line(
        event=event,
        month=month,
        when=_meeting_phrase(when) if meeting else _single_phrase(when),
        place=_place_text(place_of(event)),
        title=plain(event.title) or NO_TITLE,
        notes=tuple(_notes(event, when)),
        town=plain(town_of(event)) if meeting else None,
    )


def _place_text(where: Place) -> str:
    """The place in one line; an imported one keeps the space that was printed behind it."""
    text = place.line(where)
    return plain(text, LONGEST_PLACE) + (" " if text[-1:] == " " else "")


def line(event: Event, month: str | None = None) -> str:
    """A single event's lines in house style, Markdown, each ending in a line break."""
    return markdown_lines(line_of(event, month))


def markdown_lines(shown: Line, indent: str = "") -> str:
    """A line and the bullets of its notes in Markdown."""
    name = attribute(f"Kalendereintrag {shown.title}")
    calendar = f"<a title='{name}' download='event.ics' href=\"{link(shown.entry)}\">&#x1F4C5;</a>"
    first = f"{indent}* {markdown(shown.said())}: **{markdown(shown.title)}** {calendar}\n"
    return first + "".join(f"{indent}  * {_markdown_note(note)}\n" for note in shown.notes)


def _markdown_note(note: Note) -> str:
    value = note.address or markdown(note.text or "")
    return f"{markdown(note.label)}: {value}" if note.label else value


def _notes(event: Event, when: When) -> Iterator[Note]:
    seen: set[str] = set()
    for label, url in (
        (None, event.url),
        *((None, other) for other in event.links),
        (REGISTRATION, event.registration_url),
        (STREAM, event.stream_url),
    ):
        safe = address(url)
        if safe and safe not in seen:
            seen.add(safe)
            yield Note(label, address=safe)
    if event.registration_deadline is not None:
        yield Note(DEADLINE, text=german.moment_phrase(event.registration_deadline))
    if when.rrule and not event.lab:
        regular = _said(when)
        if regular:
            yield Note(REGULARLY, text=regular)
    if when.also and not when.rrule and not _said(when):
        yield Note(FURTHER, text="; ".join(german.moment_phrase(moment) for moment in when.also))


def _meeting_phrase(when: When) -> str:
    """A meeting's rule in words (the days it skips are in its calendar entry); its next date where no words
    are known for the rule."""
    return _said(replace(when, skipped=())) or _single_phrase(when)


def _single_phrase(when: When) -> str:
    """A date in words, with as much of it as can be said."""
    start: Moment | None = when.start
    assert start is not None
    once = replace(when, rrule=None, skipped=())
    if isinstance(start, datetime) and isinstance(when.end, datetime) and when.end <= start:
        once = replace(once, end=None)
    alone = replace(once, also=())
    return _said(once) or _said(alone) or german.moment_phrase(start)


def _said(when: When) -> str | None:
    """The house's phrase, or None where the house has none."""
    if when.rrule:
        when = replace(when, rrule=with_day(when.rrule, when.start))
    try:
        return german.phrase(when)
    except ValueError:
        return None
