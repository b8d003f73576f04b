"""Adding events: by the address of their page, one or many, or by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response

from aggregator.event import Event, Listing, Place, Refusal
from aggregator.review.asking import Ask
from aggregator.review.editing import Edited, edited
from aggregator.review.typed import NO_DATE, understood
from aggregator.section import window
from aggregator.section.choose import start_key
from aggregator.section.line import line_of
from aggregator.sources import Source
from aggregator.store import BY_HAND, RunResult, Said, StoreError

MOST_ADDRESSES = 20
ADDRESS = re.compile(r"https?://\S+")
FIELDS = (
    "title",
    "when",
    "place",
    "url",
    "registration_deadline",
    "registration_url",
    "organizer",
    "description",
)
"""What can be said of an event by hand."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one address or form: the event and its issue, or why there is none."""

    address: str
    event: Event | None = None
    issue: str | None = None
    missing: str | None = None


def add_page(ask: Ask) -> Response:
    """The forms for adding."""
    return _page(ask)


def add_addresses(ask: Ask) -> Response:
    """Visits the pages and stores their events; says for each address what became of it."""
    addresses = list(dict.fromkeys(ADDRESS.findall(ask.form.get("addresses", ""))))
    if not addresses:
        return _page(ask, 422, problem="Keine Adresse gefunden: sie beginnt mit http:// oder https://")
    if len(addresses) > MOST_ADDRESSES:
        return _page(ask, 422, problem=f"Höchstens {MOST_ADDRESSES} Adressen auf einmal")
    results = [result for address in addresses for result in _visited(ask, address)]
    return _page(ask, results=results)


def add_by_hand(ask: Ask) -> Response:
    """Stores what an editor typed, and accepts it: who types an event in wants it in."""
    typed = typed_event(ask)
    problems = dict(typed.problems)
    if not typed.event.title:
        problems["title"] = "Ein Titel muss sein"
    if typed.event.when is None:
        problems.setdefault("when", NO_DATE)
    if problems:
        return _page(ask, 422, problems=problems)
    event = stored(ask, _listing(typed.event, ask))
    issue = _issue_for(event, ask)
    ask.store.judge(event.id, "accept", Said(now=ask.now, issue=issue, editor=ask.desk.editor))
    return _page(ask, results=[Added(event.title, event, issue)])


def typed_line(ask: Ask) -> Response:
    """The line that what was typed so far would become, for the script."""
    typed = typed_event(ask)
    when = typed.event.when
    line = line_of(typed.event, ask.issue) if when is not None and when.start is not None else None
    said = None if when is None or line is None else understood(ask.form.get("when", ""), ask.today)
    return ask.page("_typed.html", line=line, understood=said, problems=typed.problems)


def typed_event(ask: Ask) -> Edited:
    """The form by hand, read: an event that is not stored."""
    empty = Event(
        id="0" * 16,
        title="",
        when=None,
        place=Place(),
        first_seen=ask.now,
        last_seen=ask.now,
        changed=ask.now,
    )
    given = {name: ask.form[name] for name in FIELDS if ask.form.get(name, "").strip()}
    return edited(empty, given, ask.today)


def stored(ask: Ask, listing: Listing) -> Event:
    """Stores a listing as said by hand and answers the event that it speaks of."""
    store = ask.store
    run = store.begin_run(Source(BY_HAND, "by-hand", "https://codefor.de/"), ask.now)
    store.save_page(run, [listing], ask.now)
    store.finish_run(run, RunResult(), ask.now)
    store.match(ask.now)
    return store.event(store.event_of_listing(BY_HAND, listing.key))


def _visited(ask: Ask, address: str) -> Sequence[Added]:
    """The events of one page, or why it gives none."""
    if ask.desk.visit is None:
        return [Added(address, missing="Dieser Dienst kann keine Seiten besuchen")]
    found = ask.desk.visit(address)
    results = [
        Added(address, missing=each.reason) if isinstance(each, Refusal) else _kept(ask, address, each)
        for each in found
    ]
    return results or [Added(address, missing="Auf dieser Seite ist keine Veranstaltung zu erkennen")]


def _kept(ask: Ask, address: str, listing: Listing) -> Added:
    try:
        event = stored(ask, listing)
    except StoreError as error:
        return Added(address, missing=str(error))
    missing = [
        label for label, lacks in (("Datum", event.when is None), ("Ort", event.place == Place())) if lacks
    ]
    return Added(
        address, event, _issue_for(event, ask), f"Es fehlt: {', '.join(missing)}" if missing else None
    )


def _listing(event: Event, ask: Ask) -> Listing:
    """What was typed, as said by hand; its key is its address and day, or its title and day."""
    assert event.when is not None
    start = event.when.start
    day = start_key(start)[0].isoformat() if start is not None else ""
    return Listing(
        key=f"{event.url or event.title} {day}",
        title=event.title,
        source=BY_HAND,
        url=event.url,
        layer="by hand",
        when_text=ask.form.get("when"),
        place_text=ask.form.get("place") or None,
        when=event.when,
        place=event.place,
        reference=ask.today,
        registration_url=event.registration_url,
        registration_deadline=event.registration_deadline,
        organizer=event.organizer,
        description=event.description,
    )


def _issue_for(event: Event, ask: Ask) -> str:
    """The issue that would print the event: this one where it can, else that of its month."""
    start = event.when.start if event.when else None
    if start is None or (event.when is not None and event.when.rrule):
        return ask.issue
    day = start_key(start)[0]
    first, last = window(ask.issue)
    return ask.issue if first <= day <= last else f"{day:%Y-%m}"


def _page(
    ask: Ask,
    status: int = 200,
    *,
    results: Sequence[Added] = (),
    problem: str | None = None,
    problems: dict[str, str] | None = None,
) -> Response:
    return ask.page(
        "_results.html" if ask.fragment else "add.html",
        status,
        results=results,
        problem=problem,
        problems=problems or {},
        form={} if results else ask.form,
        names=FIELDS,
    )
