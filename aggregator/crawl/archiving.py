"""The middleware that writes a crawl's exchanges into its archive."""

from __future__ import annotations

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response

from aggregator.crawl.archive import Archive
from aggregator.crawl.visit import SourceCrawler


class ArchiveMiddleware:
    """Writes what goes over the wire into the archive of the crawl, where there is one."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not isinstance(crawler, SourceCrawler) or crawler.archive is None:
            raise NotConfigured
        return cls(crawler.archive)

    def process_response(self, request: Request, response: Response) -> Response:
        if "cached" not in response.flags:
            self.archive.add(request, response)
        return response
