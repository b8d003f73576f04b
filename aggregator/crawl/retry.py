"""Trying again, later: waits twice as long each time, and as long as the site asks for."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import Response


class BackOffMiddleware:
    """Scrapy's RetryMiddleware with a pause before each new try; RFC 9110, 10.2.3 defines Retry-After."""

    def __init__(self, retry: RetryMiddleware, wait: float, longest: float) -> None:
        self.retry, self.wait, self.longest = retry, wait, longest

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        settings = crawler.settings
        retry = RetryMiddleware.from_crawler(crawler)
        return cls(retry, settings.getfloat("RETRY_WAIT"), settings.getfloat("RETRY_WAIT_MAX"))

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        asked = retry_after(response, datetime.now(UTC))
        if asked is not None and asked > self.longest:
            return response
        answer = self.retry.process_response(request, response)
        if isinstance(answer, Request):
            await asyncio.sleep(max(asked or 0, self.pause(answer)))
        return answer

    async def process_exception(self, request: Request, exception: Exception) -> Request | Response | None:
        answer = self.retry.process_exception(request, exception)
        if isinstance(answer, Request):
            await asyncio.sleep(self.pause(answer))
        return answer

    def pause(self, request: Request) -> float:
        """Seconds to wait before this new try."""
        waits: float = self.wait * 2 ** (request.meta.get("retry_times", 1) - 1)
        return min(self.longest, waits)


def retry_after(response: Response, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for, given in seconds or as a date; None without one."""
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isdigit():
        return float(value)
    try:
        then = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (then.replace(tzinfo=then.tzinfo or UTC) - now).total_seconds())
