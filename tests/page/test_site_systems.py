"""Pages as widespread systems write them without structured data, and pages that only look like events."""

from datetime import date
from pathlib import Path

import pytest

from aggregator.page.listings import listings
from aggregator.page.response import Page

PAGES = Path(__file__).parent / "pages"


@pytest.mark.parametrize(
    ("page", "title", "start", "end", "place"),
    [
        (
            "typo3_events2",
            "Digitalforum Landkreis",
            "2025-04-24T17:30",
            "2025-04-24T20:00",
            "Kreishaus, Sitzungssaal | Bahnhofstraße 12 | 26122 | Oldenburg",
        ),
        (
            "modern_events_calendar_headings",
            "Daten-Café",
            "2025-02-20T15:00",
            "2025-02-20T17:00",
            "Stadtbücherei | Prinzipalmarkt 3 | 48143 | Münster",
        ),
        (
            "squarespace",
            "Salon: Data & Democracy",
            "2025-03-27T18:30",
            "2025-03-27T21:00",
            "Villa | Ludwigstraße 8 | 80539 | München",
        ),
        (
            "plone_uni_talk",
            "Privacy by Design in der Praxis",
            "2025-05-06T16:15",
            "2025-05-06T17:45",
            "Hörsaal 4 | Welfengarten 1 | 30167 | Hannover",
        ),
        (
            "indico_range",
            "Summer School on Research Data",
            "2025-07-21T09:00",
            "2025-07-25T13:00",
            "Auditorium | Notkestraße 85 | 22607 | Hamburg",
        ),
        (
            "library_name_in_h1",
            "Vorlesestunde mit Robotern",
            "2025-03-08T11:00",
            "2025-03-08T12:00",
            "Zentralbibliothek | Münzgasse 1 | 60311 | Frankfurt",
        ),
        (
            "webflow_cards",
            "Civic Coding Day",
            "2025-05-16T10:00",
            "2025-05-16T17:00",
            "Betahaus | Rudi-Dutschke-Straße 23 | 10969 | Berlin",
        ),
        (
            "jekyll_lab_post",
            "Hacknight #31: Haltestellen",
            "2025-02-18T18:30",
            None,
            "Fablab | Kronenstraße 5 | 44139 | Dortmund",
        ),
        (
            "drupal_views_field",
            "Forum Verwaltungsdaten 2025",
            "2025-06-05T09:30",
            "2025-06-05T16:30",
            "Haus der Kulturen | John-Foster-Dulles-Allee 10 | 10557 | Berlin",
        ),
        (
            "pretix_days_and_doors",
            "Nordlichtcamp 25",
            "2025-09-05",
            "2025-09-07",
            "Hochschule Darmstadt | Schöfferstraße 10 | 64295 | Darmstadt",
        ),
        (
            "indico_meeting",
            "NFDI Jour fixe",
            "2025-05-06T14:00",
            "2025-05-06T16:00",
            "GWDG (Seminarraum) | Burckhardtweg 4 | 37077 | Göttingen",
        ),
        (
            "meetup_details_first",
            "Maptime im Mai",
            "2025-05-14T19:00",
            "2025-05-14T21:00",
            "Mozilla | Schlesische Straße 27 | 10997 | Berlin",
        ),
        (
            "webinar_zoom",
            "Einführung in das Datenportal",
            "2025-03-11T14:00",
            "2025-03-11T15:00",
            " |  |  | ",
        ),
        (
            "festival_programme",
            "Fest der Netzkultur",
            "2025-06-20",
            "2025-06-22",
            "Kulturbahnhof | Bahnhofplatz 1 | 34117 | Kassel",
        ),
        (
            "wordpress_blocks",
            "Offene Daten, offene Stadt?",
            "2025-05-22T19:00",
            None,
            "Stadtarchiv | Severinstraße 222 | 50676 | Köln",
        ),
        (
            "gancio_plain",
            "Küfa & Kryptoparty",
            "2025-03-21T18:00",
            "2025-03-21T23:00",
            "Rote Insel | Mansteinstraße 10 | 10783 | Berlin",
        ),
        ("house_behind_the_date", "Hack im Park", "2025-07-05T12:00", None, "Westpark Dortmund |  |  | "),
        (
            "announced_in_an_article",
            "Lesung: Die Stadt der Daten",
            "2025-04-30T20:00",
            None,
            "Buchhandlung | Schanzenstraße 5 | 20357 | Hamburg",
        ),
        (
            "swiss_bilingual",
            "Journée des données / Datentag",
            "2025-09-25T09:15",
            "2025-09-25T16:45",
            "Kongresshaus | Zentralstrasse 60 | 2502 | Biel/Bienne",
        ),
        (
            "church",
            "Orgelkonzert zur Marktzeit",
            "2025-05-10T11:30",
            None,
            "Stadtkirche | Kirchplatz 4 | 38518 | Gifhorn",
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
            "list_labelled_dates",
            [
                ("Geschichte der Kartografie", "2025-04-28T18:15"),
                ("Karten und Macht", "2025-05-12T18:15"),
                ("OpenStreetMap in der Forschung", "2025-05-26T18:15"),
            ],
        ),
        (
            "list_cards",
            [
                ("Datenfrühstück", "2025-02-19T08:30"),
                ("Hackday Mobilität", "2025-03-08T10:00"),
                ("Netzwerktreffen", "2025-03-26T17:00"),
            ],
        ),
    ],
)
def test_all_events_of_a_list(read, moment, page, events):
    assert [(one.title, moment(one.when.start)) for one in read(page)] == events


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Digitalausschuss - Dienstag, 18.03.2025 - 17:15 Uhr", "Digitalausschuss"),
        ("Offener Abend | 18. März 2025", "Offener Abend"),
        ("Offener Abend – mit 12. Geburtstag", "Offener Abend – mit 12. Geburtstag"),
        ("Bilanz 2024 - Ausblick 2025", "Bilanz 2024 - Ausblick 2025"),
    ],
)
def test_a_date_is_no_part_of_a_title(heading, title):
    body = f"<h1>{heading}</h1><p>Wann: Dienstag, 18. März 2025, 17:15 Uhr</p>"
    found = listings(Page("https://site.example/a", body.encode(), {}, date(2025, 2, 1)))
    assert [one.title for one in found] == [title]


