"""What a user gets wrong: a sentence on stderr, the right exit code, and nothing touched."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aggregator.cli import main

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "data" / "demo"
REGISTRY = DEMO / "sources.toml"


def aggregator(*words: object, given: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], input=given)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["draft", "2024-13"], "there are 01 to 12"),
        (["draft", "Dezember"], "YYYY-MM"),
        (["draft", "2024-12", "--as-of", "3.12.2024"], "YYYY-MM-DD"),
        (["draft", "2024-12", "--until", "2024-11-30"], "lies before"),
        (["draft", "2024-12", "--format", "pdf"], "pdf"),
        (["crawl", "nix", "--sources", str(REGISTRY)], "'nix'"),
        (["crawl", "--replica", "no-such-folder"], "does not exist"),
        (["check"], "FILE"),
        (["check", "no-such-file.md"], "does not exist"),
        (["extract", "--url", "https://a.example", "one", "two"], "one FILE"),
        (["extract", "--url", "somewhere", "one"], "http"),
        (["add", "not-an-address"], "http"),
        (["sources", "new", "Ä", "https://a.example"], "a-z"),
        (["sources", "new", "a", "nowhere"], "http"),
        (["sources", "try", "ftp://a.example"], "http"),
        (["nonsense"], "nonsense"),
    ],
)
def test_wrong_usage_exits_2_and_says_why(words: list[str], said: str) -> None:
    result = aggregator(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_a_broken_registry_names_file_line_and_key_and_crawls_nothing(tmp_path: Path) -> None:
    registry = tmp_path / "sources.toml"
    registry.write_text('[[source]]\nname = "a"\nspider = "meetup"\nurl = "nowhere"\n', encoding="utf-8")
    result = aggregator("crawl", "--sources", registry, "--db", tmp_path / "events.db")
    assert result.exit_code == 2
    assert f"{registry}:4: url:" in result.stderr
    assert not (tmp_path / "events.db").exists()


@pytest.mark.parametrize("text", ["", '[subjects]\nnewsletter = ["open data"]\n'])
def test_a_registry_without_a_source_is_a_mistake(tmp_path: Path, text: str) -> None:
    registry = tmp_path / "sources.toml"
    registry.write_text(text, encoding="utf-8")
    result = aggregator("crawl", "--sources", registry, "--db", tmp_path / "events.db")
    assert result.exit_code == 2
    assert f"{registry}:1: source: there is no [[source]] in it" in result.stderr
    assert not (tmp_path / "events.db").exists()


def test_a_registry_of_disabled_sources_visits_nothing_and_says_so(tmp_path: Path) -> None:
    registry = tmp_path / "sources.toml"
    entry = '[[source]]\nname = "a"\nspider = "meetup"\nurl = "https://a.example/"\nenabled = false\n'
    registry.write_text(entry, encoding="utf-8")
    result = aggregator("crawl", "--sources", registry, "--db", tmp_path / "events.db")
    assert result.exit_code == 0
    assert "every source of the registry is disabled" in result.stderr


def test_a_missing_database_drafts_an_empty_section_and_says_so(tmp_path: Path) -> None:
    result = aggregator("draft", "2024-12", "--db", tmp_path / "none.db")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0].startswith("## Veranstaltungen")
    assert "does not exist yet" in result.stderr
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("verb", [["draft", "2024-12"], ["runs"], ["status"], ["import", "2024-12.md"]])
def test_a_database_of_a_newer_version_is_refused_untouched(tmp_path: Path, verb: list[str]) -> None:
    database = tmp_path / "events.db"
    aggregator(
        "crawl", "--replica", DEMO, "--sources", REGISTRY, "--db", database, "--reference", "2024-12-01"
    )
    with sqlite3.connect(database) as db:
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('aggregator', 'm999', '')"
        )
    db.close()
    before = database.read_bytes()
    post = tmp_path / "2024-12.md"
    post.write_text(
        "## Veranstaltungen\n* Montag, 02.12.2024, online: **A**\n  * https://a.example\n", "utf-8"
    )
    words = [str(post) if word == "2024-12.md" else word for word in verb]
    result = aggregator(*words, "--db", database)
    assert result.exit_code == 1
    assert "newer" in result.stderr
    assert "Traceback" not in result.output
    assert database.read_bytes() == before


def test_what_is_no_database_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "events.db"
    file.write_text("this is no database, but long enough to be looked at" * 50, encoding="utf-8")
    result = aggregator("draft", "2024-12", "--db", file)
    assert result.exit_code == 1
    assert str(file) in result.stderr


def test_posts_that_are_none_are_named_and_the_rest_is_imported(tmp_path: Path) -> None:
    (tmp_path / "empty.md").write_text("# Nothing here\n", encoding="utf-8")
    (tmp_path / "2024-12.md").write_text(
        "## Veranstaltungen\n* Montag, 02.12.2024, 19:00, online: **Treffen**\n  * https://a.example/t\n",
        "utf-8",
    )
    database = tmp_path / "events.db"
    result = aggregator("import", tmp_path / "empty.md", tmp_path / "2024-12.md", "--db", database)
    assert result.exit_code == 1
    assert "empty.md" in result.stderr
    assert "Treffen" in aggregator("draft", "2024-12", "--as-of", "2024-12-01", "--db", database).stdout


def test_a_file_without_a_section_cannot_be_checked(tmp_path: Path) -> None:
    (tmp_path / "empty.md").write_text("# Nothing here\n", encoding="utf-8")
    result = aggregator("check", tmp_path / "empty.md")
    assert result.exit_code == 1
    assert "empty.md" in result.stderr


def test_dates_names_a_malformed_line_and_goes_on() -> None:
    given = '\ufeff{"text": "morgen", "reference": "2024-12-01"}\nnonsense\n\n{"text": "8. Mai"}\n'
    result = aggregator("dates", given=given)
    lines = result.stdout.splitlines()
    assert result.exit_code == 1
    assert '"2024-12-02"' in lines[0]
    assert ["error" in line for line in lines] == [False, True, True, True]
    assert [line.split(":")[0] for line in result.stderr.splitlines()] == ["line 2", "line 3", "line 4"]
