"""Until when to register: the date behind "Anmeldeschluss", "Anmeldung bis", "bis zum … anmelden"."""

from __future__ import annotations

import re
from datetime import date

from aggregator.event import Moment
from aggregator.german import kinds as kind
from aggregator.german.groups import UNTIL, Group
from aggregator.german.meaning import mean
from aggregator.german.reading import groups_of, read
from aggregator.german.tokens import visible
from aggregator.german.years import Impossible

_REGISTER = re.compile(
    r"anmeld|annahme|bewerb|registr|einreich|rückmeld|frist|schluss|schluß|deadline|einsend|buch|vorverkauf"
    r"|rsvp|register|teilnahme|zusage",
    re.IGNORECASE,
)


def read_deadline(text: str, reference: date) -> Moment | None:
    """The last moment to register that a text names, or None; a lone clock time is the event day's."""
    shown, _ = visible(text)
    for group in groups_of(shown)[0]:
        if not _is_deadline(group, shown):
            continue
        event = None
        if group.strength == 1:
            event = read(text, reference)
            if event is None or event.start is None:
                continue
        day = reference if event is None or event.start is None else event.start
        role, group.role = group.role, ""
        try:
            when = mean(group, date(day.year, day.month, day.day))
        except (Impossible, OverflowError):
            continue
        finally:
            group.role = role
        if when is not None:
            return when.end or when.start
    return None


def _is_deadline(group: Group, text: str) -> bool:
    if group.role == kind.DEADLINE:
        return True
    if group.role == kind.REGISTRATION:
        return "ab" not in text[max(0, group.first - 12) : group.first].lower().split()
    return group.role == UNTIL and bool(_REGISTER.search(_sentence(text, group)))


def _sentence(text: str, group: Group) -> str:
    start = max(text.rfind(sign, 0, group.first) for sign in ("! ", "? ", "\n\n", ";"))
    end = re.compile(r"[!?;]|\n\n|(?<=\D)\.\s").search(text, group.last)
    return text[start + 1 : end.start() if end else len(text)]
