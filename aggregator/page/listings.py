"""From one response to listings, best evidence first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time

from aggregator.event import Listing, Place, Status
from aggregator.page.calendar import calendar_listings
from aggregator.page.claim import Claim
from aggregator.page.clock import shows
from aggregator.page.document import Document
from aggregator.page.faults import refuse_impossible, refuse_untitled
from aggregator.page.feed import FeedRefused, feed_claims
from aggregator.page.items import item_claims
from aggregator.page.jsonld import is_broken
from aggregator.page.lines import Line
from aggregator.page.links import registration_link, stream_link
from aggregator.page.meetings import repeated_as_meetings
from aggregator.page.merge import OFF_WORDS, is_backwards, listing, status_in, when_of, without_status
from aggregator.page.ownership import (
    LIST_TITLE,
    dates_several,
    inside_first,
    is_about_something_else,
    is_labelled,
    own_claims,
    path,
)
from aggregator.page.pdf import pdf_lines
from aggregator.page.response import Page, PageRefused, as_utf8, in_utf8, kind_of
from aggregator.page.seen import seen_claim
from aggregator.page.structured import incomplete, structured
from aggregator.page.text import words
from aggregator.page.visible import status_words, visible_claim


def listings(page: Page) -> tuple[Listing, ...]:
    """The events that a page names, best evidence first; () where it names none.

    Each has its words (`when_text`, `place_text`) and what they were read as, and `evidence` says for each
    field which part of the page it came from. An event in the page's data that lacks a title or a start that
    can be read is there too, undated. Raises PageRefused, with the reason, for a page that is no text, too
    large, or built to harm, and for an event whose data cannot be read or whose only date does not exist.
    """
    kind = kind_of(page)
    if kind == "calendar":
        return _of_calendar(page)
    if kind == "feed":
        return _of_feed(page)
    if kind == "pdf":
        return _of_pdf(page)
    markup = as_utf8(page)
    try:
        document = Document(markup, page.address)
    except ValueError:
        return ()
    return _distinct(_of_document(document, page.reference))


def _of_calendar(page: Page) -> tuple[Listing, ...]:
    entries = calendar_listings(page.body, page.address)
    found = tuple(entry for entry in entries if isinstance(entry, Listing))
    if not found and entries:
        raise PageRefused(next(entry.reason for entry in entries if not isinstance(entry, Listing)))
    return found


def _of_feed(page: Page) -> tuple[Listing, ...]:
    try:
        claims = feed_claims(in_utf8(page.body, page.content_type), page.address)
    except FeedRefused as error:
        raise PageRefused(str(error)) from error
    return _distinct(repeated_as_meetings([_from_feed(claim, page) for claim in claims]))


def _from_feed(claim: Claim, page: Page) -> Listing:
    """An entry's own date, else the one its words name as an event's; else none, which its page may know."""
    seen = None
    if not claim.dated and claim.description:
        lines = [Line(claim.title, 1), Line(claim.description)]
        seen = visible_claim(claim.title, lines, page.reference, "", claim.url or page.address)
    when = when_of(claim) or (seen.when if seen else None)
    key = claim.identity or claim.url or f"{page.address}#{claim.title}"
    return listing(claim, key, page.address, when, seen)


def _of_pdf(page: Page) -> tuple[Listing, ...]:
    title, lines = pdf_lines(page.body)
    claim = visible_claim(title, lines, page.reference, "", page.address)
    if claim is None:
        return ()
    claim = replace(claim, evidence={field: f"pdf: {part}" for field, part in claim.evidence.items()})
    return (replace(listing(claim, page.address, page.address, claim.when), layer="pdf"),)


def _of_document(document: Document, reference: date) -> list[Listing]:
    data = structured(document)
    own = own_claims(data, document)
    if own:
        return _own(own, document, reference)
    others = [claim for claim in data if claim.of is None]
    is_list = LIST_TITLE.search(document.title) is not None
    seen = None if others and (is_list or len(others) > 12) else seen_claim(document, reference)
    if others and not is_about_something_else(document, seen, others):
        others += [one for one in incomplete(document, data) if one.when_text]
        return _each(others, document)
    several = is_list or (seen is not None and is_labelled(seen) and dates_several(document))
    one_event = bool(data) or (seen is not None and is_labelled(seen) and not several)
    items = () if one_event else item_claims(document, reference)
    if items and (seen is None or several or inside_first(seen, items)):
        return [listing(claim, _key(claim, document), document.address, claim.when) for claim in items]
    if seen:
        return [_plain(seen, document)]
    if any(is_broken(script) for script in document.jsonld_scripts):
        raise PageRefused("its JSON-LD cannot be read")
    refuse_impossible(document, reference)
    some = incomplete(document, data)
    if not some:
        refuse_untitled(document, reference)
    return _each(some, document)


def _own(own: list[Claim], document: Document, reference: date) -> list[Listing]:
    """The page's own event with all its dates, and each date that cannot be, for itself."""
    sound = [claim for claim in own if not is_backwards(claim)] or own[:1]
    other = [claim for claim in own if claim not in sound]
    return [_single(sound[0], sound[1:], document, reference), *_each(other, document)]


