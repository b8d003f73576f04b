"""Where towns lie, without asking the web."""

import pytest

from aggregator.event import Place
from aggregator.place import distance_km, locate, town
from aggregator.place.postcode import region


@pytest.mark.parametrize(
    ("name", "country", "latitude", "longitude"),
    [
        ("Moers", "DE", 51.45, 6.63),
        ("Augustusburg", "DE", 50.81, 13.10),
        ("München", "DE", 48.14, 11.58),
        ("Halle (Saale)", "DE", 51.48, 11.97),
        ("Frankfurt", "DE", 50.12, 8.68),
        ("60438 Frankfurt am Main", "DE", 50.12, 8.68),
        ("Berlin-Kreuzberg", "DE", 52.50, 13.40),
        ("67433 Neustadt", "DE", 49.35, 8.14),
        ("1110 Wien", "AT", 48.21, 16.37),
        ("2502 Biel (Schweiz)", "CH", 47.14, 7.25),
        ("Lenzburg (Aargau, Schweiz)", "CH", 47.39, 8.18),
        ("1040 Brüssel", "BE", 50.85, 4.35),
        ("2311 GJ Leiden", "NL", 52.16, 4.49),
        ("Frankfurt am Main", "DE", 50.12, 8.68),
        ("15230 Frankfurt (Oder)", "DE", 52.35, 14.55),
        ("01844 Neustadt in Sachsen", "DE", 51.02, 14.22),
        ("31535 Neustadt", "DE", 52.50, 9.46),
        ("01844 Neustadt", "DE", 51.02, 14.22),
        ("07806 Neustadt", "DE", 50.74, 11.75),
        ("98724 Neuhaus", "DE", 50.68, 10.93),
        ("2502 Bienne", "CH", 47.14, 7.25),
        ("1700 Fribourg", "CH", 46.80, 7.15),
        ("Wien", "AT", 48.21, 16.37),
        ("Zürich", "CH", 47.37, 8.55),
        ("Biel/Bienne", "CH", 47.14, 7.25),
        ("Leiden", "NL", 52.16, 4.49),
        ("Gifhorn", "DE", 52.48, 10.55),
        ("Köln", "DE", 50.93, 6.95),
        ("Cologne", "DE", 50.93, 6.95),
        ("Munich", "DE", 48.14, 11.58),
        ("MÜNCHEN", "DE", 48.14, 11.58),
        ("Prag", "CZ", 50.09, 14.42),
        ("Portland", "US", 45.52, -122.68),
    ],
)
def test_a_town_is_found(name, country, latitude, longitude):
    found = town(name)
    assert found is not None
    assert found.country == country
    assert (found.latitude, found.longitude) == pytest.approx((latitude, longitude), abs=0.02)


@pytest.mark.parametrize(
    ("postcode", "country", "chief"),
    [
        ("01844", "DE", "dresden"),
        ("79822", "DE", "freiburg"),
        ("4020", "AT", "linz"),
        ("4051", "CH", "basel"),
        ("0100", "CH", None),
        ("4020", "DE", None),
        ("75001", "FR", None),
    ],
)
def test_the_region_of_a_postcode(postcode, country, chief):
    found = region(postcode, country)
    assert (found.own_name.split()[0] if found else None) == chief


def test_every_region_has_its_chief_town():
    known = [region(f"{digits:02}000", "DE") for digits in range(1, 100)]
    assert sum(town is not None for town in known) == 95


@pytest.mark.parametrize("name", ["", "Hinterhaus", "04315", "irgendwo im Nirgendwo", "12"])
def test_what_is_no_town_is_not_found(name):
    assert town(name) is None


@pytest.mark.parametrize(
    ("place", "city_of"),
    [
        (Place(street="Weg 1", postcode="47445", city="Moers"), "Moers"),
        (Place(postcode="A-1010", city="Wien (Österreich)"), "Wien"),
        (Place(name="Impact Hub Berlin"), "Berlin"),
        (Place(name="Villa Ritter in Biel"), "Biel"),
    ],
)
def test_a_town_gives_its_coordinates_and_says_so(place, city_of):
    found, wanted = locate(place), town(city_of)
    assert wanted is not None
    assert (found.latitude, found.longitude, found.country) == (
        wanted.latitude,
        wanted.longitude,
        wanted.country,
    )
    assert found.located == "town"


def test_own_coordinates_stay():
    place = Place(city="Moers", latitude=1.0, longitude=2.0)
    assert locate(place) == Place(city="Moers", latitude=1.0, longitude=2.0, located="place")


@pytest.mark.parametrize(
    "place", [Place(online=True), Place(name="an verschiedenen Orten"), Place(city="Nirgendwo")]
)
def test_a_place_without_a_known_town_stays_as_it_is(place):
    assert locate(place) == place


def test_distances():
    berlin, hamburg = town("Berlin"), town("Hamburg")
    assert berlin is not None
    assert hamburg is not None
    assert distance_km(berlin, hamburg) == pytest.approx(255, abs=3)
    assert distance_km(berlin, berlin) == 0
    assert distance_km(berlin, Place(city="Hamburg")) is None
