"""One page a kind of site: what a visitor finds there, and what no visitor takes for an event."""

from datetime import date
from pathlib import Path

import pytest

PAGES = Path(__file__).parent / "pages"
READ_ON = date(2025, 2, 1)


EVENTS = [
    ("jsonld_broadcast", "Haushalt im Livestream", "2025-03-04T18:00", "2025-03-04T19:30", None),
    (
        "next_date_in_a_sentence",
        "Das kommunale Netzwerktreffen",
        "2025-06-17T10:00",
        "2025-06-17T11:30",
        " |  |  | ",
    ),
    ("blog_post", "Offener Abend im März", "2025-03-04T20:00", None, "Werft | Hafenstraße 20 | 24103 | Kiel"),
    ("date_above_heading", "Fachtag Digitale Teilhabe", "2025-09-24T10:00", "2025-09-24T16:00", None),
    ("opengraph", "Lesung am Fluss", "2025-05-08T19:00", None, "Literaturhaus |  |  | "),
    ("jsonld_other_clock_shown", "Filmabend heute", "2025-12-12T20:00", None, None),
    (
        "weekly_meeting",
        "Mitmachen im Lab",
        "2025-02-03T19:00",
        None,
        "Impact Hub | Kaiserstr. 97 | 76131 | Karlsruhe",
    ),
    # page, title, start, end, "name | street | postcode | city"
    (
        "wordpress_the_events_calendar",
        "Offene Werkstatt Daten",
        "2025-12-04T20:00",
        None,
        "Stadtlabor | Hafenstraße 7 | 24103 | Kiel",
    ),
    (
        "modern_events_calendar",
        "Wiki-Abend",
        "2025-03-20T18:30",
        "2025-03-20T21:00",
        "Kulturhaus | Lindenallee 12 | 04103 | Leipzig",
    ),
    (
        "typo3_sf_event_mgt",
        "Fachtag Geodaten",
        "2025-05-13T09:30",
        "2025-05-13T16:00",
        "Kreishaus, Großer Saal | Bergweg 3 | 34576 | Homberg",
    ),
    (
        "typo3_news_date",
        "Lesekreis Netzpolitik",
        "2025-02-06T19:30",
        None,
        "Stadtbücherei | Marktplatz 5 | 73230 | Kirchheim",
    ),
    (
        "drupal_utc_time",
        "Bürgerdialog Klima",
        "2025-07-08T18:00",
        "2025-07-08T20:30",
        "Rathaus, Ratssaal | Rathausplatz 1 | 79098 | Freiburg",
    ),
    (
        "contao_event",
        "Mapathon für Anfänger",
        "2025-11-15T10:00",
        "2025-11-15T16:00",
        "Zeughaus | Zeugplatz 4 | 86150 | Augsburg",
    ),
    (
        "joomla_jevents",
        "Repair-Café",
        "2025-03-22T14:00",
        "2025-03-22T17:00",
        "Gemeindehaus | Kirchgasse 2 | 97070 | Würzburg",
    ),
    (
        "eventbrite",
        "Civic Tech Night",
        "2025-07-17T18:30",
        "2025-07-17T22:00",
        "Factory | Rheinsberger Straße 76 | 10115 | Berlin",
    ),
    (
        "meetup_similar_events",
        "Kartenabend",
        "2025-05-06T19:00",
        "2025-05-06T21:00",
        "Basislager | Peterssteinweg 14 |  | Leipzig",
    ),
    (
        "pretix",
        "Hacknacht",
        "2025-06-13T17:30",
        "2025-06-15T14:00",
        "Jugendzentrum Nord | Lintforter Straße 132 | 47445 | Moers",
    ),
    (
        "mobilizon",
        "Linux-Stammtisch",
        "2025-02-11T19:30",
        "2025-02-11T21:30",
        "Treffpunkt | Am Markt 3 | 28195 | Bremen",
    ),
    (
        "gancio_h_event",
        "Offener Garten",
        "2025-05-17T15:00",
        "2025-05-17T18:00",
        "Prinzengarten | Gartenweg 9 |  | Jena",
    ),
    (
        "gettogether",
        "OK Lab Weekly",
        "2025-11-12T19:00",
        "2025-11-12T21:00",
        "Impact Hub | Kaiserstraße 97 |  | Karlsruhe",
    ),
    ("discourse_event", "Community-Treffen online", "2025-05-07T19:31", None, " |  |  | "),
    ("pretalx", "FOSS4G Nord 2025", "2025-03-26", "2025-03-28", " |  |  | Münster"),
    ("luma", "Data Salon", "2025-09-18T18:00", "2025-09-18T21:00", " |  |  | Berlin"),
    (
        "indico",
        "Metadata Workshop",
        "2025-10-20T09:00",
        "2025-10-21T17:00",
        "Campus Nord | Hermann-von-Helmholtz-Platz 1 | 76344 | Eggenstein-Leopoldshafen",
    ),
    ("osmcal", "Radinfra-Mapathon #2", "2025-06-24T19:30", "2025-06-24T21:00", " |  |  | "),
    (
        "mediawiki",
        "Wikipedia:Hannover/Treffen",
        "2025-02-14T18:00",
        None,
        "Büro | Andreaestraße 1 | 30159 | Hannover",
    ),
    (
        "static_prose",
        "Sommerfest im Makerspace",
        "2025-07-12T15:00",
        None,
        "Makerspace | Fabrikstraße 8 | 70794 | Filderstadt",
    ),
    (
        "bilingual",
        "Picknick im Park",
        "2025-09-06T14:00",
        "2025-09-06T18:00",
        "Stadtpark | Parkallee 3 | 20144 | Hamburg",
    ),
    (
        "microdata_content",
        "Open Board Meeting",
        "2025-04-09T08:30",
        "2025-04-09T10:00",
        "Town Hall | Am Ring 5 | 5020 | Salzburg",
    ),
    ("rdfa_lite", "Orgelkonzert im Dom", "2025-10-05T17:00", None, "Dom | Domplatz 1 | 39104 | Magdeburg"),
    (
        "hcalendar_abbr",
        "Freifunk-Stammtisch",
        "2025-03-05T19:00",
        "2025-03-05T22:00",
        "Krug | Dorfstr. 1 | 18055 | Rostock",
    ),
    ("h_event_value_class", "Homebrew Website Club", "2025-06-25T18:30", "2025-06-25T20:00", " |  |  | "),
    (
        "jsonld_broken",
        "Datentag & Barcamp",
        "2025-09-03T09:00",
        "2025-09-03T17:30",
        "Kongresshalle | Ringstr. 2 | 35390 | Gießen",
    ),
    ("jsonld_all_day", "Aktionswoche Offene Daten", "2025-10-01", "2025-10-07", " |  |  | "),
    (
        "jsonld_schedule",
        "Coding-Abend",
        "2025-03-04T18:30",
        "2025-03-04T21:00",
        "Hackerspace | Weberstr. 4 | 01099 | Dresden",
    ),
    (
        "labels_english",
        "School of Data",
        "2025-03-22T09:00",
        "2025-03-22T18:00",
        "School of Law | 2 Court Square | 11101 | New York",
    ),
    ("labels_split_clock", "Infoabend Förderung", "2025-09-24T17:00", "2025-09-24T18:30", " |  |  | "),
    (
        "austrian",
        "Netzpolitischer Abend",
        "2025-02-06T19:30",
        None,
        "Metalab | Rathausstraße 6 | 1010 | Wien",
    ),
    (
        "rescheduled",
        "Workshop Barrierefreiheit",
        "2025-05-14T10:00",
        "2025-05-14T16:00",
        "Volkshochschule | Schulstr. 1 | 50667 | Köln",
    ),
]


