"""schema.org events in JSON-LD (https://www.w3.org/TR/json-ld11/), read leniently."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from aggregator.page.claim import Claim
from aggregator.page.schema import claim_of
from aggregator.page.schemaitem import Item, is_event, many, types_of

MOST_SCRIPTS = 200
MOST_CHARACTERS = 3_000_000
MOST_NODES = 20_000
MOST_EVENTS = 500
MOST_REQUOTED = 300_000
"""Characters of a script whose strings in single quotes are mended."""
_OPENING = re.compile(r"(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)\s*")
_CLOSING = re.compile(r"\s*(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*$")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_LINE_COMMENT = re.compile(r"^\s*//[^\n]*$", re.MULTILINE)
_STRING = re.compile(r"\"[^\"\\]*+(?:\\.[^\"\\]*+)*+\"?|'([^'\\]*+(?:\\.[^'\\]*+)*+)'?", re.DOTALL)
"""A string in double or single quotes; an open one goes on to the end, so that no place is read twice."""
_LINE_SEPARATORS = re.compile(r"[\u2028\u2029]")
_ENTRANCES = (
    "@graph",
    "mainEntity",
    "mainEntityOfPage",
    "itemListElement",
    "item",
    "event",
    "events",
    "subEvent",
    "about",
    "@reverse",
)
_TRANSPARENT = frozenset(
    {"WebPage", "ItemPage", "CollectionPage", "ItemList", "ListItem", "WebSite", "DataFeed", "DataFeedItem"}
)


def jsonld_claims(scripts: Iterable[str], base: str, *, lacking: bool = False) -> tuple[Claim, ...]:
    """The events that these `<script type="application/ld+json">` texts name, in their order, 500 at most.

    `lacking` asks for those instead that have no title, or no start that can be read.
    """
    documents = [value for text in _bounded(scripts) for value in read_json(text)]
    nodes = _nodes_by_id(documents)
    found: list[Claim] = []
    for item, of in _events(documents):
        claim = claim_of(_resolved(item, nodes), "json-ld", base, of, lacking=lacking)
        if claim is not None:
            found.append(claim)
        if len(found) >= MOST_EVENTS:
            break
    return tuple(found)


def is_broken(text: str) -> bool:
    """Whether a script speaks of an event and is no JSON, however leniently it is read."""
    return 'Event"' in text and not read_json(text)


def read_json(text: str) -> list[Any]:
    """The JSON values of a script: one, several in a row, or none where nothing helps.

    Mended are comments and CDATA around it, control characters in strings, trailing commas, single quotes,
    entities.
    """
    text = _unwrapped(_unwrapped(text.strip())).rstrip("; \t\r\n")
    for mend in (_as_is, _without_commas, _in_double_quotes, _unescaped):
        try:
            return _values(mend(text))
        except (ValueError, RecursionError):
            continue
    return []


def _unwrapped(text: str) -> str:
    """The text without a comment's or CDATA section's marks around it, which stand at its ends only."""
    if opening := _OPENING.match(text):
        text = text[opening.end() :]
    if text[-1:] in (">", "/") and (closing := _CLOSING.search(text, max(0, len(text) - 40))):
        text = text[: closing.start()]
    return text


def _values(text: str) -> list[Any]:
    decoder = json.JSONDecoder(strict=False)
    values, position = [], 0
    while position < len(text):
        value, position = decoder.raw_decode(text, position)
        values.append(value)
        while position < len(text) and text[position] in " \t\r\n;,":
            position += 1
    return values


def _as_is(text: str) -> str:
    return text


def _without_commas(text: str) -> str:
    return _TRAILING_COMMA.sub("", _LINE_COMMENT.sub("", _LINE_SEPARATORS.sub(" ", text))).strip()


def _in_double_quotes(text: str) -> str:
    """The text with its strings in single quotes, as JavaScript allows them, in double ones.

    Raises ValueError for a text that is too long to have been written like this by a person's template.
    """
    if len(text) > MOST_REQUOTED:
        raise ValueError(f"{len(text)} characters are not quoted anew")

    def double(found: re.Match[str]) -> str:
        words = found[1]
        return found[0] if words is None else '"' + words.replace("\\'", "'").replace('"', '\\"') + '"'

    return _without_commas(_STRING.sub(double, text))


def _unescaped(text: str) -> str:
    text = html.unescape(re.sub(r"\\(?![\"\\/bfnrtu])", r"\\\\", text))
    return _TRAILING_COMMA.sub("", text)


def _bounded(scripts: Iterable[str]) -> Iterator[str]:
    left = MOST_CHARACTERS
    for number, text in enumerate(scripts):
        left -= len(text)
        if number >= MOST_SCRIPTS or left < 0:
            return
        yield text


def _walk(documents: Iterable[Any]) -> Iterator[tuple[Item, str | None]]:
    """Every mapping that can be reached, with the type of the thing it is nested in (None: on its own)."""
    waiting: list[tuple[Any, str | None]] = [(document, None) for document in reversed(list(documents))]
    for _ in range(MOST_NODES):
        if not waiting:
            return
        value, of = waiting.pop()
        if isinstance(value, list):
            waiting.extend((item, of) for item in reversed(value))
        elif isinstance(value, Mapping):
            yield value, of
            kinds = types_of(value)
            inside = of if not kinds or _TRANSPARENT.intersection(kinds) else kinds[0]
            waiting += [(value[key], inside) for key in reversed(_ENTRANCES) if key in value]


def _events(documents: list[Any]) -> Iterator[tuple[Item, str | None]]:
    """Events; the parts of one (`subEvent`) only where the whole has no date of its own."""
    whole: set[int] = set()
    for item, of in _walk(documents):
        if not is_event(item):
            continue
        parts = [part for part in many(item.get("subEvent")) if isinstance(part, Mapping)]
        if item.get("startDate") or item.get("eventSchedule"):
            whole.update(id(part) for part in parts)
        if id(item) not in whole:
            yield item, None if of and of.endswith(("Event", "EventSeries")) else of


def _nodes_by_id(documents: list[Any]) -> dict[str, Item]:
    return {
        str(item["@id"]): item
        for item, _ in _walk(documents)
        if isinstance(item.get("@id"), str) and len(item) > 1
    }


def _resolved(item: Item, nodes: Mapping[str, Item]) -> Item:
    """The item with `{"@id": …}` in place, organizer and offers replaced by the things they stand for."""

    def real(value: Any) -> Any:
        if isinstance(value, Mapping) and set(value) == {"@id"}:
            return nodes.get(str(value["@id"]), value)
        return value

    keys = ("location", "organizer", "offers", "superEvent")
    known = {key: [real(value) for value in many(item[key])] for key in keys if key in item}
    inherited = next((event for event in known.get("superEvent", []) if isinstance(event, Mapping)), {})
    for key in ("location", "organizer", "offers"):
        if key not in item and key in inherited:
            known[key] = many(inherited[key])
    return {**item, **known}
