"""From a page's words to a whole listing: dates and places are read, and what cannot be is refused."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from aggregator import german, place
from aggregator.event import Listing, Moment, Place, Refusal, Status, When
from aggregator.page import text
from aggregator.page.ending import ends_first, without_empty_end

LENGTHS = {"title": 300, "when_text": 1000, "place_text": 300, "price": 200, "organizer": 200} | {
    "description": 4000
}
"""How many characters of a field are kept."""

TOO_OFTEN = re.compile(r"FREQ=(?:SECONDLY|MINUTELY|HOURLY)|BY(?:SECOND|MINUTE|HOUR)=", re.IGNORECASE)
YEARS = range(1990, 2101)
"""Years that an event of ours can lie in."""
NO_NAME = re.compile(
    r"(?:nur |rein )?(?:online|digital|virtuell|remote|zoom|jitsi|bigbluebutton|webex|web-?(?:in|semin)ar)\b"
    r".{0,40}|livestream|tb[acd]\.?|n\. ?n\.|(?:wird|werden) noch .*",
    re.IGNORECASE,
)
"""What stands where a place's name belongs and is none."""
ONE_DIGIT = bytes.maketrans(b"0123456789", b"1" * 10)
NEAR = 160
"""Characters."""
POSTCODE = re.compile(r"\b\d{4,5} \w")
SENTENCE_END = re.compile(r"(?<=[^\W\d_][.!?]) +(?=[A-ZÄÖÜ])")
OPENING = 2
"""How many sentences of a description may say that the event is off or moved: later ones speak of refunds."""
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def complete(listing: Listing, reference: date) -> Listing | Refusal | None:
    """The listing with when, place and status read from its words, as of `reference`.

    A Refusal names a listing without title and one whose time cannot be. A listing in whose words no
    date was found stays, undated, so that an editor hears of it; but prose that names no day ("wir
    treffen uns regelmäßig") speaks of no event at all: None.
    """
    listing = plain(listing)
    reference = listing.reference or reference
    if not listing.title:
        return refusal(listing, "an event without a title")
    when, said = listing.when, listing.when_text
    if when is None and listing.layer == "prose":
        when = meeting_time(said or "", reference)
        if when is None:
            return None
        said = (said or "")[slice(*when.span)] if when.span else said
    elif when is None and said:
        reading = german.explain(said, reference)
        if reading.when is None and reading.reason and reading.reason not in german.UNDATED:
            return refusal(listing, f"{reading.reason} ({said[:80]})")
        when = reading.when
    when = without_empty_end(when) if when else None
    if when and (reason := impossible(when)):
        return refusal(listing, reason)
    whole = replace(
        listing,
        when=when,
        when_text=said,
        place=whole_place(listing),
        reference=reference,
        registration_deadline=listing.registration_deadline or deadline(listing, reference),
    )
    return with_status(whole, reference)


def refusal(listing: Listing, reason: str) -> Refusal:
    """Why an event was refused; with its title where it has no address but that of the page it stands on."""
    own = listing.url and listing.url != listing.page
    named = reason if own or not listing.title else f"{listing.title[:80]}: {reason}"
    return Refusal(listing.url or listing.page or listing.key, named)


def plain(listing: Listing) -> Listing:
    """The listing with one line of plain text of bounded length in every field, and web addresses only."""
    said: dict[str, Any] = {
        name: text.plain(words, length)
        for name, length in LENGTHS.items()
        if (words := getattr(listing, name)) is not None
    }
    for name in ("url", "stream_url", "registration_url"):
        said[name] = text.web_address(getattr(listing, name))
    links = tuple(address for link in listing.links if (address := text.web_address(link)))
    return replace(listing, links=links, place=plain_place(listing.place), **said)


def plain_place(where: Place | None) -> Place | None:
    """The place with one line of plain text in every field; an empty one is None."""
    if where is None:
        return None
    words = {name: getattr(where, name) for name in ("name", "street", "postcode", "city", "country")}
    said: dict[str, Any] = {name: text.plain(word, 200) or None for name, word in words.items()}
    return replace(where, **said)


