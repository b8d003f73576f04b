"""How we behave on the web: slow, known by name, and never where robots.txt forbids it.

Names and meanings are Scrapy's: https://docs.scrapy.org/en/latest/topics/settings.html. A crawl may
be given others (`run(…, settings={"DOWNLOAD_DELAY": 0})`), as the tests are.
"""

import os

from aggregator import __version__

CONTACT = os.environ.get("AGGREGATOR_CONTACT", "https://github.com/CodeforLeipzig")
"""Where a site's owner can complain: an address or a page, named in every request."""

BOT_NAME = "out-in-the-open-aggregator"
USER_AGENT = f"{BOT_NAME}/{__version__} (+{CONTACT})"
SPIDER_MODULES = ["spiders"]

ROBOTSTXT_OBEY = True
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1
AUTOTHROTTLE_MAX_DELAY = 60
CONCURRENT_REQUESTS = 1
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_ITEMS = 1
"""A page is one item; Scrapy would start a hundred tasks for it."""
DOWNLOAD_DELAY = 2
"""Seconds; Scrapy varies it by half, so that no two requests to a host are less than one apart."""
COOKIES_ENABLED = False
TELNETCONSOLE_ENABLED = False

DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 5 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_FAIL_ON_DATALOSS = True
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = False
DEPTH_LIMIT = 100
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/json,text/calendar;q=0.9,*/*;q=0.8",
    "Accept-Language": "de, en;q=0.5",
}

URLLENGTH_LIMIT = 0
"""The bounds on depth and on pages a run end what grows without end, too."""

RETRY_TIMES = 2
RETRY_HTTP_CODES = [408, 429, 500, 502, 503, 504, 522, 524]
RETRY_WAIT = 2
"""Seconds before the first new try; each further one waits twice as long."""
RETRY_WAIT_MAX = 120
"""Seconds: a Retry-After that asks for more ends the visit to that address."""

HTTPCACHE_ENABLED = True
HTTPCACHE_POLICY = "aggregator.crawl.cache.NightlyPolicy"
HTTPCACHE_STORAGE = "aggregator.crawl.bodies.ResponseFiles"
HTTPCACHE_ALWAYS_STORE = True
"""Pages without validators too: `crawl --again` reads what is stored. HTTPCACHE_DIR is given by each run."""

DOWNLOADER_MIDDLEWARES_BASE = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": 50,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": 590,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": 600,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": 750,
}
"""Scrapy's own but for what ours stand in for, and for cookies, passwords and refreshing pages: what is
merely switched off, Scrapy imports all the same."""
DOWNLOADER_MIDDLEWARES = {
    "aggregator.crawl.robots.RobotsMiddleware": 100,
    "aggregator.crawl.retry.BackOffMiddleware": 550,
    "aggregator.crawl.cache.CacheMiddleware": 900,
    "aggregator.crawl.cache.WireStats": 950,
    "aggregator.crawl.archiving.ArchiveMiddleware": 960,
    "aggregator.crawl.replica.ReplicaMiddleware": 999,
}
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
    "aggregator.crawl.unchanged.UnchangedMiddleware": 5,
    "aggregator.crawl.middlewares.PageMiddleware": 10,
}
"""Without two that tell developers something: each one takes part in all that a page gives."""
ITEM_PIPELINES = {
    "aggregator.crawl.pipelines.CompletePipeline": 100,
    "aggregator.crawl.pipelines.OnlyPipeline": 200,
    "aggregator.crawl.pipelines.StorePipeline": 300,
}
EXTENSIONS_BASE = {
    "scrapy.extensions.corestats.CoreStats": 0,
    "scrapy.extensions.closespider.CloseSpider": 0,
    "scrapy.extensions.throttle.AutoThrottle": 0,
}
"""Scrapy imports what is switched off in EXTENSIONS, too, and an HTTP server with it: half a second."""
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
