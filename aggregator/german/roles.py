"""Words that give a day or a clock time another role than the event's: deadlines, doors, days of writing.

Each is an effect as in `effects`: it marks the next piece, or the one before.
"""

from __future__ import annotations

import re

from aggregator.german import kinds as kind
from aggregator.german.pieces import A_DAY, CLOCKS, DAYS, NEXT_TO, SENTENCE_BETWEEN, WORDS_BETWEEN
from aggregator.german.scan import Scan

_REPLACED = frozenset({"für", "vom", "des", "zum"})  # "Ersatztermin für den 3. Mai"
_TO_REGISTER = frozenset((
    "anmelden", "einreichen", "eingereicht", "registrieren", "bewerben", "einschreiben", "reservieren",
    "reserviert",
))  # fmt: skip
_DATELINES = frozenset({"|", "–", "-", "·"})  # between a day and "Pressemitteilung"
_LINE_ENDS = ("", "\n")
_GONE_BY = re.compile(r"\b(?:hat|haben|hatte|wurden?|beschloss|entschied)\b", re.IGNORECASE)
_NEAR = 60  # signs
# What may stand between a clock and "Einlass": "19 Uhr: ", "19:00 (", "19 h - ab ", "19 Uhr ist ".
_BEHIND_CLOCK = re.compile(r"[ (:|–-]*(?:Uhr|h)?[ (:|–-]*(?:(?:ab|ist|beginnt der)[ ])?", re.IGNORECASE)
_TAKES_PLACE = re.compile(r"\bf(?:inde[tn]|and(?:en)?)\b[^.!?;]*$")  # a "statt" that ends this is the verb's
_SENTENCE = 120  # signs
_LEADS_TO_DAY = frozenset(
    {kind.DATE, kind.ORDINAL, kind.NUMBER, kind.DOTTED_PAIR, kind.CLOCK, kind.STAMP, kind.WEEKDAY, kind.TO}
)


def mark(scan: Scan, at: int, role: str = "") -> None:
    """What follows a word such as "außer" has its role, or the one given."""
    scan.part()
    scan.role = role or scan.tokens[at][0]
    scan.role_gap = NEXT_TO
    scan.marked = scan.tokens[at][2]


def of_registration(scan: Scan, at: int) -> None:
    """ "Anmeldung bis 3. Mai"; also the day before "können Beiträge eingereicht werden"."""
    if _opens_registration(scan, at):
        scan.pieces[-1].role = kind.REGISTRATION
    mark(scan, at)


def of_doors(scan: Scan, at: int) -> None:
    """ "Einlass 19 Uhr", or "19 Uhr Einlass"."""
    if scan.gap != SENTENCE_BETWEEN and scan.follows(CLOCKS) and _trails(scan, at):
        scan.pieces[-1].role = kind.DOORS
    else:
        mark(scan, at)


def of_deadline(scan: Scan, at: int) -> None:
    """ "Anmeldeschluss 3. Mai", "3. Mai Anmeldeschluss", "Bis 1. März gibt es Frühbucherrabatt"."""
    behind_day = scan.gap == NEXT_TO and scan.follows(DAYS)
    if behind_day and scan.pieces[-1].role:
        return  # "Karten ab 5. Mai im Vorverkauf"
    of_sentence = scan.gap == WORDS_BETWEEN and _leads_sentence(scan) and _names_none(scan, at)
    if of_sentence or (behind_day and _closes_registration(scan, at)):
        scan.pieces[-1].role = kind.DEADLINE
    else:
        mark(scan, at)


def of_former(scan: Scan, at: int) -> None:
    """ "Statt am 3. Mai", "nicht am 3. Mai, sondern"; "am 3. Mai geplant" names the day before it."""
    start = scan.tokens[at][2]
    if scan.word(at).startswith(("statt", "nicht")):
        if _TAKES_PLACE.search(scan.text, max(0, start - _SENTENCE), start):
            scan.part()  # "findet statt am 3. Mai"
        else:
            mark(scan, at)
    else:
        _of_former_day(scan, at)


