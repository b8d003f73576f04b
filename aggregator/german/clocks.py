"""Clock times, one or from one to another: "18.30 Uhr", "14:30-17 Uhr", "2-8 pm", "halb acht".

A clock is `(hour, minute)`; hour 24 is the end of the day. Whether it exists is asked by `meaning`.
"""

from __future__ import annotations

from typing import NamedTuple

from aggregator.german import kinds as kind
from aggregator.german.kinds import Token
from aggregator.german.spoken_clocks import Clock, spoken_clock


class Clocks(NamedTuple):
    """From `start` to `end`; a lone end ("bis 20 Uhr") has no start. `assumed` as in `When`."""

    start: Clock | None
    end: Clock | None = None
    assumed: tuple[str, ...] = ()


class _One(NamedTuple):
    clock: Clock
    sure: bool  # no other reading: "19:00", "19 Uhr"
    after: int
    meridiem: bool = False
    spoken: bool = False  # "halb vier", "um 4": may be in the afternoon
    academic: int | None = None  # minutes later: c.t. a quarter, s.t. none


_NOON = {"noon": (12, 0), "midnight": (24, 0)}
_BEHIND = frozenset({kind.STOP, kind.BREAK, kind.OTHER, kind.ARTICLE, kind.ORDINAL, kind.DATE, kind.WEEKDAY})
_SPOKEN = range(1, 7)  # hours at which no event begins: who says "um halb vier" means the afternoon
_SURE = frozenset({kind.OCLOCK, kind.MERIDIEM, kind.DAYTIME, kind.ACADEMIC})
_LEADS = frozenset({kind.DASH, kind.TO, kind.ENDS})
_BEFORE_END = frozenset({kind.ABOUT, kind.AT, kind.TO, kind.DASH, kind.IN})
_CLOCKS = frozenset({kind.CLOCK, kind.DOTTED_PAIR, kind.NUMERAL, kind.HALF, kind.DAYTIME, kind.OPEN_END})
_BEFORE = frozenset({kind.AT, kind.ABOUT, kind.TO})
_RANGES = ((kind.AT, kind.BETWEEN), (kind.AT, kind.FROM))  # "um 9 und 14 Uhr" is none
_AFTERNOON = "afternoon"
_LATER = {"afternoon": (1, 6), "evening": (4, 11), "noon": (1, 2)}


def parse(tokens: list[Token], at: int, near: bool, ranges: bool = True) -> tuple[Clocks, int] | None:
    """The clock times that begin at this token and the place after them, or None.

    `near` says that a clock is to be expected here: directly after a date, or after "um", "ab", "von".
    Without `ranges` only the first is read.
    """
    if not near and tokens[at][0] == kind.NUMBER and _bare(tokens, at):
        return None
    plain = _plain(tokens, at)
    if plain:
        return plain
    first = _one(tokens, at)
    if first is None:
        return None
    second = None
    link = tokens[first.after][0] if ranges else ""
    if link in _LEADS and tokens[first.after + 1][0] == kind.OPEN_END:
        return _single(first), first.after + 2
    if link in (kind.DASH, kind.TO, kind.ENDS) or (link == kind.AND and near):
        after = first.after + 1
        while tokens[after][0] in _BEFORE_END:
            after += 1
        second = _one(tokens, after)
        if second and link == kind.AND and tokens[at - 1][:2] not in _RANGES:
            if second.sure:  # "14 und 16 Uhr" are two beginnings
                return _single(first), first.after
            second = None
        if second and not second.sure and _measured(tokens, second.after):
            return None
    if second is None:
        near = near and tokens[at - 1][:2] != (kind.AT, kind.FROM)
        alone = _stands_alone(tokens, first.after) or _is_no_day(tokens, at, first.after)
        named = tokens[at][0] == kind.DAYTIME and tokens[at - 1][0] in _BEFORE  # "ab Mittag"
        if not (first.sure or named or (near and alone)):
            return None
        return _single(first), first.after
    no_dates = all(
        not 0 < one.clock[1] < 13 and tokens[one.after - 1][0] == kind.DOTTED_PAIR for one in (first, second)
    )
    if not (first.sure or second.sure or near or no_dates):
        return None
    return _pair(first, second), second.after


def _plain(tokens: list[Token], at: int) -> tuple[Clocks, int] | None:
    """ "19:30" or "18 Uhr" where nothing follows that belongs to it: most clocks are read here."""
    found, value, _, _ = tokens[at]
    after = at + 1
    if tokens[after][0] == kind.OCLOCK:
        after += 1
    elif found != kind.CLOCK:
        return None
    if tokens[after][0] not in _BEHIND or (found != kind.CLOCK and (found != kind.NUMBER or len(value) > 2)):
        return None
    return Clocks(value if found == kind.CLOCK else (int(value), 0)), after


def _bare(tokens: list[Token], at: int) -> bool:
    """Whether nothing behind a number, or behind the number it leads to, makes it an hour."""
    follows = tokens[at + 1][0]
    if follows not in _LEADS:
        return follows not in _SURE
    after = at + 2
    while tokens[after][0] in _BEFORE_END:
        after += 1
    if tokens[after][0] == kind.NUMBER:
        return tokens[after + 1][0] not in _SURE
    return tokens[after][0] not in _CLOCKS


def at_daytime(found: Clocks, daytime: str) -> Clocks:
    """The clock times after a word like "nachmittags" ("nachmittags um 3")."""
    start, end = found.start, found.end
    if _AFTERNOON in found.assumed:  # no longer: the text says which
        start = start and (start[0] - 12, start[1])
    found = found._replace(assumed=())
    start = start and _in_daytime(start, daytime)
    return found._replace(start=start, end=end and _in_daytime(end, daytime))


