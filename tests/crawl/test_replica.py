"""A folder that stands for the web: where an address is looked up, and that none leads out of it."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse, TextResponse, XmlResponse

from aggregator.crawl.replica import answer, look_up

FILES = [
    "example.org/index.html",
    "example.org/plain",
    "example.org/page.html",
    "example.org/folder/index.html",
    "example.org/feed/index.ics",
    "example.org/data/index.json",
    "example.org/list@a=b",
    "example.org/list2@a=b.html",
    "example.org/list3/index.html@a=b",
    "example.org/list4/index.html@a=b.html",
    "example.org/ümlaut.html",
    "secret.txt",
]


@pytest.fixture
def folder(tmp_path):
    for name in FILES:
        file = tmp_path / "web" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name, encoding="utf-8")
    (tmp_path / "outside.html").write_text("outside")
    (tmp_path / "web" / "example.org" / "link.html").symlink_to(tmp_path / "outside.html")
    return tmp_path / "web"


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("https://example.org", "example.org/index.html"),
        ("https://example.org/", "example.org/index.html"),
        ("http://EXAMPLE.org/plain", "example.org/plain"),
        ("https://example.org/page", "example.org/page.html"),
        ("https://example.org/page.html", "example.org/page.html"),
        ("https://example.org/page#part", "example.org/page.html"),
        ("https://example.org/folder", "example.org/folder/index.html"),
        ("https://example.org/folder/", "example.org/folder/index.html"),
        ("https://example.org/feed/", "example.org/feed/index.ics"),
        ("https://example.org/data", "example.org/data/index.json"),
        ("https://example.org/list?a=b", "example.org/list@a=b"),
        ("https://example.org/list2?a=b", "example.org/list2@a=b.html"),
        ("https://example.org/list3/?a=b", "example.org/list3/index.html@a=b"),
        ("https://example.org/list4?a=b", "example.org/list4/index.html@a=b.html"),
        ("https://example.org/%C3%BCmlaut", "example.org/ümlaut.html"),
        ("https://example.org/list?a=c", None),
        ("https://example.org/nothing", None),
        ("https://elsewhere.org/", None),
        ("https://example.org/../secret.txt", None),
        ("https://example.org/%2e%2e/secret.txt", None),
        ("https://example.org/..%2fsecret.txt", None),
        ("https://../secret.txt", None),
        ("https://example.org/link", None),
        ("https://example.org/a%00b", None),
        ("https://example.org/" + "x" * 5000, None),
        ("https://example.org/?q=" + "x" * 5000, None),
        ("file:///etc/passwd", None),
        ("https://[broken/", None),
    ],
)
def test_where_an_address_is_looked_up(folder, address, file):
    assert look_up(folder, address) == (folder / file if file else None)


@pytest.mark.parametrize(
    ("address", "kind", "media_type"),
    [
        ("https://example.org/folder/", HtmlResponse, b"text/html"),
        ("https://example.org/list4?a=b", HtmlResponse, b"text/html"),
        ("https://example.org/feed/", TextResponse, b"text/calendar; charset=utf-8"),
        ("https://example.org/data", TextResponse, b"application/json"),
        ("https://example.org/plain", TextResponse, None),
    ],
)
def test_the_kind_of_answer(folder, address, kind, media_type):
    response = answer(folder, address)
    assert isinstance(response, kind)
    assert not isinstance(response, XmlResponse)
    assert (response.status, response.headers.get("Content-Type")) == (200, media_type)


def test_what_is_not_there_is_404(folder):
    assert answer(folder, "https://example.org/nothing").status == 404
