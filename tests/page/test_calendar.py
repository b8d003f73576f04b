"""Calendar files: RFC 5545 as sites write it, with and against the rules."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from aggregator.event import Listing, Refusal, Status
from aggregator.page.calendar import calendar_listings
from aggregator.page.listings import listings
from aggregator.page.response import Page

ADDRESS = "https://labor.example/termine.ics"
SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"


def calendar(*entries):
    body = "".join("BEGIN:VEVENT\r\n" + "\r\n".join(lines) + "\r\nEND:VEVENT\r\n" for lines in entries)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}END:VCALENDAR\r\n"


def one(*lines):
    found = calendar_listings(calendar(("SUMMARY:Treffen", *lines)), ADDRESS)
    assert len(found) == 1
    return found[0]


WHENS = [
    # lines, start, end, rrule, timezone
    (
        ["DTSTART:20250301T180000", "DTEND:20250301T200000"],
        datetime(2025, 3, 1, 18),
        datetime(2025, 3, 1, 20),
        None,
        "Europe/Berlin",
    ),
    (["DTSTART:20250301T180000Z"], datetime(2025, 3, 1, 19), None, None, "Europe/Berlin"),
    (["DTSTART:20250701T180000Z"], datetime(2025, 7, 1, 20), None, None, "Europe/Berlin"),
    (
        ["DTSTART;TZID=Europe/Vienna:20250301T180000", "DURATION:PT90M"],
        datetime(2025, 3, 1, 18),
        datetime(2025, 3, 1, 19, 30),
        None,
        "Europe/Vienna",
    ),
    (
        ["DTSTART;VALUE=DATE:20250301", "DTEND;VALUE=DATE:20250304"],
        date(2025, 3, 1),
        date(2025, 3, 3),
        None,
        "Europe/Berlin",
    ),
    (
        ["DTSTART;VALUE=DATE:20250301", "DTEND;VALUE=DATE:20250302"],
        date(2025, 3, 1),
        None,
        None,
        "Europe/Berlin",
    ),
    (
        ["DTSTART:20250301T180000", "DTEND:20250301T180000"],
        datetime(2025, 3, 1, 18),
        None,
        None,
        "Europe/Berlin",
    ),
    (
        ["DTSTART:20250303T190000", "RRULE:FREQ=WEEKLY;BYDAY=MO"],
        datetime(2025, 3, 3, 19),
        None,
        "FREQ=WEEKLY;BYDAY=MO",
        "Europe/Berlin",
    ),
    (
        ["DTSTART:20250317T190000", "RRULE:FREQ=MONTHLY;BYDAY=MO"],
        datetime(2025, 3, 17, 19),
        None,
        "FREQ=MONTHLY;BYDAY=3MO",
        "Europe/Berlin",
    ),
]


@pytest.mark.parametrize(("lines", "start", "end", "rrule", "timezone"), WHENS)
def test_when(lines, start, end, rrule, timezone):
    when = one(*lines).when
    assert (when.start, when.end, when.rrule, when.timezone) == (start, end, rrule, timezone)


def test_days_left_out_and_days_of_their_own():
    found = calendar_listings(
        calendar(
            (
                "UID:a",
                "SUMMARY:Treffen",
                "DTSTART:20250303T190000",
                "RRULE:FREQ=WEEKLY;BYDAY=MO",
                "EXDATE:20250310T190000",
            ),
            (
                "UID:a",
                "SUMMARY:Treffen am Dienstag",
                "RECURRENCE-ID:20250317T190000",
                "DTSTART:20250318T190000",
            ),
        ),
        ADDRESS,
    )
    assert found[0].when.skipped == (date(2025, 3, 10), date(2025, 3, 17))
    assert found[1].when.start == datetime(2025, 3, 18, 19)
    assert found[0].key != found[1].key


@pytest.mark.parametrize(
    "line",
    [
        "URL:https://labor.example/t",
        "URL;VALUE=URI:https://labor.example/t?utm_source=ics",
        "LINK;VALUE=UID:https://labor.example/t",
        "LINK;LINKREL=SOURCE;VALUE=URI:https://labor.example/t",
        "DESCRIPTION:Mehr auf https://labor.example/t.",
    ],
)
def test_the_page_of_an_entry(line):
    assert one("DTSTART:20250301T180000", line).url == "https://labor.example/t"


def test_place_status_organizer_and_uid():
    found = one(
        "UID:x@labor.example",
        "DTSTART:20250301T180000",
        "LOCATION:Haus\\, Weg 1\\, 10115 Berlin und auch online",
        "GEO:52.5;13.4",
        "STATUS:CANCELLED",
        'ORGANIZER;CN="Das Labor":mailto:x@labor.example',
    )
    assert (found.place.name, found.place.street, found.place.postcode, found.place.city) == (
        "Haus",
        "Weg 1",
        "10115",
        "Berlin",
    )
    assert (found.place.latitude, found.place.longitude, found.place.located) == (52.5, 13.4, "place")
    assert found.place.online
    assert found.status is Status.CANCELLED
    assert found.organizer == "Das Labor"
    assert found.key == "x@labor.example"


def test_without_uid_the_key_is_neither_date_nor_place():
    before = one("DTSTART:20250301T180000", "URL:https://labor.example/t")
    after = one("DTSTART:20250401T180000", "URL:https://labor.example/t")
    assert before.key == after.key


def test_entries_that_share_a_uid_keep_apart():
    found = calendar_listings(
        calendar(
            ("UID:t", "SUMMARY:Salon", "DTSTART:20250301T180000", "URL:https://l.example/1"),
            ("UID:t", "SUMMARY:Salon", "DTSTART:20250401T180000", "URL:https://l.example/2"),
        ),
        ADDRESS,
    )
    assert len({listing.key for listing in found}) == 2


SERIES = [
    (["20250303", "20250310", "20250317", "20250331"], "FREQ=WEEKLY;BYDAY=MO", (date(2025, 3, 24),)),
    (["20250303", "20250317", "20250331", "20250414"], "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", ()),
    (["20250106", "20250203", "20250303", "20250407"], "FREQ=MONTHLY;BYDAY=1MO", ()),
    (["20250127", "20250224", "20250331", "20250428"], "FREQ=MONTHLY;BYDAY=-1MO", ()),
]


@pytest.mark.parametrize(("days", "rrule", "skipped"), SERIES)
def test_repeated_entries_become_one_meeting(days, rrule, skipped):
    found = calendar_listings(
        calendar(*(("SUMMARY:Stammtisch", f"UID:{day}", f"DTSTART:{day}T190000") for day in days)), ADDRESS
    )
    assert len(found) == 1
    assert (found[0].when.rrule, found[0].when.skipped) == (rrule, skipped)


@pytest.mark.parametrize(
    "days", [["20250303", "20250310", "20250317"], ["20250303", "20250310", "20250421", "20250901"]]
)
def test_a_few_or_irregular_dates_stay_single(days):
    entries = (("SUMMARY:Kurs", f"UID:{day}", f"DTSTART:{day}T190000") for day in days)
    assert len(calendar_listings(calendar(*entries), ADDRESS)) == len(days)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "iso-8859-1", "windows-1252"])
def test_a_calendar_in_another_encoding_than_utf8(encoding):
    text = calendar(("SUMMARY:Führung für Zwölf", "DTSTART:20250301T180000"))
    (found,) = calendar_listings(text.encode(encoding), ADDRESS)
    assert found.title == "Führung für Zwölf"


def test_broken_entries_cost_themselves_only():
    text = calendar(
        ("SUMMARY:Gut", "DTSTART:20250301T180000"),
        ("SUMMARY:Ohne Zeit",),
        ("SUMMARY:Schlecht", "DTSTART:heute"),
        ("SUMMARY:Sekunden", "DTSTART:20250301T180000", "RRULE:FREQ=SECONDLY"),
    )
    found = calendar_listings(text + "<!-- junk -->\n<html>", ADDRESS)
    assert [listing.title for listing in found if isinstance(listing, Listing)] == ["Gut"]
    assert len([refusal for refusal in found if isinstance(refusal, Refusal)]) == 3


def test_a_real_calendar_gives_the_published_events():
    file = SHARED / "web" / "events.codeforleipzig.de" / "ics" / "events.ics"
    if not file.is_file():
        pytest.skip("the calendar of Code for Leipzig is not beside the repository")
    found = listings(
        Page("https://events.codeforleipzig.de/ics/events.ics", file.read_bytes(), {}, date(2025, 5, 1))
    )
    by_start = {(listing.title, listing.when.start.isoformat()[:16]): listing for listing in found}
    rows = [
        json.loads(row) for row in (SHARED / "gold" / "events.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    span = [row for row in rows if "2025-05-01" <= row["start"][:10] <= "2025-06-30"]
    assert len(span) > 40
    wrong = []
    for row in span:
        listing = by_start.get((" ".join(row["title"].split()), row["start"]))
        if (
            listing is None
            or listing.url != row["url"]
            or (listing.when.end or listing.when.start).isoformat()[:16] != (row["end"] or row["start"])
        ):
            wrong.append((row["title"], "missing" if listing is None else (listing.url, listing.when.end)))
        elif listing.place_text != "online" and (
            listing.place.online is not row["place"]["online"]
            or (row["place"]["postcode"] or "").removeprefix("A-") != (listing.place.postcode or "")
        ):
            wrong.append((row["title"], listing.place))
    assert wrong == []
