"""Days of the calendar: one, a range or a list of them, as far as the words alone say.

`parse` reads "Mi, 22. Apr - So, 26. Apr 26", "6., 10. und 12. November 2020", "8./9. Mai" or
"October 4, 2026" from a place in the tokens on. Years that nobody wrote are left to `years`.
"""

from __future__ import annotations

from typing import NamedTuple

from aggregator.german import kinds as kind
from aggregator.german.tokens import Token


class Day(NamedTuple):
    """A day as written: its year may be missing, its weekday too."""

    year: int | None
    month: int
    day: int
    weekday: int | None = None


class Days(NamedTuple):
    """Days in the order of the text; `through[i]` says that a range leads from day i to the next.

    `written_out`: a range whose first day has its own month, led to its last by "bis".
    """

    days: tuple[Day, ...]
    through: tuple[bool, ...]
    written_out: bool = False


_Item = tuple[int | None, int | None, int, int | None]  # year, month, day, weekday
_BEFORE_DAY = frozenset({kind.ARTICLE, kind.ABOUT})


def parse(tokens: list[Token], at: int, near: bool = False) -> tuple[Days | None, int]:
    """The days that begin at this token, or None, and the place that was reached.

    `near` says that a day is to be expected here, so that "8.7" is one.
    """
    items: list[_Item] = []
    through: list[bool] = []
    complete = end = bare = 0
    word = ""
    between = tokens[at - 1][0] == kind.AT and tokens[at - 1][1] == kind.BETWEEN
    link = written_out = False
    while True:
        found = _english(tokens, at, items) if link else None
        found = found or _item(tokens, at, bool(items), near)
        if found is None:
            break
        begun = at
        bare += tokens[at][0] == kind.NUMBER and found[0][1] is None
        item, at = found
        if bare > 1 and tokens[at - 1][0] == kind.DATE:  # "10-17 und am 16.11."
            at = begun
            break
        if items and not link and item[0] and items[-1][0] and item[:3] < items[-1][:3]:
            break
        if items:
            through.append(link)
            written_out = link and word == kind.TO and items[-1][1] is not None
        items.append(item)
        if item[1] is not None:
            complete, end = len(items), at
        elif len(items) > 40:
            break
        word = tokens[at][0]
        link, at = _link(tokens, at, between)
    if not complete:
        return None, at
    return Days(_fill(items[:complete]), tuple(through[: complete - 1]), written_out), end


def _link(tokens: list[Token], at: int, between: bool) -> tuple[bool, int]:
    """Whether the sign between two days means a range, and the place after it."""
    found = tokens[at][0]
    if found == kind.DASH or found == kind.TO:
        at += 1
        while tokens[at][0] in (kind.TO, kind.IN, kind.ABOUT):
            at += 1
        return True, at
    if found == kind.AND:
        return between, at + 1
    return False, at


def _english(tokens: list[Token], at: int, items: list[_Item]) -> tuple[_Item, int] | None:
    """The last day of "December 3-5, 2025": a bare number behind a day whose month came first."""
    found, value, _, _ = tokens[at]
    if (
        found != kind.NUMBER
        or len(value) > 2
        or tokens[at - 3][0] != kind.MONTH
        or tokens[at - 1][0] != kind.DASH
    ):
        return None
    if tokens[at + 1][0] in (kind.OCLOCK, kind.MERIDIEM, kind.MONTH, kind.DASH, kind.MEASURE) or items[-1][0]:
        return None
    year, at = _year(tokens, at + 1, False)
    return (year, items[-1][1], int(value), None), at


