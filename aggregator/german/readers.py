"""The readers of pieces: each looks at the tokens from one place on and adds what it finds to the scan."""

from __future__ import annotations

from functools import lru_cache

from aggregator.german import days, relative, rule_words, seasons, weeks
from aggregator.german import kinds as kind
from aggregator.german.clock_readers import read_clocks, read_duration
from aggregator.german.day_readers import read_days, read_headed_days, read_open_day, read_stamp
from aggregator.german.effects import effect
from aggregator.german.pieces import (
    CLOCKS,
    DAYS,
    NEXT_TO,
    RELATIVE,
    RULE,
    SEASON,
    WEEKDAYS,
    WEEKS,
    WORDS_BETWEEN,
)
from aggregator.german.scan import Readers, Scan
from aggregator.german.tokens import tokenize
from aggregator.german.weekday_readers import read_weekdays

_LISTED = frozenset({kind.MONTH, kind.DASH, kind.AND, kind.TO})  # behind a number that is a day
_INFLECTED = ("e", "es", "er", "en")  # "monatliches"
_PARTICIPLE = ("nde", "nden", "ndem", "nder", "ndes")  # "jährlich stattfindende"
_BEGINS_DAY = frozenset(  # behind "5 -"
    {
        kind.NUMBER, kind.ORDINAL, kind.DATE, kind.DOTTED_PAIR, kind.NTH, kind.WEEKDAY, kind.MONTH,
        kind.ARTICLE, kind.ABOUT, kind.TO, kind.IN,
    }
)  # fmt: skip
_DAY_GOES_ON = frozenset(  # behind "5.", with a month that may come later
    {
        kind.MONTH, kind.DASH, kind.AND, kind.TO, kind.ONTO, kind.ORDINAL, kind.DATE, kind.DOTTED_PAIR,
        kind.WEEKDAY, kind.ARTICLE, kind.ABOUT, kind.NTH,
    }
)  # fmt: skip
_NO_RULE = frozenset({kind.NUMBER, kind.CLOCK, kind.DOTTED_PAIR, kind.DATE, kind.AT, kind.DASH, kind.OTHER})


@lru_cache(maxsize=8)
def scan_text(text: str) -> Scan:
    """The scan of a text, with all its pieces; the last few are kept, for a page's text is asked for
    its dates and its deadline in turn. Nobody changes them.
    """
    scan = Scan(text, tokenize(text))
    scan.run(_READERS, effect)
    return scan


def read_number(scan: Scan, at: int) -> int | None:
    """A bare number: what follows says whether it can be a day, a rhythm, a duration or an hour."""
    follows = scan.tokens[at + 1][0]
    days_follow = follows == kind.MONTH or scan.tokens[at + 2][0] in _BEGINS_DAY
    after = read_days(scan, at) if follows in _LISTED and days_follow else None
    if after is None and follows == kind.DASH:
        after = read_rule(scan, at)
    elif after is None and follows == kind.DURATION:
        after = read_duration(scan, at)
    return after or read_clocks(scan, at)


def read_ordinal(scan: Scan, at: int) -> int | None:
    """ "5." of a date, a rule, "12. Kalenderwoche"; inside a list that was no rule there is none either."""
    follows = scan.tokens[at + 1][0]
    after = read_days(scan, at) if follows in _DAY_GOES_ON else None
    if after is not None:
        return after
    if follows == kind.CALENDAR_WEEK:
        return read_weeks(scan, at)
    if follows in _NO_RULE:
        return read_open_day(scan, at)
    if not _inside_list(scan, at):
        after = read_rule(scan, at)
    return after or read_relative(scan, at) or read_open_day(scan, at)


def read_every(scan: Scan, at: int) -> int | None:
    """ "jeden": inside a list that was no rule ("jeden 2. jeden 2.") there is none either."""
    if scan.tokens[at + 1][0] == kind.ORDINAL and _inside_list(scan, at):
        return None
    return read_rule(scan, at)


def _inside_list(scan: Scan, at: int) -> bool:
    before = at - 1
    while before >= 0 and before > at - 3 and scan.tokens[before][0] in (kind.AND, kind.EVERY):
        before -= 1
    if before < 0 or scan.tokens[before][0] != kind.ORDINAL:
        return False
    return not scan.pieces or scan.pieces[-1].end <= scan.tokens[before][2]


def read_rule(scan: Scan, at: int) -> int | None:
    weekend = scan.tokens[at][:2] == (kind.WEEKDAYS, (5, 6))
    if weekend and at and scan.tokens[at - 1][0] in (kind.NUMERAL, kind.NUMBER):
        return None  # "an zwei Wochenenden"
    found = rule_words.parse(scan.tokens, at)
    return scan.add(RULE, found[0], at, found[1]) if found else None


def read_frequency(scan: Scan, at: int) -> int | None:
    """ "wöchentlich"; behind a day "monatliches Treffen" is what the event is called."""
    noun = scan.tokens[at + 1][0] == kind.OTHER
    called = noun and (scan.word(at).endswith(_INFLECTED) or scan.word(at + 1).endswith(_PARTICIPLE))
    if called and scan.gap == NEXT_TO and any(piece.what == DAYS for piece in scan.pieces[-2:]):
        return None
    return read_rule(scan, at)


