"""The day it is when nobody names one: that of Germany, also while it is still yesterday in UTC."""

from __future__ import annotations

import json
import re
import sqlite3
from datetime import datetime
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner, Result

from aggregator.cli import main

REGISTRY = """
[[source]]
name = "haus"
spider = "web_page"
url = "https://haus.example/termin"
"""
HEAD = "<!DOCTYPE html><html lang='de'><head><title>Daten im Haus</title></head><body>"
TOMORROW = f"{HEAD}<h1>Daten im Haus</h1><p>Morgen um 19 Uhr, Ring 4, 04109 Leipzig</p></body></html>"
MONTHLY = HEAD + "".join(
    f"<h2>Treffen {month}</h2><p>25.{month[5:]}.{month[:4]}, 19 Uhr, Ring 4, 04109 Leipzig</p>"
    for month in ("2024-08", "2024-09", "2024-11", "2024-12", "2025-01")
)


def aggregator(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def crawled(folder: Path, page: str) -> Path:
    """The database of a crawl of one page, which nobody told what day it is."""
    file = folder / "web" / "haus.example" / "termin.html"
    file.parent.mkdir(parents=True)
    file.write_text(page, encoding="utf-8")
    (folder / "sources.toml").write_text(REGISTRY, encoding="utf-8")
    asked = ("--replica", folder / "web", "--sources", folder / "sources.toml")
    result = aggregator("crawl", *asked, "--db", folder / "events.db")
    assert result.exit_code == 0, result.stderr
    return folder / "events.db"


@pytest.mark.parametrize(
    ("now", "issue"),
    [
        ("2024-11-15T12:00:00+01:00", "2024-11"),
        ("2024-11-15T23:30:00+01:00", "2024-11"),
        ("2024-11-16T00:30:00+01:00", "2024-12"),
        ("2024-08-16T01:30:00+02:00", "2024-09"),
        ("2024-12-31T23:30:00+01:00", "2025-01"),
    ],
)
def test_the_issue_nobody_names_is_this_month_until_its_15th(tmp_path: Path, now: str, issue: str) -> None:
    database = crawled(tmp_path, MONTHLY)
    with time_machine.travel(datetime.fromisoformat(now)):
        drafted = aggregator("draft", "--db", database).stdout
    assert set(re.findall(r"Treffen ([0-9-]{7})", drafted)) == {issue}


@pytest.mark.parametrize(
    ("now", "day"),
    [("2024-12-02T23:30:00+01:00", "2024-12-03"), ("2024-12-03T00:30:00+01:00", "2024-12-04")],
)
def test_a_nightly_run_after_midnight_reads_tomorrow_as_germans_do(
    tmp_path: Path, now: str, day: str
) -> None:
    with time_machine.travel(datetime.fromisoformat(now)):
        database = crawled(tmp_path, TOMORROW)
        extracted = aggregator("extract", tmp_path / "web" / "haus.example" / "termin.html")
    with sqlite3.connect(database) as connection:
        assert connection.execute("SELECT start FROM events").fetchall() == [(f"{day}T19:00:00",)]
    assert json.loads(extracted.stdout)["start"] == f"{day}T19:00"