@pytest.mark.parametrize(("page", "title", "start", "end", "place"), EVENTS, ids=[row[0] for row in EVENTS])
def test_an_event_page_gives_its_one_event(read, moment, place_words, page, title, start, end, place):
    found = read(f"{page}.html")
    assert [one.title for one in found] == [title]
    when = found[0].when
    assert when is not None
    assert (moment(when.start), moment(when.end)) == (start, end)
    assert place_words(found[0].place) == place
    assert {"title", "when"} <= set(found[0].evidence)


@pytest.mark.parametrize("page", sorted(path.name for path in PAGES.glob("no_event_*.html")))
def test_a_page_without_an_event_gives_nothing(read, page):
    assert read(page) == ()


LISTS = [
    (
        "list_jsonld",
        [
            ("Vortrag A", "2025-05-05T18:00", "https://verein.example/termine/a"),
            ("Vortrag B", "2025-06-05T18:00", "https://verein.example/termine/b"),
        ],
    ),
    (
        "list_plain",
        [
            ("Lesung mit Musik", "2025-03-05T19:30", "https://site.example/v/1"),
            ("Schreibwerkstatt", "2025-03-08T10:00", "https://site.example/v/2"),
            ("Bücherflohmarkt", "2025-03-16", "https://site.example/v/3"),
        ],
    ),
    (
        "list_table",
        [
            ("Mitgliederversammlung", "2025-03-14T18:00", "https://site.example/t/agm"),
            ("Frühjahrsputz", "2025-04-12T09:00", "https://site.example/list_table"),
        ],
    ),
]


