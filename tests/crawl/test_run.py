"""A whole crawl: one source's trouble is its own, a second crawl changes nothing, Ctrl-C ends it cleanly."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from aggregator.crawl.run import Crawl, run
from aggregator.sources import Source
from aggregator.store import NewerDatabase, Outcome, open_store

NOW = datetime(2024, 12, 1, tzinfo=UTC)
LAB = (
    "<!doctype html><meta charset=utf-8><div class=lab-content><h1>OK Lab {name}</h1>"
    "<section><p>Wir treffen uns {when}.</p></section></div>"
)
SITEMAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'


def put(folder: Path, address: str, text: str) -> None:
    file = folder / address
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def labs(folder: Path, host: str, *names: str, when: str = "jeden Mittwoch um 19 Uhr") -> Source:
    """A site of labs in the replica at `folder`, and its source."""
    entries = "".join(f"<url><loc>https://{host}/{name}/</loc></url>" for name in names)
    put(folder, f"{host}/sitemap.xml", SITEMAP.format(entries))
    for name in names:
        put(folder, f"{host}/{name}/index.html", LAB.format(name=name, when=when))
    return Source(host.split(".")[0], "codefor", f"https://{host}/")


def crawl(sources, tmp_path, **said):
    return run(sources, database=tmp_path / "events.db", replica=tmp_path / "web", now=NOW, **said)


def test_one_sources_trouble_is_its_own(tmp_path):
    web = tmp_path / "web"
    sources = [
        labs(web, "good.example", "berlin"),
        Source("missing", "codefor", "https://missing.example/"),
        labs(web, "empty.example"),
        Source("calm", "codefor", "https://empty.example/again/", may_be_empty=True),
        labs(web, "also.example", "bonn"),
    ]
    report = crawl(sources, tmp_path)
    assert [(each.source.name, each.outcome, each.reason, each.failed) for each in report.sources] == [
        ("good", Outcome.OK, None, False),
        ("missing", Outcome.FAILED, "answered 404", True),
        ("empty", Outcome.EMPTY, None, True),
        ("calm", Outcome.EMPTY, None, False),
        ("also", Outcome.OK, None, False),
    ]
    assert report.failed
    assert list(report.lines()) == [
        "refused: missing: https://missing.example/sitemap.xml: answered 404",
        "5 sources, 2 with problems, 2 new, 0 changed",
    ]


def test_a_page_that_breaks_its_spider_costs_that_page(tmp_path):
    source = labs(tmp_path / "web", "good.example", "berlin")
    bad = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>https://[x/</loc></url></urlset>"
    put(tmp_path / "web", "bad.example/sitemap.xml", bad)
    report = crawl([source, Source("bad", "codefor", "https://bad.example/")], tmp_path)
    [(name, refusal)] = report.refusals()
    assert (name, refusal.address) == ("bad", "https://bad.example/sitemap.xml")
    assert "the page is not as its spider expects (ValueError" in refusal.reason
    assert [each.outcome for each in report.sources] == [Outcome.OK, Outcome.FAILED]


def test_an_alarm_stores_nothing_of_the_source(tmp_path):
    page = (
        '<script id="__NEXT_DATA__" type="application/json">{"props": {"pageProps": {"__APOLLO_STATE__": '
        '{"ROOT_QUERY": {"groupByUrlname:{}": null}}}}}</script>'
    )
    put(tmp_path / "web", "www.meetup.com/gone/events/index.html", f"<!DOCTYPE html>{page}")
    report = crawl([Source("gone", "meetup", "https://www.meetup.com/gone/")], tmp_path)
    [source] = report.sources
    assert (source.outcome, source.reason) == (Outcome.REFUSED, "Meetup knows no such group or event")


def group_page(number):
    """A Meetup group's page without coming events."""
    state = {
        "ROOT_QUERY": {"groupByUrlname:{}": {"__ref": f"Group:{number}"}},
        f"Group:{number}": {"id": number, "urlname": "lab", "timezone": "Europe/Berlin"},
    }
    said = json.dumps({"props": {"pageProps": {"__APOLLO_STATE__": state}}})
    return f'<!DOCTYPE html><script id="__NEXT_DATA__" type="application/json">{said}</script>'


def test_the_group_first_found_at_an_address_is_the_only_one_accepted_there(tmp_path):
    lab = Source("lab", "meetup", "https://www.meetup.com/lab/")
    page = "www.meetup.com/lab/events/index.html"
    for number, outcome in (("41", Outcome.EMPTY), ("42", Outcome.REFUSED), ("41", Outcome.EMPTY)):
        put(tmp_path / "web", page, group_page(number))
        assert crawl([lab], tmp_path).sources[0].outcome is outcome
    put(tmp_path / "web", page, group_page("42"))
    assert crawl([replace(lab, group_id="42")], tmp_path).sources[0].outcome is Outcome.EMPTY
    moved = replace(lab, url="https://www.meetup.com/lab-2/")
    put(tmp_path / "web", "www.meetup.com/lab-2/events/index.html", group_page("43"))
    assert crawl([moved], tmp_path).sources[0].outcome is Outcome.EMPTY


