"""One walk over the tokens: which pieces there are; `readers` find them, `effects` know what is between."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from aggregator.german import kinds as kind
from aggregator.german.kinds import Token
from aggregator.german.pieces import (
    CLOCKS,
    DAYS,
    NEXT_TO,
    RELATIVE,
    RULE,
    WEEKDAYS,
    WORDS_BETWEEN,
    Piece,
)

ONTO = "auf"
EACH = "jeweils"
OPENING = "opening"  # "erstes Treffen", "nächstes Mal", "Beginn" before a day
_LONG = 150  # signs; a label is shorter
_SHORT = 40  # signs
_LABEL = (
    re.compile(  # "Stand der Informationen: ", "Veröffentlicht von Vorname Name am ", "Protokoll Nr. 5 vom "
        r"[^\W\d]+(?:[ ][^\W\d]{1,30}){1,4}:\s*"
        r"|(?!stand)[^\W\d]+[ ](?:von|by|durch)(?:[ ][^\W\d]{1,30}){1,3},?[ ](?:(?:am|vom|on)[ ])?"
        r"|[^\W\d]+[ ]Nr\.?[ ]?[0-9]{1,5}[ ]vom[ ]",
        re.IGNORECASE,
    )
)
_FILLERS = re.compile(
    r"\w+(?:\s+(?:ist|sind|noch|nur|nun|bereits|schon|vom|am|den|dem|die|der))+\s*", re.IGNORECASE
)


def _leaves_bracket(text: str) -> bool:
    return ")" in text and text.find("(") not in range(text.index(")"))


class Scan:
    """One walk over the tokens of a text."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.pieces: list[Piece] = []
        self.role = ""  # what the words say that the next piece is: a deadline, doors
        self.role_gap = NEXT_TO  # what stands between those words and here
        self.marked = 0  # where they begin
        self.barren = 0  # no days begin before this token: they were looked for
        self.in_year: int | None = None  # what the sentence says of its year: 0 is the reference's
        self.off = False  # the sentence says before its day that it is called off: "kein Treffen am"
        self.moved = False  # the text says that something was put off
        self._reset()

    def _reset(self) -> None:
        self.link = ""
        self.gap = NEXT_TO
        self.before = ""
        self.opening = False
        self.afterwards = False

    def run(self, readers: Readers, effect: Effect) -> list[Piece]:
        """All pieces in order; the readers of a kind of token are asked one after the other, and what none
        of them takes has its effect on the next piece.
        """
        at = 0
        tokens = self.tokens
        while tokens[at][0] != kind.STOP:
            for read in readers.get(tokens[at][0], ()):
                after = read(self, at)
                if after:
                    at = after
                    break
            else:
                effect(self, at)
                at += 1
        return self.pieces

    def word(self, at: int) -> str:
        """The word of a token, in lower case."""
        return self.text[slice(*self.tokens[at][2:])].lower()

    def add(self, what: str, value: Any, at: int, after: int) -> int:
        """One more piece from token `at` up to `after`."""
        role = self.role
        start, end = self.tokens[at][2], self.tokens[after - 1][3]
        if role and not self._applies(role, what, start):
            role = ""
        before = self.before
        if self.opening and what != CLOCKS:
            before = OPENING
        elif self.afterwards and what == RULE:
            before = kind.AFTERWARDS
        self.pieces.append(
            Piece(what, value, start, end, self.link, self.gap, role, before, self.off, self.in_year)
        )
        self.off = False
        if (role and what != WEEKDAYS) or (self.role != kind.DOORS and (role or self.role_gap)):
            self.role = ""
        self._reset()
        return after

    def part(self) -> None:
        """Words that say nothing stand between the last piece, or the last mark, and the next piece."""
        if self.gap == NEXT_TO:
            self.gap = WORDS_BETWEEN
        self.role_gap = WORDS_BETWEEN
        if self.link != kind.TO:
            self.link = ""
        self.before = ""

    def _applies(self, role: str, what: str, start: int) -> bool:
        if role == kind.PUBLISHED and _leaves_bracket(self.text[self.marked : start]):
            return False
        if role == kind.DOORS:
            return what == CLOCKS or (what == WEEKDAYS and self._is_said_of(start))
        if role == kind.REGISTRATION:
            near = self.role_gap == NEXT_TO or self._fills(start)
            return near or self.link == kind.TO or self.before in ("ab", "seit")
        if role in (kind.PUBLISHED, kind.EXCEPT):
            near = self.role_gap == NEXT_TO or (role == kind.PUBLISHED and self._labels(start))
            return near and (what in (DAYS, CLOCKS) or role == kind.EXCEPT)
        return what in (DAYS, CLOCKS, RELATIVE, WEEKDAYS)

    def _labels(self, start: int) -> bool:
        """Whether the mark begins a label of a few words that leads to this place."""
        return start - self.marked < _LONG and _LABEL.fullmatch(self.text, self.marked, start) is not None

    def _is_said_of(self, start: int) -> bool:
        """Whether a few words without a comma lead from the mark to this place: "Einlass zum Camp am"."""
        return start - self.marked < _SHORT and "," not in self.text[self.marked : start]

    def _fills(self, start: int) -> bool:
        """Whether only little words stand between the mark and this place: "Anmeldungen sind vom"."""
        return start - self.marked < _LONG and _FILLERS.fullmatch(self.text, self.marked, start) is not None

    def follows(self, what: str) -> bool:
        """Whether the last piece is of this sort."""
        return bool(self.pieces) and self.pieces[-1].what == what


Readers = Mapping[str, tuple[Callable[[Scan, int], int | None], ...]]
"""For each kind of token the readers that may begin there: they add a piece and give the place after it."""

Effect = Callable[[Scan, int], None]
"""What a token that is no piece does to the next one."""
