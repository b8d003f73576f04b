"""The date phrases of running text, and which of them looks most like the event's."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from aggregator.event import When
from aggregator.page.datelines import dates_a_mail, speaks_of_writing
from aggregator.page.dates import LONGEST_TEXT, find_dates, is_timed
from aggregator.page.lines import Line
from aggregator.page.phrase import Phrase, Reading, without_day
from aggregator.page.sentences import (
    is_opening_hours,
    labels_no_event,
    speaks_of_an_office,
    speaks_of_closing,
    speaks_of_office_hours,
)
from aggregator.page.text import one_line

WEEKDAY = re.compile(
    r"\b(?:mo|di|mi|do|fr|sa|so)\b\.?|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag"
    r"|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b",
    re.IGNORECASE,
)


def prose_phrases(lines: Sequence[Line], here: Reading) -> list[Phrase]:
    """The dates of the heading and of the lines below it, read apart: no phrase runs across."""
    phrases = []
    about_hours = bool(lines) and speaks_of_office_hours(lines[0].text)
    for first, part in ((0, lines[:1]), (1, lines[1:])):
        text = running_text(part)
        starts = _line_starts([line.text for line in part])
        for when in find_dates(text, here.reference, here.language):
            if when.span is None or when.start is None or without_day(when) or is_opening_hours(when):
                continue
            number = first + _line_at(starts, when.span[0])
            if when.rrule and speaks_of_office_hours(lines[number].text) and not about_hours:
                continue
            if dates_a_mail(lines[number].text) or (number and labels_no_event(lines[number - 1])):
                continue
            words = one_line(text[when.span[0] : when.span[1]])
            phrases.append(Phrase(when, number, words, "prose", _score(when, number, words, lines)))
    return phrases


def running_text(lines: Sequence[Line]) -> str:
    """The lines as one text, a line each: asked for twice, the reader of German dates knows it still."""
    return "\n".join(line.text for line in lines)[:LONGEST_TEXT]


def _line_starts(texts: Sequence[str]) -> list[int]:
    starts, position = [], 0
    for text in texts:
        starts.append(position)
        position += len(text) + 1
    return starts


def _line_at(starts: list[int], position: int) -> int:
    return max(0, bisect_right(starts, position) - 1)


def _score(when: When, number: int, words: str, lines: Sequence[Line]) -> float:
    line = lines[number].text
    score = 2.0 * is_timed(when) + 1.0 * bool(WEEKDAY.search(words)) + 0.5 * (when.end is not None)
    score += 1.0 if len(line) < len(words) + 25 else 0.0
    score += 0.5 if lines[number].level and number else 0.0
    score += 1.5 if re.search(r"\bnächste[srn]?\b|\bnext\b", line, re.IGNORECASE) else 0.0
    score -= min(2.0, number / 20)
    score -= 4.0 if speaks_of_writing(line) and not is_timed(when) else 0.0
    score -= 4.0 if speaks_of_an_office(line, words) and not is_timed(when) else 0.0
    score -= 8.0 if speaks_of_closing(line, words) else 0.0
    score -= 1.0 if number == 0 and not is_timed(when) else 0.0
    return score
