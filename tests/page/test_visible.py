"""A date alone makes no event: what stands beside it decides."""

import pytest

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
def test_no_event(read_body, body):
    assert read_body(body) == ()


@pytest.mark.parametrize("body", EVENTS.values(), ids=EVENTS)
def test_an_event_all_the_same(read_body, body):
    assert len(read_body(body)) == 1


def test_paragraphs_of_an_article_about_events_are_no_list(read_body):
    body = (
        "<h1>Ein Veranstaltungsformat für offene Daten</h1><p>Am 14. Januar 2025 haben wir es versucht, mit 60 <b>Gästen</b>.</p>"
        "<h2>Das nächste Mal</h2><p>Die nächste Veranstaltung findet am <b>12. März 2025</b> von 10:00 – 11:30 per Zoom statt.</p>"
    )
    [one] = read_body(body)
    assert (one.title, one.when.start.isoformat()) == (
        "Ein Veranstaltungsformat für offene Daten",
        "2025-03-12T10:00:00",
    )
