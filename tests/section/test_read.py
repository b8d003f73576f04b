"""Sections of every layout, read into listings: small posts written for the tests."""

from __future__ import annotations

import base64
from datetime import date, datetime
from urllib.parse import quote

import pytest

from aggregator import german
from aggregator.event import Place, Status, When
from aggregator.section import PostError, read_post

FRONT = "---\ntitle: \"Titel – Out in the Open Februar 2024\"\ndate: '2024-03-05T08:00:00+01:00'\n---\n\n"
HEAD = FRONT + "## Veranstaltungen\n"


def read(body, name="2024-03.md"):
    return read_post(HEAD + body, name)


def only(body):
    reading = read(body)
    assert reading.problems == ()
    (listing,) = reading.listings
    return listing


LAYOUTS = [
    # house style
    ("* Montag, 04.03.2024, 17:00-21:00, Labor, Alte Messe 6, 04103 Leipzig: **Titel**", "2024-03-04T17:00", "2024-03-04T21:00", "Labor, Alte Messe 6, 04103 Leipzig", "Titel"),
    ("* Freitag, 01.03.2024, 14:00, bis Sonntag, 03.03.2024, 15:00, Köln und auch online: **Titel**", "2024-03-01T14:00", "2024-03-03T15:00", "Köln und auch online", "Titel"),
    ("* Dienstag, 05.03.2024, bis Donnerstag, 07.03.2024, online: **Titel**", "2024-03-05", "2024-03-07", "online", "Titel"),
    ("* Donnerstag, 07.03.2024, 10:00, Straße des 17. Juni 135, 10623 Berlin: **Titel**", "2024-03-07T10:00", None, "Straße des 17. Juni 135, 10623 Berlin", "Titel"),
    # title first, the rest on lines of its own
    ("* **Großes Treffen**\n07.03. - 24.04.", "2024-03-07", "2024-04-24", None, "Großes Treffen"),
    ("* 13.03.: **Titel**", "2024-03-13", None, None, "Titel"),
    ("* 28.03., 19:00 - 21:00 Uhr: **Titel**", "2024-03-28T19:00", "2024-03-28T21:00", None, "Titel"),
    (" * Montag, 04.03. bis Mittwoch, 06.03.2024: **Titel**", "2024-03-04", "2024-03-06", None, "Titel"),
    ("* Freitag, 22. & Samstag, 23. März 2024, Hamburg: **Titel**", "2024-03-22", "2024-03-23", "Hamburg", "Titel"),
    ("* Freitag, 29. März bis Montag, 1. April 2024 an der TU Berlin: **Titel**", "2024-03-29", "2024-04-01", "TU Berlin", "Titel"),
    ("* Donnerstag, 07.03.2024, bis 09.03.2024, Messe Berlin: **Titel**", "2024-03-07", "2024-03-09", "Messe Berlin", "Titel"),
    ("* Freitag, 08.03.2024, bis, Sonntag, 10.03.2024, Kiel: **Titel**", "2024-03-08", "2024-03-10", "Kiel", "Titel"),
    # no title in bold
    ("* Freitag, 08.03.2024 bis Samstag, 09.03.2024, Zürich: Kongress der Daten", "2024-03-08", "2024-03-09", "Zürich", "Kongress der Daten"),
    ("* Freitag, 08.03.2024: 3rd Open Science Conference", "2024-03-08", None, None, "3rd Open Science Conference"),
    ("* Montag, 11.03.2024, Summit der Labs", "2024-03-11", None, None, "Summit der Labs"),
    ("* Mittwoch, 6. März, 20 Uhr, [Verkehrstreffen](https://x.test/v): Fahrräder im Bus", "2024-03-06T20:00", None, None, "Verkehrstreffen: Fahrräder im Bus"),
    # words behind the title
    ("* Mittwoch, 06.03.2024: **Netzabend**: Wer haftet?", "2024-03-06", None, None, "Netzabend: Wer haftet?"),
    ("* Mittwoch, 06.03.2024: **Netzabend** mit Jana Beispiel", "2024-03-06", None, None, "Netzabend mit Jana Beispiel"),
    ("* Mittwoch, 06.03.2024: **Netzabend**,", "2024-03-06", None, None, "Netzabend"),
    # the clock time behind the place, the place after a colon
    ("* Donnerstag, 07.03.2024, Stadtlabor, Platz 4, 12101 Berlin, ab 18 Uhr: **Titel**", "2024-03-07T18:00", None, "Stadtlabor, Platz 4, 12101 Berlin", "Titel"),
    ("* Donnerstag, 07.03.2024, bis Freitag, 08.03.2024: Halle, Allee 67, Berlin: **Titel**", "2024-03-07", "2024-03-08", "Halle, Allee 67, Berlin", "Titel"),
    # spaces where none belong
    ("* Montag, 04.03.2024, online: ** Titel **", "2024-03-04", None, "online", "Titel"),
    ("* Montag, 04.03.2024, online: **Bürger\\*innen & Daten**", "2024-03-04", None, "online", "Bürger*innen & Daten"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "start", "end", "place", "title"), LAYOUTS)
