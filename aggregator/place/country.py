"""Countries as addresses name them, as ISO 3166-1 alpha-2 codes."""

from __future__ import annotations

import re

GERMAN_SPEAKING = frozenset({"DE", "AT", "CH", "LI", "LU"})

_NAMES = {
    "deutschland": "DE",
    "germany": "DE",
    "österreich": "AT",
    "austria": "AT",
    "schweiz": "CH",
    "suisse": "CH",
    "switzerland": "CH",
    "liechtenstein": "LI",
    "luxemburg": "LU",
    "luxembourg": "LU",
    "niederlande": "NL",
    "netherlands": "NL",
    "the netherlands": "NL",
    "belgien": "BE",
    "belgium": "BE",
    "frankreich": "FR",
    "france": "FR",
    "italien": "IT",
    "italy": "IT",
    "spanien": "ES",
    "spain": "ES",
    "portugal": "PT",
    "dänemark": "DK",
    "denmark": "DK",
    "schweden": "SE",
    "sweden": "SE",
    "norwegen": "NO",
    "finnland": "FI",
    "polen": "PL",
    "poland": "PL",
    "tschechien": "CZ",
    "czech republic": "CZ",
    "ungarn": "HU",
    "estland": "EE",
    "lettland": "LV",
    "litauen": "LT",
    "irland": "IE",
    "ireland": "IE",
    "großbritannien": "GB",
    "vereinigtes königreich": "GB",
    "united kingdom": "GB",
    "uk": "GB",
    "england": "GB",
    "usa": "US",
    "united states": "US",
    "vereinigte staaten": "US",
    "canada": "CA",
    "kanada": "CA",
}
_PREFIXES = {"D": "DE", "A": "AT", "L": "LU", "B": "BE", "F": "FR", "I": "IT", "FL": "LI", "DK": "DK"}
_NAME = re.compile(
    rf"(?:^|[\s(,])({'|'.join(map(re.escape, sorted(_NAMES, key=len, reverse=True)))})\)?\s*$", re.I
)


def country_code(text: str) -> str | None:
    """The code of a country's name ("Schweiz", "AT", "Germany"); None where the text is none."""
    text = text.strip()
    if re.fullmatch(r"[A-Z]{2}", text):
        return text
    return _NAMES.get(text.casefold())


def country_named(text: str) -> frozenset[str] | None:
    """The country named at the end of a text: "Biel (Schweiz)", "Lenzburg (Aargau, Schweiz)"."""
    found = _NAME.search(text)
    return frozenset({_NAMES[found[1].casefold()]}) if found else None


def without_country(text: str) -> str:
    """The text less the country at its end, in parentheses or after a comma."""
    if not country_named(text):
        return text
    rest = _NAME.sub("", text).rstrip(" (,")
    return rest.rpartition("(")[0].rstrip() if rest.count("(") > rest.count(")") else rest


def country_of_prefix(prefix: str) -> str:
    """The country of a postcode's prefix: the A of "A-1010"."""
    return _PREFIXES.get(prefix, prefix)


def countries_of_postcode(postcode: str) -> frozenset[str] | None:
    """Where a postcode of this form may lie, seen from Germany."""
    if re.fullmatch(r"\d{5}", postcode):
        return frozenset({"DE"})
    if re.fullmatch(r"\d{4} ?[A-Z]{2}", postcode):
        return frozenset({"NL"})
    if re.fullmatch(r"\d{4}", postcode):
        return frozenset({"AT", "CH", "LI", "LU", "BE", "DK"})
    return None
