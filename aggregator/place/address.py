"""Read an address out of a line: name, street, postcode, town, online.

Known are German, Austrian, Swiss and Dutch forms ("Straße Nr, PLZ Ort") and English ones ("12 Main St").
"""

from __future__ import annotations

import re
from dataclasses import replace

from aggregator.event import Place
from aggregator.place.country import country_code, country_named, country_of_prefix, without_country
from aggregator.place.gazetteer import is_town
from aggregator.place.line import ALSO_ONLINE, line
from aggregator.place.online import says_online, wholly_online, without_online

_POSTCODE = re.compile(
    r"(?:(?P<prefix>DE|AT|CH|NL|D|A|L|B|FL)-)?(?P<postcode>\d{5}|\d{4}(?: ?[A-Z]{2}\b)?)"
    r"\s+(?P<city>[^\W\d][^\d]*)"
)
_NUMBER = r"\d+\s?[a-zA-Z]?(?:\s?[-–/+]\s?\d*\s?[a-zA-Z]?)*"
_GERMAN_STREET = re.compile(
    rf"\s?[^\W\d].*\s{_NUMBER}(?:\s*\([^)]*\)|\s+(?:RGB|HH|EG|OG|Hinterhaus|Vorderhaus))?"
)
_STREET_WORD = re.compile(
    r"(?:.*(?:straße|strasse|str\.|weg|platz|allee|gasse|ufer|damm|ring|chaussee|promenade|steig|graben|brücke)"
    r"|.*\b(?:Straße|Str\.|Weg|Platz|Allee|Gasse|Ufer|Damm|Ring|Markt))(?:\s*\([^)]*\))?"
)
_ENGLISH_STREET = re.compile(
    r"\d+[A-Za-z]?(?:-\d+)?\s+.*\b(?:St|Street|Ave|Avenue|Road|Rd|Blvd|Boulevard|Dr|Drive|Ln|Lane|Sq|Square|Way|Place|Pl"
    r"|Court|Ct|Center|Parkway|Pkwy|Highway|Hwy)\b\.?(?:\s.*)?|\d+\s+rue\s.*",
    re.IGNORECASE,
)
_ROOM = re.compile(
    r"(?:Raum|Räume|Halle|Gebäude|Haus|Saal|Seminarraum|Hörsaal|Etage|Stock|Zimmer|Room|Floor|Hall|Building|Aufgang|HS|Tel\.?"
    r"|Campus|Bau|Block|Eingang|Stand|Bühne|Gleis)\b.*",
    re.IGNORECASE,
)
_LAND = r"(?:BW|BY|BE|BB|HB|HH|HE|MV|NI|NW|RP|SL|SN|ST|SH|TH)"
_AMERICAN = re.compile(
    rf",\s*([^,\d]+),\s*(?!{_LAND}\b)[A-Z]{{2}},?\s(\d{{5}})(?:-\d{{4}})?(?:,\s*(?:USA|United States|US))?$"
)
_POSTCODE_BEHIND = re.compile(
    rf"(,\s*|^|(?<=\d)\s+|(?<=\d[a-z])\s+)(?!{_LAND},)([^\W\d][^,\d]+),\s*(?:{_LAND},?\s*)?(\d{{4,5}})(?=,|$)"
)
_POSTCODE_APART = re.compile(r",\s*(\d{5}),\s*(?=[A-ZÄÖÜ][^,\d]+$)")
_COMMON_NOUNS = frozenset(
    {"saal", "haus", "bau", "stand", "eingang", "campus", "bühne", "gleis", "block", "berg", "markt"}
)
"""Villages are called so too, but who writes no more than this means a room."""
_LONGEST_STREET = 70
_LONGEST_ADDRESS = 500
_COMMA = re.compile(r", (?![^()]*\))")
"""A comma outside of parentheses: "5600 Lenzburg (Aargau, Schweiz)" is one part."""


def read(text: str) -> Place:
    """Read the place part of a section's line; `line(read(text)) == text`.

    Words that fit no field stay in the name; where the fields could not say the text again as it stands,
    all of it is the name. The postcode keeps its prefix, the town its country in parentheses.
    """
    online = says_online(text)
    if text == "online":
        return Place(online=True)
    place = replace(_fields(text.removesuffix(ALSO_ONLINE)), online=online)
    return place if line(place) == text else Place(name=text or None, online=online, country=place.country)


def read_address(text: str) -> Place:
    """Read an address as a page writes it: over several lines, with or without commas, country at the end.

    The words need not come back as they stood: "c-base, Berlin und im Stream" has the town Berlin.
    """
    text = re.sub(r"\s*[\n;·•]\s*", ", ", text[:_LONGEST_ADDRESS].strip())
    text = text if "," in text else re.sub(r"\s*\|\s*", ", ", text)
    text = re.sub(r"^[^\w(\"„]+", "", re.sub(r"\s+", " ", text)).strip(" ,")
    online = says_online(text)
    if not text or wholly_online(text):
        return Place(online=online)
    text = without_online(text) if online else text
    text = _AMERICAN.sub(r", \2 \1, USA", text)
    named = country_named(text)
    text = _postcode_first(without_country(text))
    place = _fields(_in_order(text))
    if place.city:
        named = named or country_named(place.city)
    return replace(_plain(place), online=online, country=next(iter(named)) if named else place.country)


