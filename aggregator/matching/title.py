"""How alike two titles are, given that sites shorten, extend and number them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from rapidfuzz import fuzz

from aggregator.matching.thresholds import MEANINGFUL, NUMBERED_APART, SHORTENED

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
NUMBER = re.compile(r"\d+")
WORD = re.compile(r"\w+")
ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"}
PART = re.compile(r"\b(teil|part|modul|module|runde|session|block|track|tag|day)\s+(vi|iv|v|i{1,3})\b")


def likeness(one: str, other: str, *, shortened: bool = True) -> float:
    """0 for titles that have nothing in common to 1 for the same words, in any order.

    With `shortened` a title that is contained in the other whole counts nearly as the same if it is long
    enough to mean something; titles that bear different numbers (15. and 16., Teil 1 and Teil 2) are kept
    apart.
    """
    first, second = words(one), words(other)
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    score = max(fuzz.ratio(first, second), fuzz.token_sort_ratio(first, second)) / 100
    if shortened and min(letters(first), letters(second)) >= MEANINGFUL:
        score = max(score, SHORTENED * fuzz.token_set_ratio(first, second) / 100)
    if differently_numbered(first, second):
        score -= NUMBERED_APART
    return max(0.0, score)


def letters(text: str) -> int:
    """How many letters and digits a title has."""
    return len(text) - text.count(" ")


@lru_cache(maxsize=50_000)
def words(title: str) -> str:
    """The words of a title in lower case, without accents, punctuation and years."""
    plain = unicodedata.normalize("NFKD", title.replace("ß", "ss")).casefold().replace("&", " und ")
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    without_year = YEAR.sub(" ", plain)
    found = " ".join(WORD.findall(without_year)) or " ".join(WORD.findall(plain))
    return PART.sub(lambda part: f"{part[1]} {ROMAN[part[2]]}", found)


def differently_numbered(first: str, second: str) -> bool:
    """Both bear numbers, and neither bears all of the other's, each as often."""
    one, other = Counter(NUMBER.findall(first)), Counter(NUMBER.findall(second))
    return bool(one and other) and not (one <= other or other <= one)
