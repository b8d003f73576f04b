"""The reader of weekdays: a day to come, or "Mo-Fr", which is a rule."""

from __future__ import annotations

from itertools import pairwise

from aggregator.german import days, rules, series
from aggregator.german import kinds as kind
from aggregator.german.pieces import DAYS, RELATIVE, RULE, WEEKDAYS
from aggregator.german.relative import of_week
from aggregator.german.rules import Rule
from aggregator.german.scan import Scan

_COMPANY = frozenset(
    {
        kind.CLOCK, kind.DAYTIME, kind.ALL, kind.FREQUENCY, kind.AT, kind.TO, kind.CALENDAR_WEEK, kind.DOORS,
    }
)  # fmt: skip
_NEAR = 9  # tokens
_SHORT = 5  # a weekday of fewer letters is one only in company: "So", "Mi"


def read_weekdays(scan: Scan, at: int) -> int | None:
    named, after, ranged = series.weekdays(scan.tokens, at)
    start, end = scan.tokens[at][2:]
    short = end - start < _SHORT
    if len(named) == 1 and short and not _in_company(scan, at, after):
        return None
    if scan.tokens[after][0] == kind.SIDE and scan.tokens[after + 1][:2] == (kind.UNIT, "WEEKLY"):
        side = scan.tokens[after][1]
        scan.add(RELATIVE, of_week(named[0], side), at, after + 2)
        scan.link = kind.AND
        return scan.add(RELATIVE, of_week(named[-1], side), at, after + 2)
    if _is_night(scan, named, after):
        scan.add(WEEKDAYS, named, at, after)
        scan.link = kind.TO
        return scan.add(WEEKDAYS, (scan.tokens[after + 1][1],), after + 1, after + 2)
    rule = _weekly(scan, named, ranged, short, after)
    if rule:
        return scan.add(RULE, rule, at, after)
    return scan.add(WEEKDAYS, named, at, after)


def _is_night(scan: Scan, named: tuple[int, ...], after: int) -> bool:
    """ "von Samstag auf Sonntag", unless something was put off."""
    behind = scan.tokens[after : after + 6]
    if behind[0][0] != kind.ONTO or behind[1][:2] != (kind.WEEKDAY, (named[-1] + 1) % 7) or len(named) > 1:
        return False
    return not any(token[0] in (kind.MOVED, kind.DATE, kind.ORDINAL) for token in behind) and not scan.moved


def _in_company(scan: Scan, at: int, after: int) -> bool:
    found = scan.tokens[after][0]
    if scan.text[scan.tokens[at][2]].islower() or scan.before == kind.OTHER:
        return False
    if found in _COMPANY:
        return True
    return found in (kind.NUMBER, kind.DOTTED_PAIR) and scan.tokens[after + 1][0] in (
        kind.OCLOCK,
        kind.DASH,
    )


def _long(found: days.Days) -> bool:
    """Whether days are a range of more than a week, inside which weekdays repeat."""
    first, last = found.days[0], found.days[-1]
    months = last.month - first.month + 12 * (last.month < first.month)
    return any(found.through) and 30 * months + last.day - first.day > 7


def _weekly(scan: Scan, named: tuple[int, ...], ranged: bool, short: bool, after: int) -> Rule | None:
    """ "Mo-Fr 9-17 Uhr" and "Di+Do" come every week; "Samstag und Sonntag" are two days."""
    if len(named) < 2:
        return None
    if scan.follows(DAYS) and not scan.pieces[-1].role and not _long(scan.pieces[-1].value):
        return None
    if days.parse(scan.tokens, after, True)[0]:
        return None
    gaps = any((b - a) % 7 != 1 for a, b in pairwise(named))
    listed = (
        ranged and len(named) > 2 and named[0] < 3 and scan.text.startswith(":", scan.tokens[after - 1][3])
    )
    if short or gaps or listed or (ranged and named[0] == 0) or len(named) > 4 or _opened(scan, after):
        return rules.weekly(named)
    return None


def _opened(scan: Scan, after: int) -> bool:
    """ "Mittwoch bis Sonntag 13-16 Uhr geöffnet": the hours of a place."""
    near = (*scan.tokens[max(after - _NEAR, 0) : after], *scan.tokens[after : after + _NEAR])
    return any(token[:2] == (kind.ABOUT, kind.OPENED) for token in near)
