"""Clock times in words: "halb acht", "drei viertel acht", "sechzehn Uhr dreißig"."""

from __future__ import annotations

from aggregator.german import kinds as kind
from aggregator.german.kinds import Token

Clock = tuple[int, int]
"""Hour and minute."""


def spoken_clock(tokens: list[Token], at: int) -> tuple[Clock, bool, int] | None:
    """The clock that begins at this token, whether it is one for sure, and the place after it; or None."""
    found, value, _, _ = tokens[at]
    shift = 0
    if found == kind.NUMERAL and value == 3 and tokens[at + 1][1] == -45:  # "drei viertel acht"
        shift, at = -15, at + 2
        found, value, _, _ = tokens[at]
    elif found == kind.HALF:
        shift = value
        at += 1
        found, value, _, _ = tokens[at]
        if found == kind.TO_PAST and shift == -45:
            shift = 15 * value
            at += 1
            found, value, _, _ = tokens[at]
    if shift and found == kind.NUMBER and len(value) < 3:
        value = int(value)
    elif found != kind.NUMERAL:
        return None
    oclock = tokens[at + 1][0] == kind.OCLOCK
    if not 0 <= value <= 24 or (value == 1 and not (oclock or shift)):  # "um eine Anmeldung"
        return None
    total = value * 60 + shift
    if total < 0:
        return None
    after = at + 1 + oclock
    if oclock and not shift and _minutes(tokens, after):
        return (value, tokens[after][1]), True, after + 1
    return (total // 60, total % 60), oclock or shift != 0, after


def _minutes(tokens: list[Token], at: int) -> bool:
    """ "sechzehn Uhr dreißig": whether a numeral behind the hour is its minutes."""
    if tokens[at][0] != kind.NUMERAL or not 4 < tokens[at][1] < 60:
        return False
    return tokens[at + 1][0] not in (kind.OCLOCK, kind.MEASURE, kind.DURATION, kind.UNIT)
