"""The pieces of a text that say something about when, in order, each with how it hangs on the one before.

A piece holds days, clock times, weekdays, a rule, a relative day or a duration. `link` is the word that leads
to it from the piece before ("to": bis, "and"), `gap` what stands between them (nothing, other words, the
end of a sentence), `role` what the words say that it is instead of the event's time (a deadline, doors).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from aggregator.german import clocks, days, relative, rules
from aggregator.german import kinds as kind
from aggregator.german.tokens import Token

DAYS, CLOCKS, WEEKDAYS, RULE, RELATIVE, DURATION, UNTIL_MONTH, IN_MONTH = (
    "days", "clocks", "weekdays", "rule", "relative", "duration", "month's end", "in a month",
)  # fmt: skip
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


ONTO = "auf"
_ROLES = {
    kind.DEADLINE: kind.DEADLINE,
    kind.REGISTRATION: kind.REGISTRATION,
    kind.PUBLISHED: kind.PUBLISHED,
    kind.DOORS: kind.DOORS,
    kind.FORMER: kind.FORMER,
    kind.EXCEPT: kind.EXCEPT,
}
_QUIET = frozenset({kind.ARTICLE, kind.ABOUT, kind.IN, kind.OCLOCK, kind.DAYTIME, kind.CALENDAR_WEEK})
_SHORT = 5  # a weekday of so few letters is one only in company: "So", "Mi"


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

    def run(self) -> list[Piece]:
        """All pieces in order."""
        self.role = ""
        self.role_gap = NEXT_TO
        at = 0
        tokens = self.tokens
        while True:
            found = tokens[at][0]
            if found == kind.STOP:
                return self.pieces
            readers = _READERS.get(found)
            if readers:
                for read in readers:
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
        if found in _QUIET:
            if found != kind.OCLOCK and self.before != ONTO:
                self.before = found
        elif found == kind.AT:
            self.before = self.text[self.tokens[at][2] : self.tokens[at][3]].lower()
        elif found == kind.TO or found == kind.DASH or found == kind.ENDS:
            if found == kind.DASH and self.gap:
                return
            self.link = found
            if found == kind.ENDS:
                self.gap = NEXT_TO
        elif found == kind.AND:
            self.link = self.link or found
        elif found == kind.BREAK:
            if not (self.pieces and self.pieces[-1].cancelled and self.gap == NEXT_TO):
                self.gap = SENTENCE_BETWEEN
            self.role = ""
            self.link = ""
        elif found == kind.MOVED:
            self.moved = True
            self._other()
        elif found == kind.ONTO:
            self._other()
            self.before = ONTO
        elif found in _ROLES:
            self._mark(found, at)
        elif found == kind.CANCELLED:
            if self.pieces and self.pieces[-1].what == DAYS and self.gap == NEXT_TO:
                self.pieces[-1].cancelled = True
        else:
            self._other()

    def _other(self) -> None:
        if self.gap == NEXT_TO:
            self.gap = WORDS_BETWEEN
        self.role_gap = WORDS_BETWEEN
        if self.link != kind.TO:
            self.link = ""
        self.before = ""

    def _mark(self, found: str, at: int) -> None:
        """A word such as "Einlass" belongs to what follows, or to the clock right before it."""
        if found == kind.DOORS and self.gap == NEXT_TO and self._follows(CLOCKS) and self._trails(at):
            self.pieces[-1].role = kind.DOORS
            return
        if found == kind.FORMER and self.gap == NEXT_TO and self.pieces and self.pieces[-1].what == DAYS:
            self.pieces[-1].role = kind.FORMER
            return
        self._other()
        self.role = _ROLES[found]
        self.role_gap = NEXT_TO

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
        if role and not self._applies(role, what):
            role = ""
        start, end = self.tokens[at][2], self.tokens[after - 1][3]
        self.pieces.append(Piece(what, value, start, end, self.link, self.gap, role, self.before))
        if role or (self.role != kind.DOORS and self.role_gap):
            self.role = ""
        self._reset()
        return after

    def _applies(self, role: str, what: str) -> bool:
        if role == kind.DOORS:
            return what == CLOCKS
        if role == kind.REGISTRATION:
            return self.role_gap == NEXT_TO or self.link == kind.TO or self.before in ("ab", "seit")
        if role in (kind.PUBLISHED, kind.EXCEPT):
            return self.role_gap == NEXT_TO and what in (DAYS, CLOCKS)
        return what in (DAYS, CLOCKS, RELATIVE, WEEKDAYS)

    def read_days(self, at: int) -> int | None:
        near = self.before == kind.ARTICLE or (bool(self.pieces) and self.pieces[-1].what == RELATIVE)
        if at < self.barren:
            return None
        found, after = days.parse(self.tokens, at, near)
        if found is None:
            self.barren = after
            return None
        return self.add(DAYS, found, at, after)

    def read_stamp(self, at: int) -> int | None:
        """2024-12-04T19:00 is a day and a clock."""
        moment = self.tokens[at][1]
        day = days.Day(moment.year, moment.month, moment.day)
        self.add(DAYS, days.Days((day,), ()), at, at + 1)
        return self.add(CLOCKS, clocks.Clocks((moment.hour, moment.minute)), at, at + 1)

    def read_clocks(self, at: int) -> int | None:
        before = self.tokens[at - 1][0] if at else ""
        near = before in (kind.AT, kind.TO, kind.ABOUT, kind.ENDS) or (
            self.gap == NEXT_TO
            and bool(self.pieces)
            and self.pieces[-1].what in (DAYS, WEEKDAYS, RULE, RELATIVE)
            and before != kind.AND
        )
        found = clocks.parse(self.tokens, at, near)
        if found and before == kind.AT and at > 1 and self.tokens[at - 2][0] == kind.DAYTIME:
            found = clocks.at_daytime(found[0], self.tokens[at - 2][1]), found[1]
        return self.add(CLOCKS, found[0], at, found[1]) if found else None

    def read_rule(self, at: int) -> int | None:
        found = rules.parse(self.tokens, at)
        return self.add(RULE, found[0], at, found[1]) if found else None

    def read_relative(self, at: int) -> int | None:
        token = self.tokens[at]
        if token[0] == kind.RELATIVE and not self._is_tomorrow(at):
            return None
        if token[0] == kind.SIDE and days.parse(self.tokens, at + 1, True)[0]:
            return at + 1
        found = relative.parse(self.tokens, at)
        return self.add(RELATIVE, found[0], at, found[1]) if found else None

    def _is_tomorrow(self, at: int) -> bool:
        """ "Morgen" inside a sentence is the morning."""
        token = self.tokens[at]
        if self.text[token[2]] != "M" or at == 0:
            return True
        return self.tokens[at - 1][0] == kind.BREAK

    def read_weekdays(self, at: int) -> int | None:
        named, after, ranged = rules.weekdays(self.tokens, at)
        start, end = self.tokens[at][2:]
        short = end - start < _SHORT
        if len(named) == 1 and short and not self._in_company(at, after):
            return None
        rule = self._weekly(named, ranged, short, after)
        if rule:
            return self.add(RULE, rule, at, after)
        return self.add(WEEKDAYS, named, at, after)

    def _in_company(self, at: int, after: int) -> bool:
        found = self.tokens[after][0]
        if self.text[self.tokens[at][2]].islower() or self.before == kind.OTHER:
            return False
        if found in (kind.CLOCK, kind.ALL, kind.FREQUENCY, kind.AT, kind.TO):
            return True
        return found in (kind.NUMBER, kind.DOTTED_PAIR) and self.tokens[after + 1][0] in (
            kind.OCLOCK,
            kind.DASH,
        )

    def _weekly(self, named: tuple[int, ...], ranged: bool, short: bool, after: int) -> rules.Rule | None:
        """ "Mo-Fr 9-17 Uhr" and "Di+Do" come every week; "Samstag und Sonntag" are two days."""
        if len(named) < 2:
            return None
        if self.pieces and self.pieces[-1].what == DAYS:
            return None
        if days.parse(self.tokens, after, True)[0]:
            return None
        gaps = any((b - a) % 7 != 1 for a, b in pairwise(named))
        if short or gaps or (ranged and named[0] == 0) or len(named) > 4:
            return rules.Rule("WEEKLY", weekdays=tuple((0, day) for day in named))
        return None

    def read_duration(self, at: int) -> int | None:
        """ "für 45 Minuten", "Dauer: 2 Stunden"."""
        at += 1
        while self.tokens[at][0] in (kind.ABOUT, kind.ARTICLE):
            at += 1
        found, value, _, _ = self.tokens[at]
        unit = self.tokens[at + 1]
        if found not in (kind.NUMBER, kind.NUMERAL) or unit[0] not in (kind.DURATION, kind.OCLOCK):
            return None
        minutes = int(value) * (unit[1] or 60)
        return self.add(DURATION, minutes, at, at + 2) if 0 < minutes < 7 * 1440 else None

    def read_month(self, at: int) -> int | None:
        """ "jeden Donnerstag im Januar": the rule's month."""
        month = self.tokens[at + 1]
        if month[0] != kind.MONTH or self.gap or self.role or not self._follows(RULE):
            return None
        year = self.tokens[at + 2]
        if year[0] == kind.NUMBER and len(year[1]) == 4:
            return self.add(IN_MONTH, (int(year[1]), month[1]), at, at + 3)
        return self.add(IN_MONTH, (None, month[1]), at, at + 2)

    def _follows(self, what: str) -> bool:
        return bool(self.pieces) and self.pieces[-1].what == what

    def read_month_end(self, at: int) -> int | None:
        """ "bis Ende Juni"."""
        if self.link != kind.TO or self.tokens[at + 1][0] != kind.MONTH:
            return None
        month, after = self.tokens[at + 1][1], at + 2
        year = self.tokens[after]
        if year[0] == kind.NUMBER and len(year[1]) == 4:
            return self.add(UNTIL_MONTH, (int(year[1]), month), at, after + 1)
        return self.add(UNTIL_MONTH, (None, month), at, after)