def _postcode_first(text: str) -> str:
    """ "Straße 1, Ort, 12345" and "Straße 1, 12345, Ort" → "Straße 1, 12345 Ort"."""
    text = _POSTCODE_APART.sub(r", \1 ", text)
    behind = _POSTCODE_BEHIND.search(text)
    if behind is None or is_street(behind[2]) or _POSTCODE.search(text):
        return text
    before = f"{text[: behind.start()]}, " if behind.start() else ""
    return f"{before}{behind[3]} {behind[2]}{text[behind.end() :]}"


def _plain(place: Place) -> Place:
    """The fields without prefixes and stray commas."""
    prefixed = re.match(r"([A-Z]{1,2})-(.+)", place.postcode or "")
    city = without_country(place.city).strip(" .,") if place.city else None
    name = re.sub(r"^(?:c/o)\s+", "", place.name).strip(" ,") if place.name else None
    return replace(
        place,
        name=name or None,
        street=place.street.strip(" ,") if place.street else None,
        postcode=prefixed[2] if prefixed else place.postcode,
        city=city or None,
    )


def _in_order(text: str) -> str:
    """Commas before the postcode, the town at the end: "Straße 1 12345 Ort" → "Straße 1, 12345 Ort"."""
    text = re.sub(r"(?<=\S) +((?:D|A|CH|DE|AT)-)?(\d{5}) +(?=[^\W\d])", r", \1\2 ", text)
    text = re.sub(
        r"(?<=\d[a-zA-Z]) +(\d{4}) +(?=[A-ZÄÖÜ])|(?<=\d) +(\d{4}) +(?=[A-ZÄÖÜ])", _comma_before, text
    )
    text = re.sub(r"\s*\(([^()]*\d{5}[^()]*|[^()]*\s\d+[a-z]?,\s[^()]*)\)", r", \1", text)
    parts = [part for part in re.split(r",\s*", text) if part]
    towns = [part for part in parts if _POSTCODE.fullmatch(part)]
    if not towns:
        return ", ".join(parts)
    after = parts[parts.index(towns[0]) + 1 :]
    before = parts[: parts.index(towns[0])]
    streets = [part for part in after if is_street(part)] if not any(map(is_street, before)) else []
    return ", ".join([*before, *streets[:1], towns[0]])


def _comma_before(match: re.Match[str]) -> str:
    return f", {match[1] or match[2]} "


def _fields(text: str) -> Place:
    """Name, street, postcode and town of a line whose parts stand in the house's order."""
    *parts, last = _COMMA.split(text)
    found = _POSTCODE.fullmatch(last)
    if found:
        prefix = found["prefix"]
        country = country_of_prefix(prefix) if prefix else None
        named = country_named(found["city"])
        country = next(iter(named)) if named else country
        postcode = f"{prefix}-{found['postcode']}" if prefix else found["postcode"]
        name, street = _name_and_street(parts, certain=True)
        return Place(name, street, postcode, found["city"], country)
    if re.fullmatch(r"(?:[A-Z]-)?\d{5}", last) and parts:
        name, street = _name_and_street(parts, certain=True)
        return Place(name, street, last)
    if _is_town(parts, last):
        name, street = _name_and_street(parts, certain=False)
        named = country_named(last)
        return Place(name, street, None, last, next(iter(named)) if named else None)
    name, street = _name_and_street([*parts, last], certain=False)
    return Place(name, street)


def _is_town(before: list[str], text: str) -> bool:
    if re.search(r"\d", text) or len(text) > 60 or not text[:1].isupper() or country_code(text):
        return False
    if not before and text.casefold() in _COMMON_NOUNS:
        return False
    if before and is_street(before[-1]) and not is_street(text):
        return True
    return is_town(text) and not is_street(text)


def _name_and_street(parts: list[str], *, certain: bool) -> tuple[str | None, str | None]:
    """The last part is the street if it looks like one; rooms and floors behind it stay in the name."""
    if not parts:
        return None, None
    last = parts[-1]
    if is_street(last) or (certain and len(parts) > 1 and _STREET_WORD.fullmatch(last)):
        return ", ".join(parts[:-1]) or None, last
    return ", ".join(parts), None


def is_street(text: str) -> bool:
    """Does it look like a street, mostly with its number: "Paul-Lincke-Ufer 21", "317 SW Alder St"?"""
    if len(text) > _LONGEST_STREET or _ROOM.fullmatch(text):
        return False
    return any(form.fullmatch(text) for form in (_GERMAN_STREET, _ENGLISH_STREET, _STREET_WORD))
