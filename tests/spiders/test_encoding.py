"""A page whose encoding is not the declared one: no letter is lost, whichever spider reads it."""

from __future__ import annotations

import json
from datetime import date

import pytest
from scrapy.http import Headers, HtmlResponse, Response, TextResponse
from scrapy.responsetypes import responsetypes

from aggregator.event import Listing
from aggregator.sources import Source
from spiders import SourceSpider, rightly_encoded
from spiders.codefor import CodeForSpider
from spiders.correlaid import CorrelAidSpider
from spiders.difu import DifuSpider
from spiders.meetup import MeetupSpider

TITLE = "Übergrößen für Zwölf"
LAB = f"<div class=lab-content><h1>{TITLE}</h1><section><p>Treffen jeden Mittwoch um 19 Uhr.</p></section></div>"
STATE = {
    "ROOT_QUERY": {'groupByUrlname:{"urlname":"x"}': {"__ref": "Group:1"}},
    "Group:1": {"id": "1", "urlname": "x"},
    "Event:2": {
        "id": "2",
        "title": TITLE,
        "dateTime": "2024-12-04T19:00:00+01:00",
        "eventUrl": "https://www.meetup.com/x/events/2/",
        "group": {"__ref": "Group:1"},
        "status": "ACTIVE",
    },
}
GROUP = json.dumps({"props": {"pageProps": {"__APOLLO_STATE__": STATE}}}, ensure_ascii=False)
NODE = {"type": "data", "data": [{"event": 1}, {"title": 2, "date": 3}, TITLE, "04.12.2024"]}
FEED = """BEGIN:VCALENDAR\r
BEGIN:VEVENT\r
UID:1\r
SUMMARY:{}\r
DTSTART;TZID=Europe/Berlin:20241204T190000\r
END:VEVENT\r
END:VCALENDAR\r
"""
PAGES: list[tuple[type[SourceSpider], str, str]] = [
    (CodeForSpider, "https://codefor.de/bonn/", LAB),
    (DifuSpider, "https://difu.de/veranstaltungen/2024-12-10/daten", f"<h1>{TITLE}</h1><p>10.12.2024</p>"),
    (MeetupSpider, "https://www.meetup.com/x/events/", f"<script id=__NEXT_DATA__>{GROUP}</script>"),
    (MeetupSpider, "https://www.meetup.com/x/events/ical/", FEED.format(TITLE)),
    (
        CorrelAidSpider,
        "https://correlaid.org/veranstaltungen/x/__data.json",
        json.dumps({"nodes": [NODE]}, ensure_ascii=False),
    ),
    (
        CorrelAidSpider,
        "https://correlaid.org/veranstaltungen/x",
        f"<h1>{TITLE}</h1><p>Wann: 4. Dezember 2024, 19 Uhr</p>",
    ),
]


def response(address: str, body: bytes, declared: str) -> Response:
    headers = {"Content-Type": f"text/{'calendar' if 'ical' in address else 'html'}; charset={declared}"}
    return responsetypes.from_args(headers=Headers(headers), url=address, body=body)(
        address, body=body, headers=headers
    )


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "iso-8859-1"),
        ("utf-8", "windows-1252"),
        ("utf-8", "klingon"),
        ("iso-8859-1", "utf-8"),
        ("windows-1252", "klingon"),
    ],
)
@pytest.mark.parametrize(("spider", "address", "page"), PAGES)
def test_no_letter_is_lost(spider, address, page, encoding, declared):
    of = Source("test", spider.name, address)
    found = spider(of, date(2024, 12, 1)).parse(response(address, page.encode(encoding), declared))
    assert [each.title for each in found if isinstance(each, Listing)] == [TITLE]


@pytest.mark.parametrize("declared", ["utf-8", "UTF8"])
@pytest.mark.parametrize("text", ["Zwölf", "Twelve"])
def test_what_is_declared_as_it_is_stays_as_it_is(text, declared):
    page = HtmlResponse(
        "https://a.example/",
        body=text.encode(),
        headers={"Content-Type": f"text/html; charset={declared}"},
    )
    assert rightly_encoded(page) is page


def test_a_response_keeps_all_but_its_encoding():
    page = HtmlResponse(
        "https://a.example/",
        body="Zwölf".encode("latin-1"),
        headers={"Content-Type": "text/html; charset=utf-8", "ETag": "1"},
        flags=["cached"],
    )
    mended = rightly_encoded(page)
    assert isinstance(mended, TextResponse)
    assert (mended.text, mended.url, mended.flags) == ("Zwölf", page.url, ["cached"])
    assert (type(mended), mended.headers) == (HtmlResponse, page.headers)


def test_what_is_no_text_stays_as_it_is():
    page = Response("https://a.example/", body=b"%PDF-1.7 \xfc")
    assert rightly_encoded(page) is page
