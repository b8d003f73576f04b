"""Days that are not named by a date: "morgen", "kommenden Samstag", "in drei Tagen", "am dritten Advent".

A new form is a reader in `_READERS`; a new feast is a line in `feasts`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import MAXYEAR, date, timedelta

from aggregator.german import kinds as kind
from aggregator.german.feasts import FEASTS, advent
from aggregator.german.kinds import Token
from aggregator.german.years import BACK, Impossible, existing

Resolve = Callable[[date], date]
"""From the reference to the day meant."""

_Found = tuple[Resolve, int]


def parse(tokens: list[Token], at: int) -> _Found | None:
    """The relative day that begins at this token and the place after it, or None."""
    reader = _READERS.get(tokens[at][0])
    return reader(tokens, at) if reader else None


def _offset(days: int) -> Resolve:
    return lambda reference: reference + timedelta(days=days)


def next_weekday(weekday: int, side: int = 0) -> Resolve:
    """The weekday on or after the reference (side 0), strictly after (1) or strictly before it (-1)."""

    def resolve(reference: date) -> date:
        ahead = (weekday - reference.weekday()) % 7
        if side > 0 and ahead == 0:
            ahead = 7
        return reference + timedelta(days=ahead - 7 if side < 0 else ahead)

    return resolve


def of_week(weekday: int, weeks: int) -> Resolve:
    """The weekday of the reference's week, or of one so many weeks later."""
    return lambda reference: reference + timedelta(days=weekday - reference.weekday() + 7 * weeks)


def nearest(of_year: Callable[[int], date], year: int | None) -> Resolve:
    """A day that comes once a year: of that year, or nearest to the reference as `years` has it."""

    def resolve(reference: date) -> date:
        if year is not None:
            return of_year(year)
        first = reference - BACK
        found = of_year(first.year)
        if found >= first:
            return found
        if first.year == MAXYEAR:
            raise Impossible(f"there is no year {MAXYEAR + 1}")
        return of_year(first.year + 1)

    return resolve


def _nth_of_month(nth: int, weekday: int, month: int) -> Callable[[int], date]:
    def day(year: int) -> date:
        if nth < 0:
            last = existing(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
            return last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-nth - 1))
        first = existing(year, month, 1)
        return existing(year, month, 1 + (weekday - first.weekday()) % 7 + 7 * (nth - 1))

    return day


def _of_this_month(day: int) -> Resolve:
    """ "am 28. d. M."."""
    return lambda reference: existing(reference.year, reference.month, day)


def weekend(tokens: list[Token], at: int) -> tuple[Resolve, Resolve, int] | None:
    """Saturday and Sunday of "ersten Wochenende im Juli", "letztes Wochenende", and the place behind them."""
    nth = int(tokens[at][1])
    after = at + 3
    if nth == -1 and tokens[at + 1][:2] == (kind.UNIT, "WEEKEND") and tokens[at + 2][0] != kind.IN:
        gone_by = next_weekday(5, -1)
        return gone_by, lambda reference: gone_by(reference) + timedelta(days=1), at + 2
    if tokens[at + 1][:2] != (kind.UNIT, "WEEKEND") or tokens[at + 2][0] != kind.IN or not -3 < nth < 6:
        return None
    if nth == 0 or tokens[after][0] != kind.MONTH:
        return None
    year, end = _year(tokens, after + 1)
    saturday = nearest(_nth_of_month(nth, 5, tokens[after][1]), year)
    return saturday, lambda reference: saturday(reference) + timedelta(days=1), end


def _named(tokens: list[Token], at: int) -> _Found | None:
    """ "heute", "am morgigen Donnerstag", "morgen früh"."""
    days, after = tokens[at][1], at + 1
    if tokens[after][0] == kind.WEEKDAY:
        after += 1
    if tokens[after][0] == kind.DAYTIME:
        after += 1
    later = _in(tokens, after) if tokens[after][0] == kind.IN else None
    if later:
        return lambda reference: later[0](_offset(days)(reference)), later[1]
    return _offset(days), after


