"""The verb `crawl` at night: one at a time, again, and with an archive."""

from __future__ import annotations

import os
import sqlite3

import pytest
from click.testing import CliRunner

from aggregator.cli import main
from aggregator.store import only_one

PAGE = """<!doctype html><title>Offene Daten</title><h1>Offene Daten</h1><script type="application/ld+json">
{"@context": "https://schema.org", "@type": "Event", "name": "Offene Daten", "startDate": "2024-12-03T19:00"}
</script>"""


@pytest.fixture
def crawl(tmp_path):
    """Crawls a replica of one page; the registry names it."""
    page = tmp_path / "web" / "lab.example" / "list.html"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE)
    registry = tmp_path / "sources.toml"
    registry.write_text('[[source]]\nname = "lab"\nspider = "web_page"\nurl = "https://lab.example/list"\n')

    def call(*words: str):
        replica = () if "--again" in words else ("--replica", str(tmp_path / "web"))
        where = ("--sources", str(registry), "--db", str(tmp_path / "events.db"), "--reference", "2024-11-20")
        return CliRunner().invoke(main, ["crawl", *replica, *words, *where])

    return call


def rows(tmp_path, query):
    with sqlite3.connect(tmp_path / "events.db") as database:
        return database.execute(query).fetchall()


def test_a_second_crawl_leaves_at_once_and_names_the_process(crawl, tmp_path):
    with only_one(tmp_path / "events.db"):
        result = crawl()
    assert result.exit_code == 1
    assert f"another crawl is running: process {os.getpid()} holds" in result.stderr
    assert crawl().exit_code == 0


def test_a_run_names_the_project_and_the_spider_that_read_it(crawl, tmp_path):
    crawl()
    ((project, spider),) = rows(tmp_path, "SELECT version, spider_version FROM runs")
    assert spider.startswith(f"{project}+")


def test_again_reads_what_a_crawl_has_stored(crawl, tmp_path):
    crawl()
    (tmp_path / "web" / "lab.example" / "list.html").unlink()
    again = crawl("--again")
    assert again.exit_code == 0
    assert rows(
        tmp_path, "SELECT outcome, requests, listings, unchanged FROM runs ORDER BY id DESC LIMIT 1"
    ) == [("ok", 0, 1, 1)]


def test_a_crawl_is_archived_and_its_archive_crawled(crawl, tmp_path):
    archive = tmp_path / "night.warc.gz"
    assert crawl("--archive", str(archive)).exit_code == 0
    before = rows(tmp_path, "SELECT title, start FROM events")
    (tmp_path / "events.db").unlink()
    assert crawl("--replica", str(archive)).exit_code == 0
    assert (
        rows(tmp_path, "SELECT title, start FROM events")
        == before
        == [("Offene Daten", "2024-12-03T19:00:00")]
    )


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--again", "--archive", "x.warc.gz"), 2, "asks for nothing"),
        (("--archive", "/dev/null"), 1, "never overwritten"),
    ],
)
def test_what_cannot_be_done_is_said(crawl, words, code, said):
    result = crawl(*words)
    assert (result.exit_code, said in result.stderr) == (code, True)
