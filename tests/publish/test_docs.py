"""docs/export.md names what there is: every format, option and column."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aggregator.cli.export import FORMATS, export
from aggregator.publish.site import FEEDS
from aggregator.publish.table import COLUMNS

DOCS = (Path(__file__).parents[2] / "docs" / "export.md").read_text("utf-8")


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_has_a_chapter(form: str) -> None:
    assert f"\n## {form}\n" in DOCS


@pytest.mark.parametrize("option", [name for each in export.params for name in each.opts if name[:2] == "--" and name not in ("--db", "--output")])  # fmt: skip
def test_every_option_is_explained(option: str) -> None:
    assert f"`{option}" in DOCS


@pytest.mark.parametrize("name", FEEDS)
def test_every_file_of_the_site_is_named(name: str) -> None:
    assert f"`{name}`" in DOCS


def test_every_column_is_documented_in_order() -> None:
    chapter = DOCS.split("\n## csv\n")[1].split("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", chapter, re.M) == list(COLUMNS)
