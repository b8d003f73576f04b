"""The house's place part of a section's line: "NAME, STRASSE NR, PLZ ORT und auch online"."""

from __future__ import annotations

from aggregator.event import Place
from aggregator.place.online import says_online

ONLINE = "online"
ALSO_ONLINE = " und auch online"


def line(place: Place) -> str:
    """Say a place in one line; parts that are unknown are left out together with their comma.

    The country and the coordinates are not said. A name that itself says "im Stream" is not said twice.
    """
    town = " ".join(part for part in (place.postcode, place.city) if part)
    text = ", ".join(part for part in (place.name, place.street, town) if part)
    if not place.online or (text and says_online(text)):
        return text
    return text + ALSO_ONLINE if text else ONLINE
