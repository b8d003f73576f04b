"""The page of one event: its fields to edit, what each source says, its likely duplicates, its life."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from aggregator.review.asking import Ask, swapped_into
from aggregator.review.editing import COLUMNS, Edited, edited, fields
from aggregator.review.items import Item
from aggregator.review.verdicts import CONFLICT, Merged, answered, check_version, item_of, said, undo_all
from aggregator.section.line import line_of
from aggregator.store import BadValue, StaleDecision


def event_page(ask: Ask) -> Response:
    """Everything about an event; for the list's script only the form."""
    present = ask.store.event(ask.path["event"]).id
    if present != ask.path["event"]:
        return RedirectResponse(f"/{ask.issue}/events/{present}", 303)
    return _page(ask, item_of(ask, present))


def save(ask: Ask) -> Response:
    """Other words for fields of the event; what cannot be understood changes nothing and is shown."""
    event = ask.path["event"]
    try:
        check_version(ask, event)
        changed = edited(ask.store.candidate(event, ask.issue).event, ask.form, ask.today)
        if changed.problems:
            return _refused(ask, changed)
        if changed.columns:
            ask.store.set_fields(event, changed.columns, said(ask))
    except StaleDecision:
        return answered(ask, event, CONFLICT)
    except BadValue as wrong:
        return ask.sorry(f"So lässt es sich nicht speichern: {wrong}")
    return answered(ask, event) if ask.fragment else _to_event(ask, event)


def line(ask: Ask) -> Response:
    """The line as it will stand with the form's words, for the script; nothing is changed."""
    event = ask.store.candidate(ask.path["event"], ask.issue).event
    changed = edited(event, ask.form, ask.today)
    when = changed.event.when
    shown = line_of(changed.event, ask.issue) if when is not None and when.start is not None else None
    return ask.page("_line.html", line=shown, problems=changed.problems)


def undo(ask: Ask) -> Response:
    """Takes one decision back, or all words that were set for a field: the page's own hold again."""
    event, number, field = ask.path["event"], ask.form.get("decision", ""), ask.form.get("field", "")
    try:
        check_version(ask, event)
        standing = ask.store.standing(event)
        if number.isascii() and number.isdecimal():
            chosen = [each for each in standing if str(each.id) == number]
        else:
            columns = COLUMNS.get(field, ())
            chosen = [each for each in standing if each.kind == "set" and each.field in columns]
        undo_all(ask, chosen[::-1])
    except StaleDecision:
        return answered(ask, event, CONFLICT)
    if not ask.fragment:
        return _to_event(ask, ask.store.event(event).id)
    known = {each.id for each in standing}
    parted = [each for each in ask.store.standing(event) if each.kind == "split" and each.id not in known]
    return answered(ask, event, also=[each.other for each in parted if each.other])


def merge(ask: Ask) -> Response:
    """Makes another event part of this one, where neither has changed since the form was made."""
    event, other = ask.path["event"], ask.form.get("other", "")
    try:
        title = ask.store.candidate(other, ask.issue).event.title
        check_version(ask, other, "other_version")
        kept = ask.store.merge(event, other, said(ask))
    except StaleDecision:
        return answered(ask, event, CONFLICT)
    except BadValue as wrong:
        return ask.sorry(f"Das lässt sich nicht zusammenführen: {wrong}")
    if not ask.fragment:
        return _to_event(ask, kept)
    made = max(each.id for each in ask.store.standing(kept) if each.kind == "merge")
    return answered(ask, kept, gone={event, other} - {kept}, merged=Merged(title, made))


def split(ask: Ask) -> Response:
    """Takes the chosen sources' listings out of this event; they become one of their own."""
    event = ask.path["event"]
    listings = ask.store.candidate(event, ask.issue).listings
    leaving = [
        (each.source, each.key) for number, each in enumerate(listings) if ask.form.get(f"listing-{number}")
    ]
    try:
        ask.store.split(event, said(ask), leaving)
    except StaleDecision:
        return answered(ask, event, CONFLICT)
    except BadValue:
        return ask.sorry("Zum Trennen bitte einen Teil der Quellen wählen, nicht alle und nicht keine.")
    return _to_event(ask, event)


def _page(ask: Ask, item: Item, typed: Edited | None = None, status: int = 200) -> Response:
    """The page; `typed` is what an editor sent that could not be understood, kept in the form."""
    if ask.fragment and typed is None:
        return ask.page("_edit.html", item=item, fields=fields(item.candidate), form=ask.form, problems={})
    return ask.page(
        "event.html",
        status,
        item=item,
        fields=fields(item.candidate),
        form=ask.form,
        problems=typed.problems if typed else {},
        happenings=ask.store.log(item.id),
        standing=ask.store.standing(item.id),
    )


def _refused(ask: Ask, changed: Edited) -> Response:
    if ask.fragment:
        refused = ask.page("_line.html", 422, line=None, problems=changed.problems)
        return swapped_into(refused, f"#shown-{ask.path['event']}")
    return _page(ask, item_of(ask, ask.path["event"]), changed, 422)


def _to_event(ask: Ask, event: str) -> Response:
    return RedirectResponse(f"/{ask.issue}/events/{event}", 303)
