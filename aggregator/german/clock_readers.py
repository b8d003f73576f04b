"""The readers of clock times and durations: each adds the piece that begins at a token to the scan."""

from __future__ import annotations

from aggregator.german import clocks, series
from aggregator.german import kinds as kind
from aggregator.german.pieces import CLOCKS, DAYS, DURATION, NEXT_TO, RELATIVE, RULE, WEEKDAYS
from aggregator.german.scan import Scan

_DAYTIMES = {
    "nachmittag": "afternoon",
    "abend": "evening",
    "vormittag": "morning",
    "tagmorgen": "morning",
    "wochmorgen": "morning",
    "früh": "morning",
    "nacht": "night",
}
_NO_EVENINGS = ("sonnabend", "heiligabend")


def read_clocks(scan: Scan, at: int) -> int | None:
    before = scan.tokens[at - 1][0] if at else ""
    near = before in (kind.AT, kind.TO, kind.ABOUT, kind.ENDS, kind.DOORS) or (
        scan.gap == NEXT_TO
        and bool(scan.pieces)
        and scan.pieces[-1].what in (DAYS, WEEKDAYS, RULE, RELATIVE)
        and before != kind.AND
    )
    found = clocks.parse(scan.tokens, at, near)
    if found and scan.role and ")" in scan.text[scan.tokens[at][2] : scan.tokens[found[1] - 1][2]]:
        found = clocks.parse(scan.tokens, at, near, ranges=False)  # "9 Uhr (Einlass 8 Uhr) bis 17 Uhr"
    if scan.gap and before == kind.TO:
        scan.before = kind.TO
    daytime = _daytime_before(scan, at) if found else None
    if found and daytime:
        found = clocks.at_daytime(found[0], daytime), found[1]
    return scan.add(CLOCKS, found[0], at, found[1]) if found else None


def _daytime_before(scan: Scan, at: int) -> str | None:
    """The daytime that holds for a clock: "nachmittags um 3", "Freitagabend um 8"."""
    before = at - 1 - (scan.tokens[at - 1][0] == kind.AT)
    if scan.tokens[before][0] == kind.DAYTIME:
        daytime: str = scan.tokens[before][1]
        return daytime
    if scan.gap or not scan.pieces or before < 0 or scan.pieces[-1].what == CLOCKS:
        return None
    last = scan.pieces[-1]
    if not scan.text[last.end - 1].isalpha():
        return None
    named = scan.text[last.start : last.end].lower().rstrip("s")
    if named.endswith(_NO_EVENINGS):
        return None
    return next((daytime for ending, daytime in _DAYTIMES.items() if named.endswith(ending)), None)


def read_duration(scan: Scan, at: int) -> int | None:
    """ "für 45 Minuten", "Dauer: 2 Stunden", "17 Uhr (90 min)"."""
    said = scan.tokens[at][0] == kind.LASTING
    if said:
        at = series.skip(scan.tokens, at + 1, kind.ABOUT, kind.ARTICLE)
    elif not (scan.follows(CLOCKS) and scan.gap == NEXT_TO and _closes(scan, at + 1)):
        return None
    if scan.tokens[at - 1][0] in (kind.TO, kind.DASH):  # "20 bis 30 Minuten" names no end
        return None
    found, value, _, _ = scan.tokens[at]
    if found not in (kind.NUMBER, kind.NUMERAL):
        return None
    half = scan.tokens[at + 1][:2] == (kind.NUMBER, "5") and scan.text.startswith(",5", scan.tokens[at][3])
    last = at + 1 + half
    unit = scan.tokens[last]
    if unit[0] != kind.DURATION and not (said and scan.word(last) == "h"):
        return None  # "für 15 Uhr" is a clock time
    per = unit[1] or 60
    minutes = int(value) * per + half * per // 2
    return scan.add(DURATION, minutes, at, last + 1) if 0 < minutes < 7 * 1440 else None


def _closes(scan: Scan, at: int) -> bool:
    """Whether a bracket, a sentence or the text ends behind this token."""
    return scan.tokens[at + 1][0] in (kind.STOP, kind.BREAK) or scan.text.startswith(")", scan.tokens[at][3])
