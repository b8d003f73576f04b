"""The crawl: Scrapy's settings, middlewares and pipelines, one run over all sources, and its report."""
