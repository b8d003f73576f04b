"""What the verbs tell whoever watches over the crawl."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from click.testing import CliRunner

from aggregator.cli import main
from aggregator.event import Listing, Reach, Refusal, Status, When
from aggregator.sources import Source
from aggregator.store import Outcome, RunResult, Said, open_store

NOW = datetime.now(UTC).replace(microsecond=0)
SOON = When(datetime(NOW.year + 1, 3, 1, 19))


def lab(name: str = "lab") -> Source:
    return Source(name, "web_page", "https://lab.example/list")


def talk(number: int = 1, **other) -> Listing:
    said = {
        "title": f"Vortrag {number}",
        "when": SOON,
        "layer": "json-ld",
        "url": f"https://lab.example/{number}",
    }
    return Listing(key=f"https://lab.example/{number}", **{**said, **other})


@pytest.fixture
def cli(tmp_path, monkeypatch):
    """Runs a verb on the database of this test, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    for name in ("AGGREGATOR_NOTIFY", "AGGREGATOR_SOURCES", "AGGREGATOR_DB"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "sources.toml").write_text(
        '[[source]]\nname = "lab"\nspider = "web_page"\nurl = "https://lab.example/list"\n'
    )

    def call(*words: str):
        return CliRunner().invoke(main, [*words, "--db", str(tmp_path / "events.db")])

    return call


@pytest.fixture
def crawled(tmp_path):
    """Stores a run of a source, so many days ago."""

    def crawl(*listings, source=None, days_ago=0, **result):
        moment = NOW - timedelta(days=days_ago)
        with open_store(tmp_path / "events.db") as store:
            run = store.begin_run(source or lab(), moment)
            store.save_page(run, listings, moment)
            store.finish_run(
                run,
                RunResult(**{"reach": Reach(), "statuses": {200: 1}, **result}),
                moment + timedelta(seconds=9),
            )
            store.match(moment)
            return [event.id for event in store.events_for(SOON.start.date(), SOON.start.date())]

    return crawl


def test_runs_are_a_table_and_json_lines(cli, crawled):
    refusals = (Refusal("https://lab.example/9", "answered 500"),)
    crawled(
        talk(1), talk(2), statuses={200: 2, 304: 7, 500: 1}, bytes=12_345, not_modified=7, refusals=refusals
    )
    table = cli("runs").stdout.splitlines()
    assert len(table) == 2
    assert "lab" in table[1] and "200×2 304×7 500×1" in table[1] and "json-ld×2" in table[1]
    run = json.loads(cli("runs", "--format", "json").stdout)
    assert (run["source"], run["outcome"], run["duration"], run["new"]) == ("lab", "ok", 9.0, 2)
    assert (run["statuses"], run["bytes"], run["not_modified"]) == ({"200": 2, "304": 7, "500": 1}, 12_345, 7)
    assert run["refusals"] == [{"address": "https://lab.example/9", "reason": "answered 500", "alarm": False}]


def test_runs_of_one_source_newest_first(cli, crawled):
    for days_ago in (2, 1, 0):
        crawled(talk(), days_ago=days_ago)
        crawled(talk(), days_ago=days_ago, source=lab("other"))
    runs = [
        json.loads(line)
        for line in cli("runs", "--source", "lab", "-n", "2", "--format", "json").stdout.split("\n")
        if line
    ]
    assert [(run["source"], run["id"]) for run in runs] == [("lab", 5), ("lab", 3)]


def test_log_tells_a_whole_life(cli, crawled, tmp_path):
    (event,) = crawled(talk(), days_ago=3)
    with open_store(tmp_path / "events.db") as store:
        store.judge(event, "accept", Said(editor="kim", issue="2025-03", now=NOW - timedelta(days=2)))
    crawled(talk(status=Status.CANCELLED), days_ago=1)
    told = cli("log", event)
    assert told.exit_code == 0
    assert [line.split("  ")[1].split(":")[0] for line in told.stdout.splitlines()] == [
        "found by lab",
        "accept by kim",
        "changed by lab",
        "flagged",
    ]
    assert "status: EventScheduled → EventCancelled" in told.stdout
    assert cli("log", f"{event}@events.codeforleipzig.de").stdout == told.stdout
    assert json.loads(cli("log", event, "--format", "json").stdout.splitlines()[0])["kind"] == "found"
    nobody = cli("log", "nobody")
    assert (nobody.exit_code, nobody.stdout) == (1, "")


def test_status_says_nothing_when_there_is_nothing(cli, crawled):
    crawled(talk())
    result = cli("status")
    assert (result.exit_code, result.output) == (0, "")


