"""Addresses as pages write them."""

import pytest

from aggregator.place import read_address

ADDRESSES = [
    # text, name, street, postcode, city, country, online
    (
        "Seehaus\nUferweg 49\n24939 Flensburg\nDeutschland",
        "Seehaus",
        "Uferweg 49",
        "24939",
        "Flensburg",
        "DE",
        False,
    ),
    ("Seehaus | Uferweg 9 | 53113 Bonn", "Seehaus", "Uferweg 9", "53113", "Bonn", None, False),
    ("Uferweg 5 68167 Mannheim", None, "Uferweg 5", "68167", "Mannheim", None, False),
    ("Seehaus (Uferstr. 20, Berlin) und im Stream", "Seehaus", "Uferstr. 20", None, "Berlin", None, True),
    ("Seehaus, 76131 Karlsruhe, Uferstr 41", "Seehaus", "Uferstr 41", "76131", "Karlsruhe", None, False),
    ("Seehaus, Uferweg 4, 10405 Berlin, 2. OG", "Seehaus", "Uferweg 4", "10405", "Berlin", None, False),
    ("Seehaus, Ufergasse 14, 8001 Zürich, Schweiz", "Seehaus", "Ufergasse 14", "8001", "Zürich", "CH", False),
    ("Seehaus, Ufergasse 8, A-1010 Wien (Österreich)", "Seehaus", "Ufergasse 8", "1010", "Wien", "AT", False),
    ("Am Hof 3, 2311 GJ Leiden, Niederlande", None, "Am Hof 3", "2311 GJ", "Leiden", "NL", False),
    (
        "Lake House, 660 12th Avenue, New York, NY 10019",
        "Lake House",
        "660 12th Avenue",
        "10019",
        "New York",
        "US",
        False,
    ),
    ("Linz (Österreich) und Online", None, None, None, "Linz", "AT", True),
    ("Nürnberg / Online", None, None, None, "Nürnberg", None, True),
    ("Online (Zoom)", None, None, None, None, None, True),
    ("Online per Zoom", None, None, None, None, None, True),
    ("Dieses Event findet online statt.", None, None, None, None, None, True),
    ("Videokonferenz", None, None, None, None, None, True),
    ("hybrid", None, None, None, None, None, True),
    ("Raum 2.13", "Raum 2.13", None, None, None, None, False),
    ("", None, None, None, None, None, False),
]


@pytest.mark.parametrize(("text", "name", "street", "postcode", "city", "country", "online"), ADDRESSES)
def test_an_address_becomes_fields(text, name, street, postcode, city, country, online):
    place = read_address(text)
    assert (place.name, place.street, place.postcode) == (name, street, postcode)
    assert (place.city, place.country, place.online) == (city, country, online)
