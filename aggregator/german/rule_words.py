"""Words that repeat: "jeden Mittwoch", "jeden zweiten und vierten Mittwoch im Monat", "alle zwei Wochen".

Each reader in `_READERS` begins at the kind of word it stands for and gives a `Rule` and the place after it.
"""

from __future__ import annotations

from aggregator.german import kinds as kind
from aggregator.german.kinds import Token
from aggregator.german.rule_days import (
    Found,
    Months,
    every_unit,
    is_week,
    months_of,
    of_months,
    with_days,
    with_parity,
)
from aggregator.german.rules import Rule
from aggregator.german.series import ordinals, skip, weekdays

_UNIT_DAYS = {"WEEKEND": ((0, 5), (0, 6)), "WORKDAY": tuple((0, day) for day in range(5))}

_COUNTS = frozenset({kind.NTH, kind.ORDINAL, kind.NUMERAL, kind.NUMBER})


def parse(tokens: list[Token], at: int) -> Found | None:
    """The rule that begins at this token and the place after it, or None."""
    reader = _READERS.get(tokens[at][0])
    return reader(tokens, at) if reader else None


def _nth_rule(tokens: list[Token], at: int, every: bool) -> Found | None:
    """ "jeden zweiten und vierten Mittwoch im Monat", "am 23. des Monats", "ersten Montag im Monat"."""
    nths, after, _ = ordinals(tokens, at)
    if not nths:
        return None
    days, end, _ = weekdays(tokens, after)
    if days:
        pairs = tuple([(nth, day) for day in days for nth in nths])
        more, end = _more_days(tokens, end)
        pairs += more
        behind_month = of_months(tokens, end)
        if behind_month is None and any(not -3 < nth < 6 or nth == 0 for nth in nths):
            return None
        if behind_month is None and every and nths == [2]:
            return Rule("WEEKLY", 2, tuple((0, day) for day in days)), end
        if behind_month is None and tokens[end][0] in (kind.IN,) and tokens[end + 1][0] == kind.MONTH:
            return None
        interval, first, end = behind_month or Months(1, (), end)
        if interval == 1:
            interval, end = _every_months(tokens, end)
        partial = behind_month is None and not every and interval == 1
        return Rule("MONTHLY", interval, pairs, months=first, partial=partial), end
    unit = tokens[after]
    if unit[:2] == (kind.UNIT, "WEEKEND"):
        months = of_months(tokens, after + 1) or (Months(1, (), after + 1) if every else None)
        pairs = tuple((nth, day) for day in (5, 6) for nth in nths)
        return (
            (Rule("MONTHLY", months.interval, pairs, months=months.first), months.after) if months else None
        )
    behind_month = of_months(tokens, after)
    if behind_month is not None and min(nths) > 0:
        interval, first, end = behind_month
        return Rule("MONTHLY", interval, monthdays=tuple(nths), months=first), end
    if unit[0] == kind.UNIT and unit[1] not in _UNIT_DAYS and every and len(nths) == 1 and nths[0] > 0:
        return with_days(tokens, after + 1, Rule(*every_unit(unit[1], nths[0])))
    if unit[0] == kind.UNIT and unit[1] == "DAILY" and nths == [-1]:
        behind_month = of_months(tokens, after + 1)
        return (Rule("MONTHLY", monthdays=(-1,)), behind_month.after) if behind_month else None
    if every and unit[0] == kind.MONTH and all(0 < nth < 32 for nth in nths):
        return Rule("YEARLY", monthdays=tuple(nths), month=unit[1]), after + 1
    return None


def _more_days(tokens: list[Token], at: int) -> tuple[tuple[tuple[int, int], ...], int]:
    """ "... und dritten Montag im Monat": a further ordinal with its weekday, where the month follows."""
    if tokens[at][0] != kind.AND:
        return (), at
    nths, after, _ = ordinals(tokens, skip(tokens, at + 1, kind.EVERY, kind.ARTICLE))
    days, end, _ = weekdays(tokens, after) if nths else ((), at, False)
    if not days or of_months(tokens, end) is None:
        return (), at
    return tuple((nth, day) for day in days for nth in nths), end


def _monthdays(tokens: list[Token], at: int) -> Found | None:
    """ "immer am 15.", "jeden 15. um 19 Uhr": ordinals with no month behind them."""
    nths, end, numeric = ordinals(tokens, at)
    ends = tokens[end][0] in (kind.STOP, kind.BREAK, kind.AT, kind.CLOCK)
    if numeric and ends and all(0 < nth < 32 for nth in nths):
        return Rule("MONTHLY", monthdays=tuple(nths)), end
    return None


def _every_months(tokens: list[Token], at: int) -> tuple[int, int]:
    """ "... jeden zweiten Monat", "... alle zwei Monate" behind a monthly weekday: every so many months."""
    count, unit = tokens[at + 1], tokens[at + 2]
    if tokens[at][0] not in (kind.ALL, kind.EVERY) or count[0] not in _COUNTS or unit[0] != kind.UNIT:
        return 1, at
    frequency, interval = every_unit(unit[1], int(count[1]))
    return (interval, at + 3) if frequency == "MONTHLY" and 0 < interval < 100 else (1, at)


def _every(tokens: list[Token], at: int) -> Found | None:
    """From "jeden" on."""
    at += 1
    if tokens[at][0] == kind.BREAK:  # "jeden. Mittwoch" is a slip of the pen
        at += 1
    return _every_tail(tokens, at)