def read_relative(scan: Scan, at: int) -> int | None:
    token = scan.tokens[at]
    if token[0] == kind.RELATIVE and not _is_tomorrow(scan, at):
        return None
    if token[0] in (kind.NTH, kind.ORDINAL) and scan.tokens[at + 1][0] == kind.UNIT:
        return _read_weekend(scan, at)
    if token[:2] == (kind.SIDE, -1) and scan.tokens[at + 1][:2] == (kind.UNIT, "WEEKEND"):
        return _read_weekend(scan, at)
    if token[0] == kind.SIDE and scan.tokens[at + 1][:2] == (kind.UNIT, "YEARLY"):
        return _read_year(scan, at)
    if token[0] == kind.SIDE and days.parse(scan.tokens, at + 1, True)[0]:
        return at + 1
    if token[0] == kind.SIDE and token[1] >= 0 and scan.tokens[at + 1][:2] == (kind.UNIT, "WEEKEND"):
        return scan.add(WEEKDAYS, (5, 6), at, at + 2)
    found = relative.parse(scan.tokens, at)
    return scan.add(RELATIVE, found[0], at, found[1]) if found else None


def _read_year(scan: Scan, at: int) -> int:
    """ "25. Juni dieses Jahres"; words before a day only "in diesem Jahr": last year's may be another."""
    side = scan.tokens[at][1]
    if scan.follows(DAYS) and scan.gap == NEXT_TO:
        scan.pieces[-1].in_year = side
    elif side == 0 or days.parse(scan.tokens, at + 2, False)[0]:
        scan.in_year = side
    effect(scan, at)
    return at + 2


def _read_weekend(scan: Scan, at: int) -> int | None:
    found = relative.weekend(scan.tokens, at)
    if found is None:
        return None
    saturday, sunday, after = found
    scan.add(RELATIVE, saturday, at, after)
    scan.link = kind.AND
    return scan.add(RELATIVE, sunday, at, after)


def read_label(scan: Scan, at: int) -> int | None:
    """ "Tag 2: " before a day goes on with the event of the day before; "am Wochenende" is the next."""
    if scan.tokens[at][1] == "WEEKEND" and scan.before == kind.ARTICLE:
        return scan.add(WEEKDAYS, (5, 6), at, at + 1)
    number = scan.tokens[at + 1]
    if scan.tokens[at][1] != "DAILY" or number[0] != kind.NUMBER or len(number[1]) > 2:
        return None
    if scan.text[number[3] : number[3] + 1] not in (":", ",", ")"):
        return None
    if int(number[1]) > 1 and scan.follows(CLOCKS) and scan.gap != WORDS_BETWEEN:
        scan.gap = NEXT_TO
    return at + 2


def read_weeks(scan: Scan, at: int) -> int | None:
    found = weeks.parse(scan.tokens, at)
    return scan.add(WEEKS, found[0], at, found[1]) if found else None


def _is_tomorrow(scan: Scan, at: int) -> bool:
    """ "Morgen" inside a sentence is the morning."""
    token = scan.tokens[at]
    if scan.text[token[2]] != "M" or at == 0:
        return True
    return scan.tokens[at - 1][0] == kind.BREAK


def read_season(scan: Scan, at: int) -> int | None:
    lead = kind.TO if scan.link == kind.TO else scan.before
    found = seasons.parse(scan.tokens, at, lead)
    return scan.add(SEASON, found[0], at, found[1]) if found else None


_READERS: Readers = {
    kind.DATE: (read_days,),
    kind.STAMP: (read_stamp,),
    kind.MONTH: (read_days, read_headed_days, read_season),
    kind.ORDINAL: (read_ordinal,),
    kind.NUMBER: (read_number,),
    kind.DOTTED_PAIR: (read_days, read_clocks),
    kind.WEEKDAY: (read_days, read_relative, read_weekdays),
    kind.CLOCK: (read_clocks,),
    kind.NUMERAL: (read_rule, read_clocks),
    kind.RHYTHM: (read_rule,),
    kind.HALF: (read_clocks,),
    kind.DAYTIME: (read_clocks,),
    kind.EVERY: (read_every,),
    kind.ALWAYS: (read_rule,),
    kind.ALL: (read_rule,),
    kind.CALENDAR_WEEK: (read_weeks,),
    kind.FREQUENCY: (read_frequency,),
    kind.WEEKDAYS: (read_rule,),
    kind.NTH: (read_days, read_relative, read_rule),
    kind.ONCE: (read_rule,),
    kind.PARITY: (read_rule,),
    kind.RELATIVE: (read_relative,),
    kind.SIDE: (read_relative,),
    kind.IN: (read_relative,),
    kind.FEAST: (read_relative,),
    kind.LASTING: (read_duration,),
    kind.UNIT: (read_label,),
}
