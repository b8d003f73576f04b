"""What can be wrong with an entry of the registry, each mistake with its line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from aggregator.sources.source import RESERVED, Source

NAME = re.compile(r"[a-z0-9][a-z0-9-]*")

TYPES: dict[str, tuple[type, ...]] = {
    "name": (str,),
    "spider": (str,),
    "url": (str, list),
    "lab": (str,),
    "group_id": (str,),
    "only": (str,),
    "follow": (str,),
    "max_pages": (int,),
    "may_be_empty": (bool,),
    "enabled": (bool,),
}
TYPE_WORDS = {str: "a string", list: "a list of strings", int: "a number", bool: "true or false"}


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in the registry: its line (from 1), the key it is about, and what is wrong."""

    line: int
    key: str
    what: str


def table_mistakes(
    table: Mapping[str, Any], where: Mapping[str, int], spiders: Collection[str], subjects: Mapping[str, str]
) -> Iterator[Mistake]:
    """Every mistake in one `[[source]]` table."""
    header = where.get("", 1)
    for key in ("name", "spider", "url"):
        if key not in table:
            yield Mistake(header, key, "is missing")
    for key, value in table.items():
        line = where.get(key, header)
        kinds = TYPES.get(key)
        if kinds is None:
            yield Mistake(line, key, f"no such key; there are {', '.join(TYPES)}")
        elif type(value) not in kinds:
            yield Mistake(line, key, f"must be {' or '.join(TYPE_WORDS[kind] for kind in kinds)}")
        elif what := value_mistake(key, value, spiders, subjects):
            yield Mistake(line, key, what)


def value_mistake(key: str, value: Any, spiders: Collection[str], subjects: Mapping[str, str]) -> str | None:
    """What is wrong with one value of the right type, or None."""
    if key == "name" and not NAME.fullmatch(value):
        return f"{value!r} has other characters than a-z, 0-9 and -"
    if key == "name" and value in RESERVED:
        return f"{value!r} is the name of what editors add or import"
    if key == "spider" and value not in spiders:
        return f"there is no spider {value!r}; there are {', '.join(sorted(spiders))}"
    if key == "url":
        addresses = value if isinstance(value, list) else [value]
        if not addresses:
            return "the list names no address"
        wrong = [address for address in addresses if not is_web_address(address)]
        return f"{wrong[0]!r} is no http or https address" if wrong else None
    if key == "only" and value.startswith("@"):
        return None if value[1:] in subjects else f"there is no list {value[1:]!r} under [subjects]"
    if key in ("only", "follow") and (why := expression_mistake(value)):
        return f"is no regular expression: {why}"
    if key == "max_pages" and not 1 <= value <= 10_000:
        return "must lie between 1 and 10000"
    return None


def expression_mistake(expression: str) -> str | None:
    """Why this is no regular expression, or None where it is one."""
    try:
        re.compile(expression)
    except re.error as error:
        return str(error)
    return None


def is_web_address(address: object) -> bool:
    """True for an absolute http or https address with a host."""
    if not isinstance(address, str):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", address)


def repeated(sources: list[Source], where: Mapping[str, int]) -> Iterator[Mistake]:
    """A mistake where the last source repeats the name or the visit of one before it."""
    last = sources[-1]
    for before in sources[:-1]:
        if before.name == last.name:
            yield Mistake(where.get("name", 1), "name", f"{last.name!r} stands twice")
        elif (before.spider, before.urls) == (last.spider, last.urls):
            yield Mistake(where.get("url", 1), "url", f"is visited by {before.name!r} already")