def test_layouts(body, start, end, place, title):
    listing = only(body + "\n  * https://x.test/\n")
    said = [moment and moment.isoformat()[:16] for moment in (listing.when.start, listing.when.end)]
    assert (said, listing.place_text, listing.title) == ([start, end], place, title)


def test_a_common_title_over_dates():
    reading = read(
        "* Netzabend\n"
        "  * Dienstag, 05.03.2024, 20:00, Berlin und online: https://x.test/b\n"
        "  * Donnerstag, 21.03.2024, 19:30, Zürich: https://x.test/z\n"
    )
    assert [(e.title, e.when.start.day, e.place_text, e.url) for e in reading.listings] == [
        ("Netzabend", 5, "Berlin und online", "https://x.test/b"),
        ("Netzabend", 21, "Zürich", "https://x.test/z"),
    ]


def test_a_common_title_with_its_link_over_topics():
    reading = read(
        "* [Verkehrstreffen](https://x.test/v)\n  * Mittwoch, 06.03.2024, 20:00 Uhr: Jana B.: Räder\n"
    )
    (listing,) = reading.listings
    assert (listing.title, listing.url) == ("Verkehrstreffen: Jana B.: Räder", "https://x.test/v")


def test_a_common_date_over_towns():
    reading = read(
        "* Datentage\n"
        "  * Samstag, 2. März\n"
        "    * [München](https://x.test/m) ab 9 Uhr\n"
        "    * [Bielefeld](https://x.test/b) ab 10 Uhr (online)\n"
    )
    assert [(e.title, e.when.start, e.place.city, e.url) for e in reading.listings] == [
        ("Datentage", datetime(2024, 3, 2, 9), "München", "https://x.test/m"),
        ("Datentage", datetime(2024, 3, 2, 10), "Bielefeld", "https://x.test/b"),
    ]


def test_meetings():
    reading = read(
        "* Regelmäßige OKLab-Treffen\n"
        "  * Köln: jeden zweiten Montag, 19:00, Ringstr. 2 (Lokal)\n"
        "    * https://x.test/koeln\n"
        "  * Karlsruhe, jeden dritten Montag im Monat, 19:00-21:00, Kaiserstr 97, Karlsruhe: **Code for KA**\n"
    )
    assert [(e.lab, e.title, e.when.rrule, e.place_text, e.url) for e in reading.listings] == [
        (
            "Köln",
            "OK Lab Köln",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
            "Ringstr. 2 (Lokal)",
            "https://x.test/koeln",
        ),
        ("Karlsruhe", "Code for KA", "FREQ=MONTHLY;BYDAY=3MO", "Kaiserstr 97, Karlsruhe", None),
    ]
    assert reading.listings[0].when.start == datetime(2024, 3, 4, 19)


def test_bullets():
    listing = only(
        "* Montag, 04.03.2024, 10:00, online (Anmeldung bis 01.03. möglich): **Titel**\n"
        "  * https://x.test/seite\n"
        "  * https://x.test/programm\n"
        "  * [Bericht](https://x.test/bericht)\n"
        "  * Anmeldung über: https://x.test/anmeldung\n"
        "  * Stream: https://x.test/stream\n"
        "  * Jana Beispiel: Warum?\n"
    )
    assert listing.url == "https://x.test/seite"
    assert listing.links == ("https://x.test/programm", "https://x.test/bericht")
    assert listing.registration_url == "https://x.test/anmeldung"
    assert listing.registration_deadline == date(2024, 3, 1)
    assert listing.stream_url == "https://x.test/stream"
    assert listing.place_text == "online"
    assert listing.description == "Anmeldung bis 01.03. möglich\nBericht\nJana Beispiel: Warum?"


