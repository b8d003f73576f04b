"""schema.org items as mappings, the way JSON-LD writes them: one value or a list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

Item = Mapping[str, Any]
_ALSO_EVENTS = frozenset({"Festival", "Hackathon", "CourseInstance", "EventSeries", "Vevent"})


def types_of(item: Item) -> list[str]:
    """The item's types without vocabulary: "https://schema.org/MusicEvent" → "MusicEvent"."""
    return [_without_vocabulary(kind) for kind in many(item.get("@type")) if isinstance(kind, str)]


@lru_cache(maxsize=1024)
def _without_vocabulary(kind: str) -> str:
    return re.split(r"[/#:]", kind)[-1]


def is_event(item: Item) -> bool:
    """Is it a schema.org/Event or one of its subtypes, all but a few of whose names end so?"""
    return any(kind.endswith("Event") or kind in _ALSO_EVENTS for kind in types_of(item))


def many(value: object) -> list[Any]:
    """A property's values: JSON-LD writes one of them without a list."""
    if value is None or value is False:
        return []
    return value if isinstance(value, list) else [value]


def one(value: object) -> Any:
    """The first of a property's values, unwrapped from {"@value": …}."""
    values = many(value)
    first = values[0] if values else None
    if isinstance(first, Mapping) and "@value" in first:
        return first["@value"]
    return first
