"""Scrapy's settings for each way to crawl: the web, a replica, stored pages, for an archive."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scrapy.settings import Settings

from aggregator.crawl.archive import check
from aggregator.crawl.settings import DEFAULT_REQUEST_HEADERS

NO_NETWORK: dict[str, Any] = {
    "DOWNLOAD_HANDLERS": {"http": None, "https": None, "ftp": None, "s3": None, "file": None},
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
    "RETRY_ENABLED": False,
}
"""Nothing but what is at hand can be asked, as fast as it answers."""

STORED_PAGES: dict[str, Any] = {
    **NO_NETWORK,
    "HTTPCACHE_POLICY": "scrapy.extensions.httpcache.DummyPolicy",
    "HTTPCACHE_IGNORE_MISSING": True,
    "ROBOTSTXT_OBEY": False,
    "READ_UNCHANGED": True,
}
"""Stored pages are read anew, all of them."""

WHOLE_ANSWERS: dict[str, Any] = {
    "DEFAULT_REQUEST_HEADERS": {**DEFAULT_REQUEST_HEADERS, "Cache-Control": "no-cache"}
}
"""For an archive: a 304 would be no evidence of what a page said."""


def cache_of(database: Path) -> Path:
    """The folder beside a database that keeps the responses its crawls received."""
    return database.with_suffix(".cache")


def crawl_settings(
    replica: Path | None,
    others: Mapping[str, Any] | None,
    *,
    cache: Path | None = None,
    again: bool = False,
    archive: bool = False,
) -> Settings:
    """Ours, those for each mode that is asked for, and the caller's, each before the one it overrides.

    Without `cache` no response is kept, and none is asked for conditionally. Raises ArchiveError for a
    replica that is a file and no WARC.
    """
    settings = Settings()
    settings.setmodule("aggregator.crawl.settings", priority="project")
    chosen: dict[str, Any] = (
        {"HTTPCACHE_DIR": str(cache.absolute())} if cache else {"HTTPCACHE_ENABLED": False}
    )
    if replica is not None:
        if replica.is_file():
            check(replica)
        chosen |= {**NO_NETWORK, "REPLICA": str(replica)}
    if again:
        chosen |= STORED_PAGES
    if archive:
        chosen |= WHOLE_ANSWERS
    settings.update({**chosen, **(others or {})}, priority="cmdline")
    return settings
