"""Which of a text's groups is the event's own time, and what other sentences say of it."""

from __future__ import annotations

import re
from datetime import date

from aggregator.german import kinds as kind
from aggregator.german.days import of_year
from aggregator.german.groups import UNTIL, Group
from aggregator.german.scan import ONTO
from aggregator.german.years import Impossible, dated, maybe

_NEAR = 60  # signs
_PAST = re.compile(
    r"\b(?:nach|nachgang|rückblick|seit|zuletzt|wurden?|war(?:en)?|fand(?:en)?|hatten?|trafen)\b",
    re.IGNORECASE,
)
"""Words that say of a day in their sentence that it is gone by."""
_SENTENCE_END = re.compile(r"[!?;]|(?<=[^\W\d]{3})\.|(?<=[0-9]{4})\.|\n\n")
"""A dot ends a sentence behind three letters or a year: not behind "Dr." or "3."."""
_PROSE = re.compile(
    r" ?[:–-] (?!.*(?:weiter|wieder|nächst|letzt|jeweils|ersatz|ausweich|(?:und|auch|oder) am ))"
    r"(?=.*\b(?:finde[nt]|lädt|laden|öffne[nt]|feier[nt]|starten|startet|beginnt|veranstalte[nt]|wird|werden)\b)"
    r"[^\n]+\bam (?:\w+, (?:den |dem )?)?",
    re.IGNORECASE,
)
"""A sentence with its verb, between the day of its writing and the day that it names."""
_NAME_WITH_YEAR = re.compile(
    r"\s*(?!Bis )(?:(?:Die|Der|Das|Im) )?(?:[^\W_a-zäöüß][\w.+-]* ){1,4}(?P<year>20[0-9]{2}) "
    r"(?:findet|finden|steigt|beginnt|startet|läuft|geht)\b"
)
_SENTENCE = 160  # signs
_AHEAD = 2  # years
_PLACE = re.compile(r"\W*(?:[^\W\d]+(?:[ -][^\W\d]+)?,[ ](?:den[ ])?)?")  # "Köln, den"


def choose(groups: list[Group], moved: bool, text: str, reference: date) -> Group | None:
    """The group that names the event's time, or None; `moved` says that something was put off."""
    if _is_dateline(groups, text, reference):
        groups = groups[1:]
    chosen = _strongest(groups, moved)
    if chosen is not None and chosen.days and len(groups) > 1 and not moved:
        return _to_come(chosen, groups, text, reference)
    return chosen


def complete(chosen: Group, groups: list[Group]) -> None:
    """A clock time in a sentence of its own belongs to the only day there is; "jeweils" to every day."""
    if chosen.start is not None or chosen.end is not None or len(groups) == 1:
        return
    for group in groups:
        if group is chosen or group.role or group.start is None:
            continue
        apart = group.strength < 3 or (group.each and group.first > chosen.first)
        if apart or (group.first > chosen.first and _is_same_day(chosen, group)):
            chosen.start, chosen.end = group.start, group.end
            return


def _is_same_day(chosen: Group, group: Group) -> bool:
    """Whether both are one and the same day: "Treffen am 10.05.2016. Am 10. Mai um 19 Uhr …"."""
    if not (chosen.days and group.days) or chosen.rule or group.rule:
        return False
    if chosen.end_day or chosen.more or len(chosen.days.days) + len(group.days.days) > 2:
        return False
    day, other = chosen.days.days[0], group.days.days[0]
    return day[1:3] == other[1:3] and (not (day.year and other.year) or day.year == other.year)


def name_year(group: Group, text: str, reference: date) -> None:
    """Days without a year have that of the name with which their sentence begins: "Javaland 2017 findet"."""
    if group.days is None or group.in_year is not None or group.days.days[0].year is not None:
        return
    before = text[max(0, group.first - _SENTENCE) : group.first]
    if "20" not in before:
        return
    found = _NAME_WITH_YEAR.match(_SENTENCE_END.split(before)[-1])
    year = int(found["year"]) if found else 0
    if not reference.year < year <= reference.year + _AHEAD:
        return
    day = group.days.days[0]
    first = maybe(year, day)
    if first and day.weekday in (None, first.weekday()):
        group.days = of_year(group.days, year)


def _is_dateline(groups: list[Group], text: str, reference: date) -> bool:
    """Whether the text begins with the day of its writing, apart from what follows, and a later day does."""
    if len(groups) < 2:
        return False
    first = groups[0]
    if first.role or first.days is None or len(first.days.days) > 1 or first.rule:
        return False
    year, month, day, _ = first.days.days[0]
    if year is None or first.start or first.end_day or first.more or text[: first.first].strip():
        return False
    behind = text[first.last : groups[1].first]
    written = (year, month, day)
    of_today = written == (reference.year, reference.month, reference.day)
    if behind.strip() and behind.lstrip(" ")[:1] != "\n" and not (of_today and _PROSE.fullmatch(behind)):
        return False
    later = [group.days.days[0] for group in groups[1:] if group.days and not group.role]
    return written <= (reference.year, reference.month, reference.day) and any(
        (other.year or reference.year, other.month, other.day) > written for other in later
    )


def _strongest(groups: list[Group], moved: bool) -> Group | None:
    """The first group of the strongest kind that is the event's own; of a moved event the new date."""
    if len(groups) == 1 and not groups[0].role:
        return groups[0]
    best: Group | None = None
    held = [group for group in groups if not group.cancelled]
    if any(group.strength > 1 and not group.role for group in held):
        groups = held
    if moved:
        own = [group for group in groups if group.role in ("", UNTIL) and group.strength > 1]
        dated = [group for group in own if group.days] or own
        onto = [group for group in dated if group.before == ONTO]
        if len(dated) > 1:
            return (onto or [group for group in dated if not group.role] or dated)[-1]
    for group in groups:
        if not group.role and group.strength > (best.strength if best else 0):
            best = group
    if best is None or best.strength == 1:
        best = next((group for group in groups if group.role == kind.FORMER and group.days), best)
    return best


def _to_come(chosen: Group, groups: list[Group], text: str, reference: date) -> Group:
    """The group of the first day to come where words say of the chosen one that it is gone by."""
    if chosen.rule or not _speaks_of_past(chosen, text) or _last(chosen, reference) >= reference:
        return chosen
    others = (group for group in groups if group.days and not (group.role or group.rule or group.cancelled))
    return next((group for group in others if _last(group, reference) >= reference), chosen)


def _speaks_of_past(group: Group, text: str) -> bool:
    """ "Nach dem Treffen am 3. Mai", "am 3. Mai wurde", or "Köln, 3. Mai 2026." as a text's first words."""
    before = _SENTENCE_END.split(text[max(0, group.first - _NEAR) : group.first])[-1]
    behind = _SENTENCE_END.split(text[group.last : group.last + _NEAR], maxsplit=1)[0]
    if _PAST.search(before) or _PAST.search(behind):
        return True
    opens = group.first < _NEAR and _PLACE.fullmatch(text, 0, group.first) is not None
    return opens and text[group.last : group.last + 2] in (". ", ".\n")


def _last(group: Group, reference: date) -> date:
    """The last day of a group with days; one that does not exist is never gone by."""
    assert group.days is not None
    lists = [group.days, *(days for days, _ in group.more)]
    try:
        return dated(group.end_day or lists[-1].days[-1], reference)
    except (Impossible, OverflowError):
        return date.max
