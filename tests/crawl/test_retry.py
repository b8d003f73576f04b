"""How long we wait before asking again."""

from datetime import UTC, datetime

import pytest
from scrapy.http import Response

from aggregator.crawl.retry import retry_after

NOW = datetime(2024, 12, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 3 ", 3),
        ("Sun, 01 Dec 2024 12:01:30 GMT", 90),
        ("Sun, 01 Dec 2024 11:00:00 GMT", 0),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
def test_retry_after(value, seconds):
    response = Response("https://example.org/", status=429, headers={"Retry-After": value})
    assert retry_after(response, NOW) == seconds


def test_without_the_header():
    assert retry_after(Response("https://example.org/", status=503), NOW) is None