def test_status_names_what_a_person_should_look_at(cli, crawled):
    crawled(talk(), days_ago=5)
    result = cli("status")
    assert result.exit_code == 1
    assert result.stdout.startswith("not-crawled: lab was last crawled on")
    (concern,) = map(json.loads, cli("status", "--format", "json").stdout.splitlines())
    assert (concern["kind"], concern["subject"]) == ("not-crawled", "lab")


@pytest.mark.parametrize(
    ("entry", "options", "kinds"),
    [
        ("lab", (), ["not-crawled"]),
        ("removed", (), []),
        ("lab", ("--sources", "data/sources.toml"), ["not-crawled"]),
        ("new", ("--sources", "data/sources.toml"), ["not-crawled"]),
    ],
)
def test_status_heeds_the_registry(cli, crawled, tmp_path, entry, options, kinds):
    registry = tmp_path / "data" / "sources.toml"
    registry.write_text(
        registry.read_text() + registry.read_text().replace('"lab"', '"fresh"').replace("/list", "/f")
    )
    crawled(talk(), source=lab("fresh"))
    crawled(talk(), source=lab(entry), days_ago=5 if entry != "new" else 0)
    found = [json.loads(line) for line in cli("status", "--format", "json", *options).stdout.splitlines()]
    assert [each["kind"] for each in found] == kinds


@pytest.fixture
def inbox():
    """A server that takes messages, and what it was sent."""
    received: list[dict] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            del args

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"json://127.0.0.1:{server.server_address[1]}/", received
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("configured", [False, True])
def test_status_sends_what_it_found(cli, crawled, inbox, monkeypatch, configured):
    address, received = inbox
    crawled(talk(), days_ago=5)
    if configured:
        monkeypatch.setenv("AGGREGATOR_NOTIFY", address)
    result = cli("status", *(["--notify"] if configured else ["--notify", address]))
    assert result.exit_code == 1
    (message,) = received
    assert "1 to look at" in message["title"]
    assert "lab was last crawled on" in message["message"]


def test_nothing_is_sent_when_there_is_nothing(cli, crawled, inbox):
    address, received = inbox
    crawled(talk())
    assert cli("status", "--notify", address).exit_code == 0
    assert received == []


def test_nothing_is_sent_unasked(cli, crawled, inbox, monkeypatch):
    address, received = inbox
    crawled(talk(), days_ago=5)
    monkeypatch.setenv("AGGREGATOR_NOTIFY", address)
    assert cli("status").exit_code == 1
    assert received == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("status", "--notify"), 2, "AGGREGATOR_NOTIFY"),
        (("status", "--notify", "nothing://x"), 2, "does not know this kind of address"),
        (("status", "--notify", "json://user:secret@127.0.0.1:9/"), 1, "could not be sent"),
        (("prune", "--older-than", "90"), 2, "no age such as 90d"),
        (("prune",), 2, "--older-than"),
    ],
)
def test_what_cannot_be_done_is_said(cli, crawled, words, code, said):
    crawled(talk(), days_ago=5)
    result = cli(*words)
    assert result.exit_code == code
    assert said in result.stderr
    assert "secret" not in result.stderr and "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "words", [("runs",), ("log", "x"), ("status",), ("backup", "b.db"), ("prune", "--older-than", "9d")]
)
def test_without_a_database_there_is_nothing_to_tell(cli, words, tmp_path):
    result = cli(*words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "does not exist" in result.stderr
    assert not (tmp_path / "events.db").exists()


def test_a_backup_is_a_database_that_can_take_its_place(cli, crawled, tmp_path):
    (event,) = crawled(talk())
    assert cli("backup", str(tmp_path / "copies" / "monday.db")).exit_code == 0
    crawled(talk(title="Lost"))
    for file in tmp_path.glob("events.db*"):
        file.unlink()
    (tmp_path / "copies" / "monday.db").rename(tmp_path / "events.db")
    with open_store(tmp_path / "events.db") as store:
        assert store.event(event).title == "Vortrag 1"


def test_prune_forgets_runs_and_stored_pages_and_nothing_else(cli, crawled, tmp_path):
    for days_ago in range(120, 100, -1):
        crawled(talk(), days_ago=days_ago, outcome=Outcome.FAILED)
    (event,) = crawled(talk())
    result = cli("prune", "--older-than", "90d")
    assert result.exit_code == 0
    assert "20 runs" in result.stderr
    with open_store(tmp_path / "events.db") as store:
        assert len(store.runs(100)) == 1
        assert store.event(event).title == "Vortrag 1"
