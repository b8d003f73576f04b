"""Precision and recall of the matching on events that three hands worded: the field-by-field list of
November 2024 to June 2025, the newsletter's sections, and its calendar file. All lie beside the repository.

Which rows are one event is told by the day and the page, since all three name the page, or by the same
words on one day in one town; of meetings by the page alone. So that the matching cannot just do the same,
it is measured three times: as they are, without addresses, and then with a third of them shortened,
extended or an hour off, the way other sites word them.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import combinations
from pathlib import Path
from time import perf_counter
from zlib import crc32

from icalendar import Calendar

from aggregator import place
from aggregator.event import Listing, Place, When
from aggregator.matching import canonical, group, span, words
from aggregator.section import read_post

SHARED = Path(__file__).resolve().parents[1] / ".." / "shared"
MONTHS = ("2024-11", "2024-12", "2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06")


def main() -> None:
    """Prints precision and recall of pairs, with the aim, or why there is nothing to measure."""
    if not SHARED.is_dir():
        print("matching: not measured, the material beside the repository is absent")
        return
    listings = dict(enumerate([*field_by_field(), *published(), *calendar()]))
    truth = same_events(listings)
    bare = {number: replace(each, url=None) for number, each in listings.items()}
    measured = {
        "as they are": listings,
        "without addresses": bare,
        "without addresses, worded otherwise": {n: worded_otherwise(each) for n, each in bare.items()},
    }
    for name, given in measured.items():
        begun = perf_counter()
        found = set(pairs_of(list(each.members) for each in group(given)))
        seconds = perf_counter() - begun
        right = len(found & truth)
        print(
            f"matching, {name}: {len(listings)} listings, {len(truth)} pairs, "
            f"precision {right / len(found):.4f} (aim 0.99), recall {right / len(truth):.4f} (aim 0.97), "
            f"{seconds:.2f} s"
        )


def field_by_field() -> Iterator[Listing]:
    """The events of the list, one a line."""
    for number, text in enumerate((SHARED / "gold" / "events.jsonl").read_text("utf-8").splitlines()):
        row = json.loads(text)
        when = When(moment(row["start"]), moment(row["end"]))
        yield Listing(
            key=str(number),
            source="list",
            title=row["title"],
            url=row["url"],
            when=when,
            place=Place(**row["place"]),
        )


def published() -> Iterator[Listing]:
    """The events of the sections; what two issues print is one listing, as in the database."""
    seen: dict[str, Listing] = {}
    for month in MONTHS:
        path = SHARED / "gold" / "sections" / f"{month}.md"
        for listing in read_post(path.read_text("utf-8"), path.name).listings:
            seen.setdefault(listing.key, replace(listing, source="sections"))
    return iter(seen.values())


def calendar() -> Iterator[Listing]:
    """The entries of the calendar file."""
    file = SHARED / "web" / "events.codeforleipzig.de" / "ics" / "events.ics"
    for number, entry in enumerate(Calendar.from_ical(file.read_bytes()).walk("VEVENT")):
        start, end = entry.decoded("DTSTART"), entry.decoded("DTEND", None)
        rule = entry.get("RRULE")
        words = str(entry.get("LOCATION", ""))
        yield Listing(
            key=str(number),
            source="calendar",
            title=str(entry.get("SUMMARY", "")),
            url=str(entry.get("LINK") or "") or None,
            when=When(local(start), local(end), rrule=rule.to_ical().decode() if rule else None),
            place=place.read(words) if words else None,
        )


def moment(text: str | None) -> date | datetime | None:
    """A date or datetime in ISO 8601."""
    if text is None:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def local(value: date | datetime | None) -> date | datetime | None:
    """Without its zone: all entries are in local time."""
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value


def same_events(listings: Mapping[int, Listing]) -> set[tuple[int, int]]:
    """The pairs that are one event: the same first day, and the same page or the same words and town."""
    events: dict[object, list[int]] = defaultdict(list)
    for number, listing in listings.items():
        if listing.when is None or listing.when.start is None:
            continue
        day = "rule" if listing.when.rrule else span(listing.when)[0]
        if listing.url:
            events[day, canonical(listing.url)].append(number)
        events[day, words(listing.title), listing.place.city if listing.place else None].append(number)
    return set(pairs_of(events.values()))


def worded_otherwise(listing: Listing) -> Listing:
    """A third of the listings in another site's words: shortened, extended, or with a wrong hour."""
    title, when = listing.title, listing.when
    manner = crc32(f"{listing.source} {words(title)}".encode()) % 12
    if manner == 0:
        return replace(listing, title=re.split(r"[:–|(]| - ", title)[0].strip() or title)
    if manner == 3:
        return replace(listing, title=f"Einladung: {title}")
    if manner == 6:
        return replace(listing, title=f"{title} | Veranstaltungen".upper())
    if manner == 9 and when is not None and isinstance(when.start, datetime) and not when.rrule:
        return replace(listing, when=replace(when, start=when.start + timedelta(hours=1), end=None))
    return listing


def pairs_of(groups: Iterable[list[int]]) -> Iterator[tuple[int, int]]:
    for members in groups:
        yield from combinations(sorted(members), 2)


if __name__ == "__main__":
    main()
