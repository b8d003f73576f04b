"""RSS and Atom: entries with dates of their own, and entries whose words name one."""

from datetime import date, datetime

import pytest

from aggregator.page.listings import listings
from aggregator.page.response import Page

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:ev="http://purl.org/rss/1.0/modules/event/"><channel><title>Termine</title>
<item><title>Vortrag &amp;amp; Gespräch</title><link>https://haus.example/1?utm_medium=rss</link><guid>g1</guid><pubDate>Mon, 06 Jan 2025 08:00:00 +0100</pubDate>
<ev:startdate>2025-03-04T19:00:00</ev:startdate><ev:enddate>2025-03-04T21:00:00</ev:enddate><ev:location>Haus, Weg 1, 10115 Berlin</ev:location></item>
<item><title>Filmabend</title><link>https://haus.example/2</link><guid>g2</guid><description>&lt;p&gt;Am Freitag, 7. März 2025, um 20 Uhr zeigen wir einen Film. Eintritt frei.&lt;/p&gt;</description></item>
<item><title>Neue Öffnungszeiten</title><link>https://haus.example/3</link><guid>g3</guid><description>Wir haben länger offen.</description></item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>tag:x,1</id><title>Lesung</title><link rel="self" href="https://haus.example/self"/><link href="https://haus.example/lesung"/><updated>2025-01-01T00:00:00Z</updated></entry></feed>"""


def read(text):
    return listings(Page("https://haus.example/feed", text.encode(), {}, date(2025, 1, 10)))


def test_an_entry_with_its_own_date():
    found = read(RSS)[0]
    assert found.title == "Vortrag & Gespräch"
    assert (found.when.start, found.when.end) == (datetime(2025, 3, 4, 19), datetime(2025, 3, 4, 21))
    assert found.place.city == "Berlin"
    assert (found.url, found.key) == ("https://haus.example/1", "g1")


def test_a_dated_entry_without_a_title_is_named():
    found = read(
        "<rss><channel><item><startdate>2025-03-04T19:00</startdate></item><item><guid>2</guid></item></channel></rss>"
    )
    assert [(one.title, one.when.start) for one in found] == [("", datetime(2025, 3, 4, 19))]


def test_an_entry_whose_words_name_a_date():
    assert read(RSS)[1].when.start == datetime(2025, 3, 7, 20)


def test_repeated_entries_become_one_meeting():
    days = ("04", "11", "18", "25")
    items = "".join(
        f"<item><title>Lab</title><link>https://haus.example/{day}</link><guid>{day}</guid>"
        f"<startdate>2025-03-{day}T19:00:00</startdate></item>"
        for day in days
    )
    found = read(f"<rss><channel>{items}</channel></rss>")
    assert [(one.title, one.when.start, one.when.rrule) for one in found] == [
        ("Lab", datetime(2025, 3, 4, 19), "FREQ=WEEKLY;BYDAY=TU")
    ]


def test_an_entry_without_a_date_is_left_to_its_page():
    assert read(RSS)[2].when is None


def test_atom_links_to_the_entry_not_to_the_feed():
    found = read(ATOM)[0]
    assert (found.url, found.key, found.when) == ("https://haus.example/lesung", "tag:x,1", None)


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", "utf-8"), ("iso-8859-1", "iso-8859-1"), ("iso-8859-1", "utf-8"), ("utf-8", "iso-8859-1")],
)
def test_a_feed_in_another_encoding_than_it_declares(encoding, declared):
    item = "<item><title>Führung für Zwölf</title><startdate>2025-03-04T19:00</startdate></item>"
    feed = f'<?xml version="1.0" encoding="{declared}"?><rss><channel>{item}</channel></rss>'
    found = listings(Page("https://haus.example/feed", feed.encode(encoding), {}, date(2025, 1, 10)))
    assert [one.title for one in found] == ["Führung für Zwölf"]
