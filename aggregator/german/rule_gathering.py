"""Whose rule it is, and the month in which it holds or ends."""

from __future__ import annotations

from aggregator.german import kinds as kind
from aggregator.german import rules
from aggregator.german.days import Days
from aggregator.german.groups import UNTIL, Group
from aggregator.german.pieces import NEXT_TO, SENTENCE_BETWEEN, WORDS_BETWEEN, Piece
from aggregator.german.rules import Rule, weekly
from aggregator.german.scan import OPENING

_SINCE = frozenset({"ab", "seit"})  # "Ab dem 3. Mai ... jeden Dienstag"


def take_rule(group: Group, piece: Piece) -> bool:
    rule: Rule = piece.value
    if group.days and not group.rule and rule.frequency == "WEEKLY" and _names(group.days, rule):
        return True
    if group.role not in ("", UNTIL) or (piece.gap == SENTENCE_BETWEEN and not _goes_on(group, piece)):
        return False
    if group.rule:
        listed = piece.link == kind.AND and piece.gap == NEXT_TO and group.start is None
        merged = (rules.union(group.rule, rule) if listed else None) or rules.merge(group.rule, rule)
        if merged is None:
            return False
        group.rule = merged
        return True
    if group.weekdays and not group.days:
        merged = rules.merge(weekly(group.weekdays), rule)
        if merged is None:
            return False
        group.rule, group.weekdays = merged, ()
        return True
    if group.role == UNTIL:
        group.until, group.days, group.role = group.until or group.days, None, ""
    if piece.gap == WORDS_BETWEEN and not (_fits(group, rule) or _goes_on(group, piece)):
        return False
    group.rule = rule
    return True


def _names(days: Days, rule: Rule) -> bool:
    """Whether the weekdays are those of the days, not a rule: "28./29. August (Do+Fr)"."""
    first, last = days.days[0], days.days[-1]
    count = last.day - first.day + 1 if first.month == last.month and any(days.through) else len(days.days)
    return 1 < count == len(rule.weekdays) and rule.interval == 1


def _goes_on(group: Group, piece: Piece) -> bool:
    """Whether a sentence goes on with what began in the last: "Start am 3. März. Danach jeden Dienstag"."""
    if group.days is None or group.rule or len(group.days.days) > 1 or not piece.value.weekdays:
        return False
    named = group.days.days[0].weekday
    if named is not None and named not in {day for _, day in piece.value.weekdays}:
        return False
    if named is not None and group.before in _SINCE:
        return True
    return OPENING in (group.before, piece.before) or piece.before == kind.AFTERWARDS


def _fits(group: Group, rule: Rule) -> bool:
    """Whether a rule some words behind a day or a clock time can be that event's."""
    if not (rule.weekdays or rule.monthdays):
        return False
    if group.days is None or any(group.days.through) or group.before in _SINCE:
        return True
    named = group.days.days[0].weekday
    return named is not None and named in {day for _, day in rule.weekdays}


def take_season(group: Group, piece: Piece) -> bool:
    """ "jeden Sonntag von April bis Oktober"; it says nothing where there is no rule."""
    if piece.gap == SENTENCE_BETWEEN or piece.role or group.role or group.season:
        return False
    group.season = piece.value
    return True
