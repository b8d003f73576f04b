"""What the words between the pieces of a text do to them.

A word can lead to the next piece (bis, und), give it a role (Anmeldeschluss, Einlass), or end a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping

from aggregator.german import kinds as kind
from aggregator.german import roles
from aggregator.german.pieces import A_DAY, CLOCKS, DAYS, NEXT_TO, RULE, SENTENCE_BETWEEN, WEEKDAYS
from aggregator.german.scan import EACH, ONTO, Effect, Scan

_BEGINNING = frozenset({"beginn", "beginnt", "beginnen", "start", "startet", "starten"})
_STICKY = frozenset({ONTO, "ab", "seit"})  # "ab dem 3. Mai"
_COPULAS = frozenset({"ist", "sind", "wird"})  # "Ende ist 18 Uhr"


def effect(scan: Scan, at: int) -> None:
    """What this token, which is no piece, does to the next one."""
    _EFFECTS.get(scan.tokens[at][0], _other)(scan, at)


def _little(scan: Scan, at: int) -> None:
    """Little words that part nothing: "am", "ca.", "im"."""
    if scan.before not in _STICKY and scan.tokens[at][0] != kind.OCLOCK:
        scan.before = scan.tokens[at][0]


def _before_clock(scan: Scan, at: int) -> None:
    word = scan.word(at)
    if word in ("ab", "seit"):
        scan.link = ""  # "bis zwölf Monate, ab dem 3. Mai"
    if scan.before != EACH:
        scan.before = word
    scan.opening = scan.opening or word in _BEGINNING


def _about(scan: Scan, at: int) -> None:
    _little(scan, at)
    scan.afterwards = scan.afterwards or scan.tokens[at][1] == kind.AFTERWARDS


def _lead(scan: Scan, at: int) -> None:
    """ "bis", a dash or "Ende" leads on to an end."""
    found = scan.tokens[at][0]
    if found == kind.DASH and scan.gap:
        return
    if found == kind.ENDS:
        scan.gap = NEXT_TO
    if found != kind.ENDS or scan.link != kind.TO:  # "bis Ende Juni"
        scan.link = found


def _and(scan: Scan, at: int) -> None:
    scan.link = scan.link or kind.AND


def _break(scan: Scan, at: int) -> None:
    if not (scan.follows(DAYS) and scan.pieces[-1].cancelled and scan.gap == NEXT_TO):
        scan.gap = SENTENCE_BETWEEN
    scan.role = ""
    scan.link = ""
    scan.in_year = None
    scan.off = False
    scan.opening = scan.afterwards = False


def _put_off(scan: Scan, at: int) -> None:
    scan.moved = True
    _other(scan, at)


def _onto(scan: Scan, at: int) -> None:
    _other(scan, at)
    scan.before = ONTO


def _each(scan: Scan, at: int) -> None:
    _other(scan, at)
    scan.before = EACH


def _open(scan: Scan, at: int) -> None:
    """ "Auftakt", "erstes Treffen", "nächster Termin", "dieses Mal"; "zweiter" and "dieser" open nothing."""
    _other(scan, at)
    scan.opening = scan.tokens[at][1] in (None, 1) or scan.word(at + 1) == "mal"


def _cancel(scan: Scan, at: int) -> None:
    """ "3. Mai fällt aus", "morgen um 8 Uhr muss entfallen"; behind a rule also "entfällt am 3. Mai"."""
    if scan.tokens[at][1] == kind.OFF:  # "kein Treffen am 3. Mai"
        _other(scan, at)
        scan.off = True
        return
    if scan.word(at + 1) in ("am", "vom") and any(piece.what == RULE for piece in scan.pieces[-3:]):
        roles.mark(scan, at, kind.EXCEPT)
        return
    called_off = scan.pieces[-1:]
    if scan.follows(CLOCKS) and scan.pieces[-1].gap != SENTENCE_BETWEEN:
        called_off = scan.pieces[-2:-1]
    if called_off and called_off[0].what in A_DAY and scan.gap != SENTENCE_BETWEEN:
        called_off[0].cancelled = True


def _closed(scan: Scan, at: int) -> None:
    """ "montags geschlossen", "Montag Ruhetag"."""
    if (scan.follows(RULE) or scan.follows(WEEKDAYS)) and scan.gap == NEXT_TO:
        scan.pieces[-1].role = kind.EXCEPT
    else:
        _other(scan, at)


def _other(scan: Scan, at: int) -> None:
    ends = scan.link == kind.ENDS and scan.word(at) in _COPULAS
    scan.part()
    if ends:
        scan.link = kind.ENDS


_EFFECTS: Mapping[str, Effect] = {
    **dict.fromkeys((kind.ARTICLE, kind.IN, kind.OCLOCK), _little),
    kind.ABOUT: _about,
    **dict.fromkeys((kind.DAYTIME, kind.CALENDAR_WEEK), _little),
    kind.AT: _before_clock,
    **dict.fromkeys((kind.TO, kind.DASH, kind.ENDS), _lead),
    kind.AND: _and,
    kind.BREAK: _break,
    kind.MOVED: _put_off,
    kind.ONTO: _onto,
    **dict.fromkeys((kind.PUBLISHED, kind.EXCEPT), roles.mark),
    kind.DEADLINE: roles.of_deadline,
    kind.REGISTRATION: roles.of_registration,
    kind.DOORS: roles.of_doors,
    kind.FORMER: roles.of_former,
    kind.WRITING: roles.of_writing,
    kind.REPLACING: roles.of_replacing,
    kind.DECIDED: roles.of_deciding,
    kind.ALWAYS: _each,
    **dict.fromkeys((kind.OPENING, kind.NTH, kind.ORDINAL, kind.SIDE), _open),
    kind.CANCELLED: _cancel,
    kind.CLOSED: _closed,
}
"""Kinds that are not named here only stand between."""
