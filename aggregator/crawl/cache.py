"""Asking only for what has changed: Scrapy's HTTP cache, so that a nightly crawl can trust what it serves."""

from __future__ import annotations

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.httpcache import HttpCacheMiddleware
from scrapy.downloadermiddlewares.stats import DownloaderStats
from scrapy.exceptions import IgnoreRequest
from scrapy.extensions.httpcache import RFC2616Policy
from scrapy.http import Response

VALIDATORS = (b"If-None-Match", b"If-Modified-Since")
GONE = (404, 410)


class NightlyPolicy(RFC2616Policy):
    """RFC 2616 with what a site says of itself, without what a browser would guess.

    A page is fresh only as long as its own Cache-Control or Expires says, not for a tenth of its age; one
    marked no-cache is validated rather than sent whole; and a site that answers 5xx has failed.
    """

    def should_cache_response(self, response: Response, request: Request) -> bool:
        kept = 200 <= response.status < 400 or response.status in GONE
        return kept and bool(super().should_cache_response(response, request))

    def is_cached_response_fresh(self, cachedresponse: Response, request: Request) -> bool:
        if 300 <= cachedresponse.status < 400:
            return False
        if b"no-cache" in self._parse_cachecontrol(request):
            return False
        if b"no-cache" in self._parse_cachecontrol(cachedresponse):
            self._set_conditional_validators(request, cachedresponse)
            return False
        return bool(super().is_cached_response_fresh(cachedresponse, request))

    def is_cached_response_valid(
        self, cachedresponse: Response, response: Response, request: Request
    ) -> bool:
        return bool(response.status == 304)

    def _compute_freshness_lifetime(self, response: Response, request: Request, now: float) -> float:
        said = b"max-age" in self._parse_cachecontrol(response) or b"Expires" in response.headers
        return float(super()._compute_freshness_lifetime(response, request, now)) if said else 0.0


class CacheMiddleware(HttpCacheMiddleware):
    """Scrapy's, but a site that does not answer has failed: no stored page stands in for it."""

    def process_request(self, request: Request, spider: Spider | None = None) -> Request | Response | None:
        """The stored answer where it may be used; else None, with the validators to ask by."""
        for name in VALIDATORS:
            request.headers.pop(name, None)  # a redirect hands down those of another address
        try:
            return super().process_request(request)
        except IgnoreRequest as error:
            raise IgnoreRequest("no copy of this page is stored") from error

    def process_exception(self, request: Request, exception: Exception, spider: Spider | None = None) -> None:
        request.meta.pop("cached_response", None)


class WireStats(DownloaderStats):
    """Scrapy's counts of what went over the wire: a stored answer is none."""

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        return response if "cached" in response.flags else super().process_response(request, response)
