"""Published posts read back: each event of the section as a listing of the source `out-in-the-open`.

A listing's key is the event's address together with the day it starts: programme pages stand for many
events (a meetup's wiki, a yearly conference), so the address alone would turn next month's meeting into
this month's, moved. The same event in two issues has the same address and day, and is one; a meeting's
key is its address and town. A listing without an address is known by its title and day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from aggregator import german, place
from aggregator.event import Listing, Place, Status, When
from aggregator.matching import canonical
from aggregator.section.calendar_entry import UID_DOMAIN, zone_of
from aggregator.section.choose import collated
from aggregator.section.compare import differences, far_from_town
from aggregator.section.entry import Entry, read_entry
from aggregator.section.escape import address
from aggregator.section.event_line import EventLine, Problem, event_lines
from aggregator.section.finding import Finding
from aggregator.section.notes import is_label
from aggregator.section.occurrence import day_of, first_in
from aggregator.section.post import Post, parse
from aggregator.section.rule import normal

SOURCE = "out-in-the-open"
LAYER = "newsletter"


@dataclass(frozen=True, slots=True)
class PostReading:
    """What a post's section says: its events, the lines that could not be read, and what disagrees.

    `lines` counts the section's lines below its heading; those that `problems` do not name are in
    `listings`. `findings` tell where a calendar entry contradicts its line, which won.
    """

    month: str
    listings: tuple[Listing, ...]
    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...]
    lines: int

    @property
    def reported(self) -> int:
        """How many of the lines are reported, not imported."""
        return sum(problem.lines for problem in self.problems)


def read_post(text: str, name: str) -> PostReading:
    """Reads a post, Markdown or HTML; `name` is its file's name. Raises PostError without a section."""
    post = parse(text, name)
    listings: list[Listing] = []
    problems: list[Problem] = []
    findings: list[Finding] = []
    keys: set[str] = set()
    for found in event_lines(post):
        if isinstance(found, Problem):
            problems.append(found)
            continue
        entry = read_entry(found.calendar.address) if found.calendar else None
        listing = _listing(found, entry, post, name)
        if listing.key in keys:
            listing = replace(listing, key=f"{listing.key} {collated(listing.title)}")
        keys.add(listing.key)
        listings.append(listing)
        if entry is not None:
            findings += _disagreements(found, entry)
    lines = sum(item.lines for item in (*post.items, *post.stray))
    return PostReading(post.month, tuple(listings), tuple(problems), tuple(findings), lines)


def _disagreements(line: EventLine, entry: Entry) -> Iterator[Finding]:
    """Where line and entry disagree; the listing follows the line."""
    for words in differences(line, entry):
        yield Finding(line.line, "calendar-differs", words)
    far = far_from_town(line, entry)
    if far:
        yield Finding(line.line, "coordinates", far)


def _listing(line: EventLine, entry: Entry | None, post: Post, name: str) -> Listing:
    notes = line.notes
    when = _when(line, entry)
    url = address(notes.url) or address(notes.registration_url)
    where = f"{name}:{line.line}"
    return Listing(
        key=_key(url, line, when),
        title=line.title,
        source=SOURCE,
        url=address(notes.url),
        aliases=_own_uid(entry),
        layer=LAYER,
        when_text=line.head.when_text,
        place_text=line.place_text or None,
        when=when,
        place=_place(line, entry),
        status=german.read_status(line.item.content.text) or Status.SCHEDULED,
        reference=post.reference,
        lab=line.lab,
        issue=post.month,
        links=tuple(link for link in notes.links if address(link)),
        stream_url=address(notes.stream_url),
        registration_url=address(notes.registration_url),
        registration_deadline=notes.registration_deadline,
        description=_description(line, entry),
        evidence=dict.fromkeys(("title", "when", "place", "url"), where),
    )


def _when(line: EventLine, entry: Entry | None) -> When:
    """The line's dates, with what only its notes and its entry know.

    The entry's zone is taken where its clock says the same as the line. Of a meeting's entry the first
    date is taken where it fits the line's rule: the phrase does not say in which weeks "jeden zweiten
    Montag" falls.
    """
    when = line.head.when
    assert when is not None
    if line.notes.also:
        when = replace(when, also=line.notes.also)
    if line.notes.rrule and not when.rrule:
        when = replace(when, rrule=line.notes.rrule)
    if entry is None or entry.start is None:
        return when
    if when.rrule and _is_first_date(entry, when):
        when = replace(when, start=entry.start)
    if entry.zone in (None, "UTC", when.timezone) or entry.start != when.start or not _is_zone(entry.zone):
        return when
    return replace(when, timezone=entry.zone or when.timezone)


def _is_first_date(entry: Entry, when: When) -> bool:
    """Is the entry's start a date of the line's rule, of the same kind, at the same time of day?"""
    start = entry.start_in(zone_of(when))
    if not isinstance(start, datetime) or not isinstance(when.start, datetime) or when.end is not None:
        return False
    same_rule = entry.rrule and normal(entry.rrule, start) == normal(when.rrule or "", when.start)
    moved = replace(when, start=start)
    return (
        bool(same_rule)
        and start.time() == when.start.time()
        and first_in(moved, *[start.date()] * 2) == start
    )


def _is_zone(name: str | None) -> bool:
    try:
        return bool(name and ZoneInfo(name))
    except (KeyError, ValueError):
        return False


def _place(line: EventLine, entry: Entry | None) -> Place:
    found = place.read(line.place_text) if line.place_text else Place()
    only_online = found.online and not (found.name or found.street or found.city)
    if entry is None or entry.latitude is None or only_online or far_from_town(line, entry):
        return found
    return replace(found, latitude=entry.latitude, longitude=entry.longitude, located="place")


def _description(line: EventLine, entry: Entry | None) -> str | None:
    """The bullets' words and what the entry's DESCRIPTION adds to them and to the line's notes."""
    said = line.notes.description.split("\n") if line.notes.description else []
    for row in (entry.description or "").splitlines() if entry else ():
        words = " ".join(re.sub(r"https?://\S+", "", row).split())
        if re.search(r"\w", words) and not is_label(words) and words not in said:
            said.append(words)
    return "\n".join(said) or None


def _own_uid(entry: Entry | None) -> tuple[str, ...]:
    """The event's id in a section that we drafted ourselves."""
    if entry is None or not entry.uid or not entry.uid.endswith(f"@{UID_DOMAIN}"):
        return ()
    return (entry.uid,)


def _key(url: str | None, line: EventLine, when: When) -> str:
    known = canonical(url) if url else collated(line.title)
    if line.lab and when.rrule:
        return f"{known} {line.lab}"
    if when.start is None:
        return known
    return f"{known} {day_of(when.start) if isinstance(when.start, datetime) else when.start}"
