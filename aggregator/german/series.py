"""Lists and ranges inside a rule: "montags, mittwochs und freitags", "Mo-Fr", "2. und 4."."""

from __future__ import annotations

from aggregator.german import kinds as kind
from aggregator.german.kinds import Token

_NAMES = frozenset({kind.WEEKDAY, kind.WEEKDAYS})
_ORDINALS = frozenset({kind.NTH, kind.ORDINAL})
_LINKS = frozenset({kind.DASH, kind.TO, kind.AND, kind.ARTICLE})
_FEW = 4  # words of one kind in a row; bounded, as are lists of weekdays, so that work stays linear


def skip(tokens: list[Token], at: int, *kinds: str) -> int:
    """The place after a few tokens of these kinds."""
    for after in range(at, at + _FEW):
        if tokens[after][0] not in kinds:
            return after
    return at


def weekdays(tokens: list[Token], at: int) -> tuple[tuple[int, ...], int, bool]:
    """Weekday names from here on, the place after them, and whether they are a range ("Mo-Fr")."""
    name, named, _, _ = tokens[at]
    if name not in _NAMES:
        return (), at, False
    if tokens[at + 1][0] not in _LINKS and tokens[at + 1][0] not in _NAMES:
        return ((named,) if name == kind.WEEKDAY else named), at + 1, False
    found: list[int] = []
    ranged = False
    while True:
        what, value, _, _ = tokens[at]
        if what == kind.WEEKDAY:
            found.append(value)
        elif what == kind.WEEKDAYS:
            found.extend(value)
        else:
            return tuple(dict.fromkeys(found)), at, ranged
        if len(found) > 2 * _FEW:
            return (), at, False
        at += 1
        if tokens[at][0] == kind.ARTICLE and tokens[at + 1][0] == kind.TO:  # "von Mittwoch an bis Sonntag"
            at += 1
        link = tokens[at][0]
        after = at + 1 if link in (kind.DASH, kind.TO, kind.AND) else at
        if after > at and tokens[after][0] in (kind.ARTICLE, kind.ABOUT):
            after += 1
        if tokens[after][0] == kind.EVERY and after > at:
            after += 1
        if tokens[after][0] not in (kind.WEEKDAY, kind.WEEKDAYS):
            return tuple(dict.fromkeys(found)), at, ranged
        if link in (kind.DASH, kind.TO) and tokens[after][0] in (kind.WEEKDAY, kind.WEEKDAYS):
            last = tokens[after][1] if tokens[after][0] == kind.WEEKDAY else tokens[after][1][-1]
            first = found[-1]
            found.extend((first + step) % 7 for step in range(1, (last - first) % 7 + 1))
            ranged = True
            at = after + 1
            if tokens[at][0] != kind.AND or tokens[at + 1][0] not in (kind.WEEKDAY, kind.WEEKDAYS):
                return tuple(dict.fromkeys(found)), at, ranged
            after = at + 1
        at = after


def ordinals(tokens: list[Token], at: int) -> tuple[list[int], int, bool]:
    """Ordinal numbers from here on: "ersten und dritten", "2. oder 3.", "1./3."."""
    if tokens[at + 1][0] in _NAMES and tokens[at][0] in _ORDINALS:
        return [tokens[at][1]], at + 1, tokens[at][0] == kind.ORDINAL
    found: list[int] = []
    numeric = False
    while True:
        what, value, _, _ = tokens[at]
        if what == kind.NTH:
            found.append(value)
        elif what == kind.ORDINAL or (what == kind.NUMBER and tokens[at + 1][0] in (kind.AND, kind.DASH)):
            found.append(int(value))
            numeric = True
        else:
            return found, at, numeric
        if len(found) > 2 * _FEW:
            return [], at, False
        at += 1
        after = skip(tokens, at, kind.AND, kind.ARTICLE, kind.EVERY)
        if tokens[after][0] not in (kind.NTH, kind.ORDINAL):
            return found, at, numeric
        at = after
