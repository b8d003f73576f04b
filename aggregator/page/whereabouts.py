"""Where on a page the event's place stands: behind a label, as address lines, in the date's own sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from aggregator.event import Place
from aggregator.page.datelines import is_only_a_date
from aggregator.page.labels import Labelled, split_label
from aggregator.page.lines import Line
from aggregator.page.sentenceplace import address_in, house_in, town_in
from aggregator.place import read_address, says_online
from aggregator.place.address import is_street
from aggregator.place.online import met_by, wholly_online

Where = tuple[Place | None, str | None, str]
_POSTCODE_LINE = re.compile(
    r"(?:.*[,\s])?(?:[A-Z]{1,2}-)?\d{4,5}\s+[A-ZÄÖÜ][\w.\-/ ()]+(?:,.*)?"
    r"|(?:.*[·•|,]\s*)?[A-ZÄÖÜ][^\W\d][^,\d]*, (?:[A-Z]{2},? )?\d{5}(?: [A-ZÄÖÜ]\w+)?"
)
_TOWN_FIRST = re.compile(r"^([A-ZÄÖÜ][^\W\d][^,\d]*), (?:[A-Z]{2},? )?(\d{5})(?: [A-ZÄÖÜ]\w+)?$")
_CONTACT = re.compile(
    r"kontakt|impressum|contact|anschrift|geschäftsstelle|presse|ansprechpartner", re.IGNORECASE
)
_PREPOSITION = re.compile(r"(?:im|in der|in den|in dem|ins|at the|at)\s+(?=[A-ZÄÖÜ„])")
_ACTION = re.compile(
    r"anmeld|ticket|kontakt|fragen|mehr|weiter|zurück|kalender|teilen|register|rsvp|share|free|kostenlos|\?$",
    re.I,
)
_TAKES_PLACE_ONLINE = re.compile(
    r"(?:findet|finden|treffen|takes? place|held|is|wird|veranstaltung|event)\b[^.!?]{0,60}"
    r"\b(?:online|virtuell|per zoom|via zoom|im livestream|videokonferenz|webinar)",
    re.IGNORECASE,
)
_ONLINE_TITLE = re.compile(
    r"\bweb-?(?:inar|seminar)|\blive-?stream|\bonline-?(?:veranstaltung|seminar|workshop|vortrag|treffen|sprechstunde"
    r"|kurs|event|meeting|talk|konferenz|schulung|fortbildung|stammtisch)|\(online\)|\bonline$|^online:",
    re.IGNORECASE,
)
BARE_HOUSE = "prose: a house"
"""Where a place was read from that is no more than a house or a street, which is no sign of an event."""
_REACH = 12
"""Lines around the date within which an address is taken for the event's."""


def place_in(lines: Sequence[Line], fields: Sequence[Labelled], date_lines: Sequence[int]) -> Where:
    """The event's place, its words, and what they were read from; (None, None, "") where none is named.

    `date_lines` are the lines on which its date stands, the best first.
    """
    for find in (
        _labelled,
        _in_own_sentence,
        _address_lines,
        _in_sentence,
        _house,
        _beside_date,
        _online,
        _in_heading,
    ):
        for date_line in date_lines:
            place, text, source = find(lines, fields, date_line)
            if place is not None:
                return place, text, source
    return None, None, ""


def _labelled(lines: Sequence[Line], fields: Sequence[Labelled], date_line: int) -> Where:
    for field in fields:
        if field.field != "place":
            continue
        values = list(field.values)
        text = ", ".join(value.rstrip(" ,") for value in values[: _address_length(values)])
        place = read_address(text)
        if place != Place():
            return place, text, f"label: {field.label}"
    return None, None, ""


def _address_length(values: Sequence[str]) -> int:
    """How many lines belong to the address: to its postcode, and no line that speaks of something else."""
    for number, value in enumerate(values):
        if _POSTCODE_LINE.fullmatch(value):
            return number + 1
        if number and (len(value) > 80 or _ACTION.search(value) or re.search(r"\d{1,2}[:.]\d{2}", value)):
            return number
    joined = next(
        (n + 1 for n, value in enumerate(values) if re.fullmatch(r"\d{4,5}", value.strip(" ,"))), None
    )
    return joined or min(len(values), 3)


def _address_lines(lines: Sequence[Line], fields: Sequence[Labelled], date_line: int) -> Where:
    """Lines like "Haus" / "Straße 1" / "12345 Ort", nearest to the date first, none below "Kontakt"."""
    contact = next((n for n, line in enumerate(lines) if n > date_line and _is_contact(line)), len(lines))
    numbers = range(max(0, date_line - _REACH), min(contact, date_line + _REACH + 1))
    for number in sorted(numbers, key=lambda n: abs(n - date_line)):
        text = _TOWN_FIRST.sub(r"\2 \1", lines[number].text)
        if len(text) > 160 or not _POSTCODE_LINE.fullmatch(text) or _CONTACT.match(text):
            continue
        whole = _without_sentence(", ".join([*_address_above(lines, number, date_line, text), text]))
        place = read_address(whole)
        if place.street and not place.name and (name := _name_above(lines, number, date_line)):
            place, whole = replace(place, name=name), f"{name}, {whole}"
        if place.city:
            return place, whole, "address lines"
    return None, None, ""


