"""Each code: a line that has it and a line that has not."""

from __future__ import annotations

import base64
import re
from datetime import date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aggregator.event import Place, When
from aggregator.place import line as place_line
from aggregator.section import CODES, PostError, check, choose, read_post, write
from aggregator.section.calendar_entry import link

MONTH = "2024-12"
DOCS = Path(__file__).resolve().parents[2] / "docs" / "findings.md"
BERLIN = {"place": Place(name="Haus", city="Berlin", latitude=52.5, longitude=13.4, located="place")}
MEETING = When(datetime(2024, 12, 2, 19), datetime(2024, 12, 2, 21), "FREQ=MONTHLY;BYDAY=1MO")


@pytest.fixture
def section(make):
    """A clean section of one event and one meeting, on lines 2 to 6, in which words can be replaced."""
    events = [
        make("e1", "Datenabend", When(datetime(2024, 12, 3, 18), datetime(2024, 12, 3, 20)), **BERLIN),
        make("e2", "Code for Köln", MEETING, lab="Köln", place=Place(online=True)),
    ]
    return write(choose(events, MONTH, date(2024, 12, 1)), MONTH)


def codes(text, name="2024-12.md"):
    return [(finding.line, finding.code) for finding in check(text, name)]


def relinked(text, replace):
    """The section with its calendar entries' text changed."""

    def changed(found):
        entry = icalendar.Calendar.from_ical(base64.b64decode(found[1])).to_ical().decode()
        for old, new in replace:
            entry = entry.replace(old, new)
        return link(entry.encode())

    return re.sub(r"data:text/calendar;base64,([^\"]*)", changed, text)


def test_a_clean_section_is_silent(section):
    assert codes(section) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Dienstag, 03.12.2024", "Mittwoch, 03.12.2024", [(2, "weekday")]),
        ("Dienstag, 03.12.2024", "Dienstag, 10.12.2024", [(2, "calendar-differs"), (2, "calendar-differs")]),
        ("18:00-20:00", "18:00-20:30", [(2, "calendar-differs")]),
        ("18:00-20:00", "19:00-20:00", [(2, "calendar-differs")]),
        ("18:00-20:00", "18:00", []),
        ("18:00-20:00", "18:00–20:00", [(2, "style")]),
        ("18:00-20:00", "18:00-18:00", [(2, "calendar-differs"), (2, "date")]),
        ("Haus, Berlin", "Haus, Hamburg", [(2, "calendar-differs"), (2, "coordinates")]),
        ("Haus, Berlin", "Haus, 10115 Berlin und auch online", []),
        ("Haus, Berlin", "online", [(2, "calendar-differs")]),
        ("Haus, Berlin", "Haus,, Berlin", [(2, "style")]),
        (", Haus, Berlin: ", ": ", [(2, "style")]),
        ("Berlin: **", "Berlin : **", [(2, "style")]),
        ("**Datenabend**", "**Datennacht**", [(2, "calendar-differs")]),
        ("**Datenabend**", "** Datenabend**", [(2, "style")]),
        ("**Datenabend**", "**Datenabend", [(2, "style")]),
        ("**Datenabend**", "**Datenabend** <br>", [(2, "style")]),
        ("**Datenabend**", "**Datenabend** am Abend", [(2, "style")]),
        ("Kalendereintrag Datenabend", "Kalendereintrag Daten'abend", [(2, "style")]),
        ("</a>\n  * https://beispiel.test/e1", "</a>", [(2, "link")]),
        ("https://beispiel.test/e1", "ftp://beispiel.test/e1", [(2, "link")]),
        ("https://beispiel.test/e1", "https://beispiel.test/e1?utm_source=x&id=3", [(2, "link")]),
        ("https://beispiel.test/e1", "https://beispiel.test/e1?id=3&source=x", []),
        ("jeden ersten Montag im Monat", "jeden Montag", [(5, "rule-differs")]),
        ("jeden ersten Montag im Monat", "jeden ersten Dienstag im Monat", [(5, "rule-differs")]),
        ("jeden ersten Montag im Monat", "montags an jedem ersten im Monat", None),
        ("https://beispiel.test/e1", "https://beispiel.test/e1\n  * Anmeldeschluss: Freitag, 29.11.2024", [(2, "deadline")]),
        ("https://beispiel.test/e1", "https://beispiel.test/e1\n  * Anmeldeschluss: Montag, 02.12.2024", []),
    ],
)  # fmt: skip
def test_changed_words(section, old, new, expected):
    assert old in section
    found = codes(section.replace(old, new))
    if expected is not None:
        assert found == expected


