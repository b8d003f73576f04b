"""`coordinates`: a link whose GEO lies far from the town that its line names."""

from __future__ import annotations

from collections.abc import Iterator

from aggregator.section.checks.printed import Section
from aggregator.section.compare import far_from_town
from aggregator.section.finding import Finding


def findings(section: Section) -> Iterator[Finding]:
    """Lines with coordinates and a town the gazetteer knows, further apart than a town is wide."""
    for printed in section.printed:
        text = far_from_town(printed.line, printed.entry) if printed.entry else None
        if text:
            yield Finding(printed.number, "coordinates", text)
