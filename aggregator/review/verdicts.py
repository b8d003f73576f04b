"""Yes, no, later: what an editor says about an event, through the store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import cast
from urllib.parse import SplitResult, parse_qsl, urlsplit

from starlette.responses import RedirectResponse, Response

from aggregator.review.asking import Ask
from aggregator.review.filters import filter_of
from aggregator.review.issue_page import listed_now, tallies
from aggregator.review.items import Item, item
from aggregator.review.words import REASONS
from aggregator.store import Decision, Said, StaleDecision, Verdict

CONFLICT = (
    "Inzwischen hat sich diese Veranstaltung geändert, durch jemand anderen oder einen Lauf. "
    "Nichts wurde überschrieben: bitte noch einmal ansehen und entscheiden."
)


@dataclass(frozen=True, slots=True)
class Merged:
    """What was just merged into an event: its title, and the decision to take back."""

    title: str
    decision: int


def verdict(ask: Ask) -> Response:
    """Accepts, rejects, puts off an event, or takes that back; a stale view is answered with today's."""
    event, wanted = ask.path["event"], ask.form.get("verdict", "")
    try:
        if wanted == "open":
            take_back(ask, event)
        elif wanted in ("accept", "reject", "later"):
            ask.store.judge(event, cast(Verdict, wanted), said(ask, reason_of(ask, wanted)))
        else:
            return ask.sorry("Dieses Urteil gibt es nicht.")
    except StaleDecision:
        return answered(ask, event, CONFLICT)
    return answered(ask, event)


def take_back(ask: Ask, event: str) -> None:
    """Undoes the verdict that holds in the issue: its own if there is one, else the one for all."""
    check_version(ask, event)
    spoken = [each for each in ask.store.standing(event) if each.kind in ("accept", "reject", "later")]
    for issue in (ask.issue, None):
        own = [each for each in spoken if each.issue == issue]
        if own:
            undo_all(ask, own)
            return


def undo_all(ask: Ask, chosen: Sequence[Decision]) -> None:
    """Takes decisions about one event back; the first that is taken back makes the form's version old."""
    once = said(ask)
    for each in chosen:
        ask.store.undo(each.id, once)
        once = replace(once, version=None)


def check_version(ask: Ask, event: str, field: str = "version") -> None:
    """Raises StaleDecision where the event is not as the form shows it."""
    seen, now = version_of(ask, field), ask.store.candidate(event, ask.issue).version
    if seen != now:
        raise StaleDecision(event, seen, now)


def said(ask: Ask, reason: str | None = None) -> Said:
    """The circumstances of this request's decision."""
    return Said(now=ask.now, issue=ask.issue, editor=ask.desk.editor, reason=reason, version=version_of(ask))


def version_of(ask: Ask, field: str = "version") -> int:
    """The version that the form was made from; a form that names none matches no event."""
    text = ask.form.get(field, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


def reason_of(ask: Ask, wanted: str) -> str | None:
    """Why an event is rejected: one of the short list."""
    reason = ask.form.get("reason", "")
    return reason if wanted == "reject" and reason in REASONS else None


def answered(
    ask: Ask,
    event: str,
    conflict: str | None = None,
    *,
    merged: Merged | None = None,
    gone: Iterable[str] = (),
    also: Iterable[str] = (),
) -> Response:
    """The event as it is now: for htmx with what else changes in the list (the events that are `gone`, those
    that are there `also`), otherwise the page it came from, or today's view of it."""
    status = 409 if conflict else 200
    if not ask.fragment:
        if conflict:
            return ask.page("conflict.html", status, item=item_of(ask, event), conflict=conflict)
        return RedirectResponse(f"{back(ask)}#e-{event}", 303)
    listed = listed_now(ask)
    answer = ask.page(
        "_answer.html",
        status,
        item=item_of(ask, event, listed),
        conflict=conflict,
        merged=merged,
        gone=gone,
        also=[item_of(ask, each, listed) for each in also],
        **tallies(listed, filter_of(dict(parse_qsl(_came_from(ask).query)))),
    )
    answer.headers["HX-Trigger-After-Swap"] = "decided"
    return answer


def item_of(ask: Ask, event: str, listed: Sequence[Item] | None = None) -> Item:
    """The event as the issue's list shows it, with its likely duplicates."""
    present = ask.store.event(event).id
    by_id = {each.id: each for each in (listed_now(ask) if listed is None else listed)}
    return by_id.get(present) or item(ask.store.candidate(present, ask.issue), ask.issue, ask.today)


def back(ask: Ask) -> str:
    """The page of this issue where the form stood, with its filter."""
    came_from = _came_from(ask)
    own = came_from.path == f"/{ask.issue}" or came_from.path.startswith(f"/{ask.issue}/events/")
    query = f"?{came_from.query}" if came_from.query else ""
    return f"{came_from.path}{query}" if own else f"/{ask.issue}"


def _came_from(ask: Ask) -> SplitResult:
    try:
        return urlsplit(ask.came_from)
    except ValueError:
        return urlsplit("")
