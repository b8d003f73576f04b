"""`extract`, `add` and `sources`: what one page or one address gives, out of a replica."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aggregator.cli import main

PAGE = """<!DOCTYPE html><html lang="de"><head><title>x</title>
<link rel="canonical" href="https://haus.example/termine/daten">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Event", "name": "Daten im Haus",
"startDate": "2024-12-09T19:00+01:00", "endDate": "2024-12-09T21:00+01:00", "url": "https://haus.example/termine/daten",
"location": {"@type": "Place", "name": "Haus", "address": "Ring 4, 04109 Leipzig"}}</script></head>
<body><h1>Daten im Haus</h1><p>Montag, 9. Dezember 2024, 19-21 Uhr, Ring 4, 04109 Leipzig</p></body></html>"""
KEYS = {
    *("page", "title", "start", "end", "rrule", "timezone", "status", "place", "url", "registration_url"),
    *("registration_deadline", "price", "organizer", "description", "evidence"),
}
PLACE_KEYS = {"name", "street", "postcode", "city", "country", "latitude", "longitude", "online"}


@pytest.fixture
def web(tmp_path: Path) -> Path:
    """A replica with one event page, and one page without any event."""
    folder = tmp_path / "web" / "haus.example"
    (folder / "termine").mkdir(parents=True)
    (folder / "termine" / "daten.html").write_text(PAGE, encoding="utf-8")
    (folder / "impressum.html").write_text("<h1>Impressum</h1><p>Ring 4</p>", encoding="utf-8")
    return tmp_path / "web"


def aggregator(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_extract_prints_every_promised_key(web: Path) -> None:
    file = web / "haus.example" / "termine" / "daten.html"
    result = aggregator("extract", file)
    event = json.loads(result.stdout)
    assert set(event) >= KEYS
    assert set(event["place"]) >= PLACE_KEYS
    assert event["page"] == str(file)
    assert (event["start"], event["end"]) == ("2024-12-09T19:00", "2024-12-09T21:00")
    assert (event["place"]["street"], event["place"]["city"]) == ("Ring 4", "Leipzig")
    assert event["url"] == "https://haus.example/termine/daten"


def test_extract_reads_addresses_from_a_replica_and_names_what_gave_nothing(web: Path) -> None:
    found, nothing, missing = (
        f"https://haus.example/{path}" for path in ("termine/daten", "impressum", "weg")
    )
    result = aggregator("extract", "--replica", web, missing, found, nothing, "no-such-file.html")
    assert [json.loads(line)["page"] for line in result.stdout.splitlines()] == [found]
    assert result.exit_code == 1
    assert f"{nothing}: no event found" in result.stderr
    assert f"{missing}: refused: answered 404" in result.stderr
    assert "no-such-file.html: refused: No such file" in result.stderr


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        (
            "a.html",
            PAGE.replace("2024-12-09T21:00", "2024-12-08T21:00").replace(
                "<p>Montag, 9. Dezember 2024, 19-21 Uhr, ", "<p>"
            ),
            "Daten im Haus: it ends (2024-12-08T21:00) before it starts (2024-12-09T19:00)",
        ),
        ("a.html", "<p>Datum: 12.03.2025</p>", "an event without a title (12.03.2025)"),
        (
            "a.ics",
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Abend\r\nDTSTART:20250302T100000\r\n"
            "DTEND:20250301T100000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
            "Abend: it ends (2025-03-01T10:00) before it starts (2025-03-02T10:00)",
        ),
        (
            "a.ics",
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Abend\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n"
            "SUMMARY:Gut\r\nDTSTART:20250302T100000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
            "Abend: no title or no start",
        ),
    ],
)
def test_extract_names_what_it_refuses(tmp_path: Path, name: str, text: str, reason: str) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    result = aggregator("extract", file, "--reference", "2025-02-01")
    assert result.exit_code == 1
    assert f"{file}: refused: {reason}" in result.stderr.splitlines()
    assert [json.loads(line)["title"] for line in result.stdout.splitlines()] == ["Gut"] * ("Gut" in text)


def test_extract_reads_a_newsletter_post(tmp_path: Path) -> None:
    post = tmp_path / "2024-12.md"
    post.write_text(
        "## Veranstaltungen\n* Montag, 02.12.2024, 19:00, online: **Treffen**\n  * https://a.example/t\n",
        "utf-8",
    )
    event = json.loads(aggregator("extract", post).stdout)
    assert (event["title"], event["start"], event["place"]["online"]) == ("Treffen", "2024-12-02T19:00", True)


def test_add_stores_an_address_and_prints_its_line(web: Path, tmp_path: Path) -> None:
    database = tmp_path / "events.db"
    address = "https://haus.example/termine/daten"
    result = aggregator("add", address, "--replica", web, "--db", database)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith(
        "* Montag, 09.12.2024, 19:00-21:00, Haus, Ring 4, 04109 Leipzig: **Daten im Haus** "
    )
    assert "liegt in der Vergangenheit" in result.stderr
    assert "Daten im Haus" in aggregator("draft", "2024-12", "--as-of", "2024-12-01", "--db", database).stdout
    again = aggregator("add", address, "--replica", web, "--db", database)
    assert again.stdout == result.stdout


def test_add_says_what_is_missing(web: Path, tmp_path: Path) -> None:
    page = PAGE.replace('"location"', '"elsewhere"').replace(", Ring 4, 04109 Leipzig</p>", "</p>")
    (web / "haus.example" / "termine" / "daten.html").write_text(page, encoding="utf-8")
    result = aggregator(
        "add", "https://haus.example/termine/daten", "--replica", web, "--db", tmp_path / "e.db"
    )
    assert "kein Ort gefunden" in result.stderr
    nothing = aggregator("add", "https://haus.example/impressum", "--replica", web, "--db", tmp_path / "e.db")
    assert nothing.exit_code == 1
    assert "kein Termin gefunden" in nothing.stderr


def test_sources_try_shows_evidence_samples_and_the_entry(web: Path) -> None:
    result = aggregator(
        "sources", "try", "https://haus.example/termine/daten", "--replica", web, "--reference", "2024-12-01"
    )
    assert result.exit_code == 0, result.stderr
    assert "1 events, read from json-ld" in result.stdout
    assert "**Daten im Haus**" in result.stdout
    assert '[[source]]\nname = "haus-example"\nspider = "web_page"\n' in result.stdout


def test_sources_new_writes_the_entry_the_pages_and_a_case_to_confirm(web: Path, tmp_path: Path) -> None:
    registry = tmp_path / "sources.toml"
    registry.write_text("# ours\n", encoding="utf-8")
    words = ["--sources", registry, "new", "haus", "https://haus.example/termine/daten"]
    options = ["--replica", web, "--reference", "2024-12-01", "--tests", tmp_path / "sites"]
    result = aggregator("sources", *words, *options)
    assert result.exit_code == 0, result.stderr
    assert registry.read_text("utf-8").startswith('# ours\n\n[[source]]\nname = "haus"\n')
    case = json.loads((tmp_path / "sites" / "haus" / "case.json").read_text("utf-8"))
    assert case["confirmed"] is False
    assert [event["title"] for event in case["events"]] == ["Daten im Haus"]
    assert list((tmp_path / "sites" / "haus").rglob("*.html"))
    again = aggregator("sources", *words, *options)
    assert again.exit_code == 2
    assert "already" in again.stderr


def test_sources_lists_the_registry_and_names_leads(tmp_path: Path) -> None:
    demo = Path(__file__).parents[2] / "data" / "demo"
    database = tmp_path / "events.db"
    aggregator(
        "crawl",
        "--replica",
        demo,
        "--sources",
        demo / "sources.toml",
        "--db",
        database,
        "--reference",
        "2024-12-01",
    )
    result = aggregator("sources", "--sources", demo / "sources.toml", "--db", database)
    assert "codefor-labs" in result.stdout
    assert "2024-12-01 ok" in result.stdout
