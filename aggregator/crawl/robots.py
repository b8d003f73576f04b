"""Scrapy's obedience to robots.txt, which says in one line why one did not come."""

from __future__ import annotations

import logging

from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's, without the traceback that it logs for a site that does not answer."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        logging.getLogger(RobotsTxtMiddleware.__module__).addFilter(without_traceback)


def without_traceback(record: logging.LogRecord) -> bool:
    """A logging filter: a robots.txt that does not come is the site's fault, and its message says why."""
    record.exc_info = None
    return True