def meeting_time(prose: str, reference: date) -> When | None:
    """When a group meets, out of its prose: the phrase that names a day that returns, at best with an hour.

    A weekday alone ("am Donnerstagabend") means every week there. Dates that do not return are history.
    """
    returning = []
    for when in german.find(prose, reference):
        phrase = prose[slice(*when.span)] if when.span else ""
        if when.rrule is None and when.start and "day" in when.assumed and names_weekday(phrase, reference):
            when = replace(when, rrule=f"FREQ=WEEKLY;BYDAY={WEEKDAYS[when.start.weekday()]}")
        if when.rrule and "BY" in when.rrule:
            returning.append(when)
    return max(returning, key=lambda when: (not when.all_day, when.end is not None), default=None)


def names_weekday(phrase: str, reference: date) -> bool:
    """True where a phrase without a date means the same weekday whatever today is: "Donnerstagabend",
    not "um 18 Uhr"."""
    readings = (german.read(phrase, reference + timedelta(days=days)) for days in (0, 1))
    return len({when.start.weekday() if when and when.start else None for when in readings}) == 1


def impossible(when: When) -> str | None:
    """Why an event cannot be then, or None."""
    if when.rrule and TOO_OFTEN.search(when.rrule):
        return f"a rule that repeats too often: {when.rrule[:60]}"
    if any(moment.year not in YEARS for moment in (when.start, when.end, *when.also) if moment):
        return "a year that cannot be meant"
    if reason := ends_first(when):
        return reason
    for moment in (when.start, when.end):
        if isinstance(moment, datetime) and not exists(moment, when.timezone):
            return f"{moment.isoformat()[:16]} does not exist in {when.timezone}: clocks go forward"
    return None


def exists(moment: datetime, timezone: str) -> bool:
    """False for an hour that the zone's clocks skip; a zone that does not exist skips none."""
    try:
        zone = ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError):
        return True
    return moment.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == moment


def whole_place(listing: Listing) -> Place:
    """The place from its fields where the page has them, the rest from its words, located by its town."""
    given = listing.place or Place()
    known = given.name or given.street or given.online
    words = None if known else listing.place_text
    if not words and given.street and POSTCODE.search(given.street):
        words, given = given.street, replace(given, street=None)
    if words:
        read = place.read_address(words)
        first, second = (given, read) if given.name or given.street else (read, given)
        given = Place(**{f.name: getattr(first, f.name) or getattr(second, f.name) for f in fields(Place)})
    if given.name and not given.street and NO_NAME.fullmatch(given.name):
        given = replace(given, name=None)
    return place.locate(given)


def with_status(listing: Listing, reference: date) -> Listing:
    """The listing with the status that its words tell where no field does, moved if they name another day."""
    if listing.status is not Status.SCHEDULED:
        return listing
    opening = SENTENCE_END.split(listing.description or "", maxsplit=OPENING)[:OPENING]
    for words in (listing.title, listing.when_text, *opening):
        status = german.read_status(words) if words else None
        if status is Status.RESCHEDULED and listing.when and words in opening:
            return replace(listing, status=status, when=moved(listing.when, words, reference))
        if status:
            return replace(listing, status=status)
    return listing


def moved(when: When, words: str, reference: date) -> When:
    """The last time that a sentence about the move names; a day alone keeps the clock that was known."""
    times = german.find(words, reference)
    if not times or times[-1].start is None:
        return when
    new = times[-1]
    if new.all_day and isinstance(when.start, datetime) and not isinstance(new.start, datetime):
        start = datetime.combine(times[-1].start, when.start.time())
        length = when.end - when.start if isinstance(when.end, datetime) else None
        return replace(new, start=start, end=start + length if length else None, timezone=when.timezone)
    return new


def deadline(listing: Listing, reference: date) -> Moment | None:
    """Until when to register, if the description says so: only what stands near a number is read."""
    said = near_numbers(listing.description or "")
    return german.read_deadline(said, reference) if said else None


def near_numbers(words: str) -> str:
    """The parts of a text that stand near a number, which is where dates are: long prose is slow to read."""
    signs = words.encode("ascii", "replace").translate(ONE_DIGIT)  # a byte for each sign; quicker than re
    parts: list[list[int]] = []
    number = signs.find(b"1")
    while number >= 0:
        start, end = max(0, number - NEAR), number + 1 + NEAR
        if parts and start <= parts[-1][1]:
            parts[-1][1] = end
        else:
            parts.append([start, end])
        number = signs.find(b"1", number + 1)
    return " … ".join(words[start:end] for start, end in parts)
