"""Whatever a page says, the section holds only what the draft made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from aggregator.event import Place, Status, When
from aggregator.section import check, choose, write, write_html, write_text

MONTH = "2024-12"
HOSTILE = [
    "Girls' Day",
    "A & B <script>alert(1)</script>",
    "**x** [y](javascript:z)",
    '"><img src=x onerror=y>',
    "Lang " * 1000,
    "a" * 5000,
    "Zeile\neins\r\n\n* zwei\n## drei",
    "links\u202eSTHCER\u202c\u2066 und \u200bnull\x00\x1b[31m",
    "&lt;b&gt; &#60;i&#62; &copy;",
    "`code` ~~weg~~ __fett__ | Zelle | \\*",
    "Ende --> <!-- <b>auf</b> -->",
    "https://fremd.test/x www.fremd.test post@fremd.test <https://fremd.test>",
    "![Bild](https://fremd.test/b.png)",
    "[ref]: https://fremd.test",
    "' onmouseover='alert(1)' x='",
    "</a></li></ul><h1>neu</h1>",
    "<",
    "*",
    "",
]
ALLOWED = {"h2", "ul", "li", "strong", "a", "p"}


def drafted(make, titles, field="title"):
    events = []
    for number, text in enumerate(titles):
        fields = {"title": text} if field == "title" else {"place": Place(name=text)}
        if field == "description":
            fields = {"description": text}
        events.append(make(id=f"e{number}", when=When(datetime(2024, 12, 1 + number % 28, 18)), **fields))
    return choose(events, MONTH, date(2024, 12, 1)), events


def rendered(text):
    return BeautifulSoup(
        MarkdownIt("commonmark", {"html": True}).enable("strikethrough").render(text), "lxml"
    )


@pytest.mark.parametrize("field", ["title", "place", "description"])
def test_as_many_items_and_links_as_events(make, entries, field):
    chosen, events = drafted(make, HOSTILE, field)
    text = write(chosen, MONTH)
    soup = rendered(text)
    top = soup.find("ul")
    assert len(top.find_all("li", recursive=False)) == len(events)
    calendar_links = soup.find_all("a", href=lambda href: href.startswith("data:text/calendar;base64,"))
    assert len(calendar_links) == len(events)
    assert len(soup.find_all("a")) == len(events) + 1  # and the map's
    assert {tag.name for tag in soup.body.find_all(True)} <= ALLOWED
    assert all(set(tag.attrs) <= {"title", "download", "href"} for tag in soup.find_all("a"))
    assert len(soup.find_all("strong")) == len(events)
    assert [len(entry.walk("VEVENT")) for entry in entries(text)] == [1] * len(events)


@pytest.mark.parametrize("title", [title for title in HOSTILE if title])
def test_a_title_renders_as_its_own_words(make, title):
    shown = rendered(write(drafted(make, [title])[0], MONTH)).find("strong").get_text()
    visible = "".join(c for c in title if c.isprintable() or c.isspace())
    words = " ".join(visible.split())
    assert words.startswith(shown.rstrip("…").rstrip()) or shown == words


@pytest.mark.parametrize("title", HOSTILE)
def test_a_link_stays_short_and_in_one_line(make, title):
    text = write(drafted(make, [title])[0], MONTH)
    assert len(text.splitlines()) == 3
    assert len(text.split("base64,")[1].split('"')[0]) < 1300


def test_a_draft_with_hostile_titles_is_clean(make):
    chosen, _ = drafted(make, [title for title in HOSTILE if title])
    assert [f for f in check(write(chosen, MONTH), "2024-12.md") if f.code != "duplicate"] == []


@pytest.mark.parametrize("title", HOSTILE)
def test_a_comment_ends_where_the_draft_ends_it(make, title):
    gone = make(title=title, status=Status.CANCELLED, url="https://beispiel.test/a-->b<b>")
    text = write(choose([gone], MONTH, date(2024, 12, 1)), MONTH)
    assert text.count("-->") == 1 and text.endswith(" -->\n")
    assert {tag.name for tag in rendered(text).body.find_all(True)} <= ALLOWED


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "https:///nur", "ftp://beispiel.test", "https://[kaputt"],
)
def test_an_address_that_is_not_http_is_dropped(make, url):
    text = write(choose([make(url=url)], MONTH, date(2024, 12, 1)), MONTH)
    assert url not in text and len(text.splitlines()) == 2


@pytest.mark.parametrize(
    "url",
    [
        "https://beispiel.test/[a](javascript:b)",
        "https://beispiel.test/*a*_b_~~c~~`d`",
        'https://beispiel.test/"><img src=x>',
        "https://beispiel.test/a\nb",
        "https://beispiel.test/&lt;b&gt;",
    ],
)
def test_an_address_stays_plain_text(make, url):
    soup = rendered(write(choose([make(url=url)], MONTH, date(2024, 12, 1)), MONTH))
    assert {tag.name for tag in soup.body.find_all(True)} <= ALLOWED
    assert len(soup.find_all("a")) == 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80, deadline=None)
@given(title=st.text(max_size=400), name=st.text(max_size=400))
def test_any_text_makes_one_item(make, title, name):
    event = replace(make(title=title), place=Place(name=name, city="Köln"))
    chosen = choose([event], MONTH, date(2024, 12, 1))
    soup = rendered(write(chosen, MONTH))
    assert {tag.name for tag in soup.body.find_all(True)} <= ALLOWED
    assert len(soup.find_all("a")) == 2 and len(soup.find_all("li")) == 2
    page = BeautifulSoup(write_html(chosen, MONTH), "lxml")
    assert {tag.name for tag in page.body.find_all(True)} <= ALLOWED
    assert len(write_text(chosen, MONTH).splitlines()) == 4
