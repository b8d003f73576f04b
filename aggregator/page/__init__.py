"""From one response to listings: structured data, calendars, feeds, PDF, labels and prose."""

from aggregator.page import text
from aggregator.page.calendar import calendar_listings
from aggregator.page.listings import listings
from aggregator.page.response import Page, PageRefused
from aggregator.page.written import written

__all__ = ["Page", "PageRefused", "calendar_listings", "listings", "text", "written"]