@pytest.mark.parametrize(
    ("replace", "expected"),
    [
        ([("UID:e1@out-in-the-open\r\n", "")], [(2, "calendar-invalid")]),
        ([("DTSTAMP:20241120T033000Z\r\n", "")], [(2, "calendar-invalid"), (5, "calendar-invalid")]),
        ([("PRODID", "X-ID")], [(2, "calendar-invalid"), (5, "calendar-invalid")]),
        ([("T170000Z", "T180000"), ("T190000Z", "T200000")], [(2, "zone")]),
        ([("DTEND:20241203", "DTEND:20241202")], [(2, "calendar-differs"), (2, "calendar-invalid")]),
        ([("DTSTART:20241203T170000Z", "DTSTART;VALUE=DATE:20241203")], [(2, "calendar-differs"), (2, "calendar-differs"), (2, "calendar-invalid")]),
        ([("BEGIN:VTIMEZONE", "BEGIN:X-ZONE"), ("END:VTIMEZONE", "END:X-ZONE")], [(5, "calendar-invalid")]),
        ([("RRULE:FREQ=MONTHLY;BYDAY=1MO\r\n", "")], [(5, "rule-missing")]),
        ([("BYDAY=1MO", "BYDAY=MO")], [(5, "rule-differs")]),
        ([("BYDAY=1MO", "BYDAY=MO;BYSETPOS=1")], []),
        ([("BYDAY=1MO", "BYDAY=1MO;UNTIL=20251231")], [(5, "calendar-invalid")]),
        ([("20241202T", "20241104T")], [(5, "rule-stale")]),
        ([("GEO:52.5;13.4", "GEO:48.1;11.6")], [(2, "coordinates")]),
        ([("GEO:52.5;13.4", "GEO:52.39;13.06")], []),
        ([("BEGIN:VCALENDAR", "BEGIN:VCARD")], [(2, "calendar-invalid"), (5, "calendar-invalid")]),
    ],
)  # fmt: skip
def test_changed_entries(section, replace, expected):
    assert codes(relinked(section, replace)) == expected


def test_no_entry_and_one_that_cannot_be_decoded(section):
    assert codes(re.sub(r" <a .*Datenabend.*</a>", "", section)) == [(2, "calendar-missing")]
    assert codes(section.replace("base64,Qk", "base64,??", 1)) == [(2, "calendar-invalid")]


