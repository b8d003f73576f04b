"""A date alone makes no event: what stands beside it decides."""

from datetime import date

import pytest

from aggregator.page.listings import listings
from aggregator.page.response import Page

READ_ON = date(2025, 2, 1)


def read(body):
    return listings(Page("https://site.example/a", f'<html lang="de">{body}'.encode(), {}, READ_ON))


NO_EVENT = {
    "told in an interview": "<h1>„Daten sind Alltag“</h1><p>Das Gespräch führte Ida Kern am 13. Januar in Fulda.</p>"
    "<p>Um 8 Uhr beginnt die Runde, um 10 Uhr der erste Workshop.</p>",
    "recorded": "<h1>Webinar Karten</h1><p>Aufgezeichnet am 4. November 2024, 18 Uhr.</p>",
    "a data set's period": "<h1>Bodenwerte</h1><table><tr><th>Zeitraum</th><td>01.01.2024 – 31.12.2024</td></tr></table>",
    "out of order": "<h1>Das Portal ruht</h1><p>Am Samstag, 22. Februar 2025, steht das Portal von 6 bis 14 Uhr"
    " nicht zur Verfügung.</p><p>Rathaus, Markt 1, 47441 Moers</p>",
    "closed for a morning": "<h1>Bürgerbüro</h1><p>Am Freitag, 14. Februar 2025, bleibt das Büro von 8 bis 12 Uhr"
    " geschlossen.</p>",
    "a survey": "<h1>Umfrage: Wo fehlen Bänke?</h1><p>Zeitraum: 01.03.2025 bis 30.04.2025</p><p>Rathaus, Markt 1,"
    " 47441 Moers</p>",
    "gone by, below a heading that says so": "<h1>Kartenkreis</h1><h2>Rückblick</h2><p>9. Januar 2025, 18 Uhr,"
    " Workshop im Rathaus, Markt 1, 47441 Moers</p>",
    "since when": "<h1>Ida Kern</h1><p>Seit dem 1. Oktober 2021 Referentin. Geboren am 3. März 1988 in Moers.</p>",
    "a mail's own date": "<h1>[liste] Interview</h1><p>Treffen wir uns?</p><p>Datum: Sat, 25 Jan 2025 12:26:12 +0200</p>",
    "a mail's date of another form": "<h1>[liste] Interview am Stammtisch</h1><p>So Jan 26 13:31:04 CET 2025</p>",
    "no more than how often": "<h1>Der Sitzungsdienst</h1><p>Die Sitzungen finden etwa alle vier Wochen im Sitzungssaal im"
    " Rathaus statt, in der Regel am Dienstagabend.</p>",
    "dates below headings of their own": "<h1>Bericht</h1><h3>Fest im Hof</h3><p>10.05.2025</p>",
    "told in English": "<html lang=en><h1>My first meetup</h1><p>On Wednesday, January 15, 2025, I attended a virtual"
    " meetup.</p>",
    "an answer below": "<h1>What is a meetup to you?</h1><p>I have been thinking.</p><h2>5 Replies</h2><p>See you on Feb 22"
    " at 7 pm in the library, Markt 1, 47441 Moers.</p>",
    "a byline and clocks elsewhere": "<h1>Haltestellen</h1><p>von Tilo am 22.01.2025</p><p>Ich war von 10 bis 15 Uhr dort, am"
    " Stammtisch auch.</p>",
    "a tender": "<h1>Geodaten für den Kreis</h1><dl><dt>Bindefrist</dt><dd>30.04.2025, 10 Uhr</dd><dt>Leistungszeitraum</dt>"
    "<dd>01.06.2025 bis 31.12.2025</dd><dt>Ort</dt><dd>Rathaus, Markt 1, 47441 Moers</dd></dl>",
    "closed over Easter": "<h1>Über Ostern geschlossen</h1><p>Ab Dienstag, 22. April, sind wir wieder ab 10 Uhr da.</p>",
    "there again": "<h1>Osterpause</h1><p>Ab Dienstag, 22. April 2025, 10 Uhr, sind wir wieder für Sie da.</p>",
    "buses for trams": "<h1>Schienenersatzverkehr auf der Linie 4</h1><p>Von Montag, 10. März, 4 Uhr, bis Freitag, 14. März"
    " 2025, 22 Uhr</p>",
    "issues of a newsletter": "<h1>Newsletter-Archiv</h1><table><tr><th>Ausgabe<th>Datum<tr><td>24<td>01.01.2025</table>",
    "somebody's death": "<h1>Wir trauern um Ida Kern</h1><p>Sie leitete den Stammtisch, jeden ersten Montag, 19 Uhr.</p>",
    "maintenance": "<h1>Geplante Wartungsarbeiten</h1><p>Samstag, 22. Februar 2025, 6 bis 14 Uhr</p>",
}
EVENTS = {
    "a closing in another sentence": "<h1>Hackday</h1><p>Am Samstag, 22. Februar 2025, 10 Uhr, im Rathaus, Markt 1,"
    " 47441 Moers. Der Hof ist gesperrt.</p>",
    "a period with company": "<h1>Datenausstellung</h1><p>Zeitraum: 22.02.2025 – 01.03.2025</p><p>Eintritt frei</p>"
    "<p>Rathaus<br>Markt 1<br>47441 Moers</p>",
    "to come, below a review's heading": "<h1>Kartenkreis</h1><h2>Rückblick und Ausblick</h2><p>Samstag, 22. Februar"
    " 2025, 18 Uhr, Workshop im Rathaus</p>",
    "a day to come on which it takes place": "<h1>100. Runde</h1><p>Am 27. Februar findet die 100. Runde statt.</p>",
    "an invitation to a day to come": "<h1>Tag der Daten</h1><p>Verein und Stiftung laden zum Tag der Daten am 4. März nach"
    " Erfurt ein.</p>",
    "a day to come right below the heading": "<h1>Netzwerktreffen</h1><p>Do 27 Feb 25</p><p>Mit Referentinnen.</p>",
    "a day to come with its weekday": "<h1>Reparieren</h1><p>Kommenden Samstag, 22. Februar, öffnet der Saal. Wer kommt,"
    " hat sich vorher anzumelden.</p>",
    "a day to come that is named like the page": "<h1>Tag der Karten</h1><p>Am 22. Februar ist Tag der Karten. Wir laden"
    " euch ein.</p>",
    "a clock behind a label in a sentence": "<h1>March 4: Civic Meetup</h1><p><b>Time:</b> Official start time is 7 PM,"
    " although I will be there by 6:30, and nobody knows when we will all be tired and go home again.</p>",
    "a workshop about surveys": "<h1>Umfrage-Workshop</h1><p>Samstag, 22. Februar 2025, 18 Uhr</p>",
    "an hour to speak to somebody, as the title says": "<h1>Sprechstunde Open Data</h1><p>Sprechstunde: donnerstags"
    " 13–14 Uhr</p>",
}


