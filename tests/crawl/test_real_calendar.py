"""The newsletter's own calendar as the only source: an issue drafted from it holds every published event once."""

from __future__ import annotations

import html
import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from aggregator.cli import main
from aggregator.crawl.run import run
from aggregator.sources import Source

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"
WEEKDAYS = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the real pages (../shared) are not here")


def test_every_event_of_the_span_is_drafted_once_with_date_place_and_address(tmp_path: Path) -> None:
    source = Source("leipzig", "calendar_feed", "https://events.codeforleipzig.de/ics/events.ics")
    now = datetime(2025, 5, 1, tzinfo=UTC)
    run([source], database=tmp_path / "e.db", replica=SHARED / "web", now=now)
    words = [
        "draft",
        "2025-05",
        "--as-of",
        "2025-05-01",
        "--until",
        "2025-06-10",
        "--db",
        str(tmp_path / "e.db"),
    ]
    lines = [plain(line) for line in CliRunner().invoke(main, words).stdout.splitlines()]
    rows = [json.loads(row) for row in (SHARED / "gold" / "events.jsonl").read_text("utf-8").splitlines()]
    span = [
        row
        for row in rows
        if (row["end"] or row["start"])[:10] >= "2025-05-01" and row["start"][:10] <= "2025-06-10"
    ]
    assert len(span) > 40
    for row in span:
        day = date.fromisoformat(row["start"][:10])
        begins = f"* {WEEKDAYS[day.weekday()]}, {day:%d.%m.%Y}, {row['start'][11:16]}"
        found = [
            at for at, line in enumerate(lines) if line.startswith(begins) and row["title"].strip() in line
        ]
        assert len(found) == 1, row
        line, below = lines[found[0]], lines[found[0] + 1]
        # Of this event the calendar itself only says "online".
        if row["title"] != "jetzt9 Geekend":
            assert (row["place"]["street"] or "") in line
        assert row["url"].rstrip("/") in below


def plain(line: str) -> str:
    """A line without its calendar link and without Markdown's and HTML's escapes."""
    return re.sub(r"\\(.)", r"\1", html.unescape(re.sub(r" <a title=.*", "", line)))
