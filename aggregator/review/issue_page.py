"""The page of an issue: its events by day, to say yes or no to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from starlette.responses import RedirectResponse, Response

from aggregator.review.asking import Ask
from aggregator.review.filters import PER_PAGE, SHOWN, choices, counts, filter_of
from aggregator.review.items import by_day, items
from aggregator.review.words import stamp
from aggregator.section import issue_of, window
from aggregator.store import Candidate

VISIT_ENDS = timedelta(hours=2)
"""After so long a pause the next look is another visit: what came since is new."""

VISITED = "visited"

EVERYTHING = 1_000_000
"""How many events a search may find: it is the month that narrows them down."""


def home(ask: Ask) -> Response:
    """The issue that is being made."""
    return RedirectResponse(f"/{issue_of(ask.today)}", 303)


def issue_page(ask: Ask) -> Response:
    """The issue's events in section order, grouped by day, filtered as the address says."""
    wanted = filter_of(ask.query)
    since, visits = visit(ask.cookies.get(VISITED, ""), ask.now)
    listed = items(candidates_of(ask), ask.issue, ask.today, since)
    found = set(ask.store.search(wanted.q, limit=EVERYTHING)) if wanted.q else None
    kept = [item for item in listed if wanted.keeps(item, found)]
    first = (wanted.page - 1) * PER_PAGE
    sources, towns = choices(listed)
    answer = ask.page(
        "issue.html",
        listed=listed,
        days=by_day(kept[first : first + PER_PAGE]),
        kept=len(kept),
        pages=max(1, -(-len(kept) // PER_PAGE)),
        filter=wanted,
        kinds=SHOWN,
        counts=counts(listed),
        sources=sources,
        towns=towns,
        published=ask.store.published(ask.issue),
        mutable=ask.store.always_rejected(),
    )
    answer.set_cookie(VISITED, visits, max_age=31_536_000, httponly=True, samesite="strict")
    return answer


def candidates_of(ask: Ask) -> Sequence[Candidate]:
    """Everything that may stand in the issue."""
    return ask.store.candidates(*window(ask.issue), ask.issue)


def visit(cookie: str, now: datetime) -> tuple[datetime | None, str]:
    """When the last visit ended, and the cookie that remembers this one: "SINCE LATEST", ISO 8601 in UTC.

    A cookie that is not ours is no visit.
    """
    try:
        since, latest = (datetime.fromisoformat(part) for part in cookie.split(" "))
        ended = now - latest > VISIT_ENDS
    except (ValueError, TypeError):
        return None, f"{stamp(now)} {stamp(now)}"
    since = latest if ended else since
    return since, f"{stamp(since)} {stamp(now)}"
