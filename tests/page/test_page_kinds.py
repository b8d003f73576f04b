"""Further kinds of sites: councils, universities, churches, museums, adult education, wikis."""

from datetime import date
from pathlib import Path

import pytest

from aggregator.page.merge import without_status

PAGES = Path(__file__).parent / "pages"


@pytest.mark.parametrize(
    ("page", "title", "start", "end", "place"),
    [
        (
            "council_table",
            "Sitzung des Digitalausschusses",
            "2025-05-20T17:00",
            "2025-05-20T19:10",
            "Rathaus | Marktplatz 1 | 31535 | Neustadt",
        ),
        (
            "university_dl",
            "Ringvorlesung: Wem gehören die Daten?",
            "2025-06-12T18:15",
            "2025-06-12T19:45",
            "Hörsaal 3 | Universitätsstraße 25 | 33615 | Bielefeld",
        ),
        (
            "museum_range",
            "Karten lesen",
            "2025-04-03",
            "2025-08-31",
            "Stadtmuseum | Museumsinsel 2 | 50667 | Köln",
        ),
        (
            "vhs_course",
            "Daten sichtbar machen",
            "2025-05-17T10:00",
            "2025-05-17T16:00",
            "VHS-Haus, Raum 12 | Bahnhofstr. 8 | 47441 | Moers",
        ),
        (
            "plone_event",
            "Tag der offenen Tür im Rechenzentrum",
            "2025-05-24T10:00",
            "2025-05-24T15:00",
            "Rechenzentrum | Am Campus 7 | 26129 | Oldenburg",
        ),
        (
            "jsonld_utc_beside_local",
            "Feierabendgespräch",
            "2025-06-03T18:30",
            "2025-06-03T20:30",
            "Alte Post | Postweg 2 | 99084 | Erfurt",
        ),
        (
            "jsonld_end_before_start",
            "Nacht der Daten",
            "2025-09-12T19:00",
            None,
            "Kraftwerk | Kesselstraße 3 | 09111 | Chemnitz",
        ),
        (
            "site_name_in_h1",
            "Hackday Verkehr",
            "2025-05-18T10:00",
            "2025-05-18T18:00",
            "Hafenlabor | Kaistraße 11 | 68159 | Mannheim",
        ),
        (
            "published_and_updated",
            "Konferenz „Offene Verwaltung“",
            "2025-10-09",
            "2025-10-10",
            "Stadthalle | Hallenplatz 1 | 34117 | Kassel",
        ),
        (
            "cancelled_in_headline",
            "Podium zur Mobilität",
            "2025-06-05T19:00",
            None,
            "Volkshaus | Karl-Liebknecht-Straße 30 | 04107 | Leipzig",
        ),
        (
            "bilingual_toggle",
            "Sommerschule Datenanalyse",
            "2025-07-14",
            "2025-07-18",
            "Zentrum für Daten | Ufer 6 | 78462 | Konstanz",
        ),
        (
            "mobilizon_federated",
            "Reparaturabend Elektronik",
            "2025-05-21T18:00",
            "2025-05-21T21:00",
            "Werkraum | Gartenstraße 5 | 72074 | Tübingen",
        ),
        (
            "english_meeting",
            "Civic Data Meetup #14",
            "2025-05-22T19:00",
            "2025-05-22T21:30",
            "Open Lab | Mainzer Straße 17 | 12053 | Berlin",
        ),
        (
            "street_on_own_lines",
            "Wahlsalon",
            "2025-06-11T19:00",
            "2025-06-11T21:00",
            "Stadtbibliothek | Neumarkt 9 | 09573 | Augustusburg",
        ),
    ],
)
def test_the_one_event_of_a_page(read, moment, place_words, page, title, start, end, place):
    found = read(page)
    assert [one.title for one in found] == [title]
    when = found[0].when
    assert when is not None
    assert (moment(when.start), moment(when.end)) == (start, end)
    assert place_words(found[0].place) == place


@pytest.mark.parametrize(
    ("page", "events"),
    [
        (
            "sf_event_mgt_list",
            [
                ("Datenraum Kommune", "2025-05-08T10:00", "/veranstaltung/detail/datenraum"),
                ("Low-Code-Tag", "2025-05-15T09:30", "/veranstaltung/detail/low-code"),
                ("XÖV-Konferenz", "2025-06-02", "/veranstaltung/detail/xoev"),
            ],
        ),
        (
            "contao_list",
            [
                ("Knotenabend", "2025-05-07T19:00", "/termine/knotenabend.html"),
                ("Offene Vorstandssitzung", "2025-05-14T20:00", "/termine/vorstand.html"),
            ],
        ),
        (
            "wiki_table",
            [
                ("Mappertreffen Dortmund", "2025-05-08T19:00", "/wiki/Dortmund"),
                ("Hack Weekend", "2025-05-16", "/wiki/Karlsruhe_Hack_Weekend"),
            ],
        ),
    ],
)
def test_all_events_of_a_list(read, moment, page, events):
    found = [
        (one.title, moment(one.when.start), one.url.removeprefix("https://site.example"))
        for one in read(page)
    ]
    assert found == events


@pytest.mark.parametrize("page", ["no_event_opening_hours", "no_event_press_release", "no_event_tender"])
def test_no_event(read, page):
    assert read(page) == ()


def test_cancelled_in_the_headline(read):
    assert read("cancelled_in_headline")[0].status == "EventCancelled"


def test_the_place_of_a_concert_in_a_church(read, moment, place_words):
    concert = read("church")[0]
    assert concert.when is not None
    assert moment(concert.when.start) == "2025-05-10T11:30"
    assert place_words(concert.place) == "Stadtkirche | Kirchplatz 4 | 38518 | Gifhorn"


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("ABGESAGT: Podium", "Podium"),
        ("[Verschoben] Podium", "Podium"),
        ("Abgesagt – Podium", "Podium"),
        ("Cancelled: Open Lab", "Open Lab"),
        ("Entfällt: Podium", "Podium"),
        ("Verschobene Wahrnehmung: Podium", "Verschobene Wahrnehmung: Podium"),
        ("Abgesagt", "Abgesagt"),
    ],
)
def test_a_mark_in_the_title_is_the_status(title, bare):
    assert without_status(title) == bare


def test_the_price_and_deadline_of_a_course(read):
    course = read("vhs_course")[0]
    assert (course.price, course.registration_deadline) == ("39,00 €", date(2025, 5, 10))
