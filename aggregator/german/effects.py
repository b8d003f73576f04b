"""What the words between the pieces of a text do to them.

A word can lead to the next piece (bis, und), give it a role (Anmeldeschluss, Einlass), or end a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from aggregator.german import kinds as kind
from aggregator.german.pieces import (
    CLOCKS,
    DAYS,
    NEXT_TO,
    RELATIVE,
    RULE,
    SENTENCE_BETWEEN,
    WEEKDAYS,
    WORDS_BETWEEN,
)
from aggregator.german.scan import EACH, ONTO, Effect, Scan

_BEGINNING = frozenset({"beginn", "beginnt", "beginnen", "start", "startet", "starten"})
_REPLACED = frozenset({"für", "vom", "des", "zum"})  # "Ersatztermin für den 3. Mai"
_REGISTERING = frozenset(
    {
        "anmelden",
        "einreichen",
        "eingereicht",
        "registrieren",
        "bewerben",
        "einschreiben",
        "reservieren",
        "reserviert",
    }
)
_STICKY = frozenset({ONTO, "ab", "seit"})  # "ab dem 3. Mai"
_DATELINES = frozenset({"|", "–", "-", "·"})  # between a day and "Pressemitteilung"
_LINE_ENDS = ("", "\n")
_GONE_BY = re.compile(r"\b(?:hat|haben|hatte|wurden?|beschloss|entschied)\b", re.IGNORECASE)
_NEAR = 60  # signs
_A_DAY = frozenset({DAYS, WEEKDAYS, RELATIVE})
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
    """ "Auftakt", "erstes Treffen", "nächster Termin"; "zweiter" and "dieser" open nothing."""
    _other(scan, at)
    scan.opening = scan.tokens[at][1] in (None, 1)


def _cancel(scan: Scan, at: int) -> None:
    """ "3. Mai fällt aus", "morgen um 8 Uhr muss entfallen"; behind a rule also "entfällt am 3. Mai"."""
    if scan.word(at + 1) in ("am", "vom") and any(piece.what == RULE for piece in scan.pieces[-3:]):
        _mark(scan, at, kind.EXCEPT)
        return
    called_off = scan.pieces[-1:]
    if scan.follows(CLOCKS) and scan.pieces[-1].gap != SENTENCE_BETWEEN:
        called_off = scan.pieces[-2:-1]
    if called_off and called_off[0].what in _A_DAY and scan.gap != SENTENCE_BETWEEN:
        called_off[0].cancelled = True


def _closed(scan: Scan, at: int) -> None:
    """ "montags geschlossen", "Montag Ruhetag"."""
    if (scan.follows(RULE) or scan.follows(WEEKDAYS)) and scan.gap == NEXT_TO:
        scan.pieces[-1].role = kind.EXCEPT
    else:
        _other(scan, at)


def _writing(scan: Scan, at: int) -> None:
    """ "Pressemitteilung vom", "online seit", "Datum der Meldung", "3.5. | Artikel": not the event's."""
    start, end = scan.tokens[at][2:]
    behind = scan.text[end : end + 3].strip(" ")
    dated = scan.text[max(start - 10, 0) : start].lower().endswith(("datum der ", "datum des "))
    numbered = behind.startswith("Nr") and scan.tokens[at + 2][0] == kind.NUMBER
    if dated or scan.word(at + 1 + 2 * numbered) == scan.tokens[at][1] or behind[:1] == "|":
        _mark(scan, at, kind.PUBLISHED)
    elif scan.follows(DAYS) and (behind[:1] in _LINE_ENDS or scan.word(at).startswith("presse")):
        if scan.text[scan.pieces[-1].end : start].strip(" ") in _DATELINES:
            scan.pieces[-1].role = kind.PUBLISHED
        _other(scan, at)
    else:
        _other(scan, at)


def _decided(scan: Scan, at: int) -> None:
    """ "In seiner Sitzung am 3. Mai hat der Rat beschlossen": that day is gone by."""
    if scan.follows(DAYS) and scan.gap != SENTENCE_BETWEEN and not scan.pieces[-1].role:
        said = scan.text[max(scan.pieces[-1].start - _NEAR, 0) : scan.tokens[at][3]]
        if _GONE_BY.search(said):
            scan.pieces[-1].role = kind.PUBLISHED
    _other(scan, at)


def _replacing(scan: Scan, at: int) -> None:
    """ "Ersatztermin für den 3. Mai: 7. Juni" names the former day first."""
    if scan.word(at + 1) in _REPLACED:
        _mark(scan, at, kind.FORMER)
    else:
        _other(scan, at)


def _other(scan: Scan, at: int) -> None:
    if scan.gap == NEXT_TO:
        scan.gap = WORDS_BETWEEN
    scan.role_gap = WORDS_BETWEEN
    if scan.link != kind.TO and not (scan.link == kind.ENDS and scan.word(at) in _COPULAS):
        scan.link = ""
    scan.before = ""


def _mark(scan: Scan, at: int, role: str = "") -> None:
    """A word such as "Einlass" belongs to what follows, or to the clock right before it."""
    found = role or scan.tokens[at][0]
    if found == kind.REGISTRATION and _opens_registration(scan, at):
        scan.pieces[-1].role = kind.REGISTRATION
    if found == kind.DOORS and scan.gap == NEXT_TO and scan.follows(CLOCKS) and _trails(scan, at):
        scan.pieces[-1].role = kind.DOORS
        return
    if found == kind.DEADLINE and scan.gap == NEXT_TO and scan.follows(DAYS) and scan.pieces[-1].role:
        return  # "Karten ab 5. Mai im Vorverkauf"
    instead = scan.word(at).startswith(("statt", "nicht"))  # of the day that follows
    if found == kind.FORMER and not instead and scan.gap == NEXT_TO and scan.follows(DAYS):
        scan.pieces[-1].role = kind.FORMER
        return
    _other(scan, at)
    scan.role = found
    scan.role_gap = NEXT_TO
    scan.marked = scan.tokens[at][2]


def _opens_registration(scan: Scan, at: int) -> bool:
    """ "Ab dem 1. Juli können Beiträge eingereicht werden": the day before the verb is no event's."""
    return (
        scan.word(at) in _REGISTERING
        and scan.follows(DAYS)
        and scan.gap != SENTENCE_BETWEEN
        and scan.pieces[-1].before in ("ab", "seit")
    )


def _trails(scan: Scan, at: int) -> bool:
    """Whether a mark stands directly behind its clock ("19 Uhr Einlass, 20 Uhr Beginn")."""
    start, end = scan.tokens[at][2:]
    between = scan.text[scan.pieces[-1].end : start]
    if between.strip(" (:uUhrab"):
        return False
    after = scan.text[end : end + 3].lstrip("*_ ")
    if "(" in between:  # "9 Uhr (Einlass/Aufbau 8 Uhr)"
        return after.startswith(")")
    return not after or after[0] in ",;.)|/-\n–·"


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
    **dict.fromkeys((kind.DEADLINE, kind.REGISTRATION, kind.PUBLISHED, kind.DOORS), _mark),
    **dict.fromkeys((kind.FORMER, kind.EXCEPT), _mark),
    kind.WRITING: _writing,
    kind.REPLACING: _replacing,
    kind.DECIDED: _decided,
    kind.ALWAYS: _each,
    **dict.fromkeys((kind.OPENING, kind.NTH, kind.ORDINAL, kind.SIDE), _open),
    kind.CANCELLED: _cancel,
    kind.CLOSED: _closed,
}
"""Kinds that are not named here only stand between."""
