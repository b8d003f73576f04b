"""The readers of pieces: each looks at the tokens from one place on and adds what it finds to the scan."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from aggregator.german import clocks, days, relative, rule_words, series
from aggregator.german import kinds as kind
from aggregator.german.pieces import (
    CLOCKS,
    DAYS,
    DURATION,
    IN_MONTH,
    NEXT_TO,
    RELATIVE,
    RULE,
    UNTIL_MONTH,
    WEEKDAYS,
)
from aggregator.german.rules import Rule
from aggregator.german.scan import Readers, Scan
from aggregator.german.tokens import tokenize

_DAYTIMES = {
    "nachmittag": "afternoon",
    "abend": "evening",
    "vormittag": "morning",
    "tagmorgen": "morning",
    "wochmorgen": "morning",
    "früh": "morning",
    "nacht": "night",
}
_SHORT = 5  # a weekday of fewer letters is one only in company: "So", "Mi"


@lru_cache(maxsize=8)
def scan_text(text: str) -> Scan:
    """The scan of a text, with all its pieces; the last few are kept, for a page's text is asked for
    its dates and its deadline in turn. Nobody changes them.
    """
    scan = Scan(text, tokenize(text))
    scan.run(_READERS)
    return scan


def read_days(scan: Scan, at: int) -> int | None:
    near = scan.before == kind.ARTICLE or (bool(scan.pieces) and scan.pieces[-1].what == RELATIVE)
    if at < scan.barren:
        return None
    found, after = days.parse(scan.tokens, at, near)
    if found is None:
        scan.barren = after
        return None
    return scan.add(DAYS, found, at, after)


def read_open_day(scan: Scan, at: int) -> int | None:
    """ "vom 24. (13 Uhr) bis 25. Juni": a day with its clock, whose month stands at the range's last day."""
    tokens = scan.tokens
    clock = clocks.parse(tokens, at + 1, False)
    if clock is None or tokens[clock[1]][0] not in (kind.TO, kind.DASH):
        return None
    last, _ = days.parse(tokens, series.skip(tokens, clock[1] + 1, kind.IN), True)
    if last is None:
        return None
    day, end = tokens[at][1], last.days[0]
    month = end.month - 1 if day > end.day else end.month
    if month == 0:
        month, end = 12, end._replace(year=end.year and end.year - 1)
    return scan.add(DAYS, days.Days((days.Day(end.year, month, day),), ()), at, at + 1)


def read_stamp(scan: Scan, at: int) -> int | None:
    """2024-12-04T19:00 is a day and a clock."""
    moment = scan.tokens[at][1]
    day = days.Day(moment.year, moment.month, moment.day)
    scan.add(DAYS, days.Days((day,), ()), at, at + 1)
    return scan.add(CLOCKS, clocks.Clocks((moment.hour, moment.minute)), at, at + 1)


def read_clocks(scan: Scan, at: int) -> int | None:
    before = scan.tokens[at - 1][0] if at else ""
    near = before in (kind.AT, kind.TO, kind.ABOUT, kind.ENDS) or (
        scan.gap == NEXT_TO
        and bool(scan.pieces)
        and scan.pieces[-1].what in (DAYS, WEEKDAYS, RULE, RELATIVE)
        and before != kind.AND
    )
    found = clocks.parse(scan.tokens, at, near)
    if found and scan.role and ")" in scan.text[scan.tokens[at][2] : scan.tokens[found[1] - 1][2]]:
        found = clocks.parse(scan.tokens, at, near, ranges=False)  # "9 Uhr (Einlass 8 Uhr) bis 17 Uhr"
    daytime = _daytime_before(scan, at) if found else None
    if found and daytime:
        found = clocks.at_daytime(found[0], daytime), found[1]
    return scan.add(CLOCKS, found[0], at, found[1]) if found else None


def _daytime_before(scan: Scan, at: int) -> str | None:
    """The daytime that holds for a clock: "nachmittags um 3", "Freitagabend um 8"."""
    before = at - 1 - (scan.tokens[at - 1][0] == kind.AT)
    if scan.tokens[before][0] == kind.DAYTIME:
        daytime: str = scan.tokens[before][1]
        return daytime
    if scan.gap or not scan.pieces or before < 0:
        return None
    named = scan.text[scan.pieces[-1].start : scan.pieces[-1].end].lower().rstrip("s")
    return next((daytime for ending, daytime in _DAYTIMES.items() if named.endswith(ending)), None)


def read_rule(scan: Scan, at: int) -> int | None:
    found = rule_words.parse(scan.tokens, at)
    return scan.add(RULE, found[0], at, found[1]) if found else None


def read_relative(scan: Scan, at: int) -> int | None:
    token = scan.tokens[at]
    if token[0] == kind.RELATIVE and not _is_tomorrow(scan, at):
        return None
    if token[0] == kind.SIDE and days.parse(scan.tokens, at + 1, True)[0]:
        return at + 1
    if token[0] == kind.SIDE and token[1] >= 0 and scan.tokens[at + 1][:2] == (kind.UNIT, "WEEKEND"):
        return scan.add(WEEKDAYS, (5, 6), at, at + 2)
    found = relative.parse(scan.tokens, at)
    return scan.add(RELATIVE, found[0], at, found[1]) if found else None


def _is_tomorrow(scan: Scan, at: int) -> bool:
    """ "Morgen" inside a sentence is the morning."""
    token = scan.tokens[at]
    if scan.text[token[2]] != "M" or at == 0:
        return True
    return scan.tokens[at - 1][0] == kind.BREAK