def _item(tokens: list[Token], at: int, chained: bool, near: bool) -> tuple[_Item, int] | None:
    weekday = None
    near = near or chained
    found, value, _, _ = tokens[at]
    while found == kind.ARTICLE or found == kind.WEEKDAY or found == kind.ABOUT:
        if found == kind.WEEKDAY:
            if weekday is not None:
                return None
            weekday = value
        near = True
        at += 1
        found, value, _, _ = tokens[at]
    year: int | None = None
    month: int | None = None
    if found == kind.DATE:
        year, month, day = value
        at += 1
        if year is None and month is not None:
            year, at = _year(tokens, at, False)
    elif found == kind.ORDINAL or (found == kind.NUMBER and len(value) < 3):
        day = int(value)
        after = tokens[at + 1]
        if after[0] == kind.MONTH:
            month = after[1]
            year, at = _year(tokens, at + 2, len(str(value)) == 2 or weekday is not None)
        elif (found == kind.ORDINAL and after[0] != kind.WEEKDAY) or (
            found == kind.NUMBER and after[0] in (kind.DASH, kind.AND, kind.TO)
        ):
            at += 1
        else:
            return None
    elif found == kind.NTH and value > 0 and tokens[at + 1][0] == kind.MONTH:
        month, day = tokens[at + 1][1], value
        year, at = _year(tokens, at + 2, False)
    elif found == kind.MONTH:
        after = tokens[at + 1]
        if not (after[0] == kind.ORDINAL or (after[0] == kind.NUMBER and len(after[1]) < 3)):
            return None
        month, day = value, int(after[1])
        if tokens[at + 2][0] == kind.OCLOCK or tokens[at + 2][0] == kind.MONTH:
            return None
        year, at = _year(tokens, at + 2, False)
    elif (
        found == kind.DOTTED_PAIR
        and (near or _leads_to_date(tokens, at + 1))
        and 0 < value[0] < 32
        and 0 < value[1] < 13
        and value[2] < 3
    ):
        if tokens[at + 1][0] == kind.OCLOCK or (chained and weekday is None and value[2] == 2):
            return None
        day, month = value[0], value[1]
        at += 1
    else:
        return None
    if weekday is None:
        weekday, at = _weekday_after(tokens, at)
    return (year, month, day, weekday), at


def _year(tokens: list[Token], at: int, short: bool) -> tuple[int | None, int]:
    """A year written after a month: four digits, or two where they are no hour."""
    found, value, _, _ = tokens[at]
    if found != kind.NUMBER:
        return None, at
    after = tokens[at + 1]
    if len(value) == 4 and 1900 <= int(value) <= 2199 and after[0] != kind.OCLOCK:
        return int(value), at + 1
    if len(value) == 2 and (9 if short else 19) < int(value) < 60:
        hour_like = after[0] in (kind.OCLOCK, kind.MEASURE, kind.MERIDIEM, kind.DURATION)
        if after[0] == kind.DASH and tokens[at + 2][0] in (kind.NUMBER, kind.CLOCK, kind.DOTTED_PAIR):
            hour_like = True
        if not hour_like:
            return 2000 + int(value), at + 1
    return None, at


def _leads_to_date(tokens: list[Token], at: int) -> bool:
    """Whether a range to a written date follows, so that "3.12 - 5.12.2025" begins with a day."""
    after = at + 1
    while tokens[after][0] in (kind.ARTICLE, kind.WEEKDAY, kind.IN):
        after += 1
    return tokens[at][0] in (kind.DASH, kind.TO) and tokens[after][0] == kind.DATE


def _weekday_after(tokens: list[Token], at: int) -> tuple[int | None, int]:
    """The weekday behind a date ("04.12.2024 (Mittwoch)"), unless it begins the next date."""
    if tokens[at][0] != kind.WEEKDAY:
        return None, at
    after = at + 1
    while tokens[after][0] in _BEFORE_DAY:
        after += 1
    if tokens[after][0] in (kind.DATE, kind.ORDINAL, kind.MONTH):
        return None, at
    if tokens[after][0] == kind.NUMBER and tokens[after + 1][0] == kind.MONTH:
        return None, at
    if tokens[at + 1][0] in (kind.TO, kind.DASH) and tokens[at + 2][0] == kind.WEEKDAY:
        return None, at
    return tokens[at][1], at + 1


def _fill(items: list[_Item]) -> tuple[Day, ...]:
    """Months and years that stand only once: at the last day they hold for, or at the first."""
    month, year = items[0][1], None
    if len(items) == 1 and month is not None:
        return (Day(items[0][0], month, items[0][2], items[0][3]),)
    month = None
    days: list[Day] = []
    for own_year, own_month, day, weekday in reversed(items):
        if own_month is not None:
            if own_year is None and year is not None and month is not None:
                own_year = year - 1 if own_month > month else year
            month, year = own_month, own_year
        assert month is not None
        days.append(Day(year, month, day, weekday))
    days.reverse()
    for at in range(1, len(days)):
        before, this = days[at - 1], days[at]
        if this.year is None and before.year is not None:
            days[at] = this._replace(year=before.year + (this.month < before.month))
    return tuple(days)
