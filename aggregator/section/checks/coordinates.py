"""`coordinates`: a link whose GEO lies far from the town that its line names."""

from __future__ import annotations

from collections.abc import Iterator

from aggregator import place
from aggregator.event import Place
from aggregator.section.checks.printed import Printed, Section
from aggregator.section.finding import Finding

FAR_KM = 30.0
"""No town of Germany, Austria or Switzerland reaches further than this from its middle."""


def findings(section: Section) -> Iterator[Finding]:
    """Lines with coordinates and a town the gazetteer knows, further apart than a town is wide."""
    for printed in section.printed:
        text = _far(printed)
        if text:
            yield Finding(printed.number, "coordinates", text)


def _far(printed: Printed) -> str | None:
    entry = printed.entry
    if entry is None or entry.latitude is None or entry.longitude is None:
        return None
    named = place.read(printed.line.place_text)
    town = place.town(" ".join(part for part in (named.postcode, named.city) if part)) if named.city else None
    if town is None:
        return None
    distance = place.distance_km(Place(latitude=entry.latitude, longitude=entry.longitude), town)
    if distance is None or distance <= FAR_KM:
        return None
    return f"GEO {entry.latitude:.3f};{entry.longitude:.3f} lies {distance:.0f} km from {town.name}"
