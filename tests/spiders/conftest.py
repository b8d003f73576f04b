"""Pages for the spiders: small ones in the shape of the real sites, written for these tests."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response
from scrapy.responsetypes import responsetypes

from aggregator.event import Listing
from aggregator.sources import Source
from spiders import SourceSpider

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"


@pytest.fixture
def real_web() -> Path:
    """The real pages, which lie beside the repository where it is developed."""
    if not (SHARED / "web").is_dir():
        pytest.skip("the real pages (../shared/web) are not here")
    return SHARED / "web"


@pytest.fixture
def response_to() -> Callable[..., Response]:
    """A response to an address with a body: str, bytes, or anything that JSON can say."""

    def respond(address: str, body: Any) -> Response:
        if not isinstance(body, str | bytes):
            body = json.dumps(body)
        raw = body.encode() if isinstance(body, str) else body
        return responsetypes.from_args(url=address, body=raw)(address, body=raw)

    return respond


class Visited:
    """What a spider yielded for one response, sorted by kind."""

    def __init__(self, found: list[Any]) -> None:
        self.found = found
        self.listings = [each for each in found if isinstance(each, Listing)]
        self.requests = [each for each in found if isinstance(each, Request)]
        self.others = [each for each in found if not isinstance(each, Listing | Request)]


@pytest.fixture
def visit(response_to: Callable[..., Response]) -> Callable[..., Visited]:
    """Shows a page to a spider as of 1 December 2024."""

    def show(
        spider: type[SourceSpider],
        address: str,
        body: Any,
        reference: date = date(2024, 12, 1),
        **source: Any,
    ) -> Visited:
        of = Source(name="test", spider=spider.name, url=address, **source)
        return Visited(list(spider(of, reference).parse(response_to(address, body))))

    return show
