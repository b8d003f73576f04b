"""CorrelAid's layers: the list's data, its calendar, markup; a layer that fails is followed by the next."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from aggregator.crawl.complete import complete
from aggregator.event import Listing, Reach, Refusal
from spiders.correlaid import LIST, CorrelAidSpider
from spiders.correlaid.devalue import unflatten


def data(value: dict[str, list[int] | int], *values: object) -> dict[str, object]:
    """`__data.json` whose second node holds `value` and the values that it points to."""
    nodes = [{"type": "data", "data": [None]}, {"type": "data", "data": [value, *values]}]
    return {"type": "data", "nodes": nodes}


def events(day: str = "2024-12-03") -> dict[str, object]:
    """The list's data with one event, 14 to 14.45 in Berlin's winter."""
    event = {"title": 3, "teaser": 4, "href": 5, "start": 6, "end": 7, "endDate": -1, "type": 8}
    moments = (["Date", f"{day}T13:00:00.000Z"], ["Date", f"{day}T13:45:00.000Z"])
    return data(
        {"events": 1},
        [2],
        event,
        "Datenethik",
        "Kurz.",
        "/veranstaltungen/datenethik",
        *moments,
        "Online Talk",
    )


def detail(**said: object) -> dict[str, object]:
    names = list(said)
    return data({"event": 1}, {name: at + 2 for at, name in enumerate(names)}, *said.values())


@pytest.mark.parametrize(
    ("flat", "value"),
    [
        ([{"a": 1}, "x"], {"a": "x"}),
        ([[1, 1, -1], "x"], ["x", "x", None]),
        ([{"a": -1}], {"a": None}),
        ([None], None),
        ([{"d": 1}, ["Date", "2024-12-03T13:00:00.000Z"]], None),
    ],
)
def test_devalue(flat, value):
    whole = unflatten(flat)
    if value is None and flat[0]:
        assert whole["d"].isoformat() == "2024-12-03T13:00:00+00:00"
    else:
        assert whole == value


def test_a_cycle_in_the_data_ends():
    whole = unflatten([{"self": 0}])
    assert whole["self"] is whole


def test_what_has_passed_needs_no_second_request(visit):
    visited = visit(CorrelAidSpider, f"{LIST}__data.json", events("2024-11-12"))
    [listing] = visited.listings
    assert (listing.key, listing.layer, listing.url) == ("datenethik", "data", f"{LIST}datenethik")
    assert listing.when is not None
    assert listing.when.start == datetime(2024, 11, 12, 14)
    assert visited.requests == []
    assert visited.others == [Reach()]


def test_what_is_to_come_is_asked_for(visit):
    visited = visit(CorrelAidSpider, f"{LIST}__data.json", events())
    [request] = visited.requests
    assert request.url == f"{LIST}datenethik/__data.json"
    assert request.cb_kwargs["listing"].when.end == datetime(2024, 12, 3, 14, 45)
    assert visited.listings == []


@pytest.mark.parametrize(
    ("said", "start", "end", "place"),
    [
        (
            {
                "date": "15. Jan. 2026",
                "startTime": "09:30",
                "endTime": "12:30",
                "online": True,
                "location": None,
            },
            datetime(2026, 1, 15, 9, 30),
            datetime(2026, 1, 15, 12, 30),
            (None, None, True),
        ),
        (
            {
                "date": "4. Juli",
                "startTime": "17:30",
                "endDate": "6. Juli 2025",
                "endTime": "12:00",
                "online": False,
                "location": "Haus am Turm, Ring 16, 78464 Konstanz",
            },
            datetime(2025, 7, 4, 17, 30),
            datetime(2025, 7, 6, 12),
            ("Haus am Turm", "Konstanz", False),
        ),
        (
            {
                "date": "9. Sept. 2025",
                "startTime": None,
                "endTime": None,
                "online": False,
                "location": "tba, Leipzig",
            },
            date(2025, 9, 9),
            None,
            (None, "Leipzig", False),
        ),
    ],
)
def test_one_events_data(visit, said, start, end, place):
    [listing] = visit(CorrelAidSpider, f"{LIST}x/__data.json", detail(title="Titel", **said)).listings
    event = complete(listing, date(2025, 6, 1))
    assert isinstance(event, Listing)
    assert event.when is not None
    assert (event.when.start, event.when.end) == (start, end)
    assert event.place is not None
    assert (event.place.name, event.place.city, event.place.online) == place
    assert (event.key, event.title) == ("x", "Titel")


def test_the_details_are_added_to_the_list(visit, response_to):
    listed = visit(CorrelAidSpider, f"{LIST}__data.json", events()).requests[0]
    body = detail(
        title="Datenethik", date="3. Dez. 2024", registrationLink="https://pretix.eu/x/", online=True
    )
    spider = listed.callback.__self__
    [listing] = spider.parse_detail(response_to(listed.url, body), **listed.cb_kwargs)
    assert listing.when.start == datetime(2024, 12, 3, 14)
    assert (listing.registration_url, listing.page) == ("https://pretix.eu/x/", listed.url)


@pytest.mark.parametrize(
    "body",
    [
        "{",
        "[]",
        '{"nodes": [{"data": [{"events": 1}]}]}',
        '{"nodes": [{"data": [{"events": 1}, [2], {"a": -1}]}]}',
    ],
)
@pytest.mark.parametrize(("layer", "following"), [(1, "calendar.ics"), (2, "")])
def test_a_layer_that_has_nothing_is_followed_by_the_next(visit, response_to, body, layer, following):
    spider = visit(CorrelAidSpider, LIST, "<html></html>")
    del spider
    asked = CorrelAidSpider(source_of(), date(2024, 12, 1))
    found = list(asked.parse(response_to(f"{LIST}__data.json", body), following=layer))
    assert [request.url for request in found] == [LIST + following]


def source_of():
    from aggregator.sources import Source

    return Source(name="correlaid", spider="correlaid", url=LIST)


def test_when_no_layer_has_events_the_run_has_failed(visit):
    visited = visit(
        CorrelAidSpider, LIST, "<html><head><title>Veranstaltungen</title></head><body>Leer</body></html>"
    )
    assert visited.found == [Refusal(LIST, "no layer of the page names an event")]


CALENDAR = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//CorrelAid//NONSGML CorrelAid Events V1.0//DE\r
BEGIN:VEVENT\r
UID:one-and-the-same\r
DTSTART:20260115T093000\r
DTEND:20260115T123000\r
SUMMARY:Open Data Einführung\r
LOCATION:Online\r
URL;VALUE=URI:https://correlaid.org/veranstaltungen/workshop-1\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:one-and-the-same\r
DTSTART:20260205T093000\r
DTEND:20260205T123000\r
SUMMARY:Open Data Einführung\r
LOCATION:Online\r
URL;VALUE=URI:https://correlaid.org/veranstaltungen/workshop-2\r
END:VEVENT\r
END:VCALENDAR\r
"""


