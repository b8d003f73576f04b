"""The section as a whole, against one written by hand (december.md, calendar links as CAL)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from aggregator.event import Place, Status, When
from aggregator.section import check, choose, line, read_post, write, write_html, write_text

DECEMBER = (Path(__file__).parent / "december.md").read_text(encoding="utf-8")
FIRST = date(2024, 12, 1)


@pytest.fixture
def december(make):
    online = Place(online=True)
    events = [
        make("monat", "Monat der Daten", When(date(2024, 12, 1), date(2024, 12, 31)), place=online),
        make(
            "werkstatt",
            'Werkstatt *innen & "Daten"',
            When(datetime(2024, 12, 2, 17), datetime(2024, 12, 2, 21)),
            place=Place(name="Labor am Park", street="Alte Messe 6", postcode="04103", city="Leipzig"),
            links=("https://beispiel.test/programm", "https://beispiel.test/werkstatt"),
            registration_url="https://anmeldung.test/",
            registration_deadline=date(2024, 11, 29),
            stream_url="https://stream.test/",
        ),
        make(
            "stammtisch",
            "Stammtisch",
            When(datetime(2024, 1, 3, 20), rrule="FREQ=MONTHLY;BYDAY=1WE"),
            place=Place(city="Berlin", online=True),
        ),
        make(
            "hack",
            "Hackwochenende",
            When(datetime(2024, 12, 6, 14), datetime(2024, 12, 8, 15)),
            place=Place(),
            url=None,
        ),
        make(
            "flensburg",
            "OK Lab Flensburg",
            When(datetime(2024, 10, 2, 18), datetime(2024, 10, 2, 21), "FREQ=WEEKLY;BYDAY=WE"),
            place=Place(name="Aktivhaus", street="Norderstraße 1", postcode="24939", city="Flensburg"),
            lab="Flensburg",
        ),
        make(
            "koeln",
            "Code for Cologne",
            When(datetime(2024, 10, 7, 19), rrule="FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
            place=online,
            lab="Köln",
        ),
        make("feier", "Weihnachtsfeier", When(date(2024, 12, 10)), status=Status.CANCELLED),
        make(
            "vortrag",
            "Vortrag",
            When(datetime(2024, 12, 11, 18)),
            withdrawn=datetime(2024, 11, 30, tzinfo=UTC),
        ),
        replace(make("gluehwein", "Glühweintreff"), when=None, when_text="irgendwann im Dezember"),
    ]
    return choose(reversed(events), "2024-12", FIRST)


def without_links(text):
    return re.sub(r"<a title=.*?</a>", "CAL", text)


def test_the_whole_section(december):
    assert without_links(write(december, "2024-12")) == DECEMBER


def test_the_link_is_written_to_the_letter(make):
    found = re.search(r" (<a .*</a>)$", write(choose([make()], "2024-12", FIRST), "2024-12").splitlines()[1])
    expected = (
        r"<a title='Kalendereintrag Datenabend' download='event\.ics' "
        r'href="data:text/calendar;base64,[A-Za-z0-9+/]+=*">&#x1F4C5;</a>'
    )
    assert re.fullmatch(expected, found[1])


def test_links_hold_what_the_lines_say(december, entries):
    starts = [
        entry.walk("VEVENT")[0]["DTSTART"].to_ical().decode() for entry in entries(write(december, "2024-12"))
    ]
    assert starts == [
        "20241201",
        "20241202T160000Z",
        "20241204T200000",
        "20241206T130000Z",
        "20241204T180000",
        "20241202T190000",
    ]


def test_an_empty_section_has_its_heading():
    empty = choose([], "2024-12", FIRST)
    assert write(empty, "2024-12") == DECEMBER.splitlines(keepends=True)[0]


def test_a_drafted_section_is_clean_but_for_what_is_unknown(december):
    found = check(write(december, "2024-12"), "2024-12.md")
    assert [(f.line, f.code) for f in found] == [(4, "deadline"), (13, "link"), (13, "style")]


def test_a_drafted_section_reads_back_as_it_was(december):
    text = write(december, "2024-12")
    reading = read_post(text, "2024-12.md")
    events = [*december.single, *december.meetings]
    assert reading.problems == () and reading.findings == ()
    assert [listing.title for listing in reading.listings] == [event.title for event in events]
    assert [listing.when.start for listing in reading.listings] == [event.when.start for event in events]
    assert [listing.when.rrule for listing in reading.listings] == [event.when.rrule for event in events]
    assert [listing.lab for listing in reading.listings] == [event.lab for event in events]
    assert reading.listings[1].registration_deadline == date(2024, 11, 29)
    assert reading.listings[1].stream_url == "https://stream.test/"
    assert reading.listings[0].aliases == ("monat@out-in-the-open",)


def test_text(december):
    expected = DECEMBER.replace("## Veranstaltungen ([Kalender/Karte](https://events.codeforleipzig.de))", "")
    expected = expected.replace(" CAL", "").replace("**", "").replace("\\", "")
    expected = re.sub(r"^( +)\* (?=https|An|St|Re)", r"\1", expected, flags=re.MULTILINE)
    expected = re.sub(r"<!-- (.*) -->", r"[\1]", expected)
    text = write_text(december, "2024-12").splitlines()
    assert text[0] == "Veranstaltungen (Kalender/Karte: https://events.codeforleipzig.de)"
    assert text[2:] == expected.splitlines()[1:]


def test_html_says_the_same(december):
    page = BeautifulSoup(write_html(december, "2024-12"), "lxml")
    said = [
        " ".join(item.find_all(string=True, recursive=False))
        for item in page.find("ul").find_all("li", recursive=False)
    ]
    assert [title.get_text() for title in page.find_all("strong")] == re.findall(
        r"\*\*(.*?)\*\* CAL", DECEMBER.replace("\\", "")
    )
    assert said[1].startswith("Montag, 02.12.2024, 17:00-21:00, Labor am Park, Alte Messe 6, 04103 Leipzig: ")
    assert page.find("a", string="https://anmeldung.test/")["href"] == "https://anmeldung.test/"


def test_a_postponed_event_is_named(make):
    text = write(choose([make(status=Status.POSTPONED)], "2024-12", FIRST), "2024-12")
    assert text.endswith(
        "\n\n<!-- verschoben: Dienstag, 03.12.2024, 18:00, Datenabend, https://beispiel.test/e1 -->\n"
    )


def test_an_event_that_moved_online_is_there(make, entries):
    text = line(make(status=Status.MOVED_ONLINE))
    assert text.startswith("* Dienstag, 03.12.2024, 18:00-20:00, online: **Datenabend**")
    assert entries(text)[0].walk("VEVENT")[0]["LOCATION"] == "online"


@pytest.mark.parametrize(
    ("when", "first", "notes"),
    [
        (
            When(datetime(2024, 12, 2, 17), also=(datetime(2024, 12, 9, 17), datetime(2025, 1, 6, 18))),
            "* Montag, 02.12.2024, 17:00, Haus",
            ["Weitere Termine: Montag, 09.12.2024, 17:00; Montag, 06.01.2025, 18:00"],
        ),
        (When(datetime(2024, 12, 2, 17), datetime(2024, 12, 2, 17)), "* Montag, 02.12.2024, 17:00, Haus", []),
        (
            When(datetime(2024, 12, 2, 17), rrule="FREQ=YEARLY;BYYEARDAY=337"),
            "* Montag, 02.12.2024, 17:00, Haus",
            [],
        ),
    ],
)
def test_what_the_house_has_no_words_for(make, when, first, notes):
    rows = line(make(when=when)).splitlines()
    assert rows[0].startswith(first)
    assert [row.strip(" *") for row in rows[2:]] == notes


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=WEEKLY", "jeden Montag, 17:00"),
        ("FREQ=WEEKLY;INTERVAL=2", "jeden zweiten Montag, 17:00"),
        ("FREQ=WEEKLY;UNTIL=20250630T235959", "jeden Montag bis 30.06.2025, 17:00"),
        ("FREQ=MONTHLY", "am 2. des Monats, 17:00"),
    ],
)
def test_a_rule_that_leaves_its_day_to_the_start(make, rule, words):
    meeting = make(when=When(datetime(2024, 12, 2, 17), rrule=rule), lab="Leipzig")
    assert (
        write(choose([meeting], "2024-12", date(2024, 12, 1)), "2024-12")
        .splitlines()[2]
        .startswith(f"  * Leipzig: {words}, Haus")
    )