def test_a_paragraph_can_be_an_event():
    listing = only("\nMontag, 04.03.2024, 19:00, Köln: **Titel**\n")
    assert (listing.title, listing.place_text) == ("Titel", "Köln")


@pytest.mark.parametrize(
    ("body", "reason", "lines"),
    [
        ("* [Viele Treffen im Land](https://x.test/)\n", "no date", 1),
        ("* Diverse Termine im Juli: **Haus**\n  * https://x.test/\n", "no date", 2),
        ("* Samstag, 30.02.2024, online: **Titel**\n  * https://x.test/\n", "30 February 2024 does not exist", 2),
        ("* Samstag, 02.03.2024, Moers\n  * https://x.test/\n", "names no title", 2),
        ("\nSchon einmal vormerken:\n", "text outside the list", 1),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_read_is_reported(body, reason, lines):
    reading = read(body)
    (problem,) = reading.problems
    assert (problem.reason, problem.lines, reading.listings) == (reason, lines, ())
    assert problem.line in (7, 8) and problem.text and reading.reported == reading.lines == lines


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("**Titel**", Status.SCHEDULED),
        ("**Abgesagt: Titel**", Status.CANCELLED),
        ("**Titel** (entfällt)", Status.CANCELLED),
    ],
)
def test_a_line_that_says_so_is_cancelled(words, status):
    assert only(f"* Montag, 04.03.2024, online: {words}\n").status is status


def test_a_date_without_a_year_lies_near_its_issue(monkeypatch):
    monkeypatch.setattr(german, "read", lambda text, reference: When(date(2010, 3, 4), span=(0, len(text))))
    reading = read("* Montag, 4. März, 10 bis 11 Uhr: **A**\n")
    assert reading.listings == () and "reads as 04.03.2010" in reading.problems[0].reason


def test_every_line_is_accounted_for():
    reading = read("* Montag, 04.03.2024: **A**\n  * https://x.test/a\n* Irgendwann: **B**\n\nEnde.\n")
    assert (reading.lines, len(reading.listings), reading.reported) == (4, 1, 2)
    assert [problem.line for problem in reading.problems] == [9, 11]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Nichts\n\nText",
        "## Neues\n* Montag, 04.03.2024: **A**\n",
        "<html><body><h2>Neues</h2></body></html>",
    ],
)
def test_a_post_without_the_section_is_an_error(text):
    with pytest.raises(PostError, match="Veranstaltungen"):
        read_post(text, "2024-03.md")


@pytest.mark.parametrize(
    ("name", "front", "month"),
    [
        ("2024-12.md", 'title: "Backlash – Out in the Open November 2023"', "2024-12"),
        ("index.md", 'title: "Backlash – Out in the Open November 2024"', "2024-12"),
        ("index.md", 'title: "Backlash – Out in the Open June 2024"', "2024-07"),
        ("index.md", 'title: "Out in the Open Dezember 2024"', "2025-01"),
        ("index.md", "date: '2024-12-09T08:00:00+02:00'", "2024-12"),
    ],
)
def test_which_issue_it_is(name, front, month):
    assert read_post(f"---\n{front}\n---\n## Veranstaltungen\n", name).month == month


def test_an_issue_without_a_month_is_an_error():
    with pytest.raises(PostError, match="which issue"):
        read_post("## Veranstaltungen\n", "index.md")


def test_a_post_dated_far_from_its_issue_is_no_reference():
    text = "---\ndate: '2023-01-08T08:00:00+02:00'\n---\n## Veranstaltungen\n* 18.01.: **A**\n"
    assert read_post(text, "2024-01.md").listings[0].when.start == date(2024, 1, 18)


def test_the_section_ends_at_the_next_heading():
    reading = read("* Montag, 04.03.2024: **A**\n\n## Anderes\n* Montag, 04.03.2024: **B**\n")
    assert [listing.title for listing in reading.listings] == ["A"]


ENTRY = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//DE\r\nBEGIN:VEVENT\r\nUID:u@x.test\r\n"
    "DTSTAMP:20240301T000000Z\r\nDTSTART;TZID=Europe/Vienna:20240304T170000\r\n"
    "DTEND;TZID=Europe/Vienna:20240304T{hour}0000\r\nSUMMARY:Titel\r\nLOCATION:Wien\r\n"
    "GEO:{geo}\r\nDESCRIPTION:https://x.test/\\nMit Kaffee\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
