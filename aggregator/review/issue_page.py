"""The page of an issue: its events by day, to say yes or no to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from starlette.responses import RedirectResponse, Response

from aggregator.review.asking import Ask
from aggregator.review.filters import SHOWN, Filter, choices, counts, filter_of, leaf
from aggregator.review.items import Item, by_day, items
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
    wanted, listed = filter_of(ask.query), listed_now(ask)
    found = set(ask.store.search(wanted.q, limit=EVERYTHING)) if wanted.q else None
    shown = leaf(listed, wanted, found)
    values = {**tallies(listed, wanted), "listed": listed, "leaf": shown, "days": by_day(shown.items)}
    if ask.fragment:
        answer = ask.page("_listed.html", **values)
        # A form names all its fields: the address bar gets those that say something.
        if "" in ask.query.values():
            answer.headers["HX-Replace-Url"] = f"/{ask.issue}{wanted.address()}"
    else:
        sources, towns = choices(listed)
        answer = ask.page(
            "issue.html",
            **values,
            sources=sources,
            towns=towns,
            published=ask.store.published(ask.issue),
            mutable=ask.store.always_rejected(),
        )
    _, visits = visit(ask.cookies.get(VISITED, ""), ask.now)
    answer.set_cookie(
        VISITED, visits, max_age=31_536_000, httponly=True, samesite="strict", secure=ask.secure
    )
    return answer


def listed_now(ask: Ask) -> tuple[Item, ...]:
    """The issue's events as the list shows them to this visitor."""
    since, _ = visit(ask.cookies.get(VISITED, ""), ask.now)
    return items(candidates_of(ask), ask.issue, ask.today, since)


def tallies(listed: Sequence[Item], wanted: Filter) -> dict[str, Any]:
    """What `_kinds.html` shows: how many events there are of each kind, and which is chosen."""
    return {"filter": wanted, "kinds": SHOWN, "counts": counts(listed)}


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