def test_the_calendar_tells_events_of_one_title_apart(visit):
    visited = visit(CorrelAidSpider, f"{LIST}calendar.ics", CALENDAR)
    assert [(each.key, each.layer) for each in visited.listings] == [
        ("workshop-1", "calendar"),
        ("workshop-2", "calendar"),
    ]
    assert visited.listings[0].when.start == datetime(2026, 1, 15, 9, 30)
    assert visited.listings[0].when.timezone == "Europe/Berlin"


def test_a_new_site_with_markup_is_read(visit):
    page = """<html><head><title>Datenethik</title><script type="application/ld+json">{"@context":"https://schema.org",
    "@type":"Event","name":"Datenethik","startDate":"2026-02-05T09:30:00+01:00",
    "url":"https://correlaid.org/veranstaltungen/datenethik/"}</script></head><body><h1>Datenethik</h1></body></html>"""
    [listing] = visit(CorrelAidSpider, f"{LIST}datenethik/", page).listings
    assert (listing.key, listing.layer) == ("datenethik", "json-ld")


def test_a_list_without_markup_leads_to_its_events(visit):
    page = '<html><body><h1>Veranstaltungen</h1><a href="/veranstaltungen/datenethik/">x</a><a href="/blog/">y</a></body></html>'
    assert [request.url for request in visit(CorrelAidSpider, LIST, page).requests] == [f"{LIST}datenethik/"]


def test_real_pages(visit, real_web):
    folder = real_web / "correlaid.org" / "veranstaltungen"
    listed = visit(
        CorrelAidSpider, f"{LIST}__data.json", (folder / "__data.json").read_bytes(), date(2026, 1, 10)
    )
    assert (len(listed.listings), len(listed.requests)) == (17, 15)
    found = visit(CorrelAidSpider, f"{LIST}calendar.ics", (folder / "calendar.ics").read_bytes())
    assert len({listing.key for listing in found.listings}) == len(found.listings) == 15
