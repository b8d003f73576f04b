"""Places in running text: "im Wikibär in der Köpenicker Straße 45", "am Bahnhofplatz 10", "in Moers"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aggregator.place import read_address, says_online
from aggregator.place.gazetteer import is_town
from aggregator.place.online import met_by

_ADDRESS = re.compile(
    r"\b(?:[Ii]m|[Ii]n (?:der|den|die|das|dem|unsere[rm])|ins|[Bb]eim|bei der|at the|at)"
    r"\s+(?:[a-zäöüß]+[enmr]\s+)?"
    r"(?P<name>[A-ZÄÖÜ„\"][^.!?\n]{2,80}?)"
    r"(?:,?\s+(?:in der|in|an der|am)\s+|,\s*|\s+\()(?P<street>[A-ZÄÖÜ][\w.\- ]+?\s\d+\s?[a-z]?)\b"
    r"(?:,?\s*(?P<town>(?:\d{4,5}\s+)?[A-ZÄÖÜ][\w\-]+))?"
)
"""A house, its street with a number, and maybe its town: "im Wikibär in der Köpenicker Straße 45"."""
_STREET = re.compile(
    r"\b(?:am|an der|in der|im|auf dem)\s+(?P<name>[A-ZÄÖÜ][\w.-]*"
    r"(?:platz|straße|strasse|str\.|weg|gasse|allee|ufer|ring|damm|markt|hof|garten)\s\d{1,3}\s?[a-z]?)\b"
    r"(?![.:]\d|\s*uhr)"
)
"""A street with its number and no clock time: "am Bahnhofplatz 10"."""
_HOUSE = re.compile(
    r"\b(?:[Ii]m|[Ii]n (?:der|den|dem|das)|ins|beim)\s+(?:[a-zäöüß]+[enmr]\s+)?"
    r"(?P<name>(?:[A-ZÄÖÜ][\w-]+\s){0,2}(?:[A-ZÄÖÜ][\w-]*(?i:halle|haus|saal|zentrum|kirche|museum|bibliothek"
    r"|theater|schule|akademie|café|hof|rathaus|forum|hub|space|lab)|Rathaus|Museum|Forum|Aula)\b"
    r"(?:\s+(?:in\s+)?[A-ZÄÖÜ][\w-]+)?)"
)
"""A name that ends as those of houses do, and maybe the town: "im Kreishaus in Goslar"."""
_TOWN = re.compile(r"\bin\s+(?P<town>[A-ZÄÖÜ][\w\-]+(?:\s(?:am|an der|im)\s[A-Z]\w+)?)")
_TOWN_BEHIND = re.compile(r"\d.*?(?:\s[–—|·-]\s|,\s)(?P<town>[A-ZÄÖÜ][^\W\d][^\d,|]+)$")
"""A date, then a town at the end of the line: "5. Juli | Moers"."""
_HOUSE_BEHIND = re.compile(
    r"\d[^,]*,\s(?P<house>[A-ZÄÖÜ][^,.;!?()\d]{3,60}\s(?P<town>[A-ZÄÖÜ][\w-]+))(?:\s*\([^)]*\))?\.?$"
)
"""A date, then a house with its town at the end of the line: "5. Juli, ab 12 Uhr, Westpark Dortmund"."""
_LONGEST_WITH_TOWN = 200
"""Characters of a line with a date in which a town is the event's: longer ones name other towns too."""


@dataclass(frozen=True, slots=True)
class Found:
    """A place as text that `read_address` reads, and the words on the page that it was made of."""

    text: str
    words: str


def address_in(line: str) -> Found | None:
    """A house with its street: "im Gemeindehaus (Abt-Hyller-Straße 17)"."""
    found = _ADDRESS.search(line)
    if found is None:
        return None
    parts = (found["name"].strip(' „"'), found["street"], found["town"])
    words = ", ".join(part for part in parts if part)
    return Found(words + _and_online(line), words)


def house_in(line: str) -> Found | None:
    """A street without its house or a house without its address: "am Markt 10", "in der Stadthalle"."""
    found = _STREET.search(line) or _HOUSE.search(line)
    if found is None:
        return None
    online = " und auch online" if met_by(line) else ""
    return Found(found["name"] + online, found["name"])


def town_in(line: str) -> Found | None:
    """The town, or a house with its town, behind a line's date or behind "in"."""
    behind = _TOWN_BEHIND.search(line)
    if behind and len(line) < 120 and is_town(behind["town"]):
        return Found(behind["town"], behind["town"])
    house = _HOUSE_BEHIND.search(line)
    if house and len(line) < 160 and is_town(house["town"], least=50_000):
        return Found(house["house"], house["house"])
    town = _TOWN.search(line)
    if town and len(line) < _LONGEST_WITH_TOWN and read_address(town["town"]).city:
        house = _HOUSE.search(line)
        if house and house["name"].endswith(in_town := f" in {town['town']}"):
            return Found(f"{house['name'].removesuffix(in_town)}, {town['town']}", house["name"])
        return Found(town["town"], town["town"])
    return None


def _and_online(line: str) -> str:
    return " und auch online" if says_online(line) else ""
