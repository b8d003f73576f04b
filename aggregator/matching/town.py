"""Whether two places can be one, by town alone; what is unknown or online goes with any."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from aggregator.event import Place

WORD = re.compile(r"[^\W\d_]+")
EXONYMS = {
    "munich": "munchen",
    "cologne": "koln",
    "vienna": "wien",
    "nuremberg": "nurnberg",
    "hanover": "hannover",
    "geneva": "genf",
    "brussels": "brussel",
}
UMLAUTS = re.compile("ae|oe|ue")


def same_town(one: Place | None, other: Place | None) -> bool | None:
    """True and False where both name a town; None where either is unknown or online only.

    "Frankfurt" is "Frankfurt am Main", "Berlin-Mitte" is "Berlin", "Muenchen" is "Munich".
    """
    if one is None or other is None or not one.city or not other.city:
        return None
    if one.postcode and one.postcode == other.postcode and one.country == other.country:
        return True
    first, second = town_words(one.city), town_words(other.city)
    if not first or not second:
        return None
    shorter = min(len(first), len(second))
    return first[:shorter] == second[:shorter]


@lru_cache(maxsize=10_000)
def town_words(city: str) -> tuple[str, ...]:
    """The words of a town's name, comparable: lower case, without accents, by its German name."""
    plain = unicodedata.normalize("NFKD", city.replace("ß", "ss")).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    names = [UMLAUTS.sub(lambda pair: pair[0][0], word) for word in WORD.findall(plain)]
    return tuple(EXONYMS.get(name, name) for name in names)