@pytest.mark.parametrize(
    ("phrase", "rule", "wrong"),
    [
        ("jeden zweiten Montag", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", False),
        ("jeden zweiten Montag", "FREQ=MONTHLY;BYDAY=2MO", False),
        ("jeden zweiten Montag im Monat", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", True),
        ("alle zwei Wochen montags", "FREQ=MONTHLY;BYDAY=2MO", True),
        ("jeden ersten Montag", "FREQ=WEEKLY;BYDAY=MO", True),
    ],
)
def test_rules_of_a_phrase(section, phrase, rule, wrong):
    text = relinked(section, [("FREQ=MONTHLY;BYDAY=1MO", rule)])
    found = codes(text.replace("jeden ersten Montag im Monat", phrase))
    assert ((5, "rule-differs") in found) is wrong


LISTED = "* Dienstag, {day}.12.2024, {time}, {place}: **{title}**\n  * https://x.test/{page}\n"


def listed(*events):
    keys = ("day", "time", "place", "title", "page")
    return "## Veranstaltungen\n" + "".join(LISTED.format(**dict(zip(keys, e, strict=True))) for e in events)


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([("03", "18:00", "Köln", "A", "a"), ("10", "18:00", "Köln", "B", "b")], []),
        ([("10", "18:00", "Köln", "A", "a"), ("03", "18:00", "Köln", "B", "b")], [(2, "order")]),
        ([("03", "18:00", "Köln", "A", "a"), ("03", "17:00", "Köln", "B", "b")], [(2, "order")]),
        (
            [
                ("17", "9:00", "Köln", "X", "x"),
                ("03", "18:00", "Köln", "A", "a"),
                ("10", "18:00", "Köln", "B", "b"),
            ],
            [(2, "order")],
        ),
        (
            [("03", "18:00", "Köln", "Netzabend", "a"), ("03", "18:00", "Köln", "Netzabend!", "b")],
            [(4, "duplicate")],
        ),
        ([("03", "18:00", "Köln", "Netzabend", "a"), ("03", "18:00", "Bonn", "Netzabend", "b")], []),
        ([("03", "18:00", "Köln", "Netzabend", "a"), ("10", "18:00", "Köln", "Netzabend", "a")], []),
        (
            [("03", "18:00", "Köln", "Gärten zählen", "a"), ("03", "18:00", "Köln", "Busse", "a")],
            [(4, "duplicate")],
        ),
        (
            [("03", "18:00", "Köln", "Gärten zählen", "a"), ("10", "18:00", "Köln", "Busse", "a")],
            [(4, "duplicate")],
        ),
        (
            [("03", "18:00", "Köln", "Gärten, Teil 1", "a"), ("10", "18:00", "Köln", "Gärten, Teil 2", "a")],
            [],
        ),
    ],
)
def test_order_and_duplicates(events, expected):
    assert [found for found in codes(listed(*events)) if found[1] in ("order", "duplicate")] == expected


def test_one_calendar_link_under_two_titles(section):
    row = section.splitlines()[1]
    other = row.replace("**Datenabend**", "**Gärten**").replace("18:00-20:00", "19:00-20:00")
    text = section.replace(row, f"{row}\n  * https://x.test/\n{other}")
    assert (4, "duplicate") in codes(text)


def test_meetings_out_of_order(section):
    row = section.splitlines()[4]
    text = section + row.replace("Köln: ", "Aachen: ").replace("Code for Köln", "Code for Aachen") + "\n"
    assert (5, "order") in codes(text)


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("", []),
        ("---\ndate: '2024-12-03T08:00:00+01:00'\n---\n", []),
        ("---\ndate: '2024-12-04T08:00:00+01:00'\n---\n", [(5, "past")]),
        ("---\ndate: '2023-12-04T08:00:00+01:00'\n---\n", []),
    ],
)
def test_past(section, published, expected):
    assert codes(published + section) == expected


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("* Freitag, 30.02.2024, online: **A**", "date"),
        ("* Mittwoch, 04.12.2024, 25:00, online: **A**", "date"),
        ("* Irgendwann im Dezember: **A**", "style"),
        ("* Mittwoch, 04.12.2024, Moers", "style"),
        ("Und noch etwas:", "style"),
    ],
)
def test_lines_that_cannot_be_read(section, line, code):
    rows = section.splitlines()
    text = "\n".join([*rows[:3], line, *rows[3:]])
    assert (4, code) in codes(text) or line.startswith("Und")


def test_html_is_checked_by_items():
    page = (
        "<html><head><title>Out in the Open November 2024</title></head><body><h2>Veranstaltungen</h2><ul>"
        "<li>Mittwoch, 03.12.2024, online: <strong>A</strong></li>"
        "<li>Mittwoch, 04.12.2024, online: <strong>B</strong><ul><li>https://x.test/</li></ul></li></ul></body></html>"
    )
    assert codes(page, "index.html") == [
        (1, "calendar-missing"),
        (1, "link"),
        (1, "weekday"),
        (2, "calendar-missing"),
        (2, "link"),
    ]


def test_a_title_that_the_link_had_to_cut_is_the_same(make, entries):
    title, place = "Übergrößen ändern " * 16, Place(name="Größte Öffnung " * 19 + "Tübingen")
    text = write(choose([make(title=title, place=place)], MONTH, date(2024, 12, 1)), MONTH)
    event = entries(text)[0].walk("VEVENT")[0]
    assert event["LOCATION"].endswith("…") and check(text, "2024-12.md") == ()


