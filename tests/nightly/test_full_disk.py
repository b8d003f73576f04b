"""A crawl on a disk that fills up: said in one line, nothing torn, and the next one carries on."""

from __future__ import annotations

import resource
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from aggregator.store import open_store

PAGES = 15
ROOM = 600_000
"""Bytes that a file may grow to: more than the empty database, less than the full one."""
LIMITED = """
import resource, signal, sys
room = int(sys.argv.pop(1))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
from aggregator.cli import main
main()
"""


@pytest.mark.slow
def test_a_crawl_on_a_full_disk_says_so_and_the_next_carries_on(tmp_path, page):
    folder = tmp_path / "web" / "lab.example"
    (folder / "event").mkdir(parents=True)
    for number in range(PAGES):
        body = page(
            f"Vortrag {chr(65 + number) * 9}", f"2024-12-{number + 1:02}T19:00", description="Offen. " * 700
        )
        (folder / "event" / f"{number}.html").write_text(body)
    links = "".join(f'<a href="/event/{number}">{number}</a>' for number in range(PAGES))
    (folder / "list.html").write_text(f"<!doctype html><title>Termine</title>{links}")
    registry = tmp_path / "sources.toml"
    registry.write_text('[[source]]\nname = "lab"\nspider = "web_page"\nurl = "https://lab.example/list"\n')

    def crawl(room: int) -> subprocess.CompletedProcess[str]:
        where = ["--sources", str(registry), "--db", str(tmp_path / "events.db"), "--reference", "2024-11-20"]
        words = ["crawl", "--replica", str(tmp_path / "web"), *where]
        command = [sys.executable, "-c", LIMITED, str(room), *words]
        return subprocess.run(
            command, capture_output=True, text=True, timeout=600, cwd=Path(__file__).parents[2]
        )

    full = crawl(ROOM)
    assert full.returncode == 1
    assert "Traceback" not in full.stderr
    assert f"{tmp_path / 'events.db'} cannot" in full.stderr
    with sqlite3.connect(tmp_path / "events.db") as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        ((stored,),) = database.execute("SELECT count(*) FROM listings").fetchall()
        ((counted,),) = database.execute("SELECT coalesce(sum(new), 0) FROM runs").fetchall()
    assert stored == counted < PAGES
    assert crawl(resource.RLIM_INFINITY if resource.RLIM_INFINITY > 0 else 2**40).returncode == 0
    with open_store(tmp_path / "events.db", read_only=True) as store:
        assert [(run.outcome, run.listings) for run in store.runs(2)] == [
            ("ok", PAGES),
            ("interrupted", stored),
        ]
