"""Sources without code: what a page, its feed, its links and its sitemap lead to."""

from datetime import date

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, TextResponse

from aggregator.event import Listing, Reach, Refusal
from aggregator.sources import Source
from spiders.calendar_feed import CalendarFeedSpider
from spiders.web_page import WebPageSpider, event_links

START = "https://haus.example/termine/"


def spider(kind=WebPageSpider, **more):
    return kind(Source("haus", kind.name, START, urls=(START,), **more), date(2025, 2, 1))


def page(body, address=START):
    return HtmlResponse(address, body=body.encode(), encoding="utf-8")


def addresses(found):
    return [one.url for one in found if isinstance(one, Request)]


LIST = """<html lang="de"><h1>Termine</h1><ul>
<li><a href="/termine/lesung">Lesung</a> Mi, 05.03.2025, 19:30 Uhr, Saal</li>
<li><a href="/termine/werkstatt">Werkstatt</a> Sa, 08.03.2025, 10:00 Uhr, Keller</li>
<li>Flohmarkt So, 16.03.2025, 10:00 Uhr, Hof</li></ul>
<a href="/termine/page/2" rel="next">weiter</a><a href="https://andere.example/termine/x">fremd</a>
<a href="/termine/lesung.ics">ICS</a><a href="/kontakt">Kontakt</a></html>"""


def test_a_list_is_followed_to_its_events_and_its_next_page():
    found = list(spider().parse(page(LIST)))
    assert addresses(found) == [f"{START}lesung", f"{START}werkstatt", f"{START}page/2"]
    assert [one.title for one in found if isinstance(one, Listing)] == ["Flohmarkt"]
    assert not any(isinstance(one, Reach) for one in found)


def test_pages_are_bounded():
    found = list(spider(max_pages=1).parse(page(LIST)))
    assert addresses(found) == [f"{START}lesung"]
    assert not any(isinstance(one, Reach) for one in found)


def test_the_last_page_of_a_list_tells_how_far_it_reaches():
    found = list(spider().parse(page(LIST.replace('rel="next"', ""))))
    assert Reach() in found


def test_follow_names_the_links_instead():
    assert event_links(page(LIST), r"/kontakt$") == ["https://haus.example/kontakt"]


def test_an_event_page_is_preferred_to_what_the_list_said():
    listed = Listing(key="k", title="Lesung")
    own = page("<h1>Lesung mit Musik</h1><p>Wann: Mi, 05.03.2025, 20 Uhr</p>", f"{START}lesung")
    assert [one.title for one in spider().parse_event(own, listed)] == ["Lesung mit Musik"]
    assert list(spider().parse_event(page("<h1>Lesung</h1>"), listed)) == [listed]
    undated = page('<script type="application/ld+json">{"@type": "Event", "name": "Lesung"}</script>')
    assert list(spider().parse_event(undated, listed)) == [listed]
    assert [one.title for one in spider().parse_event(undated)] == ["Lesung"]


def test_listings_are_of_the_sources_lab():
    own = page("<h1>Offener Abend</h1><p>Wann: Mi, 05.03.2025, 20 Uhr</p>")
    assert [one.lab for one in spider(lab="Kiel").parse(own) if isinstance(one, Listing)] == ["Kiel"]


ANNOUNCED = [
    ('<link rel="alternate" type="text/calendar" href="/alle.ics">', ["https://haus.example/alle.ics"]),
    (
        '<link rel="alternate" type="text/calendar" href="webcal://haus.example/alle.ics">',
        ["https://haus.example/alle.ics"],
    ),
    (
        '<link rel="alternate" type="application/rss+xml" href="/events/feed">',
        ["https://haus.example/events/feed"],
    ),
    (
        '<link rel="alternate" type="application/rss+xml" title="Blog" href="/feed">',
        [f"{START}lesung", f"{START}werkstatt", f"{START}page/2"],
    ),
]


@pytest.mark.parametrize(("link", "asked"), ANNOUNCED)
def test_an_announced_feed_of_events_is_preferred(link, asked):
    assert addresses(spider().parse(page(LIST.replace("<h1>", f"{link}<h1>")))) == asked


CALENDAR = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Lesung\r\nDTSTART:20250305T193000\r\nEND:VEVENT\r\n{}END:VCALENDAR\r\n"


def test_a_feed_without_dates_falls_back_to_its_page():
    empty = TextResponse("https://haus.example/alle.ics", body=b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    assert f"{START}lesung" in addresses(spider().parse_feed(empty, page(LIST)))
    full = TextResponse("https://haus.example/alle.ics", body=CALENDAR.format("").encode())
    assert [one.title for one in spider().parse_feed(full, page(LIST)) if isinstance(one, Listing)] == [
        "Lesung"
    ]


def test_a_sitemap_names_event_pages_latest_first():
    entries = "".join(
        f"<url><loc>https://haus.example{path}</loc><lastmod>{day}</lastmod></url>"
        for path, day in [
            ("/termine/alt", "2024-01-01"),
            ("/kontakt", "2025-01-09"),
            ("/termine/neu", "2025-01-08"),
        ]
    )
    body = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
    response = TextResponse("https://haus.example/sitemap.xml", body=body.encode(), encoding="utf-8")
    assert addresses(spider().parse(response)) == [f"{START}neu", f"{START}alt"]


def test_a_refused_page_says_why():
    found = list(spider().parse_event(HtmlResponse(START, body=bytes(range(256)))))
    assert [one.reason for one in found if isinstance(one, Refusal)] == [
        "the bytes are no text, and no format that is known here"
    ]


@pytest.mark.parametrize("read", ["parse", "parse_event"])
def test_a_labelled_date_without_any_title_is_named(read):
    found = list(getattr(spider(), read)(page("<p>Datum: 12.03.2025</p><p>Ort: Rathaus</p>")))
    assert found == [Refusal(START, "an event without a title (12.03.2025)")]


def test_a_calendar_gives_listings_refusals_and_its_reach():
    rule = "BEGIN:VEVENT\r\nSUMMARY:Uhr\r\nDTSTART:20250305T193000\r\nRRULE:FREQ=SECONDLY\r\nEND:VEVENT\r\n"
    response = TextResponse("https://haus.example/alle.ics", body=CALENDAR.format(rule).encode())
    found = list(spider(CalendarFeedSpider).parse(response))
    assert [one.title for one in found if isinstance(one, Listing)] == ["Lesung"]
    assert len([one for one in found if isinstance(one, Refusal)]) == 1
    assert found[-1] == Reach()


def test_a_feeds_undated_entries_lead_to_their_pages():
    feed = "<rss><channel><item><title>Lesung</title><link>https://haus.example/2025/lesung</link><guid>g</guid></item></channel></rss>"
    crawler = spider(CalendarFeedSpider)
    found = list(crawler.parse(TextResponse("https://haus.example/feed", body=feed.encode())))
    assert addresses(found) == ["https://haus.example/2025/lesung"]
    own = page("<h1>Lesung</h1><p>Wann: Mi, 05.03.2025, 20 Uhr</p>", "https://haus.example/2025/lesung")
    read = list(crawler.parse_entry_page(own, **found[0].cb_kwargs))
    assert [(one.title, one.aliases) for one in read] == [("Lesung", ("g",))]


@pytest.mark.parametrize("kind", [WebPageSpider, CalendarFeedSpider])
def test_they_claim_no_site_as_theirs(kind):
    assert not kind.reads(START)
