"""What can go wrong with a file: in words, and without a listing lost or half an event written."""

from __future__ import annotations

import errno
import os
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, date, datetime

import pytest
from sqlite_utils import Database

from aggregator.event import Reach
from aggregator.sources import Source
from aggregator.store import (
    Locked,
    NewerDatabase,
    Outcome,
    RunResult,
    Said,
    StoreError,
    connect,
    only_one,
    open_store,
)

LAB = Source(name="lab", spider="web_page", url="https://lab.example")

CRAWL_FOR_EVER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from aggregator.event import Listing, Place, When
from aggregator.sources import Source
from aggregator.store import open_store
now = datetime(2024, 11, 20, tzinfo=UTC)
store = open_store(sys.argv[1])
run = store.begin_run(Source(name="lab", spider="web_page", url="https://lab.example"), now)
page = 0
while True:
    page += 1
    when = When(datetime(2024, 12, 1 + page % 28, 19))
    listings = [
        Listing(key=f"{sys.argv[2]}-{page}-{n}", title=f"Vortrag {page} {n}", when=when, place=Place(city="Leipzig"))
        for n in range(5)
    ]
    store.save_page(run, listings, now)
    store.match(now)
    print(page, flush=True)
"""


def test_killed_at_any_moment_nothing_reported_is_lost_and_nothing_is_half_written(tmp_path):
    path = tmp_path / "events.db"
    reported = 0
    for attempt in range(6):
        process = subprocess.Popen(
            [sys.executable, "-c", CRAWL_FOR_EVER, str(path), str(attempt)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(3 + attempt * 4)]
        time.sleep(0.003 * attempt)
        process.send_signal(signal.SIGKILL)
        lines += process.stdout.readlines()
        process.wait()
        reported += 5 * len([line for line in lines if line.endswith("\n")])
        with sqlite3.connect(path) as database:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert database.execute("PRAGMA foreign_key_check").fetchall() == []
            stored = database.execute("SELECT count(*) FROM listings").fetchone()[0]
            counted = database.execute("SELECT sum(new) FROM runs").fetchone()[0]
            half = database.execute(
                "SELECT count(*) FROM events WHERE id NOT IN (SELECT event FROM event_listings)"
            ).fetchone()[0]
        assert (stored % 5, half) == (0, 0)
        assert stored == counted
        assert stored >= reported
    with open_store(path) as store:
        store.begin_run(LAB, datetime(2024, 11, 21, tzinfo=UTC))
        store.match(datetime(2024, 11, 21, tzinfo=UTC))
        assert {run.outcome for run in store.runs(20)} == {None, Outcome.INTERRUPTED}
        assert store._database.execute("SELECT count(*) FROM listings WHERE to_match = 1").fetchone()[0] == 0


def test_a_page_is_stored_whole_or_not_at_all(world, listing):
    run = world.store.begin_run(LAB, world.now)
    broken = listing("b", title=object())
    with pytest.raises((TypeError, sqlite3.Error)):
        world.store.save_page(run, [listing("a"), broken], world.now)
    assert world.count("listings") == 0
    assert world.store.save_page(run, [listing("a")], world.now).new == 1


def test_a_long_reader_stops_no_writer(world, listing):
    reader = sqlite3.connect(world.path)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM listings").fetchone()
    world.night(lab=[listing()])
    assert len(world.events()) == 1
    assert reader.execute("SELECT count(*) FROM listings").fetchone() == (0,)
    reader.close()


def test_a_writer_that_does_not_end_is_named(world, listing, monkeypatch):
    other = sqlite3.connect(world.path)
    other.execute("BEGIN IMMEDIATE")
    world.store._database.conn.execute("PRAGMA busy_timeout = 20")
    with pytest.raises(StoreError, match=r"events\.db is locked by another program"):
        world.store.begin_run(LAB, world.now)
    other.rollback()
    assert world.store.begin_run(LAB, world.now) == 1


def test_a_full_disk_is_named_and_the_next_page_is_stored_when_there_is_room(world, listing):
    run = world.store.begin_run(LAB, world.now)
    pages = world.store._database.execute("PRAGMA page_count").fetchone()[0]
    world.store._database.execute(f"PRAGMA max_page_count = {pages + 4}")
    many = [listing(f"k{n}", description="x" * 3000) for n in range(50)]
    with pytest.raises(StoreError, match=r"events\.db cannot grow: the disk is full"):
        world.store.save_page(run, many, world.now)
    assert world.count("listings") == 0
    world.store._database.execute("PRAGMA max_page_count = 1000000")
    assert world.store.save_page(run, many, world.now).new == 50
    assert world.store.finish_run(run, RunResult(reach=Reach()), world.now).outcome is Outcome.OK


def test_a_read_only_file_is_named(world, listing):
    world.night(lab=[listing()])
    world.store._database.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreError, match="read-only"):
        world.store.begin_run(LAB, world.now)
    assert len(world.events()) == 1


def test_reading_only_writes_nothing(world, listing):
    world.night(lab=[listing()])
    with open_store(world.path, read_only=True) as store:
        assert len(store.events_for(date(2024, 12, 1), date(2024, 12, 31))) == 1
        with pytest.raises(StoreError, match="read-only"):
            store.judge(world.event().id, "accept", Said(now=world.now))


def test_reading_only_needs_a_database(tmp_path):
    with pytest.raises(StoreError, match="does not exist"):
        open_store(tmp_path / "none.db", read_only=True)
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("read_only", [False, True])
def test_a_newer_database_is_refused_untouched(world, read_only):
    world.store._database.table("_sqlite_migrations").insert(
        {"migration_set": "aggregator", "name": "m999_of_next_year", "applied_at": "2030"}
    )
    world.store.close()
    before = world.path.read_bytes()
    with pytest.raises(NewerDatabase, match="newer version"):
        open_store(world.path, read_only=read_only)
    assert world.path.read_bytes() == before


def test_another_programs_database_is_refused_untouched(tmp_path):
    path = tmp_path / "other.db"
    Database(path).table("cats").insert({"name": "Mia"})
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        open_store(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"no database at all, but long enough to be looked at " * 40])
def test_a_file_that_is_no_database_is_refused_untouched(tmp_path, content):
    path = tmp_path / "events.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="is not a database"):
        open_store(path)
    assert path.read_bytes() == content


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be made"):
        open_store(tmp_path / "file" / "events.db")


def test_a_migration_backs_the_database_up_first(world, listing, monkeypatch):
    world.night(lab=[listing()])
    world.store.close()
    monkeypatch.setattr(connect.migrations, "_migrations", list(connect.migrations._migrations))

    @connect.migrations(name="m002_of_this_test")
    def _(database):
        database.table("events").add_column("mood", str)

    with open_store(world.path) as store:
        assert "mood" in store._database.table("events").columns_dict
        assert len(store.events_for(date(2024, 12, 1), date(2024, 12, 31))) == 1
    newest = len(connect.migrations._migrations)
    with sqlite3.connect(world.path.parent / "backups" / f"events-before-version-{newest}.db") as saved:
        assert saved.execute("SELECT count(*) FROM events").fetchone() == (1,)
        assert "mood" not in {row[1] for row in saved.execute("PRAGMA table_info(events)")}


def test_a_migration_that_fails_changes_nothing(world, listing, monkeypatch):
    world.night(lab=[listing()])
    world.store.close()
    monkeypatch.setattr(connect.migrations, "_migrations", list(connect.migrations._migrations))

    @connect.migrations(name="m002_that_fails")
    def _(database):
        database.table("events").add_column("mood", str)
        raise OSError(errno.EIO, "broken")

    with pytest.raises(OSError, match="broken"):
        open_store(world.path)
    with sqlite3.connect(world.path) as database:
        assert "mood" not in {row[1] for row in database.execute("PRAGMA table_info(events)")}


def test_a_backup_is_whole_while_others_write(world, listing, tmp_path):
    world.night(lab=[listing()])
    run = world.store.begin_run(LAB, world.now)
    target = tmp_path / "saved" / "copy.db"
    world.store.backup(target)
    world.store.save_page(run, [listing("b")], world.now)
    with open_store(target, read_only=True) as copy:
        assert [event.id for event in copy.events_for(date(2024, 12, 1), date(2024, 12, 31))] == [
            world.event().id
        ]
    assert not target.with_name("copy.db.partial").exists()


def test_a_backup_never_overwrites_its_own_database(world):
    with pytest.raises(StoreError, match="is the database itself"):
        world.store.backup(world.path)


def test_a_second_crawl_is_told_which_process_is_at_it(tmp_path):
    path = tmp_path / "events.db"
    with only_one(path), pytest.raises(Locked, match=f"process {os.getpid()} "), only_one(path):
        pass
    with only_one(path):
        pass


def test_a_dead_process_keeps_no_lock(tmp_path):
    path = tmp_path / "events.db"
    script = (
        "import sys, time; from pathlib import Path; from aggregator.store import only_one\n"
        "with only_one(Path(sys.argv[1])):\n    print('held', flush=True); time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    with pytest.raises(Locked, match=f"process {process.pid} "), only_one(path, wait=0.1):
        pass
    process.kill()
    process.wait()
    with only_one(path):
        pass


def test_a_database_whose_making_was_cut_short_is_made_whole(tmp_path):
    file = tmp_path / "events.db"
    with sqlite3.connect(file) as unfinished:
        unfinished.execute("PRAGMA journal_mode = WAL")
        unfinished.execute("CREATE TABLE _sqlite_migrations (migration_set TEXT, name TEXT, applied_at TEXT)")
    unfinished.close()
    with open_store(file) as store:
        assert store.runs() == []
