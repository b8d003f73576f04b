"""Until when to register: the date behind "Anmeldeschluss", "Anmeldung bis", "bis zum … anmelden"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from aggregator.event import Moment, When
from aggregator.german import kinds as kind
from aggregator.german.groups import UNTIL, Group
from aggregator.german.meaning import last_day, mean
from aggregator.german.reading import groups_of, read
from aggregator.german.role_words import ENDINGS, REGISTERING, ROLE_WORDS
from aggregator.german.tokens import visible
from aggregator.german.years import Impossible

_FAR = 120  # signs
_BREAK = re.compile(r"[!?;]|\n\n|(?<=[^\W\d]{4})\.(?=\s)")
_REGISTER = (
    "anmeld", "annahme", "bewerb", "registr", "einreich", "rückmeld", "frist", "schluss", "schluß",
    "deadline", "einsend", "buch", "vorverkauf", "rsvp", "register", "teilnahme", "zusage", "angemeld",
    "anzumeld", "eingereich", "einzureich", "eintragen", "einzutragen", "tragt euch", "tragen sie sich",
)  # fmt: skip
"""What makes of a date with "bis" the end of registration, in whatever word it stands."""
_SPEAKS = frozenset((*_REGISTER, *ENDINGS, *REGISTERING, "call", "early")).union(
    *(words.split() for role, _, words in ROLE_WORDS if role in (kind.DEADLINE, kind.REGISTRATION))
)
"""One of these stands in every text that names a deadline: what has none need not be read."""


def read_deadline(text: str, reference: date) -> Moment | None:
    """The last moment to register that a text names, or None; a lone clock time is the event day's."""
    shown, _ = visible(text)
    if not _any_of(_SPEAKS, shown):
        return None
    event: When | None = None
    for group in groups_of(shown)[0]:
        if not _is_deadline(group, shown):
            continue
        day: date = reference
        if group.strength == 1:
            event = event or read(text, reference)
            if event is None or event.start is None:
                return None
            day = event.start
        try:
            when = mean(group, date(day.year, day.month, day.day))
            if when is not None and when.start is not None:
                return when.end or when.start
            until = last_day(group, reference)
        except (Impossible, OverflowError):
            continue
        if until is not None:
            return until
    return None


def _is_deadline(group: Group, text: str) -> bool:
    if group.role == kind.DEADLINE:
        return True
    if group.role == kind.REGISTRATION:
        return "ab" not in text[max(0, group.first - 12) : group.first].lower().split()
    return group.role == UNTIL and _any_of(_REGISTER, _sentence(text, group))


def _any_of(words: Iterable[str], text: str) -> bool:
    lower = text.lower()
    return any(word in lower for word in words)


def _sentence(text: str, group: Group) -> str:
    before = text[max(0, group.first - _FAR) : group.first]
    after = text[group.last : group.last + _FAR]
    return _BREAK.split(before)[-1] + " " + _BREAK.split(after)[0]
