"""SvelteKit's `__data.json`: nodes whose data devalue has flattened into one array of values.

Integers in arrays and objects are indexes into that array, negative ones stand for undefined and the
like, and `["Date", iso]` is a date in UTC. https://github.com/sveltejs/devalue
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any


def data_nodes(body: bytes) -> Iterator[Mapping[str, Any]]:
    """The data of the page's nodes, unflattened. Raises ValueError for what is no JSON."""
    document = json.loads(body)
    for node in document.get("nodes", ()) if isinstance(document, dict) else ():
        values = node.get("data") if isinstance(node, dict) else None
        if isinstance(values, list) and values and isinstance(data := unflatten(values), dict):
            yield data


def unflatten(values: list[Any]) -> Any:
    """The value that devalue's array stands for; negative indexes are undefined and other non-values."""
    known: dict[int, Any] = {}

    def value(index: int) -> Any:
        if index < 0:
            return None
        if index in known:
            return known[index]
        flat = values[index]
        if isinstance(flat, dict):
            known[index] = whole = {}
            whole.update({name: value(at) for name, at in flat.items()})
            return whole
        if isinstance(flat, list) and flat and flat[0] == "Date":
            return datetime.fromisoformat(flat[1]).astimezone(UTC)
        if isinstance(flat, list):
            known[index] = items = list[Any]()
            items.extend(value(at) for at in flat if isinstance(at, int))
            return items
        return flat

    return value(0)
