"""The newsletter's own sections, which lie beside the repository: every line read, every event drafted again."""

from __future__ import annotations

import importlib.util
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from aggregator.event import Event
from aggregator.section import check, choose, read_post, write

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"
SECTIONS = sorted((SHARED / "gold" / "sections").glob("*.md"))
NOW = datetime(2024, 1, 1, tzinfo=UTC)

pytestmark = pytest.mark.skipif(not SECTIONS, reason="the published sections are not beside the repository")


@pytest.fixture(scope="module")
def scoring():
    spec = importlib.util.spec_from_file_location("sections", SHARED / "eval" / "sections.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def events(reading):
    names = set(Event.__slots__)
    for number, listing in enumerate(reading.listings):
        fields = {name: getattr(listing, name) for name in listing.__slots__ if name in names}
        yield Event(id=f"e{number}", first_seen=NOW, last_seen=NOW, changed=NOW, **fields)


@pytest.mark.parametrize("file", SECTIONS, ids=lambda file: file.stem)
def test_every_line_is_imported_or_reported(file):
    reading = read_post(file.read_text(encoding="utf-8"), file.name)
    assert reading.month == file.stem
    assert reading.listings and reading.reported <= 3
    assert len({listing.key for listing in reading.listings}) == len(reading.listings)
    assert all(problem.reason and problem.line for problem in reading.problems)


@pytest.mark.parametrize("file", SECTIONS, ids=lambda file: file.stem)
def test_what_was_published_is_drafted_again(file, scoring):
    text = file.read_text(encoding="utf-8")
    year, month = map(int, file.stem.split("-"))
    until = date(year + (month + 2 > 12), (month + 1) % 12 + 1, 28)
    chosen = choose(events(read_post(text, file.name)), file.stem, date(year, month, 1), until)
    drafted = {}
    rows = write(chosen, file.stem).splitlines()
    for row, below in zip(rows, [*rows[1:], ""], strict=True):
        drafted[scoring.plain_text(re.sub(r"\s*<a title=.*$", "", row).rstrip())] = (row, below)
    for plain, match, address in scoring.published(text):
        row, below = drafted[scoring.plain_text(plain)]
        assert scoring.same_moment(match, scoring.entry(row)) == ""
        assert address in below


@pytest.mark.parametrize("file", SECTIONS, ids=lambda file: file.stem)
def test_a_check_of_what_was_published_names_lines_of_it(file):
    text = file.read_text(encoding="utf-8")
    rows = text.splitlines()
    for finding in check(text, file.name):
        assert rows[finding.line - 1].strip() and finding.message