def _address_above(lines: Sequence[Line], number: int, date_line: int, text: str) -> list[str]:
    """The house's name and its street, as far as they stand in the two lines above "12345 Ort"."""
    parts: list[str] = []
    for before in () if "," in text else (number - 1, number - 2):
        above = lines[before]
        if before <= 0 or before == date_line or len(above.text) > 80 or above.level == 1:
            break
        if not parts and not is_street(above.text) and not is_street(text):
            return [] if re.search(r"\d:\d\d|\d{4}", above.text) else [above.text]
        parts.insert(0, above.text)
    return parts


def _name_above(lines: Sequence[Line], number: int, date_line: int) -> str | None:
    """The short line above "Straße 1, 12345 Ort", if it can be a house's name."""
    above = lines[number - 1] if number > 1 and number - 1 != date_line else None
    if above is None or above.level or len(above.text) > 60 or split_label(above.text)[0]:
        return None
    return None if re.search(r"\d|[.!?:]$", above.text) or _ACTION.search(above.text) else above.text


def _without_sentence(text: str) -> str:
    """ "Los geht es um 20 Uhr in der c-base, Straße 1, 10115 Berlin" without the words before the name."""
    while ", " in text and is_only_a_date(text.partition(", ")[0]):
        text = text.partition(", ")[2]
    head, comma, rest = text.partition(", ")
    text = _PREPOSITION.sub("", text)
    if not comma or not re.search(r"\buhr\b|\d{4}|[.!?]\s[A-ZÄÖÜ]", head, re.IGNORECASE):
        return text
    name = re.split(r"\b(?:in der|in den|in dem|in die|im|ins|in|at the|at)\s+", head)[-1]
    return f"{name}, {rest}"


def _is_contact(line: Line) -> bool:
    return len(line.text) < 40 and _CONTACT.match(line.text) is not None


def _in_own_sentence(lines: Sequence[Line], fields: Sequence[Labelled], date_line: int) -> Where:
    """The place in the very line that names the date."""
    return _in_sentence(lines[date_line : date_line + 1], fields, 0)


def _in_sentence(lines: Sequence[Line], fields: Sequence[Labelled], date_line: int) -> Where:
    """The place in the date's sentence or near it."""
    for number in _near(lines, date_line, 3):
        if found := address_in(lines[number].text):
            return read_address(found.text), found.words, "prose"
    if lines and (found := town_in(lines[date_line].text)):
        return read_address(found.text), found.words, "prose"
    return None, None, ""


def _house(lines: Sequence[Line], fields: Sequence[Labelled], date_line: int) -> Where:
    found = house_in(lines[date_line].text)
    return (read_address(found.text), found.words, BARE_HOUSE) if found else (None, None, "")


def _beside_date(lines: Sequence[Line], fields: Sequence[Labelled], date_line: int) -> Where:
    """A short line right below a line that holds nothing but the date: where many sites put the place."""
    if not lines or len(lines[date_line].text) > 60 or date_line + 1 >= len(lines):
        return None, None, ""
    below = lines[date_line + 1]
    if (
        below.level
        or below.label
        or not 3 <= len(below.text) <= 120
        or (len(below.text) < 40 and _ACTION.search(below.text))
    ):
        return None, None, ""
    if re.search(r"\d{1,2}[:.]\d{2}|\b20\d\d\b|[.!?:]$|\buhr\b", below.text, re.IGNORECASE):
        return None, None, ""
    return read_address(below.text), below.text, "line below the date"


def _online(lines: Sequence[Line], fields: Sequence[Labelled], date_line: int) -> Where:
    for number in _near(lines, date_line, _REACH):
        text = lines[number].text
        near = abs(number - date_line) <= 4
        if (near and says_online(text) and (len(text) < 120 or _TAKES_PLACE_ONLINE.search(text))) or (
            len(text) < 60 and wholly_online(text)
        ):
            return Place(online=True), "online", "prose"
    if lines and met_by(lines[date_line].text):
        return Place(online=True), "online", "prose"
    if lines and _ONLINE_TITLE.search(lines[0].text):
        return Place(online=True), "online", "h1"
    return None, None, ""


def _in_heading(lines: Sequence[Line], fields: Sequence[Labelled], date_line: int) -> Where:
    """The town that the main heading names, where the page names no place nearer to the date."""
    found = town_in(lines[0].text) if lines else None
    return (read_address(found.text), found.words, "h1") if found else (None, None, "")


def _near(lines: Sequence[Line], number: int, reach: int) -> list[int]:
    around = range(max(0, number - reach), min(len(lines), number + reach + 1))
    return sorted(around, key=lambda n: abs(n - number))
