"""Meetup's embedded state: groups, series, places, statuses, and what goes wrong with slugs."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from scrapy import Request
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from aggregator.event import Place, Reach, Refusal, Status
from aggregator.sources import Source
from spiders import Pin
from spiders.meetup import MeetupSpider

PAGE = "https://www.meetup.com/our-group/events/"
ONLINE = {"__typename": "Venue", "id": "26906060", "name": "Online event", "address": "", "city": ""}
CAFE = {
    "__typename": "Venue",
    "id": "7",
    "name": "Café",
    "address": "Ring 1",
    "city": "Leipzig ",
    "country": "de",
}
WEEKLY = {"description": "…", "weeklyRecurrence": {"weeklyDaysOfWeek": ["WEDNESDAY"], "weeklyInterval": 1}}
FORTNIGHTLY = {
    "weeklyRecurrence": {"weeklyDaysOfWeek": ["MONDAY"], "weeklyInterval": 2},
    "monthlyRecurrence": None,
}


def monthly(week: object) -> dict[str, object]:
    return {"monthlyRecurrence": {"monthlyDayOfWeek": "THURSDAY", "monthlyWeekOfMonth": week}}


def event(id_: str = "1", start: str = "2024-12-04T19:00", **said: object) -> dict[str, object]:
    """An event of group 42, two hours long."""
    end = f"{start[:11]}{int(start[11:13]) + 2:02}{start[13:]}"
    return {
        "__typename": "Event",
        "id": id_,
        "title": "Open Data Abend",
        "eventUrl": f"https://www.meetup.com/our-group/events/{id_}/",
        "group": {"__ref": "Group:42"},
        "dateTime": f"{start}:00+01:00",
        "endTime": f"{end}:00+01:00",
        "status": "ACTIVE",
        "eventType": "PHYSICAL",
        "venue": {"__ref": "Venue:7"},
        "series": None,
        "feeSettings": None,
        **said,
    }


def page(*events: dict[str, object], total: int | None = None, group: object = "Group:42") -> str:
    """The events page of group 42, "our-group"."""
    state: dict[str, object] = {
        "ROOT_QUERY": {'groupByUrlname:{"urlname":"our-group"}': {"__ref": group} if group else None},
        "Group:42": {
            "id": "42",
            "name": "Our Group",
            "urlname": "Our-Group",
            "timezone": "Europe/Berlin",
            'events({"filter":{"afterDateTime":"2024-12-01T09:59:12.001Z"},"first":30})': {
                "totalCount": len(events) if total is None else total,
                "edges": [{"__ref": f"Event:{each['id']}"} for each in events],
            },
        },
        "Venue:7": CAFE,
        "Venue:26906060": ONLINE,
        **{f"Event:{each['id']}": each for each in events},
        "Event:999": event("999", title="Of others", group={"__ref": "Group:43"}),
    }
    return html({"page": "/[slug]/events", "props": {"pageProps": {"__APOLLO_STATE__": state}}})


def html(data: object) -> str:
    script = json.dumps(data)
    return f'<!DOCTYPE html><html><script id="__NEXT_DATA__" type="application/json">{script}</script></html>'


def test_a_single_event_with_its_place(visit):
    [listing] = visit(MeetupSpider, PAGE, page(event()), lab="Leipzig").listings
    assert listing.key == "42:2024-12-04T19:00:Open Data Abend"
    assert listing.aliases == ("42:1",)
    assert (listing.when.start, listing.when.end) == (datetime(2024, 12, 4, 19), datetime(2024, 12, 4, 21))
    assert listing.when.timezone == "Europe/Berlin"
    assert listing.place == Place(name="Café", street="Ring 1", city="Leipzig", country="DE")
    assert (listing.organizer, listing.lab, listing.price) == ("Our Group", "Leipzig", "kostenlos")
    assert listing.url == "https://www.meetup.com/our-group/events/1/"


def test_events_of_other_groups_on_the_page_are_not_ours(visit):
    assert [each.title for each in visit(MeetupSpider, PAGE, page(event())).listings] == ["Open Data Abend"]


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ({"eventType": "ONLINE", "isOnline": True, "venue": {"__ref": "Venue:26906060"}}, Place(online=True)),
        ({"eventType": "ONLINE", "isOnline": True, "venue": None}, Place(online=True)),
        ({"eventType": "PHYSICAL", "venue": None}, Place()),
        (
            {"eventType": "HYBRID", "isOnline": False},
            Place(name="Café", street="Ring 1", city="Leipzig", country="DE", online=True),
        ),
        (
            {"venue": {"id": "8", "name": "Online", "address": "ONLINE", "city": "Leipzig"}},
            Place(online=True),
        ),
        (
            {"venue": {"id": "9", "name": "Hub", "address": "Hub", "city": "Bonn", "lat": 50.7, "lng": 7.1}},
            Place(name="Hub", city="Bonn", latitude=50.7, longitude=7.1, located="place"),
        ),
    ],
)
def test_where(visit, said, place):
    [listing] = visit(MeetupSpider, PAGE, page(event(**said))).listings
    assert listing.place == place


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("ACTIVE", Status.SCHEDULED),
        ("PAST", Status.SCHEDULED),
        ("CANCELLED", Status.CANCELLED),
        ("CANCELLED_PERM", Status.CANCELLED),
        ("AUTOSCHED_CANCELLED", Status.CANCELLED),
        ("SOMETHING_NEW", Status.SCHEDULED),
    ],
)
def test_status(visit, caplog, status, expected):
    [listing] = visit(MeetupSpider, PAGE, page(event(status=status))).listings
    assert listing.status is expected
    assert ("SOMETHING_NEW" in caplog.text) == (status == "SOMETHING_NEW")


def test_a_draft_is_not_announced(visit):
    assert visit(MeetupSpider, PAGE, page(event(status="DRAFT"))).listings == []


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"dateTime": "2025-02-29T19:00"}, "an event whose start cannot be read (2025-02-29T19:00)"),
        ({"dateTime": None}, "an event whose start cannot be read (no dateTime)"),
    ],
)
def test_an_event_without_a_start_is_refused_and_the_others_kept(visit, said, reason):
    visited = visit(MeetupSpider, PAGE, page(event("1"), {**event("2"), **said}))
    assert len(visited.listings) == 1
    assert Refusal("https://www.meetup.com/our-group/events/2/", reason) in visited.others


def test_a_fee(visit):
    [listing] = visit(MeetupSpider, PAGE, page(event(feeSettings={"amount": 5, "currency": "EUR"}))).listings
    assert listing.price == "5 EUR"


@pytest.mark.parametrize(
    ("series", "days", "rule", "skipped"),
    [
        (WEEKLY, ["2024-12-04", "2024-12-11"], "FREQ=WEEKLY;BYDAY=WE", ()),
        (
            WEEKLY,
            ["2024-12-18", "2025-01-08"],
            "FREQ=WEEKLY;BYDAY=WE",
            (date(2024, 12, 25), date(2025, 1, 1)),
        ),
        (FORTNIGHTLY, ["2024-12-02", "2024-12-16"], "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", ()),
        (monthly(4), ["2024-12-26", "2025-01-23"], "FREQ=MONTHLY;BYDAY=4TH", ()),
        (monthly(5), ["2024-12-26"], "FREQ=MONTHLY;BYDAY=-1TH", ()),
        (monthly("LAST"), ["2024-12-26"], "FREQ=MONTHLY;BYDAY=-1TH", ()),
    ],
)
def test_the_dates_of_a_series_are_one_meeting(visit, series, days, rule, skipped):
    dates = [event(f"id{at}", f"{day}T19:00", series=series) for at, day in enumerate(days)]
    [meeting] = visit(MeetupSpider, PAGE, page(*dates)).listings
    assert (meeting.when.rrule, meeting.when.skipped) == (rule, skipped)
    assert meeting.when.start == datetime.fromisoformat(f"{days[0]}T19:00")
    assert meeting.key == f"42:{rule}:Open Data Abend"
    assert meeting.aliases == tuple(f"42:id{at}" for at in range(len(days)))
    assert meeting.url == PAGE


def test_a_cancelled_date_of_a_series_is_skipped(visit):
    dates = [event(str(day), f"2024-12-{day:02}T19:00", series=WEEKLY) for day in (4, 11, 18)]
    dates[1]["status"] = "CANCELLED"
    [meeting] = visit(MeetupSpider, PAGE, page(*dates)).listings
    assert meeting.status is Status.SCHEDULED
    assert meeting.when.skipped == (date(2024, 12, 11),)


def test_a_date_out_of_step_stands_alone_and_its_day_is_skipped(visit):
    dates = [event(str(day), f"2024-12-{day:02}T19:00", series=WEEKLY) for day in (4, 18)]
    moved = event("12", "2024-12-12T17:00", series=WEEKLY)
    single, meeting = visit(MeetupSpider, PAGE, page(dates[0], moved, dates[1])).listings
    assert (single.when.start, single.when.rrule) == (datetime(2024, 12, 12, 17), None)
    assert meeting.when.skipped == (date(2024, 12, 11),)


def test_a_cancelled_series_is_a_cancelled_meeting(visit):
    dates = [event(str(day), f"2024-12-{day:02}T19:00", series=WEEKLY, status="CANCELLED") for day in (4, 11)]
    [meeting] = visit(MeetupSpider, PAGE, page(*dates)).listings
    assert (meeting.status, meeting.when.start) == (Status.CANCELLED, datetime(2024, 12, 4, 19))


@pytest.mark.parametrize(("total", "until"), [(2, None), (40, date(2024, 12, 10))])
def test_how_far_the_list_reaches(visit, total, until):
    dates = [event("1", "2024-12-04T19:00"), event("2", "2024-12-11T19:00", title="Other")]
    assert visit(MeetupSpider, PAGE, page(*dates, total=total)).others == [Pin("42"), Reach(until)]


def test_a_missing_group_is_an_alarm(visit):
    visited = visit(MeetupSpider, PAGE, page(event(), group=None))
    assert visited.found == [Refusal(PAGE, "Meetup knows no such group or event", alarm=True)]


def test_an_address_given_to_another_group_is_an_alarm_and_nothing_is_kept(visit):
    visited = visit(MeetupSpider, PAGE, page(event()), group_id="41")
    assert visited.found == [Refusal(PAGE, "the address leads to group 42, not to 41", alarm=True)]


def test_the_pinned_group_is_kept(visit):
    assert len(visit(MeetupSpider, PAGE, page(event()), group_id="42").listings) == 1


@pytest.mark.parametrize(
    "body",
    [
        "<html>no state</html>",
        '<script id="__NEXT_DATA__" type="application/json">{"props": {"pageProps"</script>',
        html({"props": {"pageProps": {}}}),
        html([]),
        html({"props": {"pageProps": {"__APOLLO_STATE__": {"ROOT_QUERY": None}}}}),
    ],
)
def test_without_state_the_feed_is_asked(visit, body):
    visited = visit(MeetupSpider, "https://www.meetup.com/de-DE/Our-Group/events/", body)
    assert [request.url for request in visited.requests] == ["https://www.meetup.com/our-group/events/ical/"]


@pytest.mark.parametrize(
    ("address", "entry"),
    [
        ("https://www.meetup.com/de-DE/oklab-leipzig/", "https://www.meetup.com/oklab-leipzig/events/"),
        ("http://meetup.com/OK-Lab-Berlin", "https://www.meetup.com/ok-lab-berlin/events/"),
        ("https://www.meetup.com/oklab-leipzig/events/", "https://www.meetup.com/oklab-leipzig/events/"),
        (
            "https://www.meetup.com/de-DE/oklab-leipzig/events/123/",
            "https://www.meetup.com/oklab-leipzig/events/123/",
        ),
        ("http://www.meetup.com/Code-For-Bielefeld//", "https://www.meetup.com/code-for-bielefeld/events/"),
        (
            "https://www.meetup.com/de-DE/oklab-leipzig/events/?utm=x",
            "https://www.meetup.com/oklab-leipzig/events/",
        ),
        ("https://www.meetup.com/oklab-leipzig/members/", "https://www.meetup.com/oklab-leipzig/events/"),
        (
            "https://www.meetup.com/oklab-leipzig/events/calendar/",
            "https://www.meetup.com/oklab-leipzig/events/",
        ),
        (
            "https://www.meetup.com/oklab-leipzig/events/123/attendees/",
            "https://www.meetup.com/oklab-leipzig/events/123/",
        ),
        (
            "https://www.meetup.com/OKLab-Leipzig/events/ical/",
            "https://www.meetup.com/oklab-leipzig/events/ical/",
        ),
        (
            "https://www.meetup.com/de-DE/oklab-leipzig/events/?type=past",
            "https://www.meetup.com/oklab-leipzig/events/?type=past",
        ),
        (
            "https://www.meetup.com/oklab-leipzig/events/past/",
            "https://www.meetup.com/oklab-leipzig/events/?type=past",
        ),
        ("https://www.meetup.com/", "https://www.meetup.com/"),
    ],
)
def test_which_address_is_asked_first(address, entry):
    assert MeetupSpider.entry(address) == entry


FEED = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//Meetup//Meetup Calendar 1.0//EN\r
BEGIN:VEVENT\r
UID:event_312752978@meetup.com\r
DTSTART;TZID=Europe/Berlin:20241204T190000\r
DTEND;TZID=Europe/Berlin:20241204T210000\r
STATUS:CONFIRMED\r
SUMMARY:Open Data Abend\r
URL;VALUE=URI:https://www.meetup.com/our-group/events/1/\r
END:VEVENT\r
END:VCALENDAR\r
"""


