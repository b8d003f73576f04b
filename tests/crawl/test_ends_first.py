"""An event that ends before it starts is refused, whatever it is written in, and the others are kept."""

from __future__ import annotations

import json
from datetime import date

import pytest

from aggregator.crawl.extract import extract
from aggregator.event import Listing, Refusal

START, END = "2025-03-02T10:00", "2025-03-01T10:00"
REASON = "it ends (2025-03-01T10:00) before it starts (2025-03-02T10:00)"
DAYS = "it ends (2025-03-01) before it starts (2025-03-02)"
WORDS = "it ends on 2025-03-01, before it begins on 2025-03-02"
ADDRESS = "https://site.example/termine"


def jsonld(*events: dict[str, str]) -> str:
    data = json.dumps([{"@type": "Event", **event} for event in events])
    named = "".join(f"<p>{event['name']}</p>" for event in events)
    return f'<script type="application/ld+json">{data}</script><h1>Veranstaltungen</h1>{named}'


def calendar(*lines: str) -> str:
    good = ("BEGIN:VEVENT", "UID:1", "SUMMARY:Gut", "DTSTART:20250301T100000", "END:VEVENT")
    bad = ("BEGIN:VEVENT", "UID:2", "SUMMARY:Schlecht", *lines, "END:VEVENT")
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *good, *bad, "END:VCALENDAR", ""))


def feed(*items: str) -> str:
    return f"<rss><channel>{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>"


GOOD = {"name": "Gut", "startDate": START}
BAD = {"name": "Schlecht", "startDate": START, "endDate": END}
MICRODATA = (
    '<h1>Schlecht</h1><div itemscope itemtype="https://schema.org/Event"><b itemprop=name>Schlecht</b>'
    f'<meta itemprop=startDate content="{START}"><meta itemprop=endDate content="{END}"></div>'
)
MICROFORMAT = (
    "<h1>Schlecht</h1><div class=h-event><b class=p-name>Schlecht</b>"
    f'<time class=dt-start datetime="{START}">bald</time><time class=dt-end datetime="{END}">dann</time></div>'
)
SCHEDULE = {
    "@type": "Schedule",
    "repeatFrequency": "P1W",
    "startDate": "2025-03-02",
    "startTime": "10:00",
    "endTime": "09:00",
}


@pytest.mark.parametrize(
    ("page", "titles", "reasons"),
    [
        (jsonld(GOOD, BAD), ["Gut"], [f"Schlecht: {REASON}"]),
        (jsonld({**BAD, "url": "/s"}, GOOD), ["Gut"], [REASON]),
        (
            jsonld(GOOD, {"name": "Tage", "startDate": "2025-03-02", "endDate": "2025-03-01"}),
            ["Gut"],
            [f"Tage: {DAYS}"],
        ),
        (
            jsonld(GOOD, {"name": "Reihe", "startDate": "2025-03-02", "eventSchedule": SCHEDULE}),  # type: ignore[dict-item]
            ["Gut"],
            ["Reihe: it ends (2025-03-02T09:00) before it starts (2025-03-02T10:00)"],
        ),
        (MICRODATA, [], [f"Schlecht: {REASON}"]),
        (MICROFORMAT, [], [f"Schlecht: {REASON}"]),
        (
            calendar("DTSTART:20250302T100000", "DTEND:20250301T100000"),
            ["Gut"],
            [f"Schlecht: {REASON}"],
        ),
        (
            calendar("DTSTART;VALUE=DATE:20250302", "DTEND;VALUE=DATE:20250301"),
            ["Gut"],
            [f"Schlecht: {DAYS}"],
        ),
        (
            calendar("DTSTART:20250302T100000", "DTEND;VALUE=DATE:20250301"),
            ["Gut"],
            ["Schlecht: it ends (2025-03-01) before it starts (2025-03-02T10:00)"],
        ),
        (
            calendar("DTSTART:20250302T100000", "DURATION:-P1D"),
            ["Gut"],
            [f"Schlecht: {REASON}"],
        ),
        (
            feed(
                f"<title>Gut</title><startdate>{START}</startdate>",
                f"<title>Schlecht</title><startdate>{START}</startdate><enddate>{END}</enddate>",
            ),
            ["Gut"],
            [f"Schlecht: {REASON}"],
        ),
        (
            "<h1>Schlecht</h1><p>Wann: 02.03.2025 10:00 Uhr bis 01.03.2025 10:00 Uhr</p>",
            [],
            [f"Schlecht: {WORDS}"],
        ),
        (
            "<h1>Schlecht</h1><p>Beginn: 02.03.2025, 10:00 Uhr</p><p>Ende: 01.03.2025, 10:00 Uhr</p>",
            [],
            [f"Schlecht: {WORDS}"],
        ),
    ],
)
def test_the_event_is_refused_and_the_others_kept(page, titles, reasons):
    found = extract(ADDRESS, page.encode(), {}, date(2025, 2, 1))
    assert [each.title for each in found if isinstance(each, Listing)] == titles
    assert [each.reason for each in found if isinstance(each, Refusal)] == reasons


