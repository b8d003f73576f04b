"""Days of the calendar: one, a range or a list of them, as far as the words alone say.

`parse` reads "Mi, 22. Apr - So, 26. Apr 26", "6., 10. und 12. November 2020", "8./9. Mai" or
"October 4, 2026" from a place in the tokens on. Years that nobody wrote are left to `years`.
"""

from __future__ import annotations

from typing import NamedTuple

from aggregator.german import kinds as kind
from aggregator.german.day import Written, one_day, year_behind
from aggregator.german.kinds import Token

_LINKS = frozenset({kind.DASH, kind.TO, kind.AND})

_TURNS = 15
"""How far a range's numbers fall where a month turns between them; less is a slip of the pen."""


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


def parse(tokens: list[Token], at: int, near: bool = False, joined: bool = False) -> tuple[Days | None, int]:
    """The days that begin at this token, or None, and the place that was reached.

    `near` says that a day is to be expected here, so that "8.7" is one. With `joined` only a word or a
    sign between two days makes them a list, for "veröffentlicht am 3. Mai" ends at its line.
    """
    first = at
    items: list[Written] = []
    through: list[bool] = []
    complete = end = bare = 0
    word = ""
    before = tokens[at - 2] if tokens[at - 1][0] == kind.ARTICLE else tokens[at - 1]
    between = before[0] == kind.AT and before[1] == kind.BETWEEN
    link = written_out = False
    while True:
        found = _english(tokens, at, items) if link else None
        found = found or one_day(tokens, at, bool(items), near)
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
        if len(items) == 1 and not link and items[0][0] and _opens_range(tokens, begun, at):
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
        if joined and complete == len(items) and word not in _LINKS:
            break
        if word == kind.ONTO and len(items) == 1 and _is_night(tokens, first, at, item):
            link, at = True, at + 1
            continue
        link, at = _link(tokens, at, between)
    if not complete:
        return None, at
    leads = tuple(through[: complete - 1])
    return Days(_fill(items[:complete], leads), leads, written_out), end


def _opens_range(tokens: list[Token], begun: int, after: int) -> bool:
    """ "07.10.2019 21.11.-23.12.2019": a range of its own behind a day, with no word between."""
    return tokens[begun - 1][0] == kind.DATE == tokens[begun][0] and tokens[after][0] in (kind.DASH, kind.TO)


def headed(tokens: list[Token], at: int, text: str) -> tuple[Days, int] | None:
    """Days behind their month: "Dezember 2026: 3., 10. und 17.", and the place after them, or None."""
    month = tokens[at][1]
    year, after = year_behind(tokens, at + 1, False)
    if text[tokens[after - 1][3] : tokens[after][2]].strip() != ":":
        return None
    found: list[Day] = []
    while tokens[after][0] == kind.ORDINAL and len(found) < 32:
        found.append(Day(year, month, tokens[after][1]))
        after += 1
        if tokens[after][0] == kind.AND and tokens[after + 1][0] == kind.ORDINAL:
            after += 1
    if not found or tokens[after][0] in (kind.MONTH, kind.DASH, kind.TO, kind.UNIT, kind.WEEKDAY):
        return None
    return Days(tuple(found), (False,) * (len(found) - 1)), after


def of_year(found: Days, year: int) -> Days:
    """Days whose year stood before them: "2027: 5. Dezember, 7. Januar"; others stay as they are."""
    if any(day.year is not None for day in found.days):
        return found
    dated: list[Day] = []
    for day in found.days:
        if dated and day.month < dated[-1].month:
            year += 1
        dated.append(day._replace(year=year))
    return found._replace(days=tuple(dated))


def _is_night(tokens: list[Token], begun: int, at: int, before: Written) -> bool:
    """ "vom 3. auf den 4. Mai" is a range; where something was put off it is not."""
    near = (*tokens[max(begun - 3, 0) : begun], *tokens[at : at + 6])
    if any(token[0] == kind.MOVED for token in near) or tokens[at + 1][0] != kind.ARTICLE:
        return False
    found = one_day(tokens, at + 1, True, True)
    return found is not None and (found[0][2] == before[2] + 1 or (found[0][2] == 1 and before[2] > 27))


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


def _english(tokens: list[Token], at: int, items: list[Written]) -> tuple[Written, int] | None:
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
    year, at = year_behind(tokens, at + 1, False)
    return (year, items[-1][1], int(value), None), at


def _fill(items: list[Written], through: tuple[bool, ...]) -> tuple[Day, ...]:
    """Months and years that stand only once: at the last day they hold for, or at the first.

    A range that leads to a much smaller number began in the month before: "28. bis 3. März".
    """
    month, year = items[0][1], None
    if len(items) == 1 and month is not None:
        return (Day(items[0][0], month, items[0][2], items[0][3]),)
    month = None
    days: list[Day] = []
    for at in range(len(items) - 1, -1, -1):
        own_year, own_month, day, weekday = items[at]
        if own_month is None and month is not None and through[at] and day - days[-1].day > _TURNS:
            year, month = (year - 1 if month == 1 and year else year), (month - 2) % 12 + 1
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
