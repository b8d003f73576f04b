"""One walk over the tokens: which pieces there are, and what the words between them do.

A word can lead to the next piece (bis, und), give it a role (Anmeldeschluss, Einlass), or end a sentence.
"""

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
    SENTENCE_BETWEEN,
    WEEKDAYS,
    WORDS_BETWEEN,
    Piece,
)

ONTO = "auf"
EACH = "jeweils"
OPENING = "opening"  # "erstes Treffen", "nächstes Mal" before a day
_LONG = 150  # signs; a label is shorter
_LABEL = re.compile(  # "Stand der Informationen: ", "Veröffentlicht von Vorname Name am "
    r"[^\W\d]+(?:[ ][^\W\d]{1,30}){1,4}:\s*"
    r"|(?!stand)[^\W\d]+[ ](?:von|by|durch)(?:[ ][^\W\d]{1,30}){1,3},?[ ](?:(?:am|vom|on)[ ])?",
    re.IGNORECASE,
)


class Scan:
    """One walk over the tokens of a text."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.pieces: list[Piece] = []
        self.barren = 0  # no days begin before this token: they were looked for
        self.moved = False  # the text says that something was put off
        self._reset()

    def _reset(self) -> None:
        self.link = ""
        self.gap = NEXT_TO
        self.before = ""
        self.opening = False

    def run(self, readers: Readers) -> list[Piece]:
        """All pieces in order; the readers of a kind of token are asked one after the other."""
        self.role = ""
        self.role_gap = NEXT_TO
        at = 0
        tokens = self.tokens
        while True:
            found = tokens[at][0]
            if found == kind.STOP:
                return self.pieces
            read_by = readers.get(found)
            if read_by:
                for read in read_by:
                    after = read(self, at)
                    if after:
                        at = after
                        break
                else:
                    self._pass(found, at)
                    at += 1
            else:
                self._pass(found, at)
                at += 1

    def _pass(self, found: str, at: int) -> None:
        """A token that is no piece: what does it do to the next one?"""
        effect = _EFFECTS.get(found)
        if effect:
            effect(self, at)
        else:
            self._other()

    def _little(self, at: int) -> None:
        """Little words that part nothing: "am", "ca.", "im"."""
        if self.before != ONTO and self.tokens[at][0] != kind.OCLOCK:
            self.before = self.tokens[at][0]

    def _before_clock(self, at: int) -> None:
        if self.before != EACH:
            self.before = self._word(at)

    def _lead(self, at: int) -> None:
        """ "bis", a dash or "Ende" leads on to an end."""
        found = self.tokens[at][0]
        if found == kind.DASH and self.gap:
            return
        self.link = found
        if found == kind.ENDS:
            self.gap = NEXT_TO

    def _and(self, at: int) -> None:
        self.link = self.link or kind.AND

    def _break(self, at: int) -> None:
        if not (self.pieces and self.pieces[-1].cancelled and self.gap == NEXT_TO):
            self.gap = SENTENCE_BETWEEN
        self.role = ""
        self.link = ""
        self.opening = False

    def _put_off(self, at: int) -> None:
        self.moved = True
        self._other()

    def _onto(self, at: int) -> None:
        self._other()
        self.before = ONTO

    def _each(self, at: int) -> None:
        self._other()
        self.before = EACH

    def _open(self, at: int) -> None:
        """ "Auftakt", "erstes Treffen", "nächster Termin"; "zweiter" and "dieser" open nothing."""
        self._other()
        self.opening = self.tokens[at][1] in (None, 1)

    def _cancel(self, at: int) -> None:
        if self.pieces and self.pieces[-1].what == DAYS and self.gap == NEXT_TO:
            self.pieces[-1].cancelled = True

    def _writing(self, at: int) -> None:
        """ "Pressemitteilung vom", "online seit" say when something was published, other words nothing."""
        if self._word(at + 1) == self.tokens[at][1]:
            self._mark(at, kind.PUBLISHED)
        else:
            self._other()

    def _other(self) -> None:
        if self.gap == NEXT_TO:
            self.gap = WORDS_BETWEEN
        self.role_gap = WORDS_BETWEEN
        if self.link != kind.TO:
            self.link = ""
        self.before = ""

    def _mark(self, at: int, role: str = "") -> None:
        """A word such as "Einlass" belongs to what follows, or to the clock right before it."""
        found = role or self.tokens[at][0]
        if found == kind.DOORS and self.gap == NEXT_TO and self.follows(CLOCKS) and self._trails(at):
            self.pieces[-1].role = kind.DOORS
            return
        if found == kind.FORMER and self.gap == NEXT_TO and self.pieces and self.pieces[-1].what == DAYS:
            self.pieces[-1].role = kind.FORMER
            return
        self._other()
        self.role = found
        self.role_gap = NEXT_TO
        self.marked = self.tokens[at][2]

    def _word(self, at: int) -> str:
        return self.text[slice(*self.tokens[at][2:])].lower()

    def _trails(self, at: int) -> bool:
        """Whether a mark stands directly behind its clock ("19 Uhr Einlass, 20 Uhr Beginn")."""
        start, end = self.tokens[at][2:]
        if self.text[self.pieces[-1].end : start].strip(" (:uUhrab"):
            return False
        after = self.text[end : end + 3].lstrip("*_ ")
        return not after or after[0] in ",;.)|/-\n–·"

    def add(self, what: str, value: Any, at: int, after: int) -> int:
        """One more piece from token `at` up to `after`."""
        role = self.role
        start, end = self.tokens[at][2], self.tokens[after - 1][3]
        if role and not self._applies(role, what, start):
            role = ""
        before = OPENING if self.opening else self.before
        self.pieces.append(Piece(what, value, start, end, self.link, self.gap, role, before))
        if role or (self.role != kind.DOORS and self.role_gap):
            self.role = ""
        self._reset()
        return after

    def _applies(self, role: str, what: str, start: int) -> bool:
        if role == kind.DOORS:
            return what == CLOCKS
        if role == kind.REGISTRATION:
            return self.role_gap == NEXT_TO or self.link == kind.TO or self.before in ("ab", "seit")
        if role in (kind.PUBLISHED, kind.EXCEPT):
            near = self.role_gap == NEXT_TO or (role == kind.PUBLISHED and self._labels(start))
            return near and (what in (DAYS, CLOCKS) or role == kind.EXCEPT)
        return what in (DAYS, CLOCKS, RELATIVE, WEEKDAYS)

    def _labels(self, start: int) -> bool:
        """Whether the mark begins a label of a few words that leads to this place."""
        return start - self.marked < _LONG and _LABEL.fullmatch(self.text, self.marked, start) is not None

    def follows(self, what: str) -> bool:
        """Whether the last piece is of this sort."""
        return bool(self.pieces) and self.pieces[-1].what == what


Readers = Mapping[str, tuple[Callable[[Scan, int], int | None], ...]]
"""For each kind of token the readers that may begin there: they add a piece and give the place after it."""

_EFFECTS: Mapping[str, Callable[[Scan, int], None]] = {
    **dict.fromkeys((kind.ARTICLE, kind.ABOUT, kind.IN, kind.OCLOCK), Scan._little),
    **dict.fromkeys((kind.DAYTIME, kind.CALENDAR_WEEK), Scan._little),
    kind.AT: Scan._before_clock,
    **dict.fromkeys((kind.TO, kind.DASH, kind.ENDS), Scan._lead),
    kind.AND: Scan._and,
    kind.BREAK: Scan._break,
    kind.MOVED: Scan._put_off,
    kind.ONTO: Scan._onto,
    **dict.fromkeys((kind.DEADLINE, kind.REGISTRATION, kind.PUBLISHED, kind.DOORS), Scan._mark),
    **dict.fromkeys((kind.FORMER, kind.EXCEPT), Scan._mark),
    kind.WRITING: Scan._writing,
    kind.ALWAYS: Scan._each,
    **dict.fromkeys((kind.OPENING, kind.NTH, kind.ORDINAL, kind.SIDE), Scan._open),
    kind.CANCELLED: Scan._cancel,
}
"""What a token that is no piece does to the next one; kinds that are not named here only stand between."""