@pytest.mark.parametrize("label", ["Veröffentlicht am", "Aktualisiert", "Stand", "Zuletzt geändert"])
def test_a_day_below_such_a_label_is_no_event(label):
    body = (
        f"<h1>Baumkataster</h1><dl><dt>{label}</dt><dd>15.01.2025 04:00</dd><dt>Lizenz</dt><dd>CC0</dd></dl>"
    )
    assert listings(Page("https://site.example/a", body.encode(), {}, date(2025, 2, 1))) == ()


@pytest.mark.parametrize(
    ("title", "is_event"),
    [
        ("Privacy by Design in der Praxis", True),
        ("Privacy Policy", False),
        ("Kontakt und Anfahrt", False),
        ("Kontaktstudium Datenrecht", True),
        ("Newsletter", False),
        ("Newsletter-Werkstatt", True),
        ("Suchergebnisse", False),
        ("Suche nach dem Stadtplan von morgen", True),
        ("Datenschutz in der Kommune", True),
        ("Datenschutzerklärung", False),
        ("Data Engineer (m/w/d)", False),
        ("Team", False),
        ("Team-Tag Offene Daten", True),
    ],
)
def test_titles_that_no_event_bears(title, is_event):
    body = f"<h1>{title}</h1><p>Mittwoch, 12. März 2025, 18 Uhr</p><p>Rathaus, Markt 1, 47441 Moers</p>"
    found = listings(Page("https://site.example/a", body.encode(), {}, date(2025, 2, 1)))
    assert [one.title for one in found] == ([title] if is_event else [])


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("<strong>Wo</strong> Saal 2, Markt 1, 47441 Moers", "Saal 2 | Markt 1 | 47441 | Moers"),
        ("<span class=label>Ort</span> Saal 2, Markt 1, 47441 Moers", "Saal 2 | Markt 1 | 47441 | Moers"),
        ("Villa<br>Markt 1<br>Moers, NW, 47441", "Villa | Markt 1 | 47441 | Moers"),
        ("Villa<br>Markt 1 · Moers, 47441", "Villa | Markt 1 | 47441 | Moers"),
        ("Villa<br>Markt 1, 47441 Moers", "Villa | Markt 1 | 47441 | Moers"),
    ],
)
def test_places_beside_a_date(place_words, words, place):
    body = f"<h1>Offener Abend</h1><p>Mittwoch, 12. März 2025, 18 Uhr</p><p>{words}</p>"
    found = listings(Page("https://site.example/a", body.encode(), {}, date(2025, 2, 1)))
    assert place_words(found[0].place) == place


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("Tuesday 6 May 2025, 14:00 → 16:00", "2025-05-06T14:00", "2025-05-06T16:00"),
        ("21 Jul 2025, 09:00 - 25 Jul 2025, 13:00", "2025-07-21T09:00", "2025-07-25T13:00"),
        ("Dienstag, 6. Mai 2025, 14 → 16 Uhr", "2025-05-06T14:00", "2025-05-06T16:00"),
    ],
)
def test_spans_of_time(moment, words, start, end):
    body = f'<html lang="en"><h1>Open evening</h1><p>{words}</p><p>Hall, Markt 1, 47441 Moers</p>'
    when = listings(Page("https://site.example/a", body.encode(), {}, date(2025, 2, 1)))[0].when
    assert (moment(when.start), moment(when.end)) == (start, end)


def test_a_webinar_is_online(read):
    assert read("webinar_zoom")[0].place.online


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16"])
def test_any_encoding_that_is_named(encoding):
    body = "<meta charset=utf-8><h1>Führung für Zwölf</h1><p>12. März 2025, 18 Uhr, Rathaus</p>"
    if encoding != "utf-8":
        body = body.replace("<meta charset=utf-8>", "")
    headers = {"Content-Type": f"text/html; charset={encoding}"}
    found = listings(Page("https://site.example/a", body.encode(encoding), headers, date(2025, 2, 1)))
    assert [one.title for one in found] == ["Führung für Zwölf"]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("iso-8859-1", "utf-8"),
        ("cp1252", ""),
        ("utf-8", "iso-8859-1"),
        ("utf-8", "klingon"),
        ("utf-8", "utf-16"),
    ],
)
def test_an_encoding_that_is_not_the_named_one(encoding, declared):
    body = f"<meta charset={declared}><h1>Führung für Zwölf</h1><p>12. März 2025, 18 Uhr, Rathaus</p>"
    found = listings(Page("https://site.example/a", body.encode(encoding), {}, date(2025, 2, 1)))
    assert [one.title for one in found] == ["Führung für Zwölf"]


def test_some_broken_bytes_cost_neither_their_letters_nor_the_others():
    body = "<meta charset=utf-8><h1>Führung für Zwölf</h1><p>12. März 2025, 18 Uhr, Rathaus</p>".encode()
    broken = body + "<p>Ort: Großmarkt, Ring 4, 04103 Leipzig</p>".encode("latin-1")
    (found,) = listings(Page("https://site.example/a", broken, {}, date(2025, 2, 1)))
    assert (found.title, found.place_text) == ("Führung für Zwölf", "Großmarkt, Ring 4, 04103 Leipzig")
