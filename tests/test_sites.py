"""Frozen sites: each folder in tests/sites with a case.json is a source, its pages, and what they say.

`aggregator sources new NAME URL` makes such a folder; its case fails until a person has confirmed it.
"""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from aggregator.cli.pages import fields_of
from aggregator.crawl.trial import try_source
from aggregator.sources import Source

CASES = sorted((Path(__file__).parent / "sites").glob("*/case.json"))


@pytest.mark.parametrize("file", CASES, ids=[file.parent.name for file in CASES])
def test_a_frozen_site_says_what_a_person_confirmed(file: Path) -> None:
    case = json.loads(file.read_text(encoding="utf-8"))
    assert case["confirmed"], f"look over {file} and set confirmed to true"
    source = Source(**case["source"], urls=(case["source"]["url"],))
    day = datetime.fromisoformat(case["reference"]).replace(tzinfo=UTC)
    trial = try_source(source, replica=file.parent, now=day)
    found = [fields_of(listing.page or "", listing) for _, listing in trial.events]
    assert len(found) == len(case["events"])
    for got, wanted in zip(found, case["events"], strict=True):
        assert {key: got[key] for key in wanted} == wanted
