"""On which day a page says it was written."""

from datetime import date

import pytest

from aggregator.page.written import written

LD = (
    '<script type="application/ld+json">{"@type":"Article","dateModified": "2025-03-09T08:00:00Z"%s}</script>'
)


@pytest.mark.parametrize(
    ("markup", "day"),
    [
        ('<meta property="article:published_time" content="2025-01-20T09:00:00+01:00">', date(2025, 1, 20)),
        ("<meta content='2025-01-21' property='article:modified_time' />", date(2025, 1, 21)),
        (LD % ',"datePublished":"2025-03-01"', date(2025, 3, 1)),
        (LD % "", date(2025, 3, 9)),
        ('<meta name="date" content="2025-02-03">', date(2025, 2, 3)),
        ("<meta name=DC.date content=2025-02-04>", date(2025, 2, 4)),
        ('<META NAME="last-modified" CONTENT="2025-02-05T23:30:00+01:00">', date(2025, 2, 5)),
        ('<meta http-equiv="last-modified" content="2025-02-06">', date(2025, 2, 6)),
        ('<time pubdate datetime="2025-02-07T10:00">7. Februar</time>', date(2025, 2, 7)),
        ('<time class="entry-date" datetime="2025-02-08">8. Februar</time>', date(2025, 2, 8)),
        ('<meta name="date" content="gestern"><time pubdate datetime="2025-02-07">', date(2025, 2, 7)),
        (
            LD % "" + '<meta property="article:published_time" content="2025-01-20">',
            date(2025, 1, 20),
        ),
        ('<time datetime="2025-05-01T19:00">1. Mai, 19 Uhr</time>', None),
        ('<script type="application/ld+json">{"@type":"Event","startDate":"2025-05-01"}</script>', None),
        ("", None),
    ],
)
def test_the_day_of_writing(markup, day):
    assert written(markup.encode(), {}) == day


@pytest.mark.parametrize(
    ("headers", "day"),
    [
        ({"Last-Modified": "Wed, 21 Oct 2015 07:28:00 GMT"}, date(2015, 10, 21)),
        ({"last-modified": "Wed, 21 Oct 2015 07:28:00 GMT"}, date(2015, 10, 21)),
        ({"Last-Modified": "neulich"}, None),
        ({"Date": "Wed, 21 Oct 2015 07:28:00 GMT"}, None),
    ],
)
def test_the_header_counts_last(headers, day):
    assert written(b"<p>", headers) == day
    assert written(b'<meta name="date" content="2025-02-03">', headers) == date(2025, 2, 3)


@pytest.mark.parametrize(
    "body", [b"\xff\xfe\x00", b"%PDF-1.4", b"<meta " * 50_000, b'<time pubdate datetime="']
)
def test_whatever_the_bytes_are(body):
    assert written(body, {}) is None


def test_other_encodings_are_read():
    body = '<meta name="author" content="Jürgen"><meta name="date" content="2025-02-03">'.encode("utf-16")
    assert written(body, {"Content-Type": "text/html; charset=utf-16"}) == date(2025, 2, 3)