@pytest.mark.parametrize("body", NO_EVENT.values(), ids=NO_EVENT)
def test_no_event(body):
    assert read(body) == ()


@pytest.mark.parametrize("body", EVENTS.values(), ids=EVENTS)
def test_an_event_all_the_same(body):
    assert len(read(body)) == 1


@pytest.mark.parametrize(
    ("headings", "title"),
    [
        ("<h2>Filmabend</h2>", "Filmabend"),
        ("<h2>Filmabend</h2><h2>Anfahrt</h2>", "Filmabend"),
        ("<h2>Filmabend</h2><h2>Lesung</h2>", "Veranstaltungskalender"),
        ("<h1>Kino</h1><h2>Filmabend</h2>", "Kino"),
    ],
)
def test_the_only_heading_below_a_title_that_names_a_calendar(headings, title):
    body = (
        f"<title>Veranstaltungskalender</title>{headings}<p>Freitag, 14. Februar 2025, 20 Uhr, im Rathaus</p>"
    )
    assert [one.title for one in read(body)] == [title]


@pytest.mark.parametrize(
    ("words", "online"),
    [
        ("wie immer in BigBlueButton", True),
        ("per BBB", True),
        ("in Big Blue Button", True),
        ("in our virtual anniversary session", True),
        ("im Rathaus; ein Protokoll gibt es online", False),
    ],
)
def test_a_program_to_meet_by_in_a_long_line(words, online):
    line = f"Unser nächstes Treffen ist am Donnerstag, 27.02., 17–18 Uhr, {words}. Themen: {'Bäume und Bänke, ' * 9}"
    place = read(f"<h1>Treffen der Kartenfreunde</h1><p>{line}</p>")[0].place
    assert bool(place and place.online) is online


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("Im Hof wird es ab 14 Uhr eine Vorstellung geben.", "2025-03-04T14:00:00"),
        ("Geöffnet ist an dem Tag von 14 bis 18 Uhr.", "2025-03-04"),
        ("Das Haus öffnet von 14 bis 18 Uhr.", "2025-03-04T14:00:00"),
        ("Annahmeschluss ist um 11.30 Uhr.", "2025-03-04"),
        ("Einlass ist um 13 Uhr.", "2025-03-04"),
        ("Im Hof gibt es ab 14 Uhr Kuchen, im Saal ab 16 Uhr Musik.", "2025-03-04"),
        ("Das Büro ist ab 9 Uhr erreichbar.", "2025-03-04"),
    ],
)
def test_the_only_clock_at_which_something_starts(words, start):
    lead = "Der Verein lädt alle Menschen, die Daten mögen, sammeln oder brauchen, zum Fest am 4. März in den Hof ein."
    long = f"{'Es gibt Kuchen, Karten und gute Gespräche. ' * 3} {words}"
    when = read(f"<h1>Fest der Daten</h1><p>{lead}</p><p>{long}</p>")[0].when
    assert when.start.isoformat() == start


