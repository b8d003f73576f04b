"""Calendar weeks: "KW 12", "in der 12. Kalenderwoche 2026", "KW 12-13"."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from aggregator.german import kinds as kind
from aggregator.german.kinds import Token
from aggregator.german.relative import nearest
from aggregator.german.years import Impossible

_SUNDAY = timedelta(days=6)


class Weeks(NamedTuple):
    """The weeks from `first` to `last`, numbered as in ISO 8601; without a year the nearest."""

    first: int
    last: int
    year: int | None

    def days(self, reference: date) -> tuple[date, date]:
        """The first Monday and the last Sunday; `Impossible` where the year has no such week."""

        def monday(year: int) -> date:
            try:
                return date.fromisocalendar(year, self.first, 1)
            except ValueError:
                raise Impossible(f"{year} has no week {self.first}") from None

        begun = nearest(monday, self.year)(reference)
        return begun, begun + timedelta(weeks=self.last - self.first) + _SUNDAY


def parse(tokens: list[Token], at: int) -> tuple[Weeks, int] | None:
    """The weeks that begin at this token and the place after them, or None."""
    if tokens[at][0] == kind.CALENDAR_WEEK:
        at += 1
        after = at + 1
    elif tokens[at][0] == kind.ORDINAL and tokens[at + 1][0] == kind.CALENDAR_WEEK:
        after = at + 2
    else:
        return None
    first = _number(tokens[at])
    if first is None:
        return None
    last = _number(tokens[after + 1]) if tokens[after][0] in (kind.DASH, kind.TO, kind.AND) else None
    after += 2 * (last is not None)
    year = tokens[after]
    named = year[0] == kind.NUMBER and len(year[1]) == 4 and 1900 <= int(year[1]) <= 2199
    return Weeks(first, max(last or first, first), int(year[1]) if named else None), after + named


def _number(token: Token) -> int | None:
    if token[0] not in (kind.NUMBER, kind.ORDINAL) or not 0 < int(token[1]) < 54:
        return None
    return int(token[1])
