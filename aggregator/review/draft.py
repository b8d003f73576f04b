"""The issue's section as `aggregator draft` writes it: same events, same bytes."""

from __future__ import annotations

from datetime import date

from aggregator.section import Chosen, as_of_in, choose, window
from aggregator.store import Store


def drafted(store: Store, issue: str, today: date) -> Chosen:
    """What stands in the issue's section now: everything that no editor left out."""
    first, last = window(issue)
    return choose(store.for_issue(issue, first, last), issue, as_of_in(issue, today))
