"""The analysts' window: what is in it, and that nothing can be written through it."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from datasette.cli import cli

from aggregator.review.descriptions import FILE, described
from aggregator.store.schema import TABLES, VIEWS

ROOT = Path(__file__).parents[2]
METADATA = yaml.safe_load(FILE.read_text(encoding="utf-8"))["databases"]["events"]
QUESTIONS = re.findall(
    r"^## \d+\. (.+?)\n.*?```sql\n(.+?)```",
    (ROOT / "docs" / "analysts.md").read_text(encoding="utf-8"),
    re.DOTALL | re.MULTILINE,
)


def asked(database: Path, sql: str) -> list[sqlite3.Row]:
    connection = sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory, filled: Path, editing: Any, crawl_again: Any) -> Path:
    """The December after a month's work on it; it is only read."""
    title = "Offene Haushaltsdaten"
    path = Path(shutil.copy(filled, tmp_path_factory.mktemp("decided") / "events.db"))
    with editing(path) as editor:
        editor.post("verdict", editor.id_of(title), verdict="accept")
        editor.post("verdict", editor.id_of("Wasserstände live"), verdict="reject")
        editor.publish()
        crawl_again(path, title, datetime(2024, 12, 1, 19), "difu")
        crawl_again(path, "Linked Data im Museum", datetime(2024, 12, 3, 19), "codefor")
    return path


def test_every_table_and_column_is_described_as_in_the_schema() -> None:
    text = FILE.read_text(encoding="utf-8")
    assert text == described(text), "run: python -m aggregator.review.descriptions"
    assert set(METADATA["tables"]) == {table.name for table in TABLES} | set(VIEWS)


def test_there_are_ten_questions() -> None:
    assert len(QUESTIONS) == 10


@pytest.mark.parametrize(("title", "sql"), QUESTIONS)
def test_each_question_has_an_answer(decided: Path, title: str, sql: str) -> None:
    assert asked(decided, sql), title


def test_the_questions_are_the_canned_queries() -> None:
    canned = {query["title"]: query["sql"].strip() for query in METADATA["queries"].values()}
    assert canned == {title: sql.strip() for title, sql in QUESTIONS}


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("events_per_month", {"month": "2024-12", "source": "codefor", "events": 1}),
        ("towns", {"town": "(online)", "events": 9}),
        ("first_to_announce", {"source": "meetup-oklab-leipzig", "times_first": 1, "events": 1}),
        ("what_changes", {"field": "start", "changes": 1, "listings": 1}),
        ("editors_verdicts", {"source": "difu", "accepted": 1, "rejected": 1, "later": 0}),
        ("lead_time", {"source": "codefor", "events": 1, "median_days": 12.0}),
        ("weekdays", {"weekday": 7, "events": 7}),
    ],
)
def test_answers(decided: Path, name: str, row: dict[str, Any]) -> None:
    assert row in [dict(each) for each in asked(decided, METADATA["queries"][name]["sql"])]


@pytest.mark.parametrize("name", METADATA["queries"])
def test_canned_queries_run_with_bars_where_they_help(editor: Any, name: str) -> None:
    answer = editor.get(f"/db/events/{name}")
    assert answer.status_code == 200
    rows = editor.get(f"/db/events/{name}.json?_shape=array").json()
    chart = METADATA["queries"][name].get("chart")
    drawn = bool(chart) and any(row[chart["value"]] for row in rows)
    assert ("<svg" in answer.text) == drawn


def test_tables_show_what_their_columns_mean(editor: Any) -> None:
    page = editor.get("/db/events/events").text
    assert "on how many days in a row it takes place" in page


def test_datasette_alone_takes_the_metadata_too(decided: Path) -> None:
    options = ["--metadata", str(ROOT / "data" / "metadata.yaml")]
    asked_alone = CliRunner().invoke(
        cli, ["serve", str(decided), *options, "--get", "/events/towns.json?_shape=array"]
    )
    assert {"town": "(online)", "events": 9} in json.loads(asked_alone.stdout)


WRITES = (
    "DELETE FROM events", "UPDATE events SET title = 'x'", "DROP TABLE events", "PRAGMA user_version = 7",
    "INSERT INTO runs (source, started) VALUES ('x', 'y')", "ATTACH DATABASE '/tmp/x.db' AS x", "VACUUM",
    "WITH x AS (SELECT 1) DELETE FROM events", "SELECT 1; DELETE FROM events", "SELECT writefile('/tmp/x', 'y')",
    "SELECT load_extension('x')",
)  # fmt: skip


@pytest.mark.parametrize("sql", WRITES)
def test_nothing_is_written_through_a_query(editor: Any, sql: str) -> None:
    before = hashlib.sha256(editor.path.read_bytes()).hexdigest()
    assert editor.get("/db/events.json", params={"sql": sql}).status_code in (400, 403)
    assert hashlib.sha256(editor.path.read_bytes()).hexdigest() == before


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize(
    "address", ["/db/events", "/db/events/events", "/db/events/towns", "/db/-/permissions"]
)
def test_only_questions_are_taken(editor: Any, method: str, address: str) -> None:
    assert editor.client.request(method, address).status_code == 405


def test_the_file_itself_is_not_handed_out(editor: Any) -> None:
    assert editor.get("/db/events.db").status_code in (403, 404)
