"""A date alone makes no event: what stands beside it decides."""

from datetime import date

import pytest

from aggregator.page import Page, listings

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
    "maintenance": "<h1>Geplante Wartungsarbeiten</h1><p>Samstag, 22. Februar 2025, 6 bis 14 Uhr</p>",
}
EVENTS = {
    "a closing in another sentence": "<h1>Hackday</h1><p>Am Samstag, 22. Februar 2025, 10 Uhr, im Rathaus, Markt 1,"
    " 47441 Moers. Der Hof ist gesperrt.</p>",
    "a period with company": "<h1>Datenausstellung</h1><p>Zeitraum: 22.02.2025 – 01.03.2025</p><p>Eintritt frei</p>"
    "<p>Rathaus<br>Markt 1<br>47441 Moers</p>",
    "to come, below a review's heading": "<h1>Kartenkreis</h1><h2>Rückblick und Ausblick</h2><p>Samstag, 22. Februar"
    " 2025, 18 Uhr, Workshop im Rathaus</p>",
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
        ("im Rathaus; ein Protokoll gibt es online", False),
    ],
)
def test_a_program_to_meet_by_in_a_long_line(words, online):
    line = f"Unser nächstes Treffen ist am Donnerstag, 27.02., 17–18 Uhr, {words}. Themen: {'Bäume und Bänke, ' * 9}"
    place = read(f"<h1>Treffen der Kartenfreunde</h1><p>{line}</p>")[0].place
    assert bool(place and place.online) is online
