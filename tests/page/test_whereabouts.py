"""Places that are no address: a house, a street, a town in the heading, a program to meet by."""

import pytest


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
def test_places_that_are_no_address(read_body, place_words, heading, words, place):
    body = f"<h1>{heading}</h1><p>Wir treffen uns am Mittwoch, 12. März 2025, um 18 Uhr {words}.</p>"
    assert place_words(read_body(body)[0].place) == place


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
def test_a_program_to_meet_by_in_a_long_line(read_body, words, online):
    line = f"Unser nächstes Treffen ist am Donnerstag, 27.02., 17–18 Uhr, {words}. Themen: {'Bäume und Bänke, ' * 9}"
    place = read_body(f"<h1>Treffen der Kartenfreunde</h1><p>{line}</p>")[0].place
    assert bool(place and place.online) is online