LINE = "Montag, 04.03.2024, 17:00-19:00, Wien: "


def linked(hour="19", geo="48.21;16.37", percent=False):
    entry = ENTRY.format(hour=hour, geo=geo)
    data = "," + quote(entry) if percent else ";base64," + base64.b64encode(entry.encode()).decode()
    link = f"<a title='Kalendereintrag Titel' download='event.ics' href=\"data:text/calendar{data}\">&#x1F4C5;</a>"
    return f"* {LINE}**Titel** {link}\n  * https://x.test/\n"


@pytest.mark.parametrize("percent", [False, True])
def test_what_the_entry_adds(percent):
    listing = only(linked(percent=percent))
    assert listing.place == Place(city="Wien", latitude=48.21, longitude=16.37, located="place")
    assert listing.when.timezone == "Europe/Vienna"
    assert listing.description == "Mit Kaffee"


def test_where_line_and_entry_disagree_the_line_wins():
    reading = read(linked(hour="20", geo="52.5;13.4"))
    (listing,) = reading.listings
    assert listing.when.end == datetime(2024, 3, 4, 19) and listing.place == Place(city="Wien")
    assert [(f.line, f.code) for f in reading.findings] == [(7, "calendar-differs"), (7, "coordinates")]


def test_the_phase_of_a_meeting_is_its_entrys():
    entry = ENTRY.replace("LOCATION:Wien", "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO").format(
        hour="19", geo="48;16"
    )
    entry = entry.replace("20240304", "20240212").replace("Vienna", "Berlin")
    link = f'<a title="x" href="data:text/calendar,{quote(entry)}">x</a>'
    listing = only(f"* Regelmäßige OKLab-Treffen\n  * Köln: jeden zweiten Montag, 17:00 {link}\n")
    assert listing.when.start == datetime(2024, 2, 12, 17)


def test_html_reads_like_markdown():
    data = quote(ENTRY.format(hour="19", geo="48.21;16.37"))
    page = (
        "<!DOCTYPE html><html><head><title>Out in the Open Februar 2024 | Seite</title></head><body>"
        "<h2>Neues</h2><ul><li>Montag, 04.03.2024: <strong>Nein</strong></li></ul>"
        "<h2 id=v>Veranstaltungen (<a href=https://k.test>Karte</a>)</h2><ul><li>"
        f"{LINE}<strong>Titel</strong> <a title='Kalendereintrag Titel' "
        f'href="data:text/calendar,{data}">📅</a><ul><li><a href=https://x.test/>https://x.test/</a></li></ul></li>'
        "<li>Bald: <strong>Fest</strong></li></ul><h2>Ende</h2><ul><li>x</li></ul></body></html>"
    )
    reading = read_post(page, "index.html")
    (listing,), (problem,) = reading.listings, reading.problems
    markdown = only(linked())
    assert (listing.title, listing.when, listing.place, listing.url, listing.key) == (
        markdown.title,
        markdown.when,
        markdown.place,
        markdown.url,
        markdown.key,
    )
    assert (reading.month, problem.line, problem.reason) == ("2024-03", 3, "no date")


def test_the_same_event_in_two_issues_has_one_key():
    body = "## Veranstaltungen\n* Montag, 01.04.2024, 19:00, {place}: **{title}**\n  * {url}\n"
    first = read_post(body.format(place="Köln", title="Girls'Day", url="https://x.test/a/"), "2024-03.md")
    second = read_post(
        body.format(place="50825 Köln", title="Girls Day", url="http://www.x.test/a"), "2024-04.md"
    )
    assert first.listings[0].key == second.listings[0].key
    assert (first.listings[0].issue, second.listings[0].issue) == ("2024-03", "2024-04")


def test_events_of_one_programme_have_keys_of_their_own():
    reading = read(
        "* Montag, 04.03.2024: **A**\n  * https://x.test/\n"
        "* Montag, 11.03.2024: **A**\n  * https://x.test/\n"
        "* Montag, 11.03.2024: **B**\n  * https://x.test/\n"
    )
    assert len({listing.key for listing in reading.listings}) == 3
