"""The phrases of the published sections and of real pages, where the material stands beside the repository."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from aggregator.german import answer

GOLD = Path(__file__).resolve().parents[2] / ".." / "shared" / "gold"


def canonical(rrule: str | None) -> list[str]:
    parts = [part[:14] if part.startswith("UNTIL=") else part for part in (rrule or "").split(";")]
    return sorted(part for part in parts if part)


@pytest.mark.parametrize(("name", "least"), [("dates_published.tsv", 1.0), ("dates_real.tsv", 0.97)])
def test_gold(name: str, least: float) -> None:
    path = GOLD / name
    if not path.is_file():
        pytest.skip(f"{name} does not stand beside the repository")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    right = 0
    for row in rows:
        said = answer(json.dumps({"text": row["text"], "reference": row["reference"]}))
        right += (
            (said["start"] or "") == row["start"]
            and (said["end"] or "") == (row["end"] or "")
            and canonical(said["rrule"]) == canonical(row["rrule"])
        )
    assert right / len(rows) >= least
