"""All dates of events in longer texts, as a page reader asks for them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from aggregator.german import find
from aggregator.german.tokens import tokenize

REFERENCE = date(2025, 11, 10)


def found(text: str) -> list[tuple[str, str]]:
    """The words used and the start or rule read from them."""
    return [
        (
            text[slice(*(when.span or (0, 0)))],
            when.rrule or (when.start.isoformat()[:16] if when.start else ""),
        )
        for when in find(text, REFERENCE)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Wir sind offen für alle. Wir treffen uns jeden Mittwoch zwischen 18 bis 21 Uhr bei uns im: Haus am Hafen,\n"
            "Norderstraße 49, 24939 Flensburg",
            [("jeden Mittwoch zwischen 18 bis 21 Uhr", "FREQ=WEEKLY;BYDAY=WE")],
        ),
        (
            "Am 4. Dezember zeigen wir Karten. Am 11. Dezember um 18 Uhr reden wir über Daten.",
            [("4. Dezember", "2025-12-04"), ("11. Dezember um 18 Uhr", "2025-12-11T18:00")],
        ),
        (
            "Workshop in Köln: 5. Mai 2026, Anmeldung bis 20. April. Vortrag in Bonn: 7. Mai 2026, 19 Uhr.",
            [("5. Mai 2026", "2026-05-05"), ("7. Mai 2026, 19 Uhr", "2026-05-07T19:00")],
        ),
        ("Veröffentlicht am 3. Mai 2025. Das Barcamp ist am 17. Mai 2026.", [("17. Mai 2026", "2026-05-17")]),
        ("Unser Treffen findet alle zwei Wochen statt.", [("alle zwei Wochen", "FREQ=WEEKLY;INTERVAL=2")]),
        ("Eine monatlich erscheinende Liste, täglich geprüft und jährlich neu.", []),
        ("Heute sind offene Daten wichtig, wie am Freitag. Es gilt: 3 bis 5 Personen.", []),
        ("Am 30. Februar geschieht nichts, am 1. März schon.", [("1. März", "2026-03-01")]),
        (
            "7. März 2020\n24.02.2020 von Claudia",
            [("7. März 2020", "2020-03-07"), ("24.02.2020", "2020-02-24")],
        ),
        ("Köln, 3. März, 10 Uhr, Bonn, 11 Uhr, Ulm, 14 Uhr", [("3. März, 10 Uhr", "2026-03-03T10:00")]),
        (
            "Veröffentlicht am 1.9.2025 | Aktualisiert am 3.9.2025\nAm 9. und 10. Oktober 2025 ist Barcamp.",
            [("9. und 10. Oktober 2025", "2025-10-09")],
        ),
        ("Der Kartensatz 1:25 000 vom 5.5.2025", [("5.5.2025", "2025-05-05")]),
    ],
)
def test_prose(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_words_far_apart_do_not_belong_together() -> None:
    assert found("Am 5. Mai geht es los. " + "Viel Text steht hier. " * 20 + "Immer um 19 Uhr.") == [
        ("5. Mai", "2026-05-05")
    ]


@pytest.mark.parametrize(
    "part",
    [
        "a",
        "1",
        " ",
        "\n",
        "-",
        "5.",
        "5. ",
        "3. Mai ",
        "Mo ",
        "bis ",
        "jeden ",
        "Einlass 1 Uhr, ",
        "0:",
        "1.2",
        "(",
        "und 3",
        "immer ",
        "jeden 3. ",
        "Anmeldung bis 5.5.) 19 Uhr ",
    ],
)
def test_twice_the_text_is_twice_the_tokens(part: str) -> None:
    """Each token starts where the one before ends, so their number bounds the work."""
    for size in (500, 1000):
        tokens = tokenize(part * size)
        assert len(tokens) <= len(part) * size + 4
        assert all(one[3] <= other[2] for one, other in pairwise(tokens))
    find(part * 5_000, REFERENCE)