def test_the_feed_gives_the_same_keys_as_the_state(visit):
    [listing] = visit(MeetupSpider, f"{PAGE}ical/", FEED, group_id="42").listings
    assert (listing.key, listing.aliases) == ("42:2024-12-04T19:00:Open Data Abend", ("42:1",))
    assert listing.url == "https://www.meetup.com/our-group/events/1/"


def test_an_empty_feed_is_no_refusal(visit):
    empty = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n"
    assert visit(MeetupSpider, f"{PAGE}ical/", empty).found == [Reach()]


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        (
            {"message": "Group not found"},
            Refusal(f"{PAGE}ical/", "Meetup knows no such group or event", alarm=True),
        ),
        ("<html><h1>Wartung</h1></html>", Refusal(f"{PAGE}ical/", "the feed is no calendar")),
    ],
)
def test_an_answer_that_is_no_feed(visit, body, refusal):
    assert visit(MeetupSpider, f"{PAGE}ical/", body).found == [refusal]


@pytest.mark.parametrize(
    ("address", "status", "found"),
    [
        (PAGE, 404, f"{PAGE}ical/"),
        (PAGE, 403, Refusal(PAGE, "answered 403")),
        (f"{PAGE}ical/", 404, Refusal(f"{PAGE}ical/", "answered 404")),
        (f"{PAGE}1/", 404, Refusal(f"{PAGE}1/", "answered 404")),
    ],
)
def test_where_a_groups_page_is_not_there_its_feed_is_asked(address, status, found):
    failure = Failure(HttpError(Response(address, status=status)))
    failure.request = Request(address)
    spider = MeetupSpider(Source("test", "meetup", PAGE), date(2024, 12, 1))
    answers = [each.url if isinstance(each, Request) else each for each in spider.refused(failure)]
    assert answers == [found]


