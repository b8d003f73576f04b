"""No text takes longer than a millisecond of one core per 100 characters.

Measured in CPU time of the process, as the smallest of a few runs, so that a pause of the interpreter does not
count; texts shorter than 100 characters count as 100. The bound is one of an idle core (`slowness`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aggregator.german import find, read, read_deadline
from aggregator.german.lexicon import WORDS
from aggregator.german.readers import scan_text

REFERENCE = date(2025, 11, 10)
BOUND = 0.001  # seconds per 100 characters
RUNS = 7
Pace = Callable[[], float]


def costs(text: str, slowness: Pace) -> float:
    """Seconds per 100 characters of the most expensive reader, as an idle core would need them."""
    return max(smallest(reader, text, slowness) for reader in (read, find, read_deadline))


def smallest(reader: Callable[[str, date], object], text: str, slowness: Pace) -> float:
    """The smallest of up to seven runs; the pace is asked for only beside a run that was too slow."""
    best = float("inf")
    for _ in range(RUNS):
        scan_text.cache_clear()
        begun = process_time()
        reader(text, REFERENCE)
        each = (process_time() - begun) / (max(len(text), 100) / 100)
        best = min(best, each if each <= BOUND else each / slowness())
        if best <= BOUND:
            break
    return best


soup = st.sampled_from(
    [
        "1", "5.", "12", "2025", "3.4.", "3.4", "19.00", "12:30", "5.6.25", "2.", "'26", "7h", "5°°",
        "c.t.", "€", "-", "–", "/", "(", ")", ",", ".", ":", "&", "+", "*", "|", "'", "Mo", "bis", "und",
        "um", "ab", "am", "von", "jeden", "alle", "Uhr", "h", "KW", "im", "Monat", "Mai", "Anmeldung",
        "Stand",
    ]
)  # fmt: skip
atoms = st.one_of(soup, soup, st.sampled_from(sorted(WORDS)), st.text(max_size=3))
units = st.lists(atoms, min_size=1, max_size=6)


@settings(max_examples=40, deadline=None)
@given(unit=units, between=st.sampled_from(["", " ", "-", ", "]))
def test_any_text_again_and_again(unit: list[str], between: str, slowness: Pace) -> None:
    part = between.join(unit) + between or " "
    assert costs((part * 2_000)[:2_000], slowness) <= BOUND


@settings(max_examples=40, deadline=None)
@given(text=st.lists(atoms, max_size=400).map(" ".join))
def test_any_text(text: str, slowness: Pace) -> None:
    assert costs(text, slowness) <= BOUND


@pytest.mark.parametrize(
    "part",
    [
        "'5-", ")2.", "5.Mo-", "5./5(", "1 5. 1   ", "€'5. ", "h'26", "2. um 1 ", "3.4.)5 ", "5°°", "um 5 ", "Mo ( ' 1 5.",
        "5. 7h ", "5. 7h 6. 7h ", "5. 7h-", "7h 12-", "1-,-", "Mo 1-", "2.am-", "1.1.1.1.", "5-", "1 und ", "Mo-", "12:30-", "- ", "1 janvier ",
        "jeden 2. ", "jeden 2. Mo ", "jeden jeden ", "alle 99 Jahre am 29. Februar. ", "31. Februar, 25 Uhr. ",
        "Einlass 1 Uhr, ", "5. Mai, ", "KW 12 ", "von April bis Mai ", "Anmeldung bis 5.5.) ",
    ],
)  # fmt: skip
def test_the_worst_texts_known(part: str, slowness: Pace) -> None:
    assert costs((part * 4_000)[:4_000], slowness) <= BOUND


def test_a_long_text_costs_no_more_each(slowness: Pace) -> None:
    assert costs(("jeden 2. Mo " * 40_000)[:40_000], slowness) <= BOUND