def _weekday(tokens: list[Token], at: int) -> _Found | None:
    """ "Mittwoch nächster Woche", "Mittwoch in zwei Wochen"."""
    weekday, (what, value, _, _) = tokens[at][1], tokens[at + 1]
    if what == kind.SIDE and tokens[at + 2][:2] == (kind.UNIT, "WEEKLY"):
        return of_week(weekday, value), at + 3
    later = _in(tokens, at + 1) if what == kind.IN else None
    if later is None or tokens[at + 3][1] != "WEEKLY":
        return None
    return lambda reference: later[0](next_weekday(weekday)(reference)), later[1]


def _side(tokens: list[Token], at: int) -> _Found | None:
    """ "kommenden Samstag", "nächste Woche Dienstag"."""
    side, (what, value, _, _) = tokens[at][1], tokens[at + 1]
    if what == kind.WEEKDAY:
        return next_weekday(value, side), at + 2
    if what == kind.UNIT and value == "WEEKLY":
        after = at + 2
        while tokens[after][0] == kind.ARTICLE:
            after += 1
        if tokens[after][0] == kind.WEEKDAY:
            return of_week(tokens[after][1], side), after + 1
    return None


def _last(tokens: list[Token], at: int) -> _Found | None:
    """ "letzten Freitag", "am letzten Freitag im August", "1. Samstag im Mai", "dritten Advent"."""
    nth, (what, value, _, _) = int(tokens[at][1]), tokens[at + 1]
    if what == kind.THIS_MONTH or (what == kind.SIDE and value == 0 and tokens[at + 2][1] == "MONTHLY"):
        return _of_this_month(nth), at + 2 + (what == kind.SIDE)
    if what == kind.FEAST and value == "advent" and 0 < nth < 5:
        year, after = _year(tokens, at + 2)
        return nearest(advent(nth), year), after
    if what != kind.WEEKDAY or not -3 < nth < 6 or nth == 0:
        return None
    after = at + 2
    while tokens[after][0] in (kind.IN, kind.ARTICLE):
        after += 1
    if after > at + 2 and tokens[after][0] == kind.MONTH:
        year, end = _year(tokens, after + 1)
        return nearest(_nth_of_month(nth, value, tokens[after][1]), year), end
    if tokens[after][0] in (kind.UNIT, kind.EVERY, kind.FREQUENCY):
        return None
    if nth == -1 and tokens[at][0] == kind.NTH:
        return next_weekday(value, -1), at + 2
    return None


def _in(tokens: list[Token], at: int) -> _Found | None:
    """ "in drei Tagen", "in zwei Wochen"."""
    what, value, _, _ = tokens[at + 1]
    unit = tokens[at + 2]
    if what not in (kind.NUMERAL, kind.NUMBER) or unit[0] != kind.UNIT or unit[1] not in ("DAILY", "WEEKLY"):
        return None
    days = int(value) * (7 if unit[1] == "WEEKLY" else 1)
    return (_offset(days), at + 3) if days < 400 else None


def _feast(tokens: list[Token], at: int) -> _Found | None:
    name = tokens[at][1]
    if name == "advent":
        return None
    year, after = _year(tokens, at + 1)
    return nearest(FEASTS[name], year), after


def _year(tokens: list[Token], at: int) -> tuple[int | None, int]:
    what, value, _, _ = tokens[at]
    if what == kind.NUMBER and len(value) == 4 and 1900 <= int(value) <= 2199:
        return int(value), at + 1
    return None, at


_READERS = {
    kind.WEEKDAY: _weekday,
    kind.RELATIVE: _named,
    kind.SIDE: _side,
    kind.NTH: _last,
    kind.ORDINAL: _last,
    kind.IN: _in,
    kind.FEAST: _feast,
}
