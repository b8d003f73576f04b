"""Which pieces speak of the same time: each is taken by the group before it, left out, or begins a group."""

from __future__ import annotations

from aggregator.german import kinds as kind
from aggregator.german.clock_gathering import take_clocks, take_duration
from aggregator.german.day_gathering import take_days, take_relative, take_weekdays, take_weeks
from aggregator.german.groups import Group, begin
from aggregator.german.pieces import (
    CLOCKS,
    DAYS,
    DURATION,
    RELATIVE,
    RULE,
    SEASON,
    WEEKDAYS,
    WEEKS,
    Piece,
)
from aggregator.german.rule_gathering import take_rule, take_season
from aggregator.german.rules import Rule, weekly

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
        if piece.what == DURATION:
            continue
        current = begin(piece)
        groups.append(current)
        event = event if current.role else current
    return [group for group in groups if group.strength or group.role]


def _leave_out(group: Group | None, piece: Piece) -> None:
    """ "täglich außer montags"."""
    named = {day for _, day in piece.value.weekdays} if piece.what == RULE else set(piece.value)
    if group and group.rule == Rule("DAILY"):
        group.rule = weekly(day for day in range(7) if day not in named)
    elif group and group.rule and len(group.rule.weekdays) > len(named):
        kept = tuple((nth, day) for nth, day in group.rule.weekdays if day not in named)
        group.rule = group.rule._replace(weekdays=kept)


def _is_doors(piece: Piece, current: Group | None) -> bool:
    """Einlass, and a registration desk's hours on the event's own day."""
    desk = piece.role == kind.REGISTRATION and piece.link != kind.TO
    return piece.role == kind.DOORS or (desk and current is not None and not current.role)


_TAKES = {
    DAYS: take_days,
    CLOCKS: take_clocks,
    WEEKDAYS: take_weekdays,
    RULE: take_rule,
    RELATIVE: take_relative,
    WEEKS: take_weeks,
    DURATION: take_duration,
    SEASON: take_season,
}
