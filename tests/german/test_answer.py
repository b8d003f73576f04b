"""One line of `aggregator dates`."""

from __future__ import annotations

import json

import pytest

from aggregator.german import answer


def ask(text: str) -> dict[str, object]:
    return answer(json.dumps({"text": text, "reference": "2025-11-10"}))


def test_always_three_keys() -> None:
    assert ask("kommt bald") == {"start": None, "end": None, "rrule": None, "reason": "no date"}
    assert ask("3.12.2025, 19 Uhr") == {"start": "2025-12-03T19:00", "end": None, "rrule": None}


def test_more_keys_where_there_is_more_to_say() -> None:
    assert ask("Montag, 3., 10. und 17. Dezember") == {
        "start": "2025-12-03",
        "end": None,
        "rrule": None,
        "also": ["2025-12-10", "2025-12-17"],
        "assumed": ["year"],
        "conflict": "2025-12-03 is a Wednesday, not a Monday",
    }
    assert ask("jeden Mittwoch außer am 24.12.")["skipped"] == ["2025-12-24"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "not a JSON object"),
        ("{}", "'text' is missing"),
        ('{"text": 3, "reference": "2025-11-10"}', "'text' is missing or not a string"),
        ('{"text": "3. Mai"}', "'reference' is missing"),
        ('{"text": "3. Mai", "reference": "gestern"}', "'reference' is not a date: 'gestern'"),
        ('{"text": "3. Mai", "reference": "2025-11-10, Montag"}', "'reference' is not a date"),
        ('{"text": "3. Mai", "reference": "2025-02-30"}', "'reference' is not a date"),
    ],
)
def test_malformed_lines(line: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        answer(line)