_READERS = {
    kind.DATE: (Scan.read_days,),
    kind.STAMP: (Scan.read_stamp,),
    kind.MONTH: (Scan.read_days,),
    kind.ORDINAL: (Scan.read_days, Scan.read_rule, Scan.read_relative),
    kind.NUMBER: (Scan.read_days, Scan.read_clocks),
    kind.DOTTED_PAIR: (Scan.read_days, Scan.read_clocks),
    kind.WEEKDAY: (Scan.read_days, Scan.read_relative, Scan.read_weekdays),
    kind.CLOCK: (Scan.read_clocks,),
    kind.NUMERAL: (Scan.read_clocks,),
    kind.HALF: (Scan.read_clocks,),
    kind.DAYTIME: (Scan.read_clocks,),
    kind.EVERY: (Scan.read_rule,),
    kind.ALWAYS: (Scan.read_rule,),
    kind.ALL: (Scan.read_rule,),
    kind.FREQUENCY: (Scan.read_rule,),
    kind.WEEKDAYS: (Scan.read_rule,),
    kind.NTH: (Scan.read_days, Scan.read_relative, Scan.read_rule),
    kind.ONCE: (Scan.read_rule,),
    kind.PARITY: (Scan.read_rule,),
    kind.RELATIVE: (Scan.read_relative,),
    kind.SIDE: (Scan.read_relative,),
    kind.IN: (Scan.read_relative, Scan.read_month),
    kind.FEAST: (Scan.read_relative,),
    kind.LASTING: (Scan.read_duration,),
    kind.ENDS: (Scan.read_month_end,),
}
