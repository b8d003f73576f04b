"""Places: one line of text ↔ the fields of an address, and where its town lies."""

from aggregator.place.address import read, read_address
from aggregator.place.gazetteer import Town, distance_km, land_of, locate, town
from aggregator.place.line import line
from aggregator.place.online import says_online

__all__ = ["Town", "distance_km", "land_of", "line", "locate", "read", "read_address", "says_online", "town"]
