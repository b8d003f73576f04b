"""Which listings speak of the same event: pure functions over listings, no database and no clock."""

from aggregator.matching.address import canonical
from aggregator.matching.blocks import blocks_of, days_of
from aggregator.matching.clusters import Group
from aggregator.matching.group import group, shared_addresses
from aggregator.matching.pair import Match, likely, may_be_occurrence, same, span
from aggregator.matching.title import likeness, words

__all__ = [
    "Group",
    "Match",
    "blocks_of",
    "canonical",
    "days_of",
    "group",
    "likely",
    "likeness",
    "may_be_occurrence",
    "same",
    "shared_addresses",
    "span",
    "words",
]
