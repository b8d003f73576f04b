"""Phrases as event pages write them, one a line in `phrases.tsv`: what they mean on the day they were read.

The columns are text, reference, start, end and rrule, all but the first two empty where nothing is named.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from aggregator.german import read

with Path(__file__).with_name("phrases.tsv").open(encoding="utf-8", newline="") as file:
    PHRASES = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", PHRASES, ids=lambda row: row["text"])
def test_phrases(row: dict[str, str]) -> None:
    when = read(row["text"], date.fromisoformat(row["reference"]))
    moments = (when.start, when.end) if when else (None, None)
    start, end = (moment.isoformat()[:16] if moment else "" for moment in moments)
    assert (start, end, (when and when.rrule) or "") == (row["start"], row["end"], row["rrule"])