@pytest.mark.parametrize(("page", "events"), LISTS, ids=[row[0] for row in LISTS])
def test_a_list_gives_every_event(read, moment, page, events):
    found = read(f"{page}.html")
    assert [(one.title, moment(one.when.start), one.url) for one in found] == events
    assert len({one.key for one in found}) == len(events)


FIELDS = [
    ("eventbrite", "price", "0.0-12.5 EUR"),
    ("eventbrite", "organizer", "Civic Tech e.V."),
    ("eventbrite", "url", "https://www.eventbrite.de/e/civic-tech-night-tickets-123"),
    ("luma", "price", "kostenlos"),
    ("luma", "organizer", "A. Host, Salon"),
    ("meetup_similar_events", "status", "EventCancelled"),
    ("meetup_similar_events", "stream_url", "https://meet.example/karte"),
    ("drupal_utc_time", "status", "EventCancelled"),
    ("rescheduled", "status", "EventCancelled"),
    ("typo3_sf_event_mgt", "price", "45 Euro"),
    ("typo3_sf_event_mgt", "registration_deadline", date(2025, 4, 30)),
    ("typo3_sf_event_mgt", "registration_url", "https://site.example/anmeldung/77"),
    ("typo3_sf_event_mgt", "organizer", "Landkreis Musterberg"),
    ("typo3_news_date", "registration_deadline", date(2025, 2, 3)),
    ("labels_split_clock", "registration_deadline", date(2025, 9, 20)),
    ("labels_english", "registration_url", "https://tickets.example/sod"),
    (
        "wordpress_the_events_calendar",
        "key",
        "https://stadtlabor.example/veranstaltung/offene-werkstatt-daten/",
    ),
    ("wordpress_the_events_calendar", "description", "Wir bauen."),
]


@pytest.mark.parametrize(("page", "field", "value"), FIELDS)
def test_further_fields(read, page, field, value):
    assert getattr(read(f"{page}.html")[0], field) == value


@pytest.mark.parametrize(
    "page",
    [
        "discourse_event",
        "osmcal",
        "h_event_value_class",
        "jsonld_all_day",
        "labels_split_clock",
        "meetup_similar_events",
    ],
)
def test_events_to_join_from_afar(read, page):
    assert read(f"{page}.html")[0].place.online


def test_a_rule_comes_with_its_first_date(read):
    when = read("jsonld_schedule.html")[0].when
    assert when.rrule == "FREQ=WEEKLY;BYDAY=TU"


EVIDENCE = [
    ("eventbrite", "when", "json-ld"),
    ("microdata_content", "when", "microdata"),
    ("rdfa_lite", "title", "rdfa"),
    ("hcalendar_abbr", "when", "h-event"),
    ("labels_split_clock", "when", "label: Wann"),
    ("typo3_sf_event_mgt", "place", "label: Ort"),
    ("static_prose", "when", "prose"),
    ("list_plain", "when", "list item"),
]


@pytest.mark.parametrize(("page", "field", "part"), EVIDENCE)
def test_evidence_names_the_part_of_the_page(read, page, field, part):
    assert read(f"{page}.html")[0].evidence[field] == part
