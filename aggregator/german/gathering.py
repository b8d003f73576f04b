"""Which pieces speak of the same time: each is taken by the group before it, left out, or begins a group."""

from __future__ import annotations

from aggregator.german import kinds as kind
from aggregator.german import rules
from aggregator.german.clock_gathering import take_clocks
from aggregator.german.days import Days
from aggregator.german.groups import UNTIL, Group, begin
from aggregator.german.pieces import (
    CLOCKS,
    DAYS,
    DURATION,
    IN_MONTH,
    NEXT_TO,
    RELATIVE,
    RULE,
    SENTENCE_BETWEEN,
    UNTIL_MONTH,
    WEEKDAYS,
    Piece,
)
from aggregator.german.rules import Rule
from aggregator.german.scan import OPENING

_FROM = frozenset({"ab", "vom", "von", "seit", "from", OPENING})
_FAR = 160  # signs; what stands further apart does not speak of the same time


def gather(pieces: list[Piece], text: str) -> list[Group]:
    """The groups of a text's pieces, in order.

    Each piece is taken by the group before it (True), left out (None), or begins a group (False).
    """
    groups: list[Group] = []
    current: Group | None = None
    event: Group | None = None  # the last group that is no deadline or the like
    for piece in pieces:
        if piece.what == CLOCKS and _is_doors(piece, current):
            continue
        if piece.role == kind.EXCEPT and piece.what in (RULE, WEEKDAYS):
            _leave_out(current, piece)
            continue
        if (
            current is not None
            and current.role
            and piece.role == ""
            and ")" in text[current.last : piece.start]
        ):
            current = event
        if current is not None and piece.start - current.last > _FAR:
            current = None
        taken = _TAKES[piece.what](current, piece) if current is not None else False
        if current is not None and taken:
            current.last = max(current.last, piece.end)
        if taken or taken is None:
            continue
        if piece.what in (DURATION, IN_MONTH):
            continue
        current = begin(piece)
        groups.append(current)
        event = event if current.role else current
    return groups


def _leave_out(group: Group | None, piece: Piece) -> None:
    """ "täglich außer montags"."""
    named = {day for _, day in piece.value.weekdays} if piece.what == RULE else set(piece.value)
    if group and group.rule == Rule("DAILY"):
        group.rule = Rule("WEEKLY", weekdays=tuple((0, day) for day in range(7) if day not in named))


def _is_doors(piece: Piece, current: Group | None) -> bool:
    """Einlass, and a registration desk's hours on the event's own day."""
    desk = piece.role == kind.REGISTRATION and piece.link != kind.TO
    return piece.role == kind.DOORS or (desk and current is not None and not current.role)


def _take_days(group: Group, piece: Piece) -> bool:
    days: Days = piece.value
    if piece.role == kind.EXCEPT or (piece.cancelled and group.rule):
        if group.rule or group.days:
            group.skipped.extend(days.days)
            return True
        return False
    if piece.role:
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
    if group.days is None:
        return _take_first_days(group, piece)
    if group.role or piece.gap != NEXT_TO or group.end_day or _goes_back(group.days, days):
        return False
    group.more.append((days, None))
    return True


def _goes_back(before: Days, after: Days) -> bool:
    last, first = before.days[-1], after.days[0]
    return last.year is not None and first.year is not None and first[:3] < last[:3]


def _take_first_days(group: Group, piece: Piece) -> bool:
    if group.rule and piece.gap != NEXT_TO and piece.before not in _FROM and not any(piece.value.through):
        return False
    group.days = piece.value
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


def _take_weekdays(group: Group, piece: Piece) -> bool | None:
    if piece.link in (kind.TO, kind.DASH) and piece.gap == NEXT_TO and group.strength >= 2 and not group.rule:
        ranged = group.weekdays or (group.days and any(group.days.through))
        if ranged and group.end_weekday is None:
            group.end_weekday = piece.value[-1]
        return True
    several = group.days is not None and len(group.days.days) > 1
    if several and group.start is not None and group.rule is None and piece.gap == NEXT_TO:
        group.end_weekday = piece.value[-1]  # "30./31. Januar, Fr 18-21 Uhr, Sa 10-17 Uhr"
        group.closing = False
        return True
    if group.rule and not group.rule.weekdays and not group.rule.monthdays and piece.gap != SENTENCE_BETWEEN:
        merged = rules.merge(group.rule, Rule("WEEKLY", weekdays=tuple((0, day) for day in piece.value)))
        group.rule = merged or group.rule
        return True
    if group.strength < 2 and not group.role and piece.gap != SENTENCE_BETWEEN and not piece.role:
        group.weekdays = piece.value
        return True
    return None if group.strength == 3 and piece.gap != SENTENCE_BETWEEN else False


def _take_rule(group: Group, piece: Piece) -> bool:
    if piece.gap == SENTENCE_BETWEEN or group.role not in ("", UNTIL):
        return False
    rule: Rule = piece.value
    if group.rule:
        merged = rules.merge(group.rule, rule)
        if merged is None:
            return False
        group.rule = merged
        return True
    if group.weekdays and not group.days:
        merged = rules.merge(Rule("WEEKLY", weekdays=tuple((0, day) for day in group.weekdays)), rule)
        if merged is None:
            return False
        group.rule, group.weekdays = merged, ()
        return True
    if group.role == UNTIL:
        group.until, group.days, group.role = group.until or group.days, None, ""
    if piece.gap != NEXT_TO and not _fits(group, rule):
        return False
    group.rule = rule
    return True


def _fits(group: Group, rule: Rule) -> bool:
    """Whether a rule some words behind a day or a clock time can be that event's."""
    if not (rule.weekdays or rule.monthdays):
        return False
    if group.days is None or any(group.days.through):
        return True
    named = group.days.days[0].weekday
    return named is not None and named in {day for _, day in rule.weekdays}


def _take_relative(group: Group, piece: Piece) -> bool:
    if piece.gap == SENTENCE_BETWEEN or piece.role or group.role:
        return False
    if group.strength >= 2:
        return piece.gap == NEXT_TO
    group.relative = piece.value
    return True


def _take_duration(group: Group, piece: Piece) -> bool:
    if group.duration is None and group.start is not None:
        group.duration = piece.value
    return True


def _take_month_end(group: Group, piece: Piece) -> bool:
    if group.rule and group.until is None:
        group.until = piece.value
        return True
    return False


def _take_month(group: Group, piece: Piece) -> bool:
    if group.rule is None or group.month:
        return False
    group.month = piece.value
    return True


_TAKES = {
    DAYS: _take_days,
    CLOCKS: take_clocks,
    WEEKDAYS: _take_weekdays,
    RULE: _take_rule,
    RELATIVE: _take_relative,
    DURATION: _take_duration,
    UNTIL_MONTH: _take_month_end,
    IN_MONTH: _take_month,
}
