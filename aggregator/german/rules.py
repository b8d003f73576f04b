"""A recurrence as far as words say it, and as RFC 5545 (section 3.3.10) writes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Rule(NamedTuple):
    """A recurrence as far as it was said. `weekdays` are (nth or 0, weekday); -1st is the last.

    `parity` 0 or 1 means even or odd calendar weeks; `months` are those in which a rule of every so many
    months may begin ("in geraden Monaten", "im Quartal"), none where any month may. A `partial` rule
    ("am zweiten Samstag") is one only together with a word like "monatlich".
    """

    frequency: str
    interval: int = 1
    weekdays: tuple[tuple[int, int], ...] = ()
    monthdays: tuple[int, ...] = ()
    month: int | None = None
    parity: int | None = None
    months: tuple[int, ...] = ()
    partial: bool = False
    assumed: tuple[str, ...] = ()

    @property
    def names_days(self) -> bool:
        """Whether it says on which days it falls: "monatlich" does not."""
        return not self.partial and bool(self.weekdays or self.monthdays or self.frequency == "DAILY")


def weekly(weekdays: Iterable[int]) -> Rule:
    """Every week on these weekdays."""
    return Rule("WEEKLY", weekdays=tuple((0, day) for day in weekdays))


def merge(one: Rule, other: Rule) -> Rule | None:
    """Both parts as one rule, or None where they contradict each other."""
    if one == other:
        return one
    if one.weekdays and other.weekdays and one.weekdays != other.weekdays:
        if one.partial or other.partial or one.frequency != other.frequency:
            return None
        if one.interval == other.interval == 1 and not (one.weekdays[0][0] or other.weekdays[0][0]):
            return None
    if (one.monthdays and other.weekdays) or (one.weekdays and other.monthdays):
        return None
    if _unnamed(one, other) or _unnamed(other, one):  # "einmal im Monat mittwochs": which, nobody says
        return one if one.frequency == "MONTHLY" else other
    weekdays = one.weekdays or other.weekdays
    monthly = any(nth for nth, _ in weekdays) or one.monthdays or other.monthdays
    frequency = "MONTHLY" if monthly else ("WEEKLY" if weekdays else one.frequency)
    return Rule(
        frequency,
        max(
            one.interval if one.frequency == frequency else 1,
            other.interval if other.frequency == frequency else 1,
        ),
        weekdays,
        one.monthdays or other.monthdays,
        one.month or other.month,
        other.parity if one.parity is None else one.parity,
        one.months or other.months,
        one.partial and other.partial,
        one.assumed + other.assumed,
    )


def union(one: Rule, other: Rule) -> Rule | None:
    """ "jeden zweiten Dienstag im Monat und jeden vierten Freitag": both days of the month, or None."""
    both = one.weekdays + other.weekdays
    named = bool(one.weekdays and other.weekdays) and all(nth for nth, _ in both)
    if not named or one.frequency != other.frequency or one.interval != other.interval:
        return None
    return one._replace(weekdays=tuple(dict.fromkeys(both)), partial=one.partial and other.partial)


def has_turns(rule: Rule) -> bool:
    """True where the rule leaves weeks or months out, and its words do not tell which."""
    return rule.interval > 1 and rule.parity is None and not rule.months


def _unnamed(months: Rule, weeks: Rule) -> bool:
    """Whether one rule names months without days, the other weekdays without a place in the month."""
    if months.frequency != "MONTHLY" or weeks.frequency != "WEEKLY":
        return False
    bare = not (months.weekdays or months.monthdays or months.months)
    return bare and bool(weeks.weekdays) and weeks.interval == 1


def rfc5545(rule: Rule) -> str:
    """The value of an RRULE, without UNTIL."""
    parts = [f"FREQ={rule.frequency}"]
    if rule.interval > 1:
        parts.append(f"INTERVAL={rule.interval}")
    if rule.month:
        parts.append(f"BYMONTH={rule.month}")
    if rule.monthdays:
        parts.append("BYMONTHDAY=" + ",".join(map(str, rule.monthdays)))
    if rule.weekdays:
        parts.append("BYDAY=" + ",".join(f"{nth or ''}{BYDAY[day]}" for nth, day in rule.weekdays))
    return ";".join(parts)
