"""The months in which a rule holds: "von April bis Oktober", "ab März 2026", "im Januar", "bis Ende Juni"."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import NamedTuple

from aggregator.german import kinds as kind
from aggregator.german.day import year_behind
from aggregator.german.kinds import Token
from aggregator.german.years import existing

_Month = tuple[int | None, int]  # year, if it was said, and month


class Season(NamedTuple):
    """The first and the last month; one of them may be open."""

    first: _Month | None
    last: _Month | None

    @property
    def yearless(self) -> bool:
        """Whether a year must be assumed."""
        return all(month is None or month[0] is None for month in (self.first, self.last))

    def days(self, reference: date) -> tuple[date | None, date | None]:
        """The first and the last day; without a year those of the season that is not over."""
        if self.last is None:
            assert self.first is not None
            return existing(self._year(self.first, reference), self.first[1], 1), None
        year, month = self.last
        if year is None and self.first and self.first[0]:
            year = self.first[0] + (month < self.first[1])
        year = year or self._year(self.last, reference)
        end = existing(year, month, monthrange(year, month)[1])
        if self.first is None:
            return None, end
        return existing(self.first[0] or year - (self.first[1] > month), self.first[1], 1), end

    @staticmethod
    def _year(month: _Month, reference: date) -> int:
        return month[0] or reference.year + (month[1] < reference.month)


def parse(tokens: list[Token], at: int, lead: str) -> tuple[Season, int] | None:
    """The season that begins at this month's name and the place after it, or None.

    `lead` is the kind or the word that leads to it: "ab" opens, "bis" ends, "im" is that month alone.
    """
    first, after = _month(tokens, at)
    if tokens[after][0] in (kind.DASH, kind.TO):
        behind = after + 1
        while tokens[behind][0] in (kind.TO, kind.ENDS, kind.IN):
            behind += 1
        if tokens[behind][0] == kind.MONTH:
            last, after = _month(tokens, behind)
            return Season(first, last), after
    if lead in ("ab", "seit", "anfang"):
        return Season(first, None), after
    if lead == kind.TO:
        return Season(None, first), after
    return (Season(first, first), after) if lead == kind.IN else None


def _month(tokens: list[Token], at: int) -> tuple[_Month, int]:
    year, after = year_behind(tokens, at + 1, False)
    return (year, tokens[at][1]), after