@pytest.mark.parametrize(
    ("written", "asked", "then"),
    [
        ("https://www.meetup.com/our-group/", PAGE, "https://www.meetup.com/our-group/"),
        ("https://www.meetup.com/Our-Group/events/", PAGE, "https://www.meetup.com/Our-Group/events/"),
        ("https://www.meetup.com/our-group/", "https://www.meetup.com/our-group/", f"{PAGE}ical/"),
        ("https://www.meetup.com/Our-Group/", "https://www.meetup.com/Our-Group/", f"{PAGE}ical/"),
        (
            "https://www.meetup.com/de-DE/our-group/events/1/",
            f"{PAGE}1/",
            "https://www.meetup.com/de-DE/our-group/events/1/",
        ),
    ],
)
def test_where_a_page_is_not_there_its_address_is_asked_as_written(written, asked, then):
    failure = Failure(HttpError(Response(asked, status=404)))
    failure.request = Request(asked)
    spider = MeetupSpider(Source("test", "meetup", written), date(2024, 12, 1))
    assert [request.url for request in spider.refused(failure)] == [then]


def test_one_events_page(visit):
    whole = event(venue={"__ref": "Venue:7"})
    state = {
        "ROOT_QUERY": {'event({"id":"1"})': {"__ref": "Event:1"}},
        "Event:1": whole,
        "Group:42": {"id": "42", "name": "Our Group", "urlname": "our-group", "timezone": "Europe/Berlin"},
        "Venue:7": {**CAFE, "lat": 51.3, "lon": 12.4},
    }
    body = html({"props": {"pageProps": {"__APOLLO_STATE__": state}}})
    visited = visit(MeetupSpider, f"{PAGE}1/", body)
    [listing] = visited.found
    assert (listing.place.latitude, listing.place.located) == (51.3, "place")
    assert listing.key == "42:2024-12-04T19:00:Open Data Abend"


