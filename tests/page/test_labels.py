"""Every label that pages use, in definition lists, tables and headings."""

from datetime import date, datetime

import pytest

from aggregator.page.listings import listings
from aggregator.page.response import Page, PageRefused

SHAPES = {
    "definition list": "<dl><dt>{}</dt><dd>{}</dd></dl>",
    "definition list with colon": "<dl><dt>{}:</dt><dd>{}</dd></dl>",
    "table": "<table><tr><th>{}</th><td>{}</td></tr></table>",
    "table without headings": "<table><tr><td>{}</td><td>{}</td></tr></table>",
    "heading": "<h2>{}</h2><p>{}</p>",
    "bold words": "<p><strong>{}:</strong> {}</p>",
    "bold words above": "<p><b>{}</b><br>{}</p>",
    "plain words": "<p>{}: {}</p>",
    "list": "<ul><li>{}: {}</li></ul>",
}


def read(body):
    page = Page("https://site.example/a", f"<h1>Offener Abend</h1>{body}".encode(), {}, date(2025, 2, 1))
    found = listings(page)
    assert [one.title for one in found] == ["Offener Abend"]
    return found[0]


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize(
    "label", ["Datum", "Wann", "Termin", "Beginn", "When", "Date", "Veranstaltungsdatum", "Zeitpunkt"]
)
def test_labels_of_the_date(shape, label):
    one = read(shape.format(label, "12. März 2025, 18:00 Uhr"))
    assert one.when.start == datetime(2025, 3, 12, 18)
    assert one.evidence["when"] == f"label: {label}"


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("label", ["Uhrzeit", "Zeit", "Time"])
def test_labels_of_the_clock(shape, label):
    one = read(shape.format("Datum", "12. März 2025") + shape.format(label, "18:00 - 20:00 Uhr"))
    assert (one.when.start, one.when.end) == (datetime(2025, 3, 12, 18), datetime(2025, 3, 12, 20))


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize(("begins", "ends"), [("Beginn", "Ende"), ("Start", "End"), ("Von", "Bis")])
def test_labels_of_start_and_end(shape, begins, ends):
    one = read(
        shape.format("Datum", "12. März 2025")
        + shape.format(begins, "18:00 Uhr")
        + shape.format(ends, "20:00 Uhr")
    )
    assert (one.when.start, one.when.end) == (datetime(2025, 3, 12, 18), datetime(2025, 3, 12, 20))


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize(
    "label",
    ["Ort", "Wo", "Veranstaltungsort", "Where", "Venue", "Location", "Adresse", "Treffpunkt", "Tagungsort"],
)
def test_labels_of_the_place(shape, label):
    one = read(
        shape.format("Wann", "12. März 2025, 18:00 Uhr") + shape.format(label, "Saal, Markt 1, 47441 Moers")
    )
    place = one.place
    assert (place.name, place.street, place.postcode, place.city) == ("Saal", "Markt 1", "47441", "Moers")
    assert one.evidence["place"] == f"label: {label}"


@pytest.mark.parametrize(
    "words",
    [
        "online",
        "per Zoom",
        "im Livestream",
        "via BigBlueButton",
        "Online-Veranstaltung",
        "virtuell",
        "Webinar",
    ],
)
def test_words_for_from_afar(words):
    assert read(f"<p>Mittwoch, 12. März 2025, 18 Uhr, {words}</p>").place.online


@pytest.mark.parametrize("words", ["(hybrid)", "und im Livestream", "und online", "und per Zoom"])
def test_words_for_here_and_from_afar(words):
    place = read(f"<p>Wann: 12. März 2025, 18 Uhr</p><p>Ort: Saal, Markt 1, 47441 Moers {words}</p>").place
    assert place.online
    assert place.city == "Moers"


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("29. Februar 2025, 19 Uhr", "29 February 2025 does not exist"),
        ("30. März 2025, 2:30 Uhr", "the clocks go forward"),
        ("12. März 2025, 25 Uhr", "25:00 is no clock time"),
    ],
)
def test_a_labelled_date_that_does_not_exist_is_refused(value, reason):
    body = f"<h1>Offener Abend</h1><p>Datum: {value}</p><p>Ort: Bonn</p>"
    with pytest.raises(PageRefused, match=reason):
        listings(Page("https://site.example/a", body.encode(), {}, date(2025, 2, 1)))


def test_a_label_without_a_date_is_no_event():
    body = "<h1>Satzung</h1><p>Datum: wird noch bekannt gegeben</p>"
    assert listings(Page("https://site.example/a", body.encode(), {}, date(2025, 2, 1))) == ()
