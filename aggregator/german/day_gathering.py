"""Whose days they are: the first, the last or further ones; weekdays, relative days and weeks beside them."""

from __future__ import annotations

from aggregator.german import kinds as kind
from aggregator.german import rules
from aggregator.german.days import Days
from aggregator.german.groups import UNTIL, Group
from aggregator.german.pieces import NEXT_TO, SENTENCE_BETWEEN, Piece
from aggregator.german.rules import weekly
from aggregator.german.scan import OPENING

_FROM = frozenset({"ab", "vom", "von", "seit", "from", OPENING})


def take_days(group: Group, piece: Piece) -> bool:
    days: Days = piece.value
    if piece.role == kind.EXCEPT or (piece.cancelled and group.rule):
        if group.rule or group.days:
            group.skipped.extend(days.days)
            return True
        return False
    if piece.role or (group.role == kind.FORMER and piece.gap != NEXT_TO):
        return False
    if piece.gap == SENTENCE_BETWEEN:
        return (
            piece.before == OPENING
            and bool(group.rule)
            and group.days is None
            and _take_first_days(group, piece)
        )
    if piece.link in (kind.TO, kind.DASH, kind.ENDS) and (piece.gap == NEXT_TO or group.rule):
        return _take_end(group, piece)
    if group.role == UNTIL or (piece.link == kind.TO):
        return False
    if group.days is None and piece.link == kind.AND and _is_further(group, days):
        group.more.append((days, None))
        return True
    if group.days is None:
        if _are_named(group, piece):
            group.rule = None  # "an den Donnerstagen, 23. und 30. Dezember"
        return _take_first_days(group, piece)
    if group.role or piece.gap != NEXT_TO or group.end_day or _goes_back(group.days, days):
        return False
    if any(days.through) and len(group.days.days) == 1 and not group.start and piece.start == group.last + 1:
        return False  # "07.10.2019 21.11.-23.12.2019"
    group.more.append((days, None))
    return True


def _are_named(group: Group, piece: Piece) -> bool:
    """Whether the weekdays before a list of days are those days' own."""
    rule, days = group.rule, piece.value
    if rule is None or rule != weekly(day for _, day in rule.weekdays) or group.start is not None:
        return False
    return piece.gap == NEXT_TO and not piece.before and len(days.days) > 1 and not any(days.through)


def _is_further(group: Group, days: Days) -> bool:
    """ "Diesen Mittwoch und am 12. März": a day of its own behind one without a date."""
    if group.role or group.rule or days.days[0].weekday is not None:
        return False
    return group.relative is not None or len(group.weekdays) == 1


def _goes_back(before: Days, after: Days) -> bool:
    last, first = before.days[-1], after.days[0]
    return last.year is not None and first.year is not None and first[:3] < last[:3]


def _take_first_days(group: Group, piece: Piece) -> bool:
    if group.rule and piece.gap != NEXT_TO and piece.before not in _FROM and not any(piece.value.through):
        return False
    if group.weekdays and group.start is not None and piece.before in ("ab", OPENING):
        group.rule, group.weekdays = weekly(group.weekdays), ()  # "Do 14-16 Uhr, Beginn 23.10."
    group.days, group.in_year = piece.value, piece.in_year
    group.relative = None
    return True


def _take_end(group: Group, piece: Piece) -> bool:
    days: Days = piece.value
    if group.rule and not (
        group.days and group.end_day is None and piece.gap == NEXT_TO and group.start is None
    ):
        if group.until or piece.link == kind.DASH:
            return False
        group.until = days
        return True
    if group.role == UNTIL or group.end_day or not (group.days or group.weekdays or group.relative):
        return False
    group.end_day = days.days[-1]
    return True


def take_weekdays(group: Group, piece: Piece) -> bool | None:
    leads = piece.link in (kind.TO, kind.DASH, kind.ENDS)
    if leads and piece.gap == NEXT_TO and group.strength >= 2 and not group.rule:
        ranged = group.weekdays or group.relative or (group.days and any(group.days.through))
        if ranged and group.end_weekday is None:
            group.end_weekday = piece.value[-1]
        return True
    if group.weeks and not group.weekdays and piece.gap != SENTENCE_BETWEEN:
        group.weekdays = piece.value  # "KW 12, Donnerstag"
        return True
    several = group.days is not None and len(group.days.days) > 1
    if several and group.start is not None and group.rule is None and piece.gap == NEXT_TO:
        group.end_weekday = piece.value[-1]  # "30./31. Januar, Fr 18-21 Uhr, Sa 10-17 Uhr"
        group.closing = False
        return True
    if group.rule and not group.rule.weekdays and not group.rule.monthdays and piece.gap != SENTENCE_BETWEEN:
        merged = rules.merge(group.rule, weekly(piece.value))
        group.rule = merged or group.rule
        return True
    if group.strength < 2 and not group.role and piece.gap != SENTENCE_BETWEEN and not piece.role:
        group.weekdays = piece.value
        return True
    own = piece.gap == SENTENCE_BETWEEN or (group.role and piece.gap != NEXT_TO)
    return None if group.strength == 3 and not own else False


def take_relative(group: Group, piece: Piece) -> bool:
    if piece.gap == SENTENCE_BETWEEN or piece.role or group.role:
        return False
    if group.relative and piece.gap == NEXT_TO and piece.link in (kind.AND, kind.TO, kind.DASH):
        group.through = piece.value  # "Pfingstsonntag und Pfingstmontag"
        return True
    if group.weekdays and group.strength == 2 and group.start is None and piece.gap == NEXT_TO:
        group.weekdays = ()  # "Sonntag, 1. Advent"
    elif group.strength >= 2:
        return piece.gap == NEXT_TO
    group.relative = piece.value
    return True


def take_weeks(group: Group, piece: Piece) -> bool:
    """ "Donnerstag in KW 12"; behind a date it says nothing new ("16.3. (KW 12)")."""
    if piece.gap != NEXT_TO or piece.role or group.role:
        return False
    if group.strength < 3:
        group.weeks = piece.value
    return True
