"""The second night: what is asked, what is parsed, and what stays known without either."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import pytest

from aggregator.crawl import bodies, unchanged
from aggregator.crawl.modes import cache_of
from aggregator.store import Outcome, open_store

NOW = datetime(2024, 11, 20, tzinfo=UTC)
PAGES = ["/event/a", "/event/b", "/list"]
STAND = {"Vortrag A": ("2024-12-03 19:00:00", None), "Vortrag B": ("2024-12-05 19:00:00", None)}


@pytest.mark.parametrize(
    ("validate", "headers", "second"),
    [
        ("ETag", {}, [(path, 304) for path in PAGES]),
        ("Last-Modified", {}, [(path, 304) for path in PAGES]),
        ("ETag", {"Cache-Control": "no-cache"}, [(path, 304) for path in PAGES]),
        ("ETag", {"Cache-Control": "max-age=0, must-revalidate"}, [(path, 304) for path in PAGES]),
        (None, {}, [(path, 200) for path in PAGES]),
        ("ETag", {"Cache-Control": "no-store"}, [(path, 200) for path in PAGES]),
        ("ETag", {"Cache-Control": "max-age=3600"}, []),
    ],
)
def test_an_unchanged_page_is_not_parsed_again(site, nights, validate, headers, second):
    for served in site.pages.values():
        served.validate, served.headers = validate, headers
    nights.crawl()
    assert site.statuses() == [(path, 200) for path in PAGES]
    assert sorted(nights.read) == PAGES
    before = nights.events()
    report = nights.crawl()
    assert site.statuses() == second
    assert nights.read == []
    assert nights.events() == before == STAND
    row = nights.row()
    assert (row.outcome, row.listings, row.unchanged, row.withdrawn) == (Outcome.OK, 2, 2, 0)
    assert (row.not_modified, row.layers) == (3, {"json-ld": 2})
    assert {int(status): count for status, count in row.statuses.items()} == {
        status: 3 for _, status in second
    }
    assert report.sources[0].layers == {"json-ld": 2}


def test_unchanged_pages_move_next_to_nothing(site, nights, page):
    site.says("a", page("Vortrag A", description="Offene Daten. " * 2000))
    nights.crawl()
    first = nights.row().bytes
    nights.crawl()
    assert nights.row().bytes < first / 10


def test_only_the_page_that_changed_is_parsed(site, nights, page):
    nights.crawl()
    site.says("b", page("Vortrag B", "2024-12-06T19:00"))
    nights.crawl()
    assert nights.read == ["/event/b"]
    assert nights.events()["Vortrag B"] == ("2024-12-06 19:00:00", None)
    assert (nights.row().changed, nights.row().unchanged) == (1, 1)


def test_a_new_link_is_followed_and_a_lost_one_is_missed(site, nights, page):
    nights.crawl()
    site.lists("b", "c", "d")
    site.says("c", page("Vortrag C"))
    site.says("d", page("Vortrag D"))
    nights.crawl()
    assert sorted(nights.read) == ["/event/c", "/event/d", "/list"]
    assert [title for title, (_, gone) in nights.events().items() if gone] == ["Vortrag A"]
    site.lists("a", "b", "c", "d")
    nights.crawl()
    assert nights.read == ["/list"]
    assert not any(gone for _, gone in nights.events().values())


def test_the_list_says_more_of_a_page_than_before_so_that_is_read_again(site, nights, page):
    """What a callback is told beside the page counts as much as the page."""
    link = f"{site.address}/event/a"
    nights.crawl()
    site.pages["/list"].body += page("Vortrag A", url=link)
    nights.crawl()
    assert sorted(nights.read) == ["/event/a", "/list"]
    nights.crawl()
    assert nights.read == []


@pytest.mark.parametrize(
    "mend",
    [
        lambda nights, patch: patch.setattr(unchanged, "code_of", lambda *modules: "another version"),
        lambda nights, patch: setattr(
            nights, "source", type(nights.source)("lab", "web_page", nights.source.url, only="Vortrag")
        ),
    ],
    ids=["a mended parser", "another entry in the registry"],
)
def test_another_reader_reads_every_page_anew(site, nights, monkeypatch, mend):
    nights.crawl()
    site.statuses()
    mend(nights, monkeypatch)
    nights.crawl()
    assert site.statuses() == [(path, 304) for path in PAGES]
    assert sorted(nights.read) == PAGES
    assert nights.row().unchanged == 2


def test_what_was_refused_is_named_every_night(site, nights, page):
    site.says("a", page("Vortrag A", "2025-03-30T02:30"))
    first = nights.crawl()
    second = nights.crawl()
    assert nights.read == []
    assert first.sources[0].refusals == second.sources[0].refusals != ()
    assert second.failed


@pytest.mark.parametrize("status", [404, 500, 503])
def test_a_site_that_fails_is_not_hidden_by_what_is_stored(site, nights, status):
    nights.crawl()
    for served in site.pages.values():
        served.status, served.validate = status, None
    assert nights.crawl().sources[0].outcome is Outcome.FAILED
    assert nights.read == []
    assert nights.events() == STAND


def test_a_site_that_is_gone_is_not_hidden_by_what_is_stored(site, nights):
    nights.crawl()
    site.server.shutdown()
    site.server.server_close()
    assert nights.crawl().sources[0].outcome is Outcome.FAILED


def test_a_redirect_hands_down_no_validator(site, nights, page):
    site.says("a", page("Vortrag A"), headers={})
    nights.crawl()
    site.says("a", "", status=301, validate=None, headers={"Location": "/event/moved"})
    site.says("moved", page("Vortrag A"))
    nights.crawl()
    assert nights.row().outcome is Outcome.OK
    assert "/event/moved" in nights.read


@pytest.mark.parametrize("harm", ["cut off", "gone"])
def test_a_stored_copy_that_is_not_whole_is_asked_for_again(site, nights, harm):
    nights.crawl()
    site.statuses()
    for file in cache_of(nights.database).glob("*/*.gz"):
        file.write_bytes(file.read_bytes()[:40]) if harm == "cut off" else file.unlink()
    nights.crawl()
    assert site.statuses() == [(path, 200) for path in PAGES]
    assert (nights.read, nights.row().unchanged) == ([], 2)


def test_a_restored_database_reads_what_it_does_not_know(site, nights, page):
    nights.crawl()
    old = nights.database.with_name("old.db")
    with open_store(nights.database) as store:
        store.backup(old)
    site.says("a", page("Vortrag A, verlegt", "2024-12-07T19:00"))
    nights.crawl()
    for ending in ("-wal", "-shm"):
        nights.database.with_name(nights.database.name + ending).unlink(missing_ok=True)
    old.replace(nights.database)
    nights.crawl()
    assert nights.read == ["/event/a"]
    assert nights.events()["Vortrag A, verlegt"] == ("2024-12-07 19:00:00", None)


def test_again_reads_all_stored_pages_and_asks_for_nothing(site, nights, page):
    nights.crawl()
    site.statuses()
    site.says("a", page("Another"))
    nights.crawl(again=True)
    assert site.statuses() == []
    assert sorted(nights.read) == PAGES
    assert nights.events() == STAND
    assert (nights.row().requests, nights.row().not_modified) == (0, 0)


def test_again_names_what_is_not_stored(site, nights):
    nights.crawl()
    nights.source = type(nights.source)("lab", "web_page", f"{site.address}/other")
    report = nights.crawl(again=True)
    assert [each.reason for each in report.sources[0].refusals] == ["no copy of this page is stored"]


def test_again_is_no_crawl_even_where_it_fails(site, nights):
    nights.crawl()
    nights.source = type(nights.source)("lab", "web_page", f"{site.address}/other")
    for _ in range(4):
        nights.crawl(again=True)
    assert nights.row().outcome is Outcome.FAILED
    with open_store(nights.database) as store:
        [old] = store.status(nights.now + timedelta(days=30))
        assert (old.kind, "last crawled" in old.text) == ("not-crawled", True)


@pytest.mark.parametrize("feed", ["http://127.0.0.1:9/feed.ics", "/feed.ics"])
def test_a_page_whose_feed_is_not_there_is_read_itself(site, nights, page, feed):
    link = f'<link rel="alternate" type="text/calendar" href="{feed}">'
    site.pages["/list"].body = page("Vortrag A") + link
    for _ in range(2):
        report = nights.crawl()
        assert nights.events() == {"Vortrag A": STAND["Vortrag A"]}
        assert len(report.sources[0].refusals) == 1
    assert nights.row().outcome is Outcome.OK


def test_a_feed_that_did_not_change_is_not_parsed_though_its_page_leads_there_each_night(site, nights):
    link = '<link rel="alternate" type="text/calendar" href="/feed.ics">'
    site.pages["/list"].body = f"<!doctype html><title>Termine</title>{link}"
    entry = "BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20241203T190000\r\nSUMMARY:Vortrag A\r\nEND:VEVENT\r\n"
    calendar = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t\r\n{entry}END:VCALENDAR\r\n"
    site.pages["/feed.ics"] = type(site.pages["/list"])(calendar, headers={"Content-Type": "text/calendar"})
    nights.crawl()
    site.statuses()
    nights.crawl()
    assert site.statuses() == [("/feed.ics", 304), ("/list", 304)]
    row = nights.row()
    assert (row.not_modified, row.unchanged, row.outcome) == (2, 1, Outcome.OK)


def test_stored_pages_that_no_crawl_has_met_for_long_are_pruned(site, nights):
    nights.crawl()
    stored = sorted(cache_of(nights.database).glob("*/*.gz"))
    half_written = stored[0].with_name("killed.gz.77.part")
    half_written.touch()
    for file in (stored[0], half_written):
        os.utime(file, (0, 0))
    assert bodies.prune(cache_of(nights.database), NOW) == 2
    assert sorted(cache_of(nights.database).glob("*/*")) == stored[1:]
    assert bodies.prune(nights.database.with_name("none"), NOW) == 0
    nights.crawl()
    assert nights.events() == STAND
