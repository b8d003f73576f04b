"""The promise to analysts: what the schema module says, the database has, and data/README.md explains."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aggregator.store.schema import TABLES, VIEWS

README = Path(__file__).resolve().parents[2] / "data" / "README.md"
TYPES = {str: "TEXT", int: "INTEGER", float: "FLOAT"}
PROMISED = [
    "id",
    "title",
    "start",
    "end",
    "start_utc",
    "end_utc",
    "all_day",
    "timezone",
    "rrule",
    "status",
    "online",
    "place_name",
    "street",
    "postcode",
    "city",
    "country",
    "latitude",
    "longitude",
    "url",
    "registration_url",
    "registration_deadline",
    "price",
    "organizer",
    "description",
    "first_seen",
    "last_seen",
    "changed",
]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_database_has_every_column_that_the_schema_explains(world, table):
    rows = world.store._database.execute(f"PRAGMA table_info({table.name})").fetchall()
    types = {row["name"]: row["type"].replace("REAL", "FLOAT") for row in rows}
    assert types == {column.name: TYPES[column.kind] for column in table.columns}
    assert all(column.about for column in table.columns)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_readme_explains_every_column_in_the_schemas_words(table):
    section = re.search(rf"^## {table.name}\n(.*?)(?=^## |\Z)", README.read_text("utf-8"), re.M | re.S)
    assert section is not None
    told = re.findall(r"^\| `(\w+)` \| \w+ \| (.*) \|$", section[1], re.M)
    assert told == [(column.name, column.about) for column in table.columns]


def test_the_readme_explains_every_view():
    section = README.read_text("utf-8").split("## Views\n")[1]
    assert re.findall(r"^\| `(\w+)` \| (.*) \|$", section, re.M) == [
        (n, about) for n, (about, _) in VIEWS.items()
    ]


def test_events_have_what_was_promised():
    (events,) = [table for table in TABLES if table.name == "events"]
    assert set(PROMISED) <= {column.name for column in events.columns}
    promised = {"sources", "runs", "listings", "listing_changes", "events", "event_listings", "decisions"}
    assert promised <= {table.name for table in TABLES}
    assert set(VIEWS) == {"upcoming", "meetings"}


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("foreign_keys", 1), ("integrity_check", "ok")]
)
def test_the_file_is_kept_as_it_should_be(world, pragma, value):
    assert world.store._database.execute(f"PRAGMA {pragma}").fetchone()[0] == value


def test_the_views_answer(world, listing):
    world.night(lab=[listing()])
    assert world.store._database.execute("SELECT count(*) FROM meetings").fetchone()[0] == 0
    assert world.store._database.execute("SELECT count(*) FROM upcoming").fetchone()[0] in (0, 1)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM events WHERE rrule IS NULL AND first_day BETWEEN date('2024-11-30', '-31 days') AND '2025'",
        "SELECT * FROM events WHERE rrule IS NULL AND days > 31 AND last_day >= '2024-12-01'",
        "SELECT * FROM events WHERE rrule IS NOT NULL",
        "SELECT * FROM events WHERE first_day IS NULL AND rrule IS NULL",
        "SELECT * FROM listings WHERE to_match = 1",
        "SELECT * FROM listings WHERE address IN ('a', 'b')",
        "SELECT * FROM listings WHERE source = 'a' AND key = 'b'",
    ],
)
def test_nightly_and_drafting_queries_use_an_index(world, query):
    plan = [row["detail"] for row in world.store._database.execute(f"EXPLAIN QUERY PLAN {query}")]
    assert all("USING" in step and "INDEX" in step for step in plan), plan
