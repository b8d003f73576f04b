"""A page at hand: its site's spider reads it, or the page room; it may name its own address."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from aggregator.crawl.extract import extract, own_address, spider_for
from aggregator.event import Listing, Refusal

TODAY = date(2024, 12, 1)
LAB = (
    "<!doctype html><html><head><meta charset=utf-8>{head}</head><body><div class=lab-content><h1>OK Lab Bonn</h1>"
    "<section><p>Wir treffen uns jeden Mittwoch um 19 Uhr.</p></section></div></body></html>"
)
PAGE = """<html><head><title>Abend</title><script type="application/ld+json">{"@context": "https://schema.org",
"@type": "Event", "name": "Abend", "startDate": "2024-12-04T19:00:00+01:00"}</script></head><h1>Abend</h1></html>"""


@pytest.mark.parametrize(
    ("address", "spider"),
    [
        ("https://www.meetup.com/x/", "meetup"),
        ("https://codefor.de/bonn/", "codefor"),
        ("https://codefor.de/blog/out-in-the-open/", None),
        ("https://www.correlaid.org/veranstaltungen/x", "correlaid"),
        ("https://difu.de/node/12", "difu"),
        ("https://example.org/", None),
        ("page.html", None),
    ],
)
def test_which_spider_knows_a_site(address, spider):
    found = spider_for(address)
    assert (found.name if found else None) == spider


@pytest.mark.parametrize(
    ("markup", "address"),
    [
        ('<link rel="canonical" href="https://codefor.de/bonn/">', "https://codefor.de/bonn/"),
        ("<link rel=canonical href=https://codefor.de/bonn/>", "https://codefor.de/bonn/"),
        (
            "<link href='https://codefor.de/bonn/?a=1&amp;b=2' rel='canonical'>",
            "https://codefor.de/bonn/?a=1&b=2",
        ),
        ('<meta property="og:url" content="https://codefor.de/bonn/">', "https://codefor.de/bonn/"),
        (
            '<meta property="og:url" content="https://a.example/"><link rel="canonical" href="https://b.example/">',
            "https://b.example/",
        ),
        ('<link rel="canonical" href="/bonn/">', None),
        ("<p>nothing</p>", None),
    ],
)
def test_a_page_names_its_own_address(markup, address):
    assert own_address(markup.encode()) == address


def test_a_file_is_read_by_the_spider_of_the_site_it_came_from():
    body = LAB.format(head="<link rel=canonical href=https://codefor.de/bonn/>").encode()
    [listing] = extract("saved.html", body, {}, TODAY)
    assert isinstance(listing, Listing)
    assert (listing.url, listing.when.rrule) == ("https://codefor.de/bonn/", "FREQ=WEEKLY;BYDAY=WE")


def test_what_no_parser_should_see_is_refused_on_a_known_site_too():
    tag = b"<p " + b" ".join(b"a%d" % number for number in range(50_000)) + b">"
    found = extract(
        "https://difu.de/veranstaltungen/2024-12-10/a", b"<h1>Vortrag</h1>" + tag, {}, date(2024, 12, 1)
    )
    assert found == [
        Refusal(
            "https://difu.de/veranstaltungen/2024-12-10/a", "it has more attributes than are read of one page"
        )
    ]


def test_any_other_page_is_read_by_the_page_room():
    [listing] = extract("https://example.org/abend", PAGE.encode(), {}, TODAY)
    assert isinstance(listing, Listing)
    assert (listing.title, listing.when.start) == ("Abend", datetime(2024, 12, 4, 19))


def test_a_missing_group_is_a_refusal():
    state = '{"props": {"pageProps": {"__APOLLO_STATE__": {"ROOT_QUERY": {"groupByUrlname:{}": null}}}}}'
    body = f'<!DOCTYPE html><script id="__NEXT_DATA__" type="application/json">{state}</script>'
    [refusal] = extract("https://www.meetup.com/x/events/", body.encode(), {}, TODAY)
    assert isinstance(refusal, Refusal)


@pytest.mark.parametrize(
    "body", [b"", b"\x00\xff\xfe", b"<html>", b"%PDF-1.4 broken", b"{", b"BEGIN:VCALENDAR"]
)
@pytest.mark.parametrize(
    "address",
    [
        "https://www.meetup.com/x/events/",
        "https://codefor.de/bonn/",
        "https://codefor.de/sitemap.xml",
        "https://correlaid.org/veranstaltungen/__data.json",
        "https://difu.de/veranstaltungen/2024-12-10/x",
        "https://example.org/x",
    ],
)
def test_no_body_breaks_the_reading(address, body):
    assert all(isinstance(each, Listing | Refusal) for each in extract(address, body, {}, TODAY))
