"""The registry of sources: reads `data/sources.toml`, checks it, and names the line of every mistake."""

from aggregator.sources.mistakes import NAME, Mistake, is_web_address
from aggregator.sources.registry import SourcesError, known_spiders, load, parse
from aggregator.sources.source import RESERVED, Source, entry

__all__ = [
    "NAME",
    "RESERVED",
    "Mistake",
    "Source",
    "SourcesError",
    "entry",
    "is_web_address",
    "known_spiders",
    "load",
    "parse",
]
