"""What `check` reports: a line of the post, the code of the rule it breaks, and what is wrong in words."""

from __future__ import annotations

from dataclasses import dataclass

CODES = (
    "weekday",
    "date",
    "calendar-missing",
    "calendar-invalid",
    "calendar-differs",
    "rule-missing",
    "rule-differs",
    "rule-stale",
    "zone",
    "order",
    "duplicate",
    "past",
    "deadline",
    "link",
    "style",
    "coordinates",
)
"""Every code, each with a heading in docs/findings.md."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong: `line` counts from 1, `message` says what is wrong and what it should be."""

    line: int
    code: str
    message: str