def _in_daytime(clock: Clock, daytime: str) -> Clock:
    low, high = _LATER.get(daytime, (0, 0))
    later = low <= clock[0] <= high or (daytime == "night" and 9 <= clock[0] <= 12)
    return (clock[0] + 12, clock[1]) if later and clock[0] else clock


def _single(one: _One) -> Clocks:
    if one.academic:
        return Clocks(_plus(one.clock, one.academic), None, ("c.t.",))
    if one.spoken and one.clock[0] in _SPOKEN:
        return Clocks(_plus(one.clock, 12 * 60), None, (_AFTERNOON,))
    return Clocks(one.clock, None, ("morning",) if one.spoken and one.clock[0] < 12 else ())


def _pair(first: _One, second: _One) -> Clocks:
    start, end = first.clock, second.clock
    if second.meridiem and not first.meridiem and end[0] >= 12:
        later = (start[0] + 12, start[1])
        start = later if start[0] < 12 and later <= end else start
    assumed: tuple[str, ...] = ()
    if first.spoken and start[0] in _SPOKEN and (second.spoken or end[0] > 12):
        start, assumed = _plus(start, 12 * 60), (_AFTERNOON,)
    if second.spoken and end <= start < _plus(end, 12 * 60):
        end = _plus(end, 12 * 60)
    academic = first.academic if first.academic is not None else second.academic
    if academic:
        return Clocks(_plus(start, academic), end, ("c.t.",))
    return Clocks(start, end, assumed)


def _plus(clock: Clock, minutes: int) -> Clock:
    total = clock[0] * 60 + clock[1] + minutes
    return total // 60, total % 60


def _measured(tokens: list[Token], at: int) -> bool:
    return tokens[at][0] in (kind.MEASURE, kind.DURATION, kind.UNIT)


def _stands_alone(tokens: list[Token], at: int) -> bool:
    """Whether a bare number before this token can be an hour: nothing countable follows."""
    return tokens[at][0] not in (
        kind.MEASURE, kind.DURATION, kind.UNIT, kind.MONTH, kind.OTHER, kind.AND, kind.DASH, kind.NUMBER,
    )  # fmt: skip


def _is_no_day(tokens: list[Token], at: int, after: int) -> bool:
    """ "19.30 Vortrag" or, where a range leads on, "17.00 - 10.12.2025, 13.00 Uhr": no day of a month."""
    if tokens[at][0] != kind.DOTTED_PAIR or 0 < tokens[at][1][1] < 13:
        return False
    if tokens[after][0] == kind.OTHER:
        return True
    return tokens[after][0] in (kind.DASH, kind.TO) and tokens[after + 1][0] in (kind.DATE, kind.WEEKDAY)


def _one(tokens: list[Token], at: int) -> _One | None:
    found, value, _, _ = tokens[at]
    spoken = False
    if found == kind.CLOCK:
        clock, sure, at = value, True, at + 1
        if tokens[at][0] == kind.OCLOCK:
            at += 1
    elif found == kind.DOTTED_PAIR:
        if value[2] != 2 or value[1] > 59 or value[0] > 29:
            return None
        clock, at = (value[0], value[1]), at + 1
        sure = tokens[at][0] == kind.OCLOCK
        at += sure
    elif found == kind.NUMBER:
        read = _number(tokens, at, value)
        if read is None:
            return None
        spoken = len(value) == 1 and tokens[at + 1][0] != kind.OCLOCK
        clock, sure, at = read
    elif found == kind.NUMERAL or found == kind.HALF:
        read = spoken_clock(tokens, at)
        if read is None:
            return None
        spoken = True
        clock, sure, at = read
    elif found == kind.DAYTIME and value in _NOON:
        return _One(_NOON[value], value == "midnight", at + 1)
    else:
        return None
    return _tail(tokens, clock, sure, at, spoken)


def _number(tokens: list[Token], at: int, digits: str) -> tuple[Clock, bool, int] | None:
    after = tokens[at + 1][0]
    if after == kind.OCLOCK:
        if len(digits) == 4:
            return (int(digits[:2]), int(digits[2:])), True, at + 2
        minutes = tokens[at + 2]
        if minutes[0] == kind.NUMBER and len(minutes[1]) == 2 and int(minutes[1]) < 60:
            follows = tokens[at + 3][0]
            if follows not in (kind.OCLOCK, kind.MEASURE, kind.DURATION, kind.MONTH, kind.DASH, kind.TO):
                return (int(digits), int(minutes[1])), True, at + 3
        return (int(digits), 0), True, at + 2
    if len(digits) > 2 or int(digits) > 29:
        return None
    return (int(digits), 0), after == kind.MERIDIEM or after == kind.ACADEMIC, at + 1


def _tail(tokens: list[Token], clock: Clock, sure: bool, at: int, spoken: bool) -> _One:
    """What follows a clock and belongs to it: am, pm, abends, c.t."""
    found, value, _, _ = tokens[at]
    meridiem = False
    academic: int | None = None
    if found == kind.MERIDIEM and clock[0] <= 12:
        clock, sure, meridiem, spoken = (clock[0] % 12 + value, clock[1]), True, True, False
        at += 1
    elif found == kind.DAYTIME and value != "midnight":
        clock, sure, spoken = _in_daytime(clock, value), True, False
        at += 1
    if tokens[at][0] == kind.ACADEMIC:
        academic = tokens[at][1]
        at += 1
    return _One(clock, sure, at, meridiem, spoken, academic)
