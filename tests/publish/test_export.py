"""`aggregator export`: which events, where to, and what it says when it cannot."""

from __future__ import annotations

import csv
import io
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from aggregator.store import Said, open_store

NAMED = 'Datenabend; mit Komma, und "Zitat"'
COMING = [
    "Woche der offenen Daten", "Kurs an drei Abenden", NAMED, "Labortreffen", "Tag der Daten", "Netztreffen",
    "Werkstatt", "Kongress", "Nacht der Karten", "Im neuen Jahr",
]  # fmt: skip
FORMATS = ("ics", "json", "csv", "atom")


def titles(result: Any) -> list[str]:
    assert result.exit_code == 0, result.output
    return [row["title"] for row in csv.DictReader(io.StringIO(result.stdout_bytes.decode(), newline=""))]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], COMING),
        (["--accepted"], [NAMED]),
        (["--as-of", "2024-12-06"], [each for each in COMING if each not in ("Woche der offenen Daten", NAMED)]),
        (["--from", "2024-12-07", "--until", "2024-12-07"], ["Tag der Daten"]),
        (["--from", "2024-12-05", "--until", "2024-12-05"], ["Woche der offenen Daten"]),
        (["--from", "2024-12-14", "--until", "2024-12-14"], []),
        (["--from", "2024-12-16", "--until", "2024-12-16"], ["Kurs an drei Abenden"]),
        (["--from", "2024-12-25", "--until", "2024-12-25"], []),
        (["--month", "2025-03"], ["Labortreffen", "Im neuen Jahr"]),
        (["--month", "2024-12", "--accepted"], [NAMED]),
        (["--from", "2024-11-05", "--until", "2024-11-05"], ["Längst vorbei"]),
        (["--from", "2024-12-04", "--until", "2024-12-04"], ["Woche der offenen Daten", "Labortreffen"]),
        (["--from", "2024-12-19", "--until", "2024-12-19"], []),
    ],
)  # fmt: skip
def test_which_events(export: Any, words: list[str], expected: list[str]) -> None:
    assert sorted(titles(export("csv", *words))) == sorted(expected)


def test_in_order_of_the_next_date(export: Any) -> None:
    starts = [row["start"] for row in csv.DictReader(io.StringIO(export("csv").stdout))]
    assert starts == sorted(starts)
    assert starts[1:4] == [
        "2024-12-02T18:00:00+01:00",
        "2024-12-03T18:00:00+01:00",
        "2024-12-04T19:00:00+01:00",
    ]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ([("reject", "2024-12")], False),
        ([("reject", "2024-12"), ("accept", "2024-12")], True),
        ([("reject", "2024-12"), ("accept", "2025-01")], True),
        ([("accept", "2025-01"), ("reject", "2024-12")], True),
        ([("accept", "2024-12"), ("reject", "2025-01")], False),
        ([("reject", None)], False),
        ([("later", "2024-12")], True),
    ],
)
def test_the_latest_issues_word_counts(export: Any, database: Path, said: Any, shown: bool) -> None:
    with open_store(database) as store:
        event = next(
            e
            for e in store.coming(datetime(2024, 12, 7).date(), datetime(2024, 12, 7).date())
            if e.title == "Tag der Daten"
        )
        for verdict, issue in said:
            store.judge(event.id, verdict, Said(now=datetime(2024, 11, 26, tzinfo=UTC), issue=issue))
    assert ("Tag der Daten" in titles(export("csv"))) is shown


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_bytes_twice_on_any_day_and_in_any_zone(
    export: Any, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = export(form).stdout_bytes
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert export(form).stdout_bytes == first


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_is_what_stdout_would_be(export: Any, form: str, tmp_path: Path) -> None:
    target = tmp_path / "new" / f"events.{form}"
    result = export(form, "-o", target)
    assert (result.exit_code, result.stdout) == (0, "")
    assert target.read_bytes() == export(form).stdout_bytes
    assert [each.name for each in target.parent.iterdir()] == [target.name]
    assert target.stat().st_mode & 0o777 == 0o666 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_a_link_stays_one_and_its_file_is_replaced(export: Any, tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("before")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    export("csv", "-o", tmp_path / "link.csv")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes().startswith(b"id,title")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["pdf"], "pdf"),
        ([], "Missing argument"),
        (["site"], "-o"),
        (["csv", "--month", "2024-13"], "01 to 12"),
        (["csv", "--from", "3.12.2024"], "YYYY-MM-DD"),
        (["csv", "--month", "2024-12", "--until", "2024-12-05"], "--month"),
        (["csv", "--from", "2024-12-05", "--until", "2024-12-04"], "lies before"),
    ],
)
def test_wrong_usage_exits_2_and_says_why(export: Any, words: list[str], said: str) -> None:
    result = export(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("form", FORMATS)
def test_without_a_database_the_export_is_empty_and_valid(export: Any, tmp_path: Path, form: str) -> None:
    result = export(form, db=tmp_path / "none.db")
    assert result.exit_code == 0
    assert "does not exist yet" in result.stderr
    with open_store(tmp_path / "empty.db"):
        pass
    assert export(form, db=tmp_path / "empty.db").stdout_bytes == result.stdout_bytes
    assert not (tmp_path / "none.db").exists()


def test_where_nothing_can_be_written_it_says_so(export: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = export("csv", "-o", tmp_path / "file" / "events.csv")
    assert result.exit_code == 1
    assert "events.csv" in result.stderr
    assert "Traceback" not in result.output


def test_people_are_not_named(export: Any) -> None:
    for form in FORMATS:
        text = export(form).stdout
        assert "Mustermann" not in text, form
    assert "Deutsches Institut für Urbanistik" in export("json").stdout
