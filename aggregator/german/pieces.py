"""The pieces of a text that say something about when, in order, each with how it hangs on the one before.

A piece holds days, clock times, weekdays, a rule, a relative day or a duration. `link` is the word that leads
to it from the piece before ("to": bis, "and"), `gap` what stands between them (nothing, other words, the
end of a sentence), `role` what the words say that it is instead of the event's time (a deadline, doors).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

DAYS, CLOCKS, WEEKDAYS, RULE, RELATIVE, DURATION, SEASON, WEEKS = (
    "days", "clocks", "weekdays", "rule", "relative", "duration", "season", "weeks",
)  # fmt: skip
A_DAY = frozenset({DAYS, WEEKDAYS, RELATIVE})  # what may be called off, or put off
NEXT_TO, WORDS_BETWEEN, SENTENCE_BETWEEN = 0, 1, 2


@dataclass(slots=True)
class Piece:
    what: str
    value: Any
    start: int  # in the text
    end: int
    link: str
    gap: int
    role: str
    before: str  # the little word before it: "ab", "um", "am"
    cancelled: bool = False
    in_year: int | None = None  # of days: 0 is the reference's year, 1 the next ("am 3. Mai nächsten Jahres")
