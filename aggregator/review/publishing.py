"""Printed: freezes an issue, and shows ever after what is otherwise by now; and what else needs an eye."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from aggregator.event import Event
from aggregator.review.asking import Ask
from aggregator.review.draft import drafted
from aggregator.review.preview import fingerprint
from aggregator.review.verdicts import said
from aggregator.section import issue_of, write
from aggregator.section.escape import plain
from aggregator.store import BadValue, Concern, Former, StaleDecision, UnknownEvent

LATEST_ISSUES = 6
LONGEST_REASON = 200
CHANGED = (
    "Der Abschnitt hat sich geändert, seit du ihn gesehen hast. Festgehalten wurde nichts: "
    "bitte die Ausgabe neu laden und noch einmal ansehen."
)
RETRACTED = (
    "Inzwischen hat jemand die Veröffentlichung zurückgenommen oder erneuert. Nichts wurde geändert: "
    "bitte die Ausgabe neu laden."
)


def publish(ask: Ask) -> Response:
    """Keeps the section as what was printed, where it is still the one that the editor saw."""
    if not ask.form.get("sure"):
        return ask.sorry("Bitte ankreuzen, dass die Ausgabe gedruckt ist.", 422)
    chosen = drafted(ask.store, ask.issue, ask.today)
    if ask.form.get("section") != fingerprint(chosen):
        return ask.sorry(CHANGED, 409)
    printed = [event.id for event in (*chosen.single, *chosen.meetings)]
    try:
        ask.store.publish(ask.issue, write(chosen, ask.issue), printed, ask.now)
    except BadValue:
        return ask.sorry("Diese Ausgabe ist schon veröffentlicht.", 409)
    return RedirectResponse(f"/{ask.issue}", 303)


def retract(ask: Ask) -> Response:
    """Takes the publication back: the issue is open again, and what was printed stays under status."""
    reason = plain(ask.form.get("reason", ""), LONGEST_REASON) or None
    try:
        ask.store.retract(ask.issue, said(ask, reason))
    except (StaleDecision, BadValue):
        return ask.sorry(RETRACTED, 409)
    return RedirectResponse(f"/{ask.issue}", 303)


def printed(ask: Ask) -> Response:
    """The section as it was printed; with `former`, as it was before that publication was taken back."""
    number = ask.query.get("former")
    published = ask.store.published(ask.issue) if number is None else former(ask, number)
    if published is None:
        return ask.sorry("So ist diese Ausgabe nicht veröffentlicht.", 404)
    return Response(published.section, media_type="text/plain; charset=utf-8")


def former(ask: Ask, number: str) -> Former | None:
    """The publication of this issue that was taken back under this number."""
    known = {str(each.id): each for each in ask.store.former_issues() if each.issue == ask.issue}
    return known.get(number)


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
        formers=ask.store.former_issues()[:LATEST_ISSUES],
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
