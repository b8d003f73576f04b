"""schema.org events in microdata (HTML's itemscope and itemprop) and in RDFa Lite (typeof and property)."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from aggregator.page.claim import Claim
from aggregator.page.element import Element, elements
from aggregator.page.response import PageRefused
from aggregator.page.schema import claim_of
from aggregator.page.schemaitem import is_event, many

MOST_ITEMS = 500
MOST_INSIDE = 200
_EVENT_TYPES = "contains(@{0}, 'Event') or contains(@{0}, 'Festival') or contains(@{0}, 'Hackathon')"


def microdata_claims(root: Element, base: str, *, lacking: bool = False) -> tuple[Claim, ...]:
    """The events of the page's microdata, 500 at most; extruct is loaded only where there is any.

    `lacking` asks for those instead that have no title, or a start that cannot be read.
    """
    scopes = elements(root, f"//*[@itemscope and ({_EVENT_TYPES.format('itemtype')})]")
    return _claims(_outermost(scopes, "itemscope"), "microdata", base, lacking=lacking)


def rdfa_claims(root: Element, base: str, *, lacking: bool = False) -> tuple[Claim, ...]:
    """The same for RDFa Lite (https://www.w3.org/TR/rdfa-lite/), whose attributes map onto microdata's."""
    scopes = elements(root, f"//*[@typeof and ({_EVENT_TYPES.format('typeof')})]")
    marked = [_as_microdata(scope) for scope in _outermost(scopes, "typeof")]
    return _claims(marked, "rdfa", base, lacking=lacking)


def _outermost(scopes: list[Element], attribute: str) -> list[Element]:
    inside = {id(scope) for scope in scopes}
    return [
        scope
        for scope in scopes[:MOST_ITEMS]
        if not any(
            id(ancestor) in inside
            for ancestor in scope.iterancestors()
            if ancestor.get(attribute) is not None
        )
    ]


def _claims(scopes: list[Element], layer: str, base: str, *, lacking: bool) -> tuple[Claim, ...]:
    if not scopes:
        return ()
    from extruct.w3cmicrodata import MicrodataExtractor

    found: list[Claim] = []
    for scope in scopes:
        alone = copy.deepcopy(scope)
        alone.tail = None
        if len(elements(alone, ".//*[@itemscope]")) > MOST_INSIDE:
            raise PageRefused(f"microdata with more than {MOST_INSIDE} things inside one event")
        for item in MicrodataExtractor().extract_items(alone, base):
            claims = (claim_of(event, layer, base, lacking=lacking) for event in _events(_item(item)))
            found += [claim for claim in claims if claim]
    return tuple(found[:MOST_ITEMS])


def _events(item: Any) -> list[Mapping[str, Any]]:
    if not isinstance(item, Mapping):
        return []
    if is_event(item) and item.get("startDate"):
        return [item]
    parts = [part for key in ("subEvent", "subEvents", "event", "events") for part in many(item.get(key))]
    return [event for part in parts for event in _events(part)]


def _item(value: Any) -> Any:
    """extruct's {"type", "properties"} as JSON-LD writes it."""
    if isinstance(value, list):
        return [_item(one) for one in value]
    if not isinstance(value, Mapping):
        return value
    kinds = value.get("type")
    properties = {key: _item(content) for key, content in value.get("properties", {}).items()}
    return {"@type": kinds if isinstance(kinds, list) else str(kinds or "").split(), **properties}


def _as_microdata(scope: Element) -> Element:
    scope = copy.deepcopy(scope)
    scope.tail = None
    for element in scope.iter():
        if not isinstance(element.tag, str):
            continue
        if (kind := element.get("typeof")) is not None:
            element.set("itemscope", "")
            element.set(
                "itemtype", " ".join(f"https://schema.org/{name.split(':')[-1]}" for name in kind.split())
            )
        if (name := element.get("property")) is not None:
            element.set("itemprop", " ".join(part.split(":")[-1] for part in name.split()))
    return scope
