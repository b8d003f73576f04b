"""The weekdays, ordinals and parity behind a rule's frequency: "alle zwei Wochen am Dienstag"."""

from __future__ import annotations

from typing import NamedTuple

from aggregator.german import kinds as kind
from aggregator.german.kinds import Token
from aggregator.german.rules import Rule
from aggregator.german.series import ordinals, skip, weekdays

Found = tuple[Rule, int]
"""A rule and the place after its words."""


class Months(NamedTuple):
    """Of which months a weekday or a day is meant: every `interval`th, the first of them one of `first`."""

    interval: int
    first: tuple[int, ...]
    after: int  # the place after the words


_OF = (kind.IN, kind.EVERY, kind.ARTICLE)
_QUARTERS = (1, 4, 7, 10)


def of_months(tokens: list[Token], at: int) -> Months | None:
    """ "im Monat", "jeden Monats", "monatlich", "im Quartal", "eines geraden Monats", or None."""
    if tokens[at][0] == kind.FREQUENCY and tokens[at][1] == ("MONTHLY", 1):
        return Months(1, (), at + 1)
    if tokens[at][:2] == (kind.AND, "/") and tokens[at + 1][:2] == (kind.UNIT, "MONTHLY"):  # "Mittwoch/Monat"
        return Months(1, (), at + 2)
    if tokens[at][0] not in _OF:
        return None
    after = skip(tokens, at, *_OF)
    if after == at:
        return None
    if tokens[after][0] == kind.PARITY and tokens[after + 1][:2] == (kind.UNIT, "MONTHLY"):
        return Months(2, months_of(tokens[after][1]), after + 2)
    if tokens[after][0] != kind.UNIT or tokens[after][1] not in ("MONTHLY", "QUARTERLY"):
        return None
    return Months(1, (), after + 1) if tokens[after][1] == "MONTHLY" else Months(3, _QUARTERS, after + 1)


def months_of(parity: int) -> tuple[int, ...]:
    """The even (0) or the odd (1) months."""
    return tuple(range(2 - parity, 13, 2))


def every_unit(unit: str, count: int) -> tuple[str, int]:
    """Frequency and interval of every so many units; RFC 5545 knows no quarters."""
    return ("MONTHLY", 3 * count) if unit == "QUARTERLY" else (unit, count)


def with_days(tokens: list[Token], at: int, rule: Rule) -> Found:
    """The rule together with the weekdays or ordinals that follow: "alle zwei Wochen am Dienstag"."""
    rule, at = with_parity(tokens, at, rule)
    after = skip(tokens, at, kind.ARTICLE, kind.ALWAYS, kind.AT, kind.EVERY)
    if rule.frequency == "WEEKLY":
        days, end, _ = weekdays(tokens, after)
        if days and tokens[end][0] not in (kind.ARTICLE, kind.ORDINAL, kind.DATE, kind.DOTTED_PAIR):
            return rule._replace(weekdays=tuple((0, day) for day in days)), end
    elif rule.frequency == "MONTHLY" and tokens[after][0] in (kind.NTH, kind.ORDINAL):
        nths, end, _ = ordinals(tokens, after)
        days, last, _ = weekdays(tokens, end)
        if days:
            months = of_months(tokens, last)
            return rule._replace(weekdays=tuple((nth, day) for day in days for nth in nths)), (
                months.after if months else last
            )
        if tokens[end][0] != kind.MONTH and all(0 < nth < 32 for nth in nths) and nths:
            months = of_months(tokens, end)
            return rule._replace(monthdays=tuple(nths)), months.after if months else end
    elif (
        rule.frequency == "YEARLY" and tokens[after][0] == kind.ORDINAL and tokens[after + 1][0] == kind.MONTH
    ):
        return rule._replace(monthdays=(tokens[after][1],), month=tokens[after + 1][1]), after + 2
    elif rule.frequency == "YEARLY" and tokens[after][0] == kind.DATE and tokens[after][1][0] is None:
        _, month, day = tokens[after][1]
        return rule._replace(monthdays=(day,), month=month), after + 1
    return rule, at


def with_parity(tokens: list[Token], at: int, rule: Rule) -> Found:
    """ "... in ungeraden Kalenderwochen"."""
    after = skip(tokens, at, kind.IN, kind.ARTICLE, kind.ALWAYS)
    if tokens[after][0] == kind.PARITY and is_week(tokens[after + 1]):
        return rule._replace(interval=2, parity=tokens[after][1]), after + 2
    return rule, at


def is_week(token: Token) -> bool:
    """Whether the token is "Kalenderwoche", "KW" or "Woche"."""
    return token[0] == kind.CALENDAR_WEEK or (token[0] == kind.UNIT and token[1] == "WEEKLY")
