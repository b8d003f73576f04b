"""Printed: freezes an issue, and shows ever after what is otherwise by now; and what else needs an eye."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from aggregator.event import Event
from aggregator.review.asking import Ask
from aggregator.review.draft import drafted
from aggregator.section import issue_of, write
from aggregator.store import BadValue, Concern, UnknownEvent

LATEST_ISSUES = 6


def publish(ask: Ask) -> Response:
    """Keeps the section as it is drafted now as what was printed. There is no way back: it asks twice."""
    if not ask.form.get("sure"):
        return ask.sorry("Bitte ankreuzen, dass die Ausgabe gedruckt ist.", 422)
    chosen = drafted(ask.store, ask.issue, ask.today)
    printed = [event.id for event in (*chosen.single, *chosen.meetings)]
    try:
        ask.store.publish(ask.issue, write(chosen, ask.issue), printed, ask.now)
    except BadValue:
        return ask.sorry("Diese Ausgabe ist schon veröffentlicht.", 409)
    return RedirectResponse(f"/{ask.issue}", 303)


def printed(ask: Ask) -> Response:
    """The section as it was printed."""
    published = ask.store.published(ask.issue)
    if published is None:
        return ask.sorry("Diese Ausgabe ist noch nicht veröffentlicht.", 404)
    return Response(published.section, media_type="text/plain; charset=utf-8")


def status_page(ask: Ask) -> Response:
    """What was printed and is otherwise by now, sources that behave strangely, and the latest runs."""
    issues = ask.store.published_issues()[:LATEST_ISSUES]
    differing = [
        (issue, difference, ask.store.event(difference.event, issue))
        for issue in issues
        for difference in ask.store.differences(issue)
    ]
    return ask.page(
        "status.html",
        issues=issues,
        differing=differing,
        concerns=[(each, event_about(ask, each)) for each in ask.store.status(ask.now)],
        making=issue_of(ask.today),
        muted=sorted(ask.store.muted()),
        runs=ask.store.runs(30),
    )


def event_about(ask: Ask, concern: Concern) -> Event | None:
    """The event that a concern is about; None where it is about a source."""
    try:
        return ask.store.event(concern.subject)
    except UnknownEvent:
        return None


def mute(ask: Ask) -> Response:
    """Leaves a source's events out of drafts, or takes that back."""
    ask.store.mute(ask.path["source"], muted=ask.form.get("muted", "1") != "0")
    wanted = ask.form.get("back", "")
    safe = wanted.startswith("/") and not wanted.startswith("//") and "\\" not in wanted
    return RedirectResponse(wanted if safe else "/status", 303)
