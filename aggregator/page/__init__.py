"""From one response to listings: structured data, calendars, feeds, PDF, labels and prose.

The doors: `listings.listings` and `calendar.calendar_listings` of a `response.Page`, which raise
`response.PageRefused`; `written.written`, the day a page was written; `text`, for its words. Each is imported
from its module: a crawl of one site need not load what reads all others.
"""
