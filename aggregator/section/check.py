"""What is wrong in a published section, ours or anyone's: each finding has a code in docs/findings.md."""

from __future__ import annotations

from aggregator.section.checks import coordinates, dates, entries, links, order, rules, style
from aggregator.section.checks.printed import printed_section
from aggregator.section.finding import Finding
from aggregator.section.post import parse

_FAMILIES = (dates, entries, rules, order, links, style, coordinates)


def check(text: str, name: str) -> tuple[Finding, ...]:
    """Every finding in a post, by line. `name` is its file's name. Raises PostError without a section."""
    section = printed_section(parse(text, name))
    found = {finding for family in _FAMILIES for finding in family.findings(section)}
    return tuple(sorted(found))