def test_no_section_is_an_error():
    with pytest.raises(PostError):
        check("# Nichts\n", "2024-12.md")


def test_every_code_has_its_page():
    headings = re.findall(r"^## `([a-z-]+)`$", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(headings) == sorted(CODES)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Dienstag, 03.12.2024, 21:00-17:00", ["date"]),
        ("Freitag, 06.12.2024, 22:00-02:00", []),
        ("Freitag, 06.12.2024, 14:00, bis Samstag, 07.12.2024, 12:00", []),
        ("Freitag, 06.12.2024, 14:00, bis Freitag, 06.12.2024, 12:00", ["date"]),
        ("Sonntag, 08.12.2024, bis Freitag, 06.12.2024", ["date"]),
        ("Freitag, 06.12.2024, 14:00, bis Montag, 08.12.2024, 15:00", ["weekday"]),
        ("Freitag, 06.12.2024 bis Sonntag, 08.12.2024", ["style"]),
        ("Dienstag, 3.12.2024, 18 Uhr", ["style"]),
        ("Dienstag, 03.12.2024, 18:00-18:75", ["date"]),
        ("Samstag, 30.11.2024, bis Sonntag, 31.11.2024", ["date"]),
    ],
)
def test_what_is_wrong_with_a_phrase(phrase, expected):
    found = check(f"## Veranstaltungen\n* {phrase}, Köln: **A**\n  * https://x.test/\n", "2024-12.md")
    assert [f.code for f in found if f.code not in ("calendar-missing", "past")] == expected


def test_the_month_of_a_file_without_name_or_date(section):
    assert codes(section, "section.md") == []


PLACES = st.sampled_from(
    [
        Place(online=True),
        Place(name="Labor", street="Alte Messe 6", postcode="04103", city="Leipzig", online=True),
        Place(city="Zürich", country="CH"),
        Place(name="Haus am Fluss", street="Hauptstr. 3a", postcode="1010", city="Wien"),
    ]
)
MOMENTS = st.datetimes(datetime(2024, 12, 1), datetime(2024, 12, 31, 23, 59)).map(
    lambda m: m.replace(second=0, microsecond=0)
)


@st.composite
def whens(draw):
    start = draw(MOMENTS)
    kind = draw(st.sampled_from(["timed", "evening", "days", "day", "stay"]))
    if kind == "day":
        return When(start.date())
    if kind == "days":
        return When(start.date(), start.date() + timedelta(days=draw(st.integers(1, 40))))
    lasts = {"timed": 0, "evening": draw(st.integers(15, 600)), "stay": draw(st.integers(25 * 60, 9000))}[
        kind
    ]
    return When(start, start + timedelta(minutes=lasts) if lasts else None)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.lists(st.tuples(whens(), PLACES, st.text(min_size=1, max_size=60).filter(str.strip)), max_size=6))
def test_a_draft_is_clean_whatever_it_holds(make, drawn):
    events = [
        make(f"e{n}", f"{n}{n}{n} {title}", when, place=place) for n, (when, place, title) in enumerate(drawn)
    ]
    text = write(choose(events, MONTH, date(2024, 12, 1)), MONTH)
    assert [f for f in check(text, "2024-12.md") if f.code != "duplicate"] == []
    listings = read_post(text, "2024-12.md").listings
    drafted = choose(events, MONTH, date(2024, 12, 1)).single
    assert [(e.when, place_line(e.place)) for e in listings] == [
        (e.when, place_line(e.place)) for e in drafted
    ]


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("* \n-:,.()[]*<>\"'=&0123456789abMontagbisonline\\/#😀"), max_size=300)
)
def test_nothing_in_a_post_stops_the_reading(body):
    text = f"## Veranstaltungen\n{body}\n"
    reading = read_post(text, "2024-12.md")
    assert 0 <= reading.reported <= reading.lines
    check(text, "2024-12.md")