def test_an_old_page_has_json_ld_only(visit):
    body = """<html><head><title>Abend</title><script type="application/ld+json">{"@context": "https://schema.org", "@type": "Event",
    "name": "Abend", "url": "https://www.meetup.com/de-DE/our-group/events/5/", "startDate": "2022-01-20T19:00+01:00",
    "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode"}</script></head></html>"""
    [listing] = visit(MeetupSpider, "https://www.meetup.com/de-DE/our-group/events/5/", body).listings
    assert listing.when.start == datetime(2022, 1, 20, 19)
    assert listing.url == "https://www.meetup.com/our-group/events/5/"


REAL = [
    ("baltimore-code-and-coffee/events/", 0, 0),
    ("baltimore-hackerspace/", 4, 1),
    ("carbonfreedc/", 7, 0),
    ("code-collective/events/?type=past", 10, 0),
    ("nyctechmixer/events/311245599/", 1, 0),
    ("pydata-prague/events/", 2, 0),
    ("python-frederick/events/", 1, 1),
    ("the-baltimore-wordpress-group/events/", 2, 0),
    ("de-DE/hi-new-work/events/282743665/", 1, 0),
]


@pytest.mark.parametrize(("path", "listings", "meetings"), REAL)
def test_real_pages(visit, real_web, path, listings, meetings):
    file = real_web / "www.meetup.com" / path.replace("?type=past", "index.html@type=past.html")
    body = (file if file.is_file() else file / "index.html").read_bytes()
    found = visit(MeetupSpider, f"https://www.meetup.com/{path}", body, date(2026, 3, 16)).listings
    assert len(found) == listings
    assert sum(listing.when.rrule is not None for listing in found) == meetings
