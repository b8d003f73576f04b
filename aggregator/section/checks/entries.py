"""`calendar-missing`, `calendar-invalid`, `calendar-differs`, `zone`: what is wrong behind a line's link."""

from __future__ import annotations

from collections.abc import Iterator

from aggregator.section.checks.printed import Section
from aggregator.section.compare import differences
from aggregator.section.finding import Finding


def findings(section: Section) -> Iterator[Finding]:
    """Of each line: whether it has a link, whether that is RFC 5545, and whether it says the same."""
    for printed in section.printed:
        entry = printed.entry
        if entry is None:
            yield Finding(printed.number, "calendar-missing", "no calendar link behind the title")
            continue
        if entry.faults:
            text = f"the calendar entry breaks RFC 5545: {', '.join(entry.faults)}"
            yield Finding(printed.number, "calendar-invalid", text)
        if entry.floating:
            text = "the calendar entry's times float: they should be in UTC, with a rule in a TZID"
            yield Finding(printed.number, "zone", text)
        for difference in differences(printed.line, entry):
            yield Finding(printed.number, "calendar-differs", difference)