def _of_former_day(scan: Scan, at: int) -> None:
    if scan.gap == NEXT_TO and scan.pieces and scan.pieces[-1].what in A_DAY:
        scan.pieces[-1].role = kind.FORMER
    else:
        mark(scan, at, kind.FORMER)


def _opens_registration(scan: Scan, at: int) -> bool:
    """ "Ab dem 1. Juli können Beiträge eingereicht werden": the day before the verb is no event's."""
    return (
        scan.word(at) in _TO_REGISTER
        and scan.follows(DAYS)
        and scan.gap != SENTENCE_BETWEEN
        and scan.pieces[-1].before in ("ab", "seit")
    )


def _closes_registration(scan: Scan, at: int) -> bool:
    """ "20. April Anmeldeschluss": no other day follows that the word may belong to."""
    start, end = scan.tokens[at][2:]
    if scan.text[scan.pieces[-1].end : start].strip(" |-–:") or scan.text[end : end + 1] == ":":
        return False
    return _names_none(scan, at)


def _leads_sentence(scan: Scan) -> bool:
    """Whether the last piece is an end without a beginning: "Bis 1. März"."""
    last = scan.pieces[-1] if scan.pieces else None
    return last is not None and last.link == kind.TO and (last.gap != NEXT_TO or len(scan.pieces) == 1)


def _names_none(scan: Scan, at: int) -> bool:
    """Whether no day stands behind a word that can be its own."""
    behind = scan.tokens[at + 1 : at + 4]
    return behind[0][0] == kind.LASTING or not any(token[0] in _LEADS_TO_DAY for token in behind)


def _trails(scan: Scan, at: int) -> bool:
    """Whether a mark stands directly behind its clock ("19 Uhr Einlass, 20 Uhr Beginn")."""
    start, end = scan.tokens[at][2:]
    last = scan.pieces[-1]
    if start - last.end > _NEAR or not _BEHIND_CLOCK.fullmatch(scan.text, last.end, start):
        return False
    between = scan.text[last.end : start]
    after = scan.text[end : end + 3].lstrip("*_ ")
    if "(" in between:  # "9 Uhr (Einlass/Aufbau 8 Uhr)"
        return after.startswith(")")
    if scan.tokens[at + 1][0] == kind.CLOCK and ("-" in between or "–" in between):
        return bool(last.value.start and last.value.start < scan.tokens[at + 1][1])  # doors open before
    return not after or after[0] in ",;.)|/-\n–·"


def of_writing(scan: Scan, at: int) -> None:
    """ "Pressemitteilung vom", "online seit", "Datum der Meldung", "3.5. | Artikel": not the event's."""
    start, end = scan.tokens[at][2:]
    behind = scan.text[end : end + 3].strip(" ")
    dated = scan.text[max(start - 10, 0) : start].lower().endswith(("datum der ", "datum des "))
    numbered = behind.startswith("Nr") and scan.tokens[at + 2][0] == kind.NUMBER
    if dated or scan.word(at + 1 + 2 * numbered) == scan.tokens[at][1] or behind[:1] == "|":
        mark(scan, at, kind.PUBLISHED)
    elif scan.follows(DAYS) and (behind[:1] in _LINE_ENDS or scan.word(at).startswith("presse")):
        if scan.text[scan.pieces[-1].end : start].strip(" ") in _DATELINES:
            scan.pieces[-1].role = kind.PUBLISHED
        scan.part()
    else:
        scan.part()


def of_deciding(scan: Scan, at: int) -> None:
    """ "In seiner Sitzung am 3. Mai hat der Rat beschlossen": that day is gone by."""
    if scan.follows(DAYS) and scan.gap != SENTENCE_BETWEEN and not scan.pieces[-1].role:
        said = scan.text[max(scan.pieces[-1].start - _NEAR, 0) : scan.tokens[at][3]]
        if _GONE_BY.search(said):
            scan.pieces[-1].role = kind.PUBLISHED
    scan.part()


def of_replacing(scan: Scan, at: int) -> None:
    """ "Ersatztermin für den 3. Mai: 7. Juni" names the former day first."""
    if scan.word(at + 1) in _REPLACED:
        _of_former_day(scan, at)
    else:
        scan.part()