@pytest.mark.parametrize("order", [1, -1])
def test_of_an_events_dates_each_stands_for_itself(order):
    dates = [
        {"name": "Abend der Daten", "startDate": START, "endDate": END},
        {"name": "Abend der Daten", "startDate": "2025-04-02T10:00", "endDate": "2025-04-02T12:00"},
        {"name": "Abend der Daten", "startDate": "2025-05-02T10:00"},
    ]
    page = jsonld(*dates[::order]).replace("Veranstaltungen", "Abend der Daten")
    found = extract(ADDRESS, page.encode(), {}, date(2025, 2, 1))
    [listing] = [each for each in found if isinstance(each, Listing)]
    days = sorted(moment.date() for moment in (listing.when.start, *listing.when.also))
    assert days == [date(2025, 4, 2), date(2025, 5, 2)]
    assert [each.reason for each in found if isinstance(each, Refusal)] == [f"Abend der Daten: {REASON}"]


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ("Beginn: 22.03.2025, 19:00 Uhr</p><p>Ende: 22.03.2025, 17:00 Uhr", True),
        ("Wann: 22. März 2025, 19 Uhr – 22. März 2025, 17 Uhr", True),
        ("Wann: 22.03.2025, 19:00 Uhr bis 22.03.2025, 02:00 Uhr", False),
        ("Wann: 22.03.2025, 19:00 Uhr bis 23.03.2025, 17:00 Uhr", False),
    ],
)
def test_words_that_name_one_day_twice_and_its_end_first_are_refused(words, refused):
    [found] = extract(ADDRESS, f"<h1>Abend der Daten</h1><p>{words}</p>".encode(), {}, date(2025, 2, 1))
    assert isinstance(found, Refusal) == refused


@pytest.mark.parametrize(
    ("lines", "end"),
    [
        (("DTSTART:20250302T100000", "DTEND:20250302T100000"), None),
        (("DTSTART;VALUE=DATE:20250302", "DTEND;VALUE=DATE:20250302"), None),
        (("DTSTART:20250302T100000", "DTEND;VALUE=DATE:20250302"), None),
        (("DTSTART:20250302T190000", "DTEND:20250302T000000"), None),
        (("DTSTART;TZID=Asia/Tokyo:20250302T100000", "DTEND:20250302T030000Z"), "2025-03-02T12:00"),
        (("DTSTART;TZID=America/New_York:20250302T100000", "DTEND:20250302T120000"), "2025-03-02T12:00"),
    ],
)
def test_a_calendars_end_that_is_none_or_in_another_zone_costs_nothing(lines, end):
    listing = extract(ADDRESS, calendar(*lines).encode(), {}, date(2025, 2, 1))[1]
    assert isinstance(listing, Listing)
    assert listing.title == "Schlecht"
    assert (listing.when.end.isoformat()[:16] if listing.when.end else None) == end