def test_what_the_filter_leaves_out_is_named(tmp_path):
    source = labs(tmp_path / "web", "good.example", "berlin", "bonn")
    source = Source(source.name, source.spider, source.url, only="berlin|open data")
    [report] = crawl([source], tmp_path).sources
    assert [each.title for each in report.left_out] == ["OK Lab bonn"]
    assert not report.failed
    with open_store(tmp_path / "events.db") as store:
        assert [event.title for event in store.meetings()] == ["OK Lab berlin"]
        [row] = store.runs()
        assert (row.left_out, row.left_out_titles[0].title) == (1, "OK Lab bonn")


def test_a_second_crawl_changes_nothing(tmp_path):
    source = labs(tmp_path / "web", "good.example", "berlin", "bonn")
    first = crawl([source], tmp_path).sources[0].saved
    second = crawl([source], tmp_path).sources[0].saved
    assert (first.new, first.changed) == (2, 0)
    assert (second.new, second.changed, second.unchanged) == (0, 0, 2)


def test_the_run_names_its_layer_and_its_requests(tmp_path):
    crawl([labs(tmp_path / "web", "good.example", "berlin")], tmp_path)
    with open_store(tmp_path / "events.db") as store:
        [row] = store.runs()
    assert (row.outcome, row.layers, row.statuses["200"]) == (Outcome.OK, {"prose": 1}, 2)


def test_a_newer_database_is_refused_untouched(tmp_path):
    source = labs(tmp_path / "web", "good.example", "berlin")
    crawl([source], tmp_path)
    database = tmp_path / "events.db"
    newer = "import sqlite_utils, sys; sqlite_utils.Database(sys.argv[1])['_sqlite_migrations'].insert(" + (
        "{'migration_set': 'aggregator', 'name': '9999_future', 'applied_at': '2099-01-01'}, alter=True)"
    )
    subprocess.run([sys.executable, "-c", newer, str(database)], check=True)
    before = database.read_bytes()
    with pytest.raises(NewerDatabase):
        crawl([source], tmp_path)
    assert database.read_bytes() == before


def test_interrupted_the_stored_stays_and_the_run_says_so(web, tmp_path, local_answer, monkeypatch):
    names = ["aaa", "bbb", "ccc"]
    told = threading.Event()
    stop = Crawl.stop

    def stopped(crawl: Crawl) -> None:
        stop(crawl)
        told.set()

    def interrupt() -> None:
        """The second page is answered when the crawl knows that it is to end."""
        if sum(web.times(f"/{name}/") for name in names) == 2:
            os.kill(os.getpid(), signal.SIGTERM)
            assert told.wait(60)

    monkeypatch.setattr(Crawl, "stop", stopped)
    entries = "".join(f"<url><loc>{web.address}/{name}/</loc></url>" for name in names)
    web.says("/sitemap.xml", SITEMAP.format(entries))
    for name in names:
        body = LAB.format(name=name, when="jeden Mittwoch um 19 Uhr").encode()
        web.says(f"/{name}/", local_answer(body=body, first=interrupt))
    fast = {"DOWNLOAD_DELAY": 0.05, "AUTOTHROTTLE_ENABLED": False}
    source = Source("labs", "codefor", f"{web.address}/")
    later = Source("later", "codefor", f"{web.address}/later/")
    report = run([source, later], database=tmp_path / "events.db", now=NOW, settings=fast)
    assert (report.interrupted, report.failed) == (True, True)
    assert [(each.source.name, each.outcome) for each in report.sources] == [("labs", Outcome.INTERRUPTED)]
    with open_store(tmp_path / "events.db") as store:
        assert 1 <= len(store.meetings()) < 3
        assert [row.outcome for row in store.runs()] == [Outcome.INTERRUPTED]


MANY = """
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from aggregator.crawl.run import run
from aggregator.sources import Source
folder = Path(sys.argv[1])
sources = [Source(f"s{at}", "codefor", f"https://s{at}.example/") for at in range(int(sys.argv[2]))]
report = run(sources, database=folder / "many.db", replica=folder / "web", now=datetime(2024, 12, 1, tzinfo=UTC))
assert len(report.sources) == len(sources)
assert all(each.saved.new == 1 for each in report.sources)
print(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read from /proc")
def test_many_sources_in_one_process_stay_small(tmp_path):
    """VmHWM, not ru_maxrss: that one counts what the test's own process held when it forked."""
    sources = 12
    for at in range(sources):
        labs(tmp_path / "web", f"s{at}.example", f"ort{chr(97 + at % 26)}")
    command = [sys.executable, "-c", MANY, str(tmp_path), str(sources)]
    done = subprocess.run(command, check=True, timeout=600, stdout=subprocess.PIPE, text=True)
    assert int(done.stdout) < 300 * 1024
