"""Events in microformats: h-event (https://microformats.org/wiki/h-event) and the older hCalendar.

Only the one vocabulary is read, with the value-class pattern, straight from the parsed tree: a general
parser would lay the whole page out once more, which costs half a second on an ordinary page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from aggregator.event import Place
from aggregator.page.claim import Claim
from aggregator.page.element import Element, elements, inner_text
from aggregator.page.instant import Instant, read_instant
from aggregator.page.text import LONGEST_DESCRIPTION, LONGEST_TITLE, one_line, web_address
from aggregator.place import read_address

MOST_EVENTS = 200
_ROOTS = frozenset({"vevent", "h-event"})
_CLOCK = re.compile(
    r"(\d{1,2})(?::(\d{2}))?(?::\d{2})?\s*([ap])?\.?(?:m\.?)?\s*(Z|[+-]\d{1,2}:?\d{2})?", re.IGNORECASE
)


def microformat_claims(root: Element, base: str, *, lacking: bool = False) -> tuple[Claim, ...]:
    """The page's h-event and hCalendar entries, 200 at most.

    `lacking` asks for those instead that have no title, or a start that cannot be read.
    """
    marked = elements(root, "//*[contains(@class, 'vevent') or contains(@class, 'h-event')]")
    scopes = [element for element in marked if not _ROOTS.isdisjoint(_classes(element))][:MOST_EVENTS]
    known = set(scopes)
    outermost = [scope for scope in scopes if known.isdisjoint(scope.iterancestors())]
    return tuple(claim for scope in outermost if (claim := _claim(Scope(scope), base, lacking=lacking)))


class Scope:
    """An element and what stands in it, by class: each entry is walked once, not once a property."""

    def __init__(self, element: Element) -> None:
        self.element = element
        self._named: dict[str, list[Element]] = {}
        for inner in element.iterdescendants():
            for name in _classes(inner):
                self._named.setdefault(name, []).append(inner)

    def found(self, *classes: str) -> Iterator[Element]:
        """Elements of one of these classes, the earlier class first, each in the page's order."""
        for name in classes:
            yield from self._named.get(name, ())


def _classes(element: Element) -> list[str]:
    named = element.get("class") if isinstance(element.tag, str) else None
    return list(dict.fromkeys(named.split())) if named else []


def _claim(scope: Scope, base: str, *, lacking: bool) -> Claim | None:
    title = _text(scope, LONGEST_TITLE, "p-name", "summary", "fn")
    starts = _instant(scope, None, "dt-start", "dtstart")
    when_text = _text(scope, LONGEST_TITLE, "dt-start", "dtstart") or None
    dated = starts is not None
    if lacking == bool(title and dated) or not (dated or when_text):
        return None
    link = next(scope.found("u-url", "url"), None)
    place, place_text = _place(scope)
    return Claim(
        layer="h-event",
        title=title,
        url=web_address(link.get("href"), base) if link is not None else None,
        identity=_text(scope, LONGEST_TITLE, "u-uid", "uid") or None,
        starts=starts,
        ends=_instant(scope, starts, "dt-end", "dtend"),
        when_text=when_text,
        place=place,
        place_text=place_text,
        organizer=_text(scope, LONGEST_TITLE, "p-organizer", "organizer") or None,
        description=_text(
            scope, LONGEST_DESCRIPTION, "e-description", "p-description", "e-content", "description"
        )
        or None,
    )


def _text(scope: Scope, longest: int, *classes: str) -> str:
    element = next(scope.found(*classes), None)
    return _value(element, longest) if element is not None else ""


def _value(element: Element, longest: int = LONGEST_TITLE) -> str:
    if element.tag == "abbr" and element.get("title"):
        return one_line(element.get("title"), longest)
    return one_line(inner_text(element), longest)


def _instant(scope: Scope, day_of: Instant | None, *classes: str) -> Instant | None:
    element = next(scope.found(*classes), None)
    if element is None:
        return None
    parts = [_machine(part) for part in Scope(element).found("value", "value-title")] or [_machine(element)]
    return read_instant(" ".join(parts)) or _day_and_clock(parts, day_of)


def _machine(element: Element) -> str:
    """A date's machine-readable form: where each element keeps it, else its text."""
    for attribute in ("datetime", "title", "value", "content"):
        if element.get(attribute):
            return one_line(element.get(attribute))
    return one_line(inner_text(element))


def _day_and_clock(parts: list[str], day_of: Instant | None) -> Instant | None:
    """The value-class pattern: the day in one element, the clock in another; an end may leave out its day."""
    days = [part for part in parts if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", part)]
    clocks = [found for part in parts if (found := _CLOCK.fullmatch(part))]
    day = days[0] if days else day_of.moment.isoformat()[:10] if day_of else None
    if day is None or not clocks:
        return read_instant(day) if days else None
    hour, minute, half, offset = clocks[0].groups()
    number = int(hour) % 12 + (12 if half in ("p", "P") else 0) if half else int(hour)
    return read_instant(f"{day}T{number:02}:{minute or '00'}{offset or ''}")


def _place(scope: Scope) -> tuple[Place | None, str | None]:
    element = next(scope.found("p-location", "h-card", "location", "adr", "h-adr"), None)
    if element is None:
        return None, None
    location = Scope(element)
    street = _text(location, LONGEST_TITLE, "p-street-address", "street-address")
    postcode = _text(location, LONGEST_TITLE, "p-postal-code", "postal-code")
    city = _text(location, LONGEST_TITLE, "p-locality", "locality")
    name = _text(location, LONGEST_TITLE, "p-name", "fn", "org")
    if not street and not city:
        text = _value(element)
        return (read_address(text), text) if text else (None, None)
    town = " ".join(part for part in (postcode, city) if part)
    if street and not town:
        return replace(read_address(street), name=name or None), ", ".join(
            part for part in (name, street) if part
        )
    place = Place(name or None, street or None, postcode or None, city or None)
    latitude, longitude = (_degrees(location, f"p-{axis}", axis) for axis in ("latitude", "longitude"))
    if latitude is not None and longitude is not None:
        place = replace(place, latitude=latitude, longitude=longitude, located="place")
    return place, ", ".join(part for part in (name, street, town) if part)


def _degrees(scope: Scope, *classes: str) -> float | None:
    element = next(scope.found(*classes), None)
    if element is None:
        return None
    try:
        return float(_machine(element))
    except ValueError:
        return None
