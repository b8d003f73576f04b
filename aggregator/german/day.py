"""One day as written: "Mi, 22. Apr 26", "17. (Mo)", "8.7", "October 4"; `days` makes lists of them."""

from __future__ import annotations

from aggregator.german import kinds as kind
from aggregator.german.kinds import Token

Written = tuple[int | None, int | None, int, int | None]
"""Year, month, day and weekday; a month that a later day names, and a year and weekday may be missing."""

_BEFORE_DAY = frozenset({kind.ARTICLE, kind.ABOUT})
_HOURS = frozenset(
    {kind.AT, kind.ABOUT, kind.NUMBER, kind.CLOCK, kind.DOTTED_PAIR, kind.OCLOCK, kind.TO, kind.DASH}
)


def one_day(tokens: list[Token], at: int, chained: bool, near: bool) -> tuple[Written, int] | None:
    """One day from this token on, with the weekday before or behind it."""
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
    if found == kind.DATE:
        year, month, day = value
        at += 1
        if year is None:
            year, at = year_behind(tokens, at, False)
    elif found == kind.DOTTED_PAIR:
        if not _is_day(tokens, at, near) or (chained and weekday is None and value[2] == 2):
            return None
        year, month, day = None, value[1], value[0]
        at += 1
    elif found in _DAY_AND_MONTH:
        named = _DAY_AND_MONTH[found](tokens, at, weekday)
        if named is None:
            return None
        (year, month, day, weekday), at = named
    else:
        return None
    if weekday is None:
        weekday, at = _weekday_after(tokens, at)
    return (year, month, day, weekday), at


def _numbered(tokens: list[Token], at: int, weekday: int | None) -> tuple[Written, int] | None:
    """ "5. Mai", "5 May", or only "5." whose month a later day names; "17. (Mo)" has its weekday behind."""
    found, value, _, end = tokens[at]
    if found == kind.NUMBER and len(value) > 2:
        return None
    day, after = int(value), tokens[at + 1]
    if after[0] == kind.WEEKDAY and found == kind.ORDINAL and after[2] > end + 1:
        weekday, at = after[1], at + 1
        after = tokens[at + 1]
        if after[0] not in (kind.MONTH, kind.DASH, kind.AND, kind.TO, kind.ORDINAL):
            return None
    if after[0] == kind.ORDINAL and weekday is not None and 0 < after[1] < 13 and _ends_date(tokens, at + 2):
        return (None, after[1], day, weekday), at + 2  # "Sa 5. 12. Punsch ab 16 Uhr"
    if after[0] == kind.MONTH:
        year, at = year_behind(tokens, at + 2, len(str(value)) == 2 or weekday is not None)
        return (year, after[1], day, weekday), at
    listed = after[0] in (kind.AND, kind.TO) or (after[0] == kind.DASH and after[2] < end + 2)  # not "4) -"
    if listed if found == kind.NUMBER else after[0] != kind.WEEKDAY:
        return (None, None, day, weekday), at + 1
    return None


def _ends_date(tokens: list[Token], at: int) -> bool:
    """Whether what follows "5. 12." names no other month for them."""
    return tokens[at][0] not in (kind.MONTH, kind.AND, kind.DASH, kind.TO, kind.ORDINAL, kind.NUMBER)


def _spelled(tokens: list[Token], at: int, weekday: int | None) -> tuple[Written, int] | None:
    """ "dritten Oktober"."""
    day, after = tokens[at][1], tokens[at + 1]
    if day < 1 or after[0] != kind.MONTH:
        return None
    year, at = year_behind(tokens, at + 2, False)
    return (year, after[1], day, weekday), at


def _month_first(tokens: list[Token], at: int, weekday: int | None) -> tuple[Written, int] | None:
    """ "October 4", "Dez 9"."""
    month, after = tokens[at][1], tokens[at + 1]
    if after[0] != kind.ORDINAL and (after[0] != kind.NUMBER or len(after[1]) > 2):
        return None
    if tokens[at + 2][0] in (kind.OCLOCK, kind.MONTH):
        return None
    if tokens[at - 1][0] == kind.IN and year_behind(tokens, at + 1, False)[0]:  # "im Januar 27"
        return None
    year, at = year_behind(tokens, at + 2, False)
    return (year, month, int(after[1]), weekday), at


_DAY_AND_MONTH = {
    kind.ORDINAL: _numbered,
    kind.NUMBER: _numbered,
    kind.NTH: _spelled,
    kind.MONTH: _month_first,
}


def _is_day(tokens: list[Token], at: int, near: bool) -> bool:
    """Whether "8.7" is a day and its month, not a clock time."""
    day, month, digits = tokens[at][1]
    if not (0 < day < 32 and 0 < month < 13 and digits < 3) or tokens[at + 1][0] == kind.OCLOCK:
        return False
    return near or _leads_to_date(tokens, at + 1)


def year_behind(tokens: list[Token], at: int, short: bool) -> tuple[int | None, int]:
    """A year written after a month: four digits, or two where they are no hour."""
    found, value, start, _ = tokens[at]
    if found != kind.NUMBER:
        return None, at
    if len(value) == 4 and 1900 <= int(value) <= 2199 and tokens[at + 1][0] != kind.OCLOCK:
        return int(value), at + 1
    if len(value) != 2 or not (9 if short else 19) < int(value) < 60:
        return None, at
    apart = start > tokens[at - 1][3] + 1  # "29. März, 10": behind a comma it is an hour
    if apart or _is_hour(tokens, at + 1):
        return None, at
    return 2000 + int(value), at + 1


def _is_hour(tokens: list[Token], at: int) -> bool:
    """Whether what follows a number of two digits makes it an hour or a count: "Uhr", "-12", "bis 12"."""
    found = tokens[at][0]
    if found in (kind.OCLOCK, kind.MEASURE, kind.MERIDIEM, kind.DURATION):
        return True
    if found not in (kind.DASH, kind.TO):
        return False
    at += 1
    while tokens[at][0] in (kind.ABOUT, kind.AT):
        at += 1
    if tokens[at][0] == kind.NUMBER:
        return tokens[at + 1][0] != kind.MONTH
    return tokens[at][0] in (kind.CLOCK, kind.DOTTED_PAIR)


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
    if _leads_to_weekday(tokens, at + 1):
        return None, at
    return tokens[at][1], at + 1


def _leads_to_weekday(tokens: list[Token], at: int) -> bool:
    """Whether the next weekday follows, maybe behind hours: "(Fr - So)", "(Fr 9-12 Uhr, Sa 9-11 Uhr)"."""
    for after in range(at, at + 6):
        found = tokens[after][0]
        if found == kind.WEEKDAY:
            return after > at and tokens[after + 1][0] not in (
                kind.DATE,
                kind.ORDINAL,
                kind.ARTICLE,
                kind.MONTH,
            )
        if found not in _HOURS:
            return False
    return False