def read_weekdays(scan: Scan, at: int) -> int | None:
    named, after, ranged = series.weekdays(scan.tokens, at)
    start, end = scan.tokens[at][2:]
    short = end - start < _SHORT
    if len(named) == 1 and short and not _in_company(scan, at, after):
        return None
    rule = _weekly(scan, named, ranged, short, after)
    if rule:
        return scan.add(RULE, rule, at, after)
    return scan.add(WEEKDAYS, named, at, after)


def _in_company(scan: Scan, at: int, after: int) -> bool:
    found = scan.tokens[after][0]
    if scan.text[scan.tokens[at][2]].islower() or scan.before == kind.OTHER:
        return False
    if found in (kind.CLOCK, kind.DAYTIME, kind.ALL, kind.FREQUENCY, kind.AT, kind.TO):
        return True
    return found in (kind.NUMBER, kind.DOTTED_PAIR) and scan.tokens[after + 1][0] in (
        kind.OCLOCK,
        kind.DASH,
    )


def _weekly(scan: Scan, named: tuple[int, ...], ranged: bool, short: bool, after: int) -> Rule | None:
    """ "Mo-Fr 9-17 Uhr" and "Di+Do" come every week; "Samstag und Sonntag" are two days."""
    if len(named) < 2:
        return None
    if scan.pieces and scan.pieces[-1].what == DAYS:
        return None
    if days.parse(scan.tokens, after, True)[0]:
        return None
    gaps = any((b - a) % 7 != 1 for a, b in pairwise(named))
    if short or gaps or (ranged and named[0] == 0) or len(named) > 4:
        return Rule("WEEKLY", weekdays=tuple((0, day) for day in named))
    return None


def read_duration(scan: Scan, at: int) -> int | None:
    """ "für 45 Minuten", "Dauer: 2 Stunden", "17 Uhr (90 min)"."""
    said = scan.tokens[at][0] == kind.LASTING
    if said:
        at = series.skip(scan.tokens, at + 1, kind.ABOUT, kind.ARTICLE)
    elif not (scan.follows(CLOCKS) and scan.gap == NEXT_TO and _closes(scan, at + 1)):
        return None
    found, value, _, _ = scan.tokens[at]
    unit = scan.tokens[at + 1]
    if found not in (kind.NUMBER, kind.NUMERAL):
        return None
    if unit[0] != kind.DURATION and not (said and unit[0] == kind.OCLOCK):
        return None
    minutes = int(value) * (unit[1] or 60)
    return scan.add(DURATION, minutes, at, at + 2) if 0 < minutes < 7 * 1440 else None


def _closes(scan: Scan, at: int) -> bool:
    """Whether a bracket, a sentence or the text ends behind this token."""
    return scan.tokens[at + 1][0] in (kind.STOP, kind.BREAK) or scan.text[scan.tokens[at][3] :][:1] == ")"


def read_month(scan: Scan, at: int) -> int | None:
    """ "jeden Donnerstag im Januar": the rule's month."""
    month = scan.tokens[at + 1]
    if month[0] != kind.MONTH or scan.gap or scan.role or not scan.follows(RULE):
        return None
    year = scan.tokens[at + 2]
    if year[0] == kind.NUMBER and len(year[1]) == 4:
        return scan.add(IN_MONTH, (int(year[1]), month[1]), at, at + 3)
    return scan.add(IN_MONTH, (None, month[1]), at, at + 2)


def read_month_end(scan: Scan, at: int) -> int | None:
    """ "bis Ende Juni"."""
    if scan.link != kind.TO or scan.tokens[at + 1][0] != kind.MONTH:
        return None
    month, after = scan.tokens[at + 1][1], at + 2
    year = scan.tokens[after]
    if year[0] == kind.NUMBER and len(year[1]) == 4:
        return scan.add(UNTIL_MONTH, (int(year[1]), month), at, after + 1)
    return scan.add(UNTIL_MONTH, (None, month), at, after)


_READERS: Readers = {
    kind.DATE: (read_days,),
    kind.STAMP: (read_stamp,),
    kind.MONTH: (read_days,),
    kind.ORDINAL: (read_days, read_rule, read_relative, read_open_day),
    kind.NUMBER: (read_days, read_rule, read_duration, read_clocks),
    kind.DOTTED_PAIR: (read_days, read_clocks),
    kind.WEEKDAY: (read_days, read_relative, read_weekdays),
    kind.CLOCK: (read_clocks,),
    kind.NUMERAL: (read_rule, read_clocks),
    kind.RHYTHM: (read_rule,),
    kind.HALF: (read_clocks,),
    kind.DAYTIME: (read_clocks,),
    kind.EVERY: (read_rule,),
    kind.ALWAYS: (read_rule,),
    kind.ALL: (read_rule,),
    kind.FREQUENCY: (read_rule,),
    kind.WEEKDAYS: (read_rule,),
    kind.NTH: (read_days, read_relative, read_rule),
    kind.ONCE: (read_rule,),
    kind.PARITY: (read_rule,),
    kind.RELATIVE: (read_relative,),
    kind.SIDE: (read_relative,),
    kind.IN: (read_relative, read_month),
    kind.FEAST: (read_relative,),
    kind.LASTING: (read_duration,),
    kind.ENDS: (read_month_end,),
}
