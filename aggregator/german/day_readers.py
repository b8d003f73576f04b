"""The readers of days of the calendar: in digits or with their month's name, lists, ranges, ISO stamps."""

from __future__ import annotations

from aggregator.german import clocks, days, series
from aggregator.german import kinds as kind
from aggregator.german.day import year_behind
from aggregator.german.pieces import CLOCKS, DAYS, RELATIVE
from aggregator.german.scan import ONTO, Scan

_LEADS_ON = frozenset({kind.TO, kind.DASH, kind.DATE, kind.MONTH})
_WITH_MONTH = frozenset({kind.MONTH, kind.DATE, kind.DOTTED_PAIR})
_NEAR = 14  # tokens
_HOURS = frozenset({kind.AT, kind.CLOCK, kind.NUMBER, kind.WEEKDAY, kind.DAYTIME})


def read_days(scan: Scan, at: int) -> int | None:
    """ "3. Mai", "3.-5. Mai", "3., 10. und 17.5.": a day, a range or a list."""
    if at < scan.barren:
        return None
    near = _is_expected(scan, at) or (scan.tokens[at][0] == kind.DOTTED_PAIR and _heads_line(scan, at))
    found, after = days.parse(scan.tokens, at, near, scan.role in (kind.PUBLISHED, kind.FORMER))
    if found is None:
        scan.barren = after
        return None
    if at and scan.tokens[at - 1][0] == kind.NUMBER:
        found = _under_year(scan, found, at)
    return scan.add(DAYS, found, at, after)


def _is_expected(scan: Scan, at: int) -> bool:
    """Whether an article ("am", "auf den") or a day such as "heute" stands before."""
    if scan.before == kind.ARTICLE or (scan.before == ONTO and scan.tokens[at - 1][0] == kind.ARTICLE):
        return True
    return bool(scan.pieces) and scan.pieces[-1].what == RELATIVE


def _heads_line(scan: Scan, at: int) -> bool:
    """ "01.12 (ab 15:00)", "07.12 (ganztägig)": a day, with its hours in brackets, begins a line."""
    start, end = scan.tokens[at][2:]
    before = scan.text[max(0, start - 3) : start].rstrip(" ")
    if not scan.text.startswith(" (", end) or not (before == "" or before.endswith("\n")):
        return False
    return scan.tokens[at + 1][0] in _HOURS or scan.word(at + 1).startswith("ganzt")


def _under_year(scan: Scan, found: days.Days, at: int) -> days.Days:
    """ "Termine 2027: 5. Mai, 7. Juni" and "2027 | 5. Mai" have the year before them."""
    year, behind = year_behind(scan.tokens, at - 1, False)
    sign = scan.text[scan.tokens[at - 1][3] : scan.tokens[at][2]].strip()
    if year is None or behind != at or len(scan.tokens[at - 1][1]) < 4 or sign not in (":", "|"):
        return found
    return days.of_year(found, year)


def read_headed_days(scan: Scan, at: int) -> int | None:
    """ "Dezember 2026: 3., 10. und 17."."""
    found = days.headed(scan.tokens, at, scan.text)
    return scan.add(DAYS, found[0], at, found[1]) if found else None


def read_open_day(scan: Scan, at: int) -> int | None:
    """ "vom 24. (13 Uhr) bis 25. Juni", "Fr 6. (ab 17 Uhr), Sa 7. März": a day with its clock, whose month
    stands at a later day; at the next one where no "bis" leads on.
    """
    tokens, day = scan.tokens, scan.tokens[at][1]
    for token in tokens[at + 2 : at + 8]:
        if token[0] in _LEADS_ON or (token[0] == kind.ORDINAL and token[1] == day + 1):
            break
    else:
        return None
    if not any(token[0] in _WITH_MONTH for token in tokens[at + 2 : at + _NEAR]):
        return None
    clock = clocks.parse(tokens, series.skip(tokens, at + 1, kind.AT, kind.ABOUT), False)
    if clock is None:
        return None
    after = series.skip(tokens, clock[1], kind.TO, kind.DASH, kind.IN, kind.AND)
    if tokens[clock[1]][0] not in (kind.TO, kind.DASH) and not _is_next_day(scan, after, day):
        return None
    last, _ = days.parse(tokens, after, True)
    if last is None:
        return None
    end = last.days[0]
    month = end.month - 1 if day > end.day else end.month
    if month == 0:
        month, end = 12, end._replace(year=end.year and end.year - 1)
    return scan.add(DAYS, days.Days((days.Day(end.year, month, day),), ()), at, at + 1)


def _is_next_day(scan: Scan, at: int, day: int) -> bool:
    found, value, _, _ = scan.tokens[series.skip(scan.tokens, at, kind.ARTICLE, kind.WEEKDAY)]
    if found == kind.DATE:
        return bool(value[2] == day + 1)
    return found in (kind.ORDINAL, kind.NUMBER) and int(value) == day + 1


def read_stamp(scan: Scan, at: int) -> int | None:
    """2024-12-04T19:00 is a day and a clock."""
    moment = scan.tokens[at][1]
    day = days.Day(moment.year, moment.month, moment.day)
    scan.add(DAYS, days.Days((day,), ()), at, at + 1)
    return scan.add(CLOCKS, clocks.Clocks((moment.hour, moment.minute)), at, at + 1)
