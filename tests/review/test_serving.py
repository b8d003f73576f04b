"""`aggregator review` as it is started: a process of its own, asked over HTTP."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from aggregator.cli import main
from aggregator.cli.review import visited
from aggregator.event import Listing, Refusal

PAGE = """<html><head><script type="application/ld+json">{"@context": "https://schema.org", "@type": "Event",
"name": "Offener Abend", "startDate": "2024-12-09T18:00:00+01:00", "url": "https://labor.example/abend"}</script></head></html>"""


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def started(tmp_path: Path, port: int) -> Iterator[str]:
    """A running `aggregator review` on a database that did not exist."""
    command = [
        sys.executable,
        "-c",
        "from aggregator.cli import main; main()",
        "review",
        "--port",
        str(port),
        "--db",
        str(tmp_path / "new" / "e.db"),
    ]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        said = process.stderr.readline()
        assert said.startswith(f"http://127.0.0.1:{port}/"), said
        yield said.split()[0]
        process.terminate()


def get(address: str, attempts: int = 3_000) -> tuple[int, str]:
    """An answer; the server may still be on its way up."""
    for _ in range(attempts):
        try:
            with urllib.request.urlopen(address) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, ""
        except urllib.error.URLError:
            time.sleep(0.05)
    raise AssertionError(f"{address} never answered")


def test_it_serves_pages_files_and_the_database(started: str) -> None:
    assert "noch nichts gefunden" in get(f"{started}2024-12")[1]
    assert get(f"{started}2024-12/section.md")[1].startswith("## Veranstaltungen")
    assert "article.item" in get(f"{started}static/review.js")[1]
    assert ".verdict" in get(f"{started}static/review.css")[1]
    assert get(f"{started}db/events/towns")[0] == 200


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--host", "192.0.2.1"], "--password-file"),
        (["--host", "0.0.0.0"], "--name"),
        (["--host", "0.0.0.0", "--name", "a.example"], "--password-file"),
        (["--password-file", "missing"], "does not exist"),
        (["--port", "0"], "--port"),
    ],
)
def test_what_it_refuses_to_start_with(tmp_path: Path, options: list[str], says: str) -> None:
    result = CliRunner().invoke(main, ["review", "--db", str(tmp_path / "e.db"), *options])
    assert result.exit_code == 2
    assert says in result.stderr
    assert "Traceback" not in result.stderr


def test_an_address_is_visited_as_the_crawl_does(tmp_path: Path) -> None:
    page = tmp_path / "labor.example" / "abend.html"
    page.parent.mkdir()
    page.write_text(PAGE)
    found = visited("https://labor.example/abend", tmp_path)
    assert [each.title for each in found if isinstance(each, Listing)] == ["Offener Abend"]
    missing = visited("https://labor.example/nichts", tmp_path)
    assert [type(each) for each in missing] == [Refusal]
