"""A group: the pieces that speak of the same time, in their places. One group becomes one `When`."""

from __future__ import annotations

from dataclasses import dataclass, field

from aggregator.german import kinds as kind
from aggregator.german.clocks import Clocks
from aggregator.german.days import Day, Days
from aggregator.german.pieces import (
    CLOCKS,
    DAYS,
    RELATIVE,
    RULE,
    SEASON,
    WEEKDAYS,
    WEEKS,
    Piece,
)
from aggregator.german.relative import Resolve
from aggregator.german.rules import Rule
from aggregator.german.seasons import Season
from aggregator.german.spoken_clocks import Clock
from aggregator.german.weeks import Weeks

UNTIL = "until"  # the role of an end without a beginning: "noch bis 15. September"
_NOT_THE_EVENT = frozenset({kind.DEADLINE, kind.REGISTRATION, kind.PUBLISHED, kind.FORMER, kind.DOORS})


@dataclass(slots=True)
class Group:
    """What a text says about one time, from sign `first` to `last`; with a `role` it is not the event's."""

    first: int
    last: int
    role: str = ""
    days: Days | None = None
    end_day: Day | None = None
    in_year: int | None = None  # as `Piece.in_year`
    more: list[tuple[Days, Clocks | None]] = field(default_factory=list)
    start: Clock | None = None
    end: Clock | None = None
    weekdays: tuple[int, ...] = ()
    end_weekday: int | None = None
    relative: Resolve | None = None
    through: Resolve | None = None  # the last of several relative days
    weeks: Weeks | None = None
    rule: Rule | None = None
    season: Season | None = None
    until: Days | None = None
    duration: int | None = None
    skipped: list[Day] = field(default_factory=list)
    assumed: tuple[str, ...] = ()
    cancelled: bool = False
    before: str = ""  # the little word before it
    each: bool = False  # its clock times hold for the days before it, too: "jeweils 18 Uhr"
    closing: bool = False  # the clock of the last day is known

    @property
    def strength(self) -> int:
        """3 where a date or a rule with its day is named, 2 a weekday or only "monatlich", 1 a clock time."""
        if self.days or self.more or (self.rule and self.rule.names_days):
            return 3
        if self.weekdays or self.relative or self.weeks or (self.rule and not self.rule.partial):
            return 2
        return int(self.start is not None or self.end is not None)


def begin(piece: Piece) -> Group:
    """A new group with this piece as its first."""
    group = Group(piece.start, piece.end, before=piece.before, cancelled=piece.cancelled)
    if piece.link == kind.TO and (piece.what == DAYS or (piece.what == SEASON and not piece.value.first)):
        group.role = UNTIL if piece.role in ("", kind.FORMER) else piece.role
    elif piece.role in _NOT_THE_EVENT or piece.role == kind.EXCEPT:
        group.role = piece.role
    if piece.what == DAYS:
        group.days, group.in_year = piece.value, piece.in_year
        drop_cancelled(group, piece)
    elif piece.what == CLOCKS:
        group.start, group.end, group.assumed = piece.value.start, piece.value.end, piece.value.assumed
        if group.start is not None and piece.link == kind.TO:
            group.start, group.end = None, group.start
    elif piece.what == WEEKDAYS:
        group.weekdays = piece.value
        if piece.link == kind.TO:
            group.role = piece.role or UNTIL
    elif piece.what == RULE:
        group.rule = piece.value
    elif piece.what == RELATIVE:
        group.relative = piece.value
        if piece.link == kind.TO:
            group.role = piece.role or UNTIL
    elif piece.what == WEEKS:
        group.weeks = piece.value
        group.role = group.role or (UNTIL if piece.link == kind.TO else "")
    elif piece.what == SEASON:
        group.season = piece.value
    return group


def drop_cancelled(group: Group, piece: Piece) -> None:
    """ "3.5., 10.5. und 17.5. fällt aus": the last of several days is off."""
    if piece.cancelled and group.days and len(group.days.days) > 1:
        group.skipped.append(group.days.days[-1])
        group.days = Days(group.days.days[:-1], group.days.through[:-1])
        group.cancelled = False
