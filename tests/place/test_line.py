"""The house's place part: what is said comes back word for word."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.event import Place
from aggregator.place import line, read

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Place(), ""),
        (Place(online=True), "online"),
        (Place(city="Potsdam"), "Potsdam"),
        (Place(city="Nürnberg", online=True), "Nürnberg und auch online"),
        (
            Place(name="Werkstatt", street="Seestr. 3", postcode="10115", city="Berlin"),
            "Werkstatt, Seestr. 3, 10115 Berlin",
        ),
        (
            Place(street="Seestr. 3", city="Berlin", country="DE", latitude=52.5, longitude=13.4),
            "Seestr. 3, Berlin",
        ),
        (Place(name="Werkstatt und im Stream", online=True), "Werkstatt und im Stream"),
        (Place(name="Halle", postcode="06108"), "Halle, 06108"),
    ],
)
def test_unknown_parts_are_left_out_with_their_comma(place, said):
    assert line(place) == said


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("online", Place(online=True)),
        ("Seehaus, Uferweg 12a, 79098 Freiburg", Place("Seehaus", "Uferweg 12a", "79098", "Freiburg")),
        ("Seehaus, Raum 7, Uferweg 1-3, 1010 Wien", Place("Seehaus, Raum 7", "Uferweg 1-3", "1010", "Wien")),
        (
            "Kino, Gasse 9, A-1010 Wien (Österreich)",
            Place("Kino", "Gasse 9", "A-1010", "Wien (Österreich)", "AT"),
        ),
        (
            "Aula, Weg 4, 5600 Lenzburg (Aargau, Schweiz)",
            Place("Aula", "Weg 4", "5600", "Lenzburg (Aargau, Schweiz)", "CH"),
        ),
        ("Kantoor, Etnastraat 20, 4814AA Breda", Place("Kantoor", "Etnastraat 20", "4814AA", "Breda")),
        ("Museum, Rapenburg 73, 2311 GJ Leiden", Place("Museum", "Rapenburg 73", "2311 GJ", "Leiden")),
        ("Uferweg 49, Flensburg", Place(None, "Uferweg 49", None, "Flensburg")),
        ("Uferweg 2 (Lokal K)", Place(None, "Uferweg 2 (Lokal K)")),
        ("Werk, Uferweg 9 (Hinterhaus), 04315", Place("Werk", "Uferweg 9 (Hinterhaus)", "04315")),
        ("Motion Lab, Berlin", Place("Motion Lab", None, None, "Berlin")),
        ("Werk, Weg 1, 10115 Berlin und auch online", Place("Werk", "Weg 1", "10115", "Berlin", online=True)),
        ("c-base und im Stream", Place("c-base und im Stream", online=True)),
        ("online via Zoom", Place("online via Zoom", online=True)),
        (
            "Treffpunkt, Platz der Luftbrücke 4, 12101 Berlin, ab 18 Uhr",
            Place("Treffpunkt, Platz der Luftbrücke 4, 12101 Berlin, ab 18 Uhr"),
        ),
    ],
)
def test_a_line_becomes_fields(said, place):
    assert read(said) == place
    assert line(read(said)) == said


PIECES = st.sampled_from(
    [
        "Werk",
        "Weg 4",
        "10115",
        "Berlin",
        "A-1010 Wien",
        " und auch online",
        "online",
        "(",
        ")",
        ", ",
        " ",
        "Zürich",
    ]
)


@given(st.lists(PIECES, max_size=8).map("".join) | st.text(max_size=60))
def test_any_text_comes_back(text):
    assert line(read(text)) == text


def test_published_places_come_back():
    folder = SHARED / "gold" / "sections"
    if not folder.is_dir():
        pytest.skip("the published sections are not beside the repository")
    item = re.compile(r"^ *\* (?:[^:]{1,20}: )?(?P<start>[^\n]*?)(?:: \*\*| <a title)", re.M)
    places = {
        part[match.end() :]
        for file in folder.glob("*.md")
        for part in item.findall(file.read_text(encoding="utf-8"))
        if (match := re.match(r".*?\d(?:\d:\d\d| Uhr)?, ", part))
    }
    assert len(places) > 100
    assert [place for place in places if line(read(place)) != place] == []


def test_published_events_have_their_fields():
    file = SHARED / "gold" / "events.jsonl"
    if not file.is_file():
        pytest.skip("the published events are not beside the repository")
    wanted = [json.loads(row)["place"] for row in file.read_text(encoding="utf-8").splitlines()]
    keys = ("name", "street", "postcode", "city", "online")
    found = [read(line(Place(**{key: place[key] for key in keys}))) for place in wanted]
    wrong = [
        place
        for place, got in zip(wanted, found, strict=True)
        if any(getattr(got, key) != place[key] for key in keys)
    ]
    assert len(wrong) <= 2, wrong
