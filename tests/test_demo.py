"""The whole way: the demo's sites crawled, drafted, and compared with what an editor approved, byte for byte."""

from __future__ import annotations

import re
import time
from base64 import b64decode
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aggregator.cli import main

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "data" / "demo"
GOLDEN = ROOT / "tests" / "golden" / "2024-12.md"


def aggregator(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


def crawl(database: Path) -> Result:
    registry = DEMO / "sources.toml"
    return aggregator(
        "crawl", "--replica", DEMO, "--sources", registry, "--db", database, "--reference", "2024-12-01"
    )


def draft(database: Path) -> str:
    return aggregator("draft", "2024-12", "--as-of", "2024-12-01", "--db", database).stdout


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("demo") / "demo.db"
    crawl(file)
    return file


def test_the_crawl_names_the_broken_page_and_exits_1(tmp_path):
    result = crawl(tmp_path / "demo.db")
    assert result.exit_code == 1
    assert (
        "refused: difu: https://difu.de/veranstaltungen/2024-12-17/halbe-seite: the page has no title"
        in result.stderr
    )
    assert "Traceback" not in result.output
    assert result.stdout == ""


def test_the_drafted_section_is_the_golden_one(database):
    assert draft(database).encode() == GOLDEN.read_bytes()


def test_a_second_crawl_and_another_day_change_no_byte(database, monkeypatch):
    crawl(database)
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    assert draft(database).encode() == GOLDEN.read_bytes()
    monkeypatch.undo()
    time.tzset()


def test_what_two_sites_announce_stands_once(database):
    assert draft(database).count("**CorrelCompact: Diskriminierung durch Daten und Algorithmen**") == 1


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("OK Lab Leipzig", ["RRULE:FREQ=WEEKLY;BYDAY=WE", "EXDATE;TZID=Europe/Berlin:20241225T190000"]),
        (
            "Code for Cologne",
            ["RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "DTSTART;TZID=Europe/Berlin:20241202T190000"],
        ),
        ("Offene Daten in Kommunen: Netzwerktreffen", ["DTSTART:20241210T090000Z", "DTEND:20241210T103000Z"]),
    ],
)
def test_the_calendar_links_hold_what_the_lines_say(database, title, lines):
    entry = re.search(rf"\*\*{re.escape(title)}\*\* .*?base64,([^\"]+)\"", draft(database))
    assert entry is not None
    calendar = b64decode(entry[1]).decode()
    assert [line for line in lines if not re.search(rf"^{re.escape(line)}", calendar, re.MULTILINE)] == []


def test_our_own_check_finds_nothing_in_it(tmp_path, database):
    file = tmp_path / "2024-12.md"
    file.write_text(draft(database), encoding="utf-8")
    result = aggregator("check", file)
    assert (result.exit_code, result.stdout) == (0, "")


def test_the_demo_stays_small():
    assert sum(file.stat().st_size for file in DEMO.rglob("*") if file.is_file()) < 60_000
