"""What HTTP itself does, over a real server: each page that cannot be had is named, the others are stored."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from aggregator.crawl.fetch import Fetched, fetch
from aggregator.crawl.run import run
from aggregator.crawl.settings import DOWNLOADER_MIDDLEWARES
from aggregator.event import Refusal
from aggregator.sources import Source
from aggregator.store import Outcome, open_store

NOW = datetime(2024, 12, 1, tzinfo=UTC)
FAST = {
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
    "RETRY_WAIT": 0,
    "LOG_ENABLED": False,
}
LAB = "<div class=lab-content><h1>{}</h1><section><p>Wir treffen uns jeden Mittwoch um 19 Uhr.</p></section></div>"


def lab(name: str) -> bytes:
    return f"<!doctype html><meta charset=utf-8>{LAB.format(name)}".encode()


def sitemap(web, *names: str) -> None:
    entries = "".join(f"<url><loc>{web.address}/{name}/</loc></url>" for name in names)
    web.says(
        "/sitemap.xml", f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
    )


def crawl(web, tmp_path, settings=None):
    source = Source("labs", "codefor", f"{web.address}/")
    report = run([source], database=tmp_path / "events.db", now=NOW, settings={**FAST, **(settings or {})})
    with open_store(tmp_path / "events.db") as store:
        titles = sorted(event.title for event in store.meetings())
    return report, titles


@pytest.mark.parametrize(
    ("answers", "titles", "reason"),
    [
        ([{"status": 301, "headers": {"Location": "/elsewhere/"}}], ["Elsewhere", "Good"], None),
        ([{"status": 404}], ["Good"], "answered 404"),
        ([{"status": 403}], ["Good"], "answered 403"),
        ([{"status": 429, "headers": {"Retry-After": "0"}}, "page"], ["Good", "Other"], None),
        ([{"status": 503}, "page"], ["Good", "Other"], None),
        ([{"status": 503}], ["Good"], "answered 503"),
        ([{"status": 503, "headers": {"Retry-After": "86400"}}, "page"], ["Good"], "answered 503"),
        ([{"status": 304}], ["Good"], "answered 304"),
        ([{"body": b"<html>half", "length": 4000}], ["Good"], "no whole answer"),
        ([{"body": b"x" * 6_000_000}], ["Good"], "larger than allowed"),
        (
            [{"body": gzip.compress(b"x" * 9_000_000), "headers": {"Content-Encoding": "gzip"}}],
            ["Good"],
            "larger than allowed",
        ),
        ([{"status": 302, "headers": {"Location": "/other/"}}], ["Good"], "redirects to itself"),
        ([{"body": b"\x89PNG\r\n\x1a\n", "headers": {"Content-Type": "image/png"}}], ["Good"], None),
        ([{"body": b""}], ["Good"], None),
    ],
)
def test_what_one_page_answers(web, tmp_path, local_answer, answers, titles, reason):
    sitemap(web, "other", "good")
    web.says("/good/", lab("Good"))
    web.says("/elsewhere/", lab("Elsewhere"))
    web.says("/other/", *(lab("Other") if each == "page" else local_answer(**each) for each in answers))
    report, stored = crawl(web, tmp_path)
    assert stored == titles
    refused = [refusal.reason for _, refusal in report.refusals()]
    assert len(refused) == (reason is not None)
    assert all(reason in words for words in refused)
    assert report.failed == (reason is not None)


class Impatient:
    """Gives the page that never answers little time, and the others as much as they need."""

    def process_request(self, request):
        if request.url.endswith("/other/"):
            request.meta["download_timeout"] = 0.1


def test_a_page_that_never_answers_is_tried_again_and_given_up(web, tmp_path, local_answer):
    sitemap(web, "other", "good")
    web.says("/good/", lab("Good"))
    web.says("/other/", local_answer(first=web.over.wait))
    report, stored = crawl(
        web, tmp_path, {"DOWNLOADER_MIDDLEWARES": {**DOWNLOADER_MIDDLEWARES, Impatient: 300}}
    )
    assert stored == ["Good"]
    [(_, refusal)] = report.refusals()
    assert (refusal.address, web.times("/other/")) == (f"{web.address}/other/", 3)
    assert "no answer in time" in refusal.reason
    assert report.failed


def test_robots_txt_is_obeyed(web, tmp_path):
    sitemap(web, "private", "good")
    web.says("/robots.txt", "User-agent: *\nDisallow: /private/\n")
    web.says("/good/", lab("Good"))
    web.says("/private/", lab("Private"))
    report, stored = crawl(web, tmp_path)
    assert stored == ["Good"]
    assert [(r.address, r.reason) for _, r in report.refusals()] == [
        (f"{web.address}/private/", "robots.txt forbids it")
    ]
    assert web.times("/private/") == 0


def test_every_request_names_the_project_and_whom_to_complain_to(web, tmp_path):
    sitemap(web)
    crawl(web, tmp_path, {"USER_AGENT": "out-in-the-open-aggregator/1 (+mailto:somebody@example.org)"})
    agents = {headers["User-Agent"] for _, headers in web.asked}
    assert agents == {"out-in-the-open-aggregator/1 (+mailto:somebody@example.org)"}


@pytest.mark.parametrize(
    ("body", "declared", "title"),
    [
        ("OK Lab Köln".encode("latin-1"), "text/html; charset=utf-8", "OK Lab Köln"),
        ("OK Lab Köln".encode(), "text/html; charset=iso-8859-1", "OK Lab Köln"),
        ("OK Lab Köln".encode(), "text/html; charset=no-such-thing", "OK Lab Köln"),
        ("OK Lab Köln".encode("latin-1"), "text/html; charset=iso-8859-1", "OK Lab Köln"),
    ],
)
def test_a_wrong_charset_costs_no_letter(web, tmp_path, local_answer, body, declared, title):
    sitemap(web, "other")
    page = LAB.encode().replace(b"{}", body)
    web.says("/other/", local_answer(body=page, headers={"Content-Type": declared}))
    _, stored = crawl(web, tmp_path)
    assert stored == [title]


def test_a_site_that_does_not_answer_fails_its_source_only(web, tmp_path, caplog):
    sitemap(web, "good")
    web.says("/good/", lab("Good"))
    dead = Source("dead", "codefor", "http://127.0.0.1:9/")
    alive = Source("alive", "codefor", f"{web.address}/")
    report = run([dead, alive], database=tmp_path / "events.db", now=NOW, settings=FAST)
    assert [(s.source.name, s.outcome, s.reason) for s in report.sources] == [
        ("dead", Outcome.FAILED, "connection refused"),
        ("alive", Outcome.OK, None),
    ]
    assert "127.0.0.1:9/robots.txt" in caplog.text
    assert "Traceback" not in caplog.text


def test_single_pages_are_fetched_in_order(web):
    web.says("/a", "one")
    answers = fetch([f"{web.address}/a", f"{web.address}/b"], settings=FAST)
    assert isinstance(answers[0], Fetched)
    assert (answers[0].body, answers[0].headers["Content-Type"]) == (b"one", "text/html; charset=utf-8")
    assert answers[1] == Refusal(f"{web.address}/b", "answered 404")


def test_a_redirected_page_says_where_it_was_found(web, local_answer):
    web.says("/a", local_answer(status=301, headers={"Location": "/b"}))
    web.says("/b", "two")
    [answer] = fetch([f"{web.address}/a"], settings=FAST)
    assert isinstance(answer, Fetched)
    assert answer.address == f"{web.address}/b"
