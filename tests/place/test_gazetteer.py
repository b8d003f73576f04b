"""Where towns lie, without asking the web."""

import pytest

from aggregator.event import Place
from aggregator.place import distance_km, land_of, locate, town
from aggregator.place.postcode import REGIONS, chief_towns


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
    ("name", "land", "latitude", "longitude"),
    [
        ("79822 Neustadt", "DE-BW", 47.91, 8.21),
        ("23730 Neustadt", "DE-SH", 54.11, 10.81),
        ("35279 Neustadt", "DE-HE", 50.85, 9.11),
        ("91413 Neustadt", "DE-BY", 49.58, 10.61),
        ("96465 Neustadt", "DE-BY", 50.33, 11.12),
        ("97616 Neustadt", "DE-BY", 50.32, 10.20),
        ("15234 Frankfurt", "DE-BB", 52.34, 14.55),
        ("60311 Frankfurt", "DE-HE", 50.12, 8.68),
        ("06108 Halle", "DE-ST", 51.48, 11.97),
        ("33790 Halle", "DE-NW", 52.06, 8.36),
        ("79098 Freiburg", "DE-BW", 47.99, 7.85),
        ("1700 Freiburg", "CH-FR", 46.80, 7.15),
        ("21729 Freiburg", "DE-NI", 53.82, 9.29),
        ("48143 Münster", "DE-NW", 51.96, 7.63),
        ("64839 Münster", "DE-HE", 49.92, 8.86),
        ("99974 Mühlhausen", "DE-TH", 51.21, 10.45),
        ("69242 Mühlhausen", "DE-BW", 49.25, 8.73),
        ("66538 Neunkirchen", "DE-SL", 49.34, 7.18),
        ("2620 Neunkirchen", "AT-3", 47.72, 16.08),
        ("91077 Neunkirchen", "DE-BY", 49.61, 11.13),
        ("97688 Kissingen", "DE-BY", 50.20, 10.08),
        ("61348 Homburg", "DE-HE", 50.23, 8.62),
        ("66424 Homburg", "DE-SL", 49.32, 7.34),
        ("49632 Essen", "DE-NI", 52.72, 7.94),
        ("9470 Buchs", "CH-SG", 47.17, 9.48),
        ("5033 Buchs", "CH-AG", 47.39, 8.08),
        ("4310 Rheinfelden", "CH-AG", 47.55, 7.79),
        ("89231 Neu-Ulm", "DE-BY", 48.39, 10.01),
        ("9490 Vaduz", None, 47.14, 9.52),
    ],
)
def test_the_postcode_tells_towns_of_one_name_apart(name, land, latitude, longitude):
    found = town(name)
    assert found is not None
    assert found.land == land
    assert (found.latitude, found.longitude) == pytest.approx((latitude, longitude), abs=0.04)


@pytest.mark.parametrize("name", ["92360 Mühlhausen", "18000 Kissingen"])
def test_a_namesake_far_from_the_postcode_is_not_meant(name):
    assert town(name) is None


def test_a_large_town_is_meant_with_any_postcode():
    assert town("20000 München") is not None


@pytest.mark.parametrize(
    ("place", "land"),
    [
        (Place(city="Leipzig"), "DE-SN"),
        (Place(city="Frankfurt am Main"), "DE-HE"),
        (Place(city="Wien", country="AT"), "AT-9"),
        (Place(city="Zürich"), "CH-ZH"),
        (Place(city="Biel (Schweiz)"), "CH-BE"),
        (Place(name="Impact Hub Berlin"), "DE-BE"),
        (Place(city="Neustadt", postcode="79822"), "DE-BW"),
        (Place(city="Neustadt"), None),
        (Place(city="Halle"), None),
        (Place(city="Wien", country="DE"), None),
        (Place(city="Paris"), None),
        (Place(city="Nirgendwo"), None),
        (Place(online=True), None),
    ],
)
def test_the_land_of_a_place(place, land):
    assert land_of(place) == land


@pytest.mark.parametrize(
    ("postcode", "country", "chiefs"),
    [
        ("01844", "DE", ["dresden"]),
        ("79822", "DE", ["freiburg", "lörrach"]),
        ("4020", "AT", ["linz", "ried im innkreis"]),
        ("0100", "CH", []),
        ("4020", "DE", []),
        ("75001", "FR", []),
    ],
)
def test_the_chief_towns_of_a_postcode(postcode, country, chiefs):
    assert [found.own_name for found in chief_towns(postcode, country)] == chiefs


@pytest.mark.parametrize("country", ["DE", "AT", "CH"])
def test_every_region_has_its_chief_towns_near_each_other(country):
    for digits, names in REGIONS[country].items():
        found = chief_towns(digits.ljust(5 if country == "DE" else 4, "0"), country)
        assert len(found) == len(names), digits
        assert all((distance_km(found[0], other) or 0) < 140 for other in found), digits


def test_every_german_region_is_known():
    assert len(REGIONS["DE"]) == 95


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
