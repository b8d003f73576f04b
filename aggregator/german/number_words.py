"""Numbers in words: "zwei", and "zweiten" in all its endings."""

from __future__ import annotations

from aggregator.german import kinds as kind

_NUMERALS = (
    "null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf",
    "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn", "zwanzig",
    "einundzwanzig", "zweiundzwanzig", "dreiundzwanzig",
)  # fmt: skip
_NTHS = (
    "erst", "zweit", "dritt", "viert", "fünft", "sechst", "siebt", "acht", "neunt", "zehnt", "elft", "zwölft",
    "dreizehnt", "vierzehnt", "fünfzehnt", "sechzehnt", "siebzehnt", "achtzehnt", "neunzehnt", "zwanzigst",
    "einundzwanzigst", "zweiundzwanzigst", "dreiundzwanzigst", "vierundzwanzigst", "fünfundzwanzigst",
    "sechsundzwanzigst", "siebenundzwanzigst", "achtundzwanzigst", "neunundzwanzigst", "dreißigst",
    "einunddreißigst",
)  # fmt: skip

NUMBER_WORDS = {
    stem + ending: (kind.NTH, number)
    for number, stem in enumerate(_NTHS, 1)
    for ending in ("e", "en", "er", "em", "es")
} | {word: (kind.NUMERAL, number) for number, word in enumerate(_NUMERALS)}
"""Each word's kind and value."""
