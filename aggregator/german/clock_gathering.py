"""Whose clock times they are: the start's, the end's or a further day's."""

from __future__ import annotations

from aggregator.german import kinds as kind
from aggregator.german.clocks import Clocks
from aggregator.german.groups import Group
from aggregator.german.pieces import NEXT_TO, SENTENCE_BETWEEN, Piece
from aggregator.german.scan import EACH

_BEGINS = frozenset({"beginn", "beginnt", "start", "startet"})


def take_clocks(group: Group, piece: Piece) -> bool | None:
    """As every taker of `gathering`: True where the group takes the piece, None to leave it out, False."""
    value: Clocks = piece.value
    if group.role == kind.DOORS and not piece.role and piece.gap != SENTENCE_BETWEEN:
        group.role = ""  # "Einlass am Samstag ab 18 Uhr, Beginn 19 Uhr"
    if piece.role and piece.role != group.role:
        return False
    if group.relative and group.strength == 2 and piece.gap != NEXT_TO:
        return False
    if group.role and (piece.gap != NEXT_TO or group.start is not None):
        return False
    if group.more and group.more[-1][1] is None and group.start is not None and piece.gap == NEXT_TO:
        group.more[-1] = (group.more[-1][0], value)
        return True
    if group.end_day or group.end_weekday is not None:
        return _take_last_clocks(group, piece)
    if _is_end(group, piece):
        group.end = value.start
        return True
    if group.start is None and group.end is None:
        if _ends_range(group, piece):
            group.end = value.start
        else:
            group.start, group.end = value.start, value.end
        group.assumed += value.assumed
        group.each = piece.before == EACH
        return True
    if piece.before in _BEGINS and group.end is None and piece.gap == NEXT_TO:
        group.start, group.end = value.start, value.end  # "Treffpunkt 14:45 Uhr, Beginn 15 Uhr"
        return True
    return None


def _is_end(group: Group, piece: Piece) -> bool:
    """ "... bis 20 Uhr", "Ende: 20 Uhr"; a dash needs a start before it."""
    if (
        piece.link not in (kind.TO, kind.ENDS, kind.DASH)
        or piece.value.end
        or group.end
        or not group.strength
    ):
        return False
    if group.start is None and piece.link == kind.TO and piece.gap != NEXT_TO and piece.before != kind.TO:
        return False  # "jeden Mittwoch bis Weihnachten, 18 Uhr"
    return group.start is not None or piece.link != kind.DASH


def _ends_range(group: Group, piece: Piece) -> bool:
    """ "Samstag, 01.11.2025, bis Sonntag, 30.11.2025, 23:59": a lone clock behind a written-out end."""
    days = group.days
    if days is None or group.rule or piece.value.end or piece.before or piece.gap:
        return False
    return bool(days.through) and days.written_out


def _take_last_clocks(group: Group, piece: Piece) -> bool:
    value: Clocks = piece.value
    if group.closing:
        return True
    group.closing = True
    if group.start is None and (value.end or piece.before):
        group.start, group.end = value.start, value.end
    else:
        group.end = value.end or value.start
    return True


def take_duration(group: Group, piece: Piece) -> bool:
    """ "19 Uhr, 90 Minuten": how long it lasts, not where it ends."""
    if group.duration is None and group.start is not None:
        group.duration = piece.value
    return True