def _every_tail(tokens: list[Token], at: int) -> Found | None:
    what, value, _, _ = tokens[at]
    if what == kind.NTH or what == kind.ORDINAL or (what == kind.NUMBER and tokens[at + 1][0] != kind.UNIT):
        return _nth_rule(tokens, at, True) or _monthdays(tokens, at)
    if what == kind.NUMERAL and tokens[at + 1][0] == kind.UNIT:
        return _all(tokens, at - 1)
    if what == kind.DAYTIME or (what, value) == (kind.RELATIVE, 1):  # "jeden Abend", "jeden Morgen"
        return Rule("DAILY"), at + 1
    if what == kind.PARITY:
        return _parity(tokens, at)
    if what == kind.UNIT and value in _UNIT_DAYS:
        return _tail(tokens, at + 1, _UNIT_DAYS[value])
    if what == kind.UNIT:
        return with_days(tokens, at + 1, Rule(*every_unit(value, 1)))
    days, end, _ = weekdays(tokens, at)
    if days:
        behind_month = tokens[end][0] == kind.EVERY and of_months(tokens, end)
        if behind_month:
            return None
        return _tail(tokens, end, tuple((0, day) for day in days))
    return None


def _tail(tokens: list[Token], end: int, days: tuple[tuple[int, int], ...]) -> Found:
    """What may follow the weekdays of a weekly rule: parity of weeks."""
    return with_parity(tokens, end, Rule("WEEKLY", weekdays=days))


def _always(tokens: list[Token], at: int) -> Found | None:
    """From "immer" or "jeweils" on: a rule where weekdays follow."""
    at = skip(tokens, at + 1, kind.ARTICLE, kind.ALWAYS, kind.IN)
    if tokens[at][0] in (kind.NTH, kind.ORDINAL):
        found = _nth_rule(tokens, at, False)
        return (found[0]._replace(partial=False), found[1]) if found else _monthdays(tokens, at)
    if tokens[at][0] == kind.EVERY:
        return _every(tokens, at)
    days, end, _ = weekdays(tokens, at)
    if not days or tokens[end][0] in (kind.ARTICLE, kind.ORDINAL, kind.DATE):
        return None
    return _tail(tokens, end, tuple((0, day) for day in days))


def _all(tokens: list[Token], at: int) -> Found | None:
    """From "alle" on: "alle zwei Wochen", "alle 14 Tage", "alle zwei bis drei Wochen"."""
    at += 1
    what, value, _, _ = tokens[at]
    if what not in (kind.NUMERAL, kind.NUMBER):
        return None
    count, at = int(value), at + 1
    assumed: tuple[str, ...] = ()
    if tokens[at][0] in (kind.TO, kind.DASH) and tokens[at + 1][0] in (kind.NUMERAL, kind.NUMBER):
        at += 2
        assumed = ("interval",)
    if tokens[at][0] != kind.UNIT or tokens[at][1] in _UNIT_DAYS or not 0 < count < 100:
        return None
    rule = _every_so_many(count, tokens[at][1])
    return with_days(tokens, at + 1, rule._replace(assumed=assumed))


def _rhythm(tokens: list[Token], at: int) -> Found | None:
    """From the number of "im Zwei-Wochen-Rhythmus" on."""
    if tokens[at + 1][0] != kind.DASH or tokens[at + 2][0] != kind.UNIT:
        return None
    after = skip(tokens, at + 3, kind.DASH)
    if tokens[after][0] != kind.RHYTHM or tokens[at + 2][1] in _UNIT_DAYS:
        return None
    return with_days(tokens, after + 1, _every_so_many(int(tokens[at][1]), tokens[at + 2][1]))


def _every_so_many(count: int, unit: str) -> Rule:
    unit, count = every_unit(unit, max(count, 1))
    return Rule("WEEKLY", count // 7) if unit == "DAILY" and count % 7 == 0 else Rule(unit, count)


def _rhythm_of(tokens: list[Token], at: int) -> Found | None:
    """ "im Abstand von zwei Wochen": as "alle zwei Wochen"."""
    return _all(tokens, at + 1) if tokens[at + 1][0] == kind.AT else None


def _frequency(tokens: list[Token], at: int) -> Found | None:
    """From "wöchentlich" on; "werktäglich" and the like are weekday names."""
    return with_days(tokens, at + 1, Rule(*tokens[at][1]))


def _named(tokens: list[Token], at: int) -> Found | None:
    """From "mittwochs" on."""
    days, end, _ = weekdays(tokens, at)
    return _tail(tokens, end, tuple((0, day) for day in days))


def _ordinal(tokens: list[Token], at: int) -> Found | None:
    return _nth_rule(tokens, at, False)


def _parity(tokens: list[Token], at: int) -> Found | None:
    if is_week(tokens[at + 1]):
        return with_days(tokens, at + 2, Rule("WEEKLY", 2, parity=tokens[at][1]))
    if tokens[at + 1][:2] == (kind.UNIT, "MONTHLY"):
        return with_days(tokens, at + 2, Rule("MONTHLY", 2, months=months_of(tokens[at][1])))
    return None


def _once(tokens: list[Token], at: int) -> Found | None:
    """ "einmal im Monat", "einmal pro Woche"."""
    after = skip(tokens, at + 1, kind.IN, kind.ARTICLE, kind.EVERY)
    if after == at + 1 or tokens[after][0] != kind.UNIT or tokens[after][1] in _UNIT_DAYS:
        return None
    return with_days(tokens, after + 1, Rule(*every_unit(tokens[after][1], 1)))


_READERS = {
    kind.NUMBER: _rhythm,
    kind.NUMERAL: _rhythm,
    kind.RHYTHM: _rhythm_of,
    kind.ONCE: _once,
    kind.EVERY: _every,
    kind.ALWAYS: _always,
    kind.ALL: _all,
    kind.FREQUENCY: _frequency,
    kind.WEEKDAYS: _named,
    kind.NTH: _ordinal,
    kind.ORDINAL: _ordinal,
    kind.PARITY: _parity,
}
