"""Weigh a page's layers against each other: machine-readable data first, but what a visitor sees wins."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aggregator import german
from aggregator.event import Listing, Moment, Place, Status, When
from aggregator.page.claim import Claim
from aggregator.page.clock import as_when, shows, wall_clocks, zone_of
from aggregator.page.dates import first_day, is_timed
from aggregator.page.ending import before, ends_first
from aggregator.page.text import web_address
from aggregator.place import says_online

_CALLED_OFF = re.compile(r"\bcancel?led\b|\bcalled off\b", re.IGNORECASE)
_PUT_OFF = re.compile(r"\bpostponed\b", re.IGNORECASE)
_STATUS_HINT = re.compile(
    r"abgesagt|absage|entfällt|entfallen|fällt\s|fallen\s|verschoben|verlegt|cancel?led|postponed"
    r"|rescheduled",
    re.IGNORECASE,
)
OFF_WORDS = (
    "abgesagt",
    "absage",
    "entfäll",
    "entfall",
    "fällt ",
    "fallen ",
    "verschoben",
    "verlegt",
    "cancelled",
    "canceled",
    "postponed",
    "rescheduled",
)
"""One of these is in every phrase that calls an event off or moves it."""
_STATUS_MARK = re.compile(
    r"\W*(?:abgesagt|entfällt|verschoben|cancel?led|postponed)\b(?:\s*[\])!]+\s*[:–—-]?\s*|\s*[:–—]\s*|\s+-\s+)",
    re.IGNORECASE,
)
_FIELDS = ("registration_url", "registration_deadline", "stream_url", "price", "organizer", "description")


def when_of(claim: Claim, text: str | None = None, seen: When | None = None) -> When | None:
    """The claim's When. `text` is what the page shows, in small letters, `seen` its visible date.

    Of the clocks that the claim may mean the one that is shown counts; where none is, and the visible date
    of the same day names another, that one does. An end that the claim lacks comes from the visible date.
    """
    if claim.starts is None or claim.when is not None:
        return claim.when
    zone = zone_of(claim)
    clocks = wall_clocks(claim.starts, zone)
    start = clocks[0]
    if text is not None:
        start = next((clock for clock in clocks if shows(text, clock)), start)
    end = _matching_end(claim, clocks, start, zone)
    midnight = text is not None and re.search(
        r"\b0?0[:.]00\b|\b24[:.]00\b|\b0 uhr\b|12:00 ?am|mitternacht", text, re.I
    )
    midnight_shown = bool(midnight) or zone == "UTC"
    when = as_when(start, end, zone, midnight_shown=midnight_shown)
    return _as_seen(when, clocks, text, seen) if seen is not None else when


def is_backwards(claim: Claim) -> bool:
    """Does an event end before it starts, by its data alone?"""
    when = when_of(claim)
    return when is not None and ends_first(when) is not None


def _matching_end(claim: Claim, starts: tuple[Moment, ...], start: Moment, zone: str) -> Moment | None:
    """The end by the clock that the start is read by.

    Where the two are written with different offsets, one that is earlier by that clock only is none.
    """
    if claim.ends is None or claim.starts is None:
        return None
    clocks = wall_clocks(claim.ends, zone)
    end = clocks[starts.index(start)]
    alike = claim.ends.offset == claim.starts.offset
    surely = alike or all(before(one, other) for one in clocks for other in starts)
    return None if before(end, start) and not surely else end


def _as_seen(when: When, clocks: tuple[Moment, ...], text: str | None, seen: When) -> When:
    """`when`, mended by what the page shows; data that end before they start are believed in one day only."""
    if ends_first(seen):
        return when
    same_day = first_day(seen) == first_day(when)
    if ends_first(when):
        if same_day and is_timed(when) and not is_timed(seen) and seen.end is None:
            return replace(when, end=None)
        days = {first_day(when), first_day(replace(when, start=when.end))}
        return replace(seen, timezone=when.timezone) if first_day(seen) in days else when
    if same_day and is_timed(seen) and seen.start != when.start:
        unseen = not is_timed(when) or (text is not None and not shows(text, when.start or clocks[0]))
        if unseen:
            return replace(seen, timezone=when.timezone, rrule=when.rrule or seen.rrule)
    if when.end is None and seen.end is not None and seen.start == when.start:
        return replace(when, end=seen.end)
    return when


def place_of(claim: Claim, seen: Claim | None) -> tuple[Place | None, str | None, str]:
    """The place, its words, and the layer that named it; an address beats a bare name."""
    if claim.place is None or claim.place == Place():
        return (
            (seen.place, seen.place_text, seen.evidence.get("place", seen.layer))
            if seen
            else (None, None, "")
        )
    ours = claim.place
    theirs = seen.place if seen else None
    if theirs and theirs.online and not ours.online and theirs == Place(online=True):
        return ours, claim.place_text, claim.layer
    if theirs and not (ours.street or ours.city) and (theirs.street or theirs.city):
        name = ours.name or theirs.name
        return (
            replace(theirs, name=name, online=ours.online or theirs.online),
            seen.place_text if seen else None,
            "label",
        )
    return ours, claim.place_text, claim.evidence.get("place", claim.layer)


def status_in(words: str) -> Status | None:
    """What words say of an event being off, in German or English."""
    if not _STATUS_HINT.search(words):
        return None
    if _CALLED_OFF.search(words):
        return Status.CANCELLED
    if _PUT_OFF.search(words):
        return Status.POSTPONED
    return german.read_status(words)


def without_status(title: str) -> str:
    """ "ABGESAGT: Sommerfest" → "Sommerfest": the mark is the status's, the name stays as it was."""
    mark = _STATUS_MARK.match(title)
    return title[mark.end() :] or title if mark else title


def listing(claim: Claim, key: str, address: str, when: When | None, seen: Claim | None = None) -> Listing:
    """One listing out of the best claim and, where it is silent, of what the page shows."""
    place, place_text, place_layer = place_of(claim, seen)
    if place is not None and claim.title and says_online(claim.title) and place == Place():
        place = Place(online=True)
    evidence = _evidence(claim, seen)
    if place_layer:
        evidence["place"] = place_layer
    said: dict[str, Any] = {
        field: getattr(claim, field) or (getattr(seen, field) if seen else None) for field in _FIELDS
    }
    title = without_status(claim.title)
    marked = status_in(claim.title) if title != claim.title else None
    said_status = [claim.status, marked, seen.status if seen else None]
    status = next((s for s in said_status if s not in (None, Status.SCHEDULED)), None) or Status.SCHEDULED
    url = claim.url or address
    aliases = dict.fromkeys(
        alias for alias in (claim.identity, web_address(claim.url)) if alias and alias != key
    )
    return Listing(
        key=key,
        title=title,
        url=url,
        page=address,
        aliases=tuple(aliases),
        layer=claim.layer,
        when_text=(seen.when_text if seen and seen.when_text else claim.when_text),
        place_text=place_text,
        when=when,
        place=place,
        status=status,
        evidence=evidence,
        **said,
    )


def _evidence(claim: Claim, seen: Claim | None) -> dict[str, str]:
    fields: Mapping[str, object] = {
        "title": claim.title,
        "when": claim.starts or claim.when,
        "url": claim.url,
        "status": claim.status,
        **{field: getattr(claim, field) for field in _FIELDS},
    }
    evidence = {field: claim.evidence.get(field, claim.layer) for field, value in fields.items() if value}
    if seen is not None:
        for field in _FIELDS:
            if field not in evidence and getattr(seen, field):
                evidence[field] = seen.evidence.get(field, seen.layer)
    return evidence
