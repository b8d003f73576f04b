"""What is left of a description: its beginning, and nobody's mail address or telephone number."""

from __future__ import annotations

from typing import Any

import pytest

from aggregator.publish.words import LONGEST_EXCERPT, excerpt


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        (None, ""),
        ("Zwei\nZeilen\tund  Leerzeichen", "Zwei Zeilen und Leerzeichen"),
        ("Fragen an erika.mustermann@beispiel.test!", "Fragen an …!"),
        ("Fragen an erika (at) beispiel.test", "Fragen an …"),
        ("Fragen an erika[ät]beispiel.test", "Fragen an …"),
        ("Anmeldung: 0341 1234567", "Anmeldung: …"),
        ("Anmeldung: 0341/123 45-67.", "Anmeldung: …."),
        ("Anmeldung: +49 (341) 123.45.67", "Anmeldung: …"),
        ("Am 06.12.2024, 08:00-09:30 Uhr", "Am 06.12.2024, 08:00-09:30 Uhr"),
        ("Vom 05.12.2024 - 06.12.2024", "Vom 05.12.2024 - 06.12.2024"),
        ("Lange Straße 5, 04103 Leipzig", "Lange Straße 5, 04103 Leipzig"),
        ("04103 Leipzig, 20 Plätze, 10000 Euro", "04103 Leipzig, 20 Plätze, 10000 Euro"),
        ("@codeforde und #opendata", "@codeforde und #opendata"),
    ],
)
def test_excerpts(make: Any, description: str | None, expected: str) -> None:
    assert excerpt(make(description=description)) == expected


def test_a_long_description_is_cut_at_a_word(make: Any) -> None:
    found = excerpt(make(description="Wort " * 5000))
    assert len(found) <= LONGEST_EXCERPT
    assert found.endswith("Wort…")


@pytest.mark.parametrize(
    "description", ["a" * 20_000, "a." * 10_000, "0" * 20_000, "0 " * 10_000, "+49" * 7_000]
)
def test_odd_descriptions_are_read_at_once(make: Any, description: str) -> None:
    assert len(excerpt(make(description=description))) <= LONGEST_EXCERPT
