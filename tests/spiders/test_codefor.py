"""The OK Labs' pages: when and where a lab meets, out of its prose; labs that do not meet yield nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from aggregator.crawl.complete import complete
from aggregator.event import Listing, Place, Reach, Refusal
from spiders import Lead
from spiders.codefor import CodeForSpider

LAB = "https://codefor.de/musterstadt/"
TEMPLATE = (Path(__file__).parents[1] / "sites" / "codefor_active.html").read_text(encoding="utf-8")


def lab(prose: str = "", links: str = "", inactive: str = "null") -> str:
    page = TEMPLATE.replace("{prose}", prose).replace("{links}", links)
    return page.replace("{inactive}", inactive)


PHRASES = [
    ("<p>Wir treffen uns <b>jeden Mittwoch zwischen 18 bis 21 Uhr</b>.</p>", "FREQ=WEEKLY;BYDAY=WE", "18:00"),
    (
        "<p>Schau am Donnerstagabend um 18.30 Uhr bei unserem Treffen vorbei.</p>",
        "FREQ=WEEKLY;BYDAY=TH",
        "18:30",
    ),
    ("<p>Wir treffen uns jeden zweiten Montag im Monat in der Bar.</p>", "FREQ=MONTHLY;BYDAY=2MO", None),
    ("<p>Wir reden. Donnerstags 18:30 Uhr ist das Community-StandUp.</p>", "FREQ=WEEKLY;BYDAY=TH", "18:30"),
    ("<p>Die Treffen finden alle zwei Wochen dienstags statt.</p>", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", None),
    ("<p>Unser Treffen ist am 23. des Monats.</p>", "FREQ=MONTHLY;BYMONTHDAY=23", None),
]


@pytest.mark.parametrize(("prose", "rule", "clock"), PHRASES)
def test_when_a_lab_meets(visit, prose, rule, clock):
    [listing] = visit(CodeForSpider, LAB, lab(prose)).listings
    meeting = complete(listing, date(2024, 12, 1))
    assert isinstance(meeting, Listing)
    assert meeting.when is not None
    assert meeting.when.start is not None
    assert meeting.when.rrule == rule
    assert meeting.when.all_day == (clock is None)
    assert clock is None or meeting.when.start.isoformat()[11:16] == clock
    assert (meeting.title, meeting.lab, meeting.key) == ("OK Lab Musterstadt", "Musterstadt", "/musterstadt/")


def test_a_link_may_say_when(visit):
    link = "<li><a href=https://example.org>Treffen, jeden 3. Donnerstag im Monat 19:00 Uhr</a></li>"
    [listing] = visit(CodeForSpider, LAB, lab("<p>Hallo.</p>", link)).listings
    meeting = complete(listing, date(2024, 12, 1))
    assert isinstance(meeting, Listing)
    assert meeting.when is not None
    assert meeting.when.rrule == "FREQ=MONTHLY;BYDAY=3TH"


@pytest.mark.parametrize(
    "prose",
    [
        "<p>Wir treffen uns regelmäßig, um unsere Projekte weiterzuentwickeln.</p>",
        "<p>Unser Treffen findet alle zwei Wochen statt.</p>",
        "<p>Seitdem treffen wir uns alle zwei bis drei Wochen.</p>",
        "<p>Wir treffen uns einmal im Monat.</p>",
        "<p>Unser erstes Treffen war am 20. Juni.</p>",
        "<p>Unsere Treffen beginnen um 18 Uhr.</p>",
        "<p>Wir mögen Daten.</p>",
    ],
)
def test_prose_without_a_day_names_no_meeting(visit, prose):
    listings = visit(CodeForSpider, LAB, lab(prose)).listings
    assert [complete(listing, date(2024, 12, 1)) for listing in listings] in ([], [None])


WHERE = [
    (
        "jeden Montag um 18 Uhr im:</p><p>Haus der Daten, Hinterhaus, Ring 4, 12345 Musterstadt",
        Place("Haus der Daten, Hinterhaus", "Ring 4", "12345", "Musterstadt"),
    ),
    ("jeden Montag im Wikibär in der Köpenicker Straße 45", Place("Wikibär", "Köpenicker Straße 45")),
    (
        "jeden Montag, im Innovation Office der Stadt: Alter Markt 13, 33602 Bielefeld",
        Place("Innovation Office der Stadt", "Alter Markt 13", "33602", "Bielefeld"),
    ),
    ("jeden ersten Montag im Monat um 18 Uhr", Place()),
]


@pytest.mark.parametrize(("words", "place"), WHERE)
def test_where_a_lab_meets(visit, words, place):
    [listing] = visit(CodeForSpider, LAB, lab(f"<p>Wir treffen uns {words}.</p>")).listings
    meeting = complete(listing, date(2024, 12, 1))
    assert isinstance(meeting, Listing)
    found = meeting.place
    assert found is not None
    assert (found.name, found.street, found.postcode) == (place.name, place.street, place.postcode)
    assert found.city == (place.city or "Musterstadt")
    assert (found.latitude, found.longitude, found.located) == (52.021, 8.533, "place")


def test_an_online_meeting_has_no_town(visit):
    [listing] = visit(CodeForSpider, LAB, lab("<p>Treffen jeden Dienstag um 20 Uhr online.</p>")).listings
    meeting = complete(listing, date(2024, 12, 1))
    assert isinstance(meeting, Listing)
    assert meeting.place == Place(online=True)


@pytest.mark.parametrize(
    "page",
    [
        lab("<p>Treffen jeden Montag.</p>", inactive="!0"),
        lab("<p>Treffen jeden Montag.</p>").replace("</h1>", "</h1><div class=cfg-alert>nicht aktiv</div>"),
        "<html><main>Impressum</main></html>",
        '<html><head><meta http-equiv=refresh content="0; url=https://codefor.de/musterstadt/"></head></html>',
    ],
)
def test_inactive_labs_and_other_pages_yield_nothing(visit, page):
    assert visit(CodeForSpider, LAB, page).found == []


def test_a_labs_page_of_another_form_is_named(visit):
    visited = visit(CodeForSpider, LAB, lab("Wir treffen uns jeden Mittwoch.").replace("lab-content", "lab"))
    assert visited.listings == []
    assert visited.others == [Refusal(LAB, "a lab's page, but not in the form that is known here")]


def test_better_sources_are_named(visit):
    links = (
        "<li><a href=https://www.meetup.com/de-DE/our-lab/>Meetup</a></li>"
        "<li><a href=https://example.org/lab.ics>Kalender</a></li>"
        "<li><a href=https://gettogether.community/our-lab/>Termine</a></li>"
        "<li><a href=https://github.com/our-lab>GitHub</a></li>"
    )
    leads = visit(CodeForSpider, LAB, lab("<p>Hallo.</p>", links)).others
    assert leads == [
        Lead("https://www.meetup.com/de-DE/our-lab/", LAB, "Musterstadt"),
        Lead("https://example.org/lab.ics", LAB, "Musterstadt"),
        Lead("https://gettogether.community/our-lab/", LAB, "Musterstadt"),
    ]


def test_the_sitemap_leads_to_the_labs(visit):
    names = ["", "musterstadt/", "impressum/", "blog/out-in-the-open/", "fl/", "projekte/x/"]
    urls = "".join(
        f"<url><loc>https://codefor.de/{name}</loc><lastmod>2024-11-05T08:00:00+01:00</lastmod></url>"
        for name in names
    )
    body = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    visited = visit(CodeForSpider, "https://codefor.de/de/sitemap.xml", body)
    assert [(each.url, each.cb_kwargs) for each in visited.requests] == [(LAB, {"written": "2024-11-05"})]
    assert visited.others == [Reach()]


def test_a_sitemap_that_is_cut_short_names_not_all_labs(visit):
    body = "<urlset><url><loc>https://codefor.de/leipzig/</loc></url><url><loc>https://codef"
    visited = visit(CodeForSpider, "https://codefor.de/de/sitemap.xml", body)
    assert [each.url for each in visited.requests] == ["https://codefor.de/leipzig/"]
    assert visited.others == [
        Refusal("https://codefor.de/de/sitemap.xml", "the sitemap is cut short"),
        Reach(date.min),
    ]


def test_the_index_leads_to_the_sitemaps(visit):
    body = (
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        "<sitemap><loc>https://codefor.de/de/sitemap.xml</loc></sitemap></sitemapindex>"
    )
    visited = visit(CodeForSpider, "https://codefor.de/sitemap.xml", body)
    assert [each.url for each in visited.requests] == ["https://codefor.de/de/sitemap.xml"]


REAL = {"Berlin", "Bielefeld", "Dresden", "Bad Belzig", "Flensburg", "Heilbronn"}


def test_real_pages(visit, real_web):
    labs = set()
    for file in sorted((real_web / "codefor.de").glob("*/index.html")):
        address = f"https://codefor.de/{file.parent.name}/"
        for listing in visit(CodeForSpider, address, file.read_bytes()).listings:
            if isinstance(complete(listing, date(2026, 1, 15)), Listing):
                labs.add(listing.lab)
    assert labs == REAL