def _each(claims: Iterable[Claim], document: Document) -> list[Listing]:
    """A listing for each of several events, as the data say them."""
    return [listing(claim, _key(claim, document), document.address, when_of(claim)) for claim in claims]


def _single(claim: Claim, more: list[Claim], document: Document, reference: date) -> Listing:
    """The page's own event: what the data say, mended by what the page shows where the data are doubtful."""
    doubtful = _is_doubtful(claim, document.text)
    seen = seen_claim(document, reference) if doubtful else None
    if seen and seen.evidence.get("when") == "time" and is_backwards(claim):
        seen = None  # a time element is data too: only words know better
    text = "\n".join(line.text for line in document.matter).lower() if doubtful else None
    when = when_of(claim, text, seen.when if seen else None)
    if when is not None and more:
        further = {moment for one in more if (w := when_of(one)) and (moment := w.start)} - {when.start}
        starts = sorted(further, key=lambda moment: moment.isoformat())
        when = replace(when, also=tuple(starts[:50]))
    claim = _with_links(claim, document)
    found = listing(claim, document.address, document.address, when, seen)
    status = _said_status(document) if found.status is Status.SCHEDULED else None
    return replace(
        found, url=document.address, status=status or found.status, links=_other_links(claim, document)
    )


def _is_doubtful(claim: Claim, text: str) -> bool:
    """Are the data silent on something, or do they name a clock that the page does not show?"""
    starts, ends, place = claim.starts, claim.ends, claim.place
    if claim.when is not None or starts is None:
        return False
    if starts.in_utc or not isinstance(starts.moment, datetime) or starts.moment.time() == time(0):
        return True
    if place is None or not (place.city or place.online):
        return True
    if ends is None or not isinstance(ends.moment, datetime) or ends.moment <= starts.moment:
        return True
    return not shows(text, starts.moment)


def _other_links(claim: Claim, document: Document) -> tuple[str, ...]:
    return (claim.url,) if claim.url and path(claim.url) != path(document.address) else ()


def _with_links(claim: Claim, document: Document) -> Claim:
    registration = claim.registration_url
    if registration is None or path(registration) == path(document.address):
        registration = registration_link(document)
    return replace(claim, registration_url=registration, stream_url=claim.stream_url or stream_link(document))


def _plain(claim: Claim, document: Document) -> Listing:
    claim = _with_links(claim, document)
    found = listing(claim, document.address, document.address, claim.when)
    status = _said_status(document) if found.status is Status.SCHEDULED else None
    return replace(found, status=status or found.status)


def _said_status(document: Document) -> Status | None:
    """What heading and first lines say; they are looked at only where such a word is on the page at all."""
    if not any(word in document.text for word in OFF_WORDS):
        return None
    return status_in(status_words(document.title, document.matter))


def _key(claim: Claim, document: Document) -> str:
    """An event's own address or identity; under the list's address its title tells it from the others."""
    if claim.url and claim.url != document.address:
        return claim.url
    return claim.identity or f"{document.address}#{' '.join(sorted(words(without_status(claim.title))))[:80]}"


def _distinct(found: Iterable[Listing]) -> tuple[Listing, ...]:
    """Each event once (by title, start and place); different ones under one key get their own keys."""
    kept: dict[tuple[object, ...], Listing] = {}
    keys: dict[str, int] = {}
    for one in found:
        identity = (one.title, one.when.start if one.when else None, one.place or Place())
        if identity in kept:
            continue
        number = keys[one.key] = keys.get(one.key, 0) + 1
        kept[identity] = one if number == 1 else replace(one, key=f"{one.key}#{number}")
    return tuple(kept.values())