@pytest.mark.parametrize(
    ("heading", "words", "place"),
    [
        (
            "Bürgerwerkstatt",
            "im evangelischen Gemeindehaus (Abt-Hyller-Straße 17)",
            "Gemeindehaus | Abt-Hyller-Straße 17 |  | ",
        ),
        ("Bürgerwerkstatt", "in der Kirchberghalle mit Musik", "Kirchberghalle |  |  | "),
        ("Bürgerwerkstatt", "in das Zeughaus, zum Tanz", "Zeughaus |  |  | "),
        ("Bürgerwerkstatt", "im Hanns-Cibulka-Saal (Eingang Nord)", "Hanns-Cibulka-Saal |  |  | "),
        ("Bürgerwerkstatt", "mit Musik am Bahnhofplatz 10", " | Bahnhofplatz 10 |  | "),
        (
            "Bürgerwerkstatt",
            "im Rathaus.</p><p>Stadthaus</p><p>Markt 1</p><p>47441 Moers",
            "Stadthaus | Markt 1 | 47441 | Moers",
        ),
        ("Bürgerwerkstatt", "im Kreishaus in Goslar", "Kreishaus |  |  | Goslar"),
        ("Bürgerwerkstatt in Moers", "mit viel Musik", " |  |  | Moers"),
        ("Bürgerwerkstatt in Arbeit", "mit viel Musik", None),
    ],
)
def test_places_that_are_no_address(place_words, heading, words, place):
    body = f"<h1>{heading}</h1><p>Wir treffen uns am Mittwoch, 12. März 2025, um 18 Uhr {words}.</p>"
    assert place_words(read(body)[0].place) == place


def test_paragraphs_of_an_article_about_events_are_no_list():
    body = (
        "<h1>Ein Veranstaltungsformat für offene Daten</h1><p>Am 14. Januar 2025 haben wir es versucht, mit 60 <b>Gästen</b>.</p>"
        "<h2>Das nächste Mal</h2><p>Die nächste Veranstaltung findet am <b>12. März 2025</b> von 10:00 – 11:30 per Zoom statt.</p>"
    )
    [one] = read(body)
    assert (one.title, one.when.start.isoformat()) == (
        "Ein Veranstaltungsformat für offene Daten",
        "2025-03-12T10:00:00",
    )
