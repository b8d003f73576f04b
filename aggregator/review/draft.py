"""The issue's section as `aggregator draft` writes it: same events, same bytes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from aggregator.event import BERLIN
from aggregator.section import Chosen, as_of_in, choose, window
from aggregator.store import Store

UNDATED_SEEN = timedelta(days=62)
"""How long before the issue's month an event without a readable date may have been seen to be named."""


def drafted(store: Store, issue: str, today: date) -> Chosen:
    """What stands in the issue's section now: everything that no editor left out."""
    first, last = window(issue)
    since = datetime.combine(first - UNDATED_SEEN, datetime.min.time(), ZoneInfo(BERLIN))
    events = (
        *store.events_for(first, last, issue),
        *store.meetings(issue),
        *store.undated(since, issue),
    )
    return choose(events, issue, as_of_in(issue, today))
