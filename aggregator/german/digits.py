"""From the digits and signs of one match to a token: dates, clocks, ordinals, ISO stamps, abbreviations."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from aggregator.event import BERLIN
from aggregator.german import kinds as kind
from aggregator.german.kinds import Token
from aggregator.german.lexicon import WORDS

_SUPERSCRIPT = str.maketrans("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079°º", "012345678900")
_FIXED_WORDS: tuple[tuple[str, str, Any], ...] = (
    ("call for ", kind.DEADLINE, None),
    ("check", kind.DOORS, None),
    ("early", kind.DEADLINE, None),
    ("faellt ", kind.CANCELLED, None),
    ("fällt ", kind.CANCELLED, None),
    ("früher ", kind.MOVED, None),
    ("kasse", kind.DOORS, None),
    ("mari", kind.FEAST, "mariä himmelfahrt"),
    ("nicht ", kind.FORMER, None),
    ("open", kind.OPEN_END, None),
    ("später ", kind.MOVED, None),
    ("statt ", kind.FORMER, None),
)
"""How words that are one token begin, with its kind and value; addresses and names are other words."""


def _date(text: str, start: int, end: int) -> Token:
    """Day, month, year; "12/24/2024" can only be an American date."""
    day, month, year = text.replace("/", ".").split(".")
    first, second = int(day), int(month)
    if second > 12 >= first and "/" in text:
        first, second = second, first
    digits = year.strip(" '")
    return (kind.DATE, (int(digits) + 2000 * (len(digits) == 2), second, first), start, end)


def _iso(text: str, start: int, end: int) -> Token:
    if len(text) == 10:
        return (kind.DATE, (int(text[:4]), int(text[5:7]), int(text[8:])), start, end)
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
        if moment.tzinfo:
            moment = moment.astimezone(ZoneInfo(BERLIN)).replace(tzinfo=None)
    except (ValueError, OverflowError):
        if text[4] != "-":
            return (kind.OTHER, None, start, end)
        return _iso(text[:10], start, start + 10)  # a day that does not exist: `years` says why
    return (kind.STAMP, moment.replace(second=0, microsecond=0), start, end)


def _dashed(text: str, start: int, end: int) -> Token:
    day, month, year = text.split("-")
    if month.isdigit():
        return (kind.DATE, (int(year), int(month), int(day)), start, end)
    found, number = WORDS.get(month.lower(), (kind.OTHER, None))
    if found != kind.MONTH:
        return (kind.OTHER, None, start, end)
    return (kind.DATE, (int(year), number, int(day)), start, end)


def _clock(text: str, start: int, end: int) -> Token:
    if end - start == 5 and text[2] == ":":
        return (kind.CLOCK, (int(text[:2]), int(text[3:])), start, end)
    plain = text.replace(" ", "").translate(_SUPERSCRIPT).replace(".", ":")
    hour, minute = plain.split(":")[:2] if ":" in plain else (plain[:-2], plain[-2:])
    return (kind.CLOCK, (int(hour), int(minute)), start, end)


def _hours(text: str, start: int, end: int) -> Token:
    hour, minute = text.lower().split("h")
    return (kind.CLOCK, (int(hour), int(minute)), start, end)


def _pair(text: str, start: int, end: int) -> Token:
    first, second = text.split(".")
    return (kind.DOTTED_PAIR, (int(first), int(second), len(second)), start, end)


def _day(text: str, start: int, end: int) -> Token:
    day, month = text.replace(" ", "")[:-1].split(".")
    if int(day) < 25 and 12 < int(month) < 60:  # "von 18.00-19.30." ends a sentence
        return (kind.DOTTED_PAIR, (int(day), int(month), 2), start, end)
    return (kind.DATE, (None, int(month), int(day)), start, end)


def _ordinal(text: str, start: int, end: int) -> Token:
    return (kind.ORDINAL, int(text[:2] if text[1:2].isdigit() else text[0]), start, end)


def _daily(text: str, start: int, end: int) -> Token:
    """ "14-tägig" is a rule; "2-tägiger Workshop" says how long it lasts, not how often it is."""
    number = int(text[:2] if text[1:2].isdigit() else text[0])
    if "woch" in text.lower() or "wöch" in text.lower():
        return (kind.FREQUENCY, ("WEEKLY", max(number, 1)), start, end)
    if number and number % 7 == 0:
        return (kind.FREQUENCY, ("WEEKLY", number // 7), start, end)
    return (kind.OTHER, None, start, end)


def _abbreviation(text: str, start: int, end: int) -> Token:
    letter = text[0].lower()
    if letter == "i":
        return (kind.FREQUENCY, ("MONTHLY", 1), start, end)
    if letter == "d":
        return (kind.THIS_MONTH, None, start, end)
    if letter in "ap":
        return (kind.MERIDIEM, 12 if letter == "p" else 0, start, end)
    return (kind.ACADEMIC, 15 if letter == "c" else 0, start, end)


def _fixed_words(text: str, start: int, end: int) -> Token:
    words = text.lower()
    if words.startswith("kein"):
        return (kind.CANCELLED, None if words.endswith("statt") else kind.OFF, start, end)
    known = ((found, value) for first, found, value in _FIXED_WORDS if words.startswith(first))
    return (*next(known, (kind.OTHER, None)), start, end)


def _other(text: str, start: int, end: int) -> Token:
    return (kind.OTHER, None, start, end)


def _number(text: str, start: int, end: int) -> Token:
    return (kind.NUMBER, text, start, end)


READERS = {
    "date": _date,
    "iso": _iso,
    "dashed": _dashed,
    "clock": _clock,
    "hours": _hours,
    "pair": _pair,
    "day": _day,
    "daily": _daily,
    "abbreviation": _abbreviation,
    "words": _fixed_words,
    "nth": _ordinal,
    "ordinal": _ordinal,
    "number": _number,
    "year": lambda text, start, end: (kind.NUMBER, text[1:], start, end),
    "sign": lambda text, start, end: (kind.AND, text, start, end),
    "stop": lambda text, start, end: (kind.BREAK, None, start, end),
    "junk": _other,
    "price": _other,
    "age": _other,
    "other": _other,
}
"""For each group of the expression in `tokens`: what its text, from start to end, means."""
