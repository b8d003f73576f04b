"""Events in microformats: h-event (https://microformats.org/wiki/h-event) and the older hCalendar.

Only the one vocabulary is read, with the value-class pattern, straight from the parsed tree: a general
parser would lay the whole page out once more, which costs half a second on an ordinary page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml.html import HtmlElement

from aggregator.event import Place
from aggregator.page.claim import Claim
from aggregator.page.instant import Instant, read_instant
from aggregator.page.text import LONGEST_DESCRIPTION, LONGEST_TITLE, one_line, web_address
from aggregator.place import read_address

MOST_EVENTS = 200
_HAS = "contains(concat(' ', normalize-space(@class), ' '), ' {} ')"
_ROOTS = f"//*[{_HAS.format('vevent')} or {_HAS.format('h-event')}]"
_CLOCK = re.compile(
    r"(\d{1,2})(?::(\d{2}))?(?::\d{2})?\s*([ap])?\.?(?:m\.?)?\s*(Z|[+-]\d{1,2}:?\d{2})?", re.IGNORECASE
)


def microformat_claims(root: HtmlElement, base: str) -> tuple[Claim, ...]:
    """The page's h-event and hCalendar entries, 200 at most."""
    scopes = root.xpath(_ROOTS)[:MOST_EVENTS]
    known = set(scopes)
    outermost = [scope for scope in scopes if known.isdisjoint(scope.iterancestors())]
    return tuple(claim for scope in outermost if (claim := _claim(scope, base)))


def _claim(scope: HtmlElement, base: str) -> Claim | None:
    title = _text(scope, LONGEST_TITLE, "p-name", "summary", "fn")
    starts = _instant(scope, None, "dt-start", "dtstart")
    if not title or starts is None:
        return None
    link = next(_found(scope, "u-url", "url"), None)
    place, place_text = _place(scope)
    return Claim(
        layer="h-event",
        title=title,
        url=web_address(link.get("href"), base) if link is not None else None,
        identity=_text(scope, LONGEST_TITLE, "u-uid", "uid") or None,
        starts=starts,
        ends=_instant(scope, starts, "dt-end", "dtend"),
        when_text=_text(scope, LONGEST_TITLE, "dt-start", "dtstart") or None,
        place=place,
        place_text=place_text,
        organizer=_text(scope, LONGEST_TITLE, "p-organizer", "organizer") or None,
        description=_text(
            scope, LONGEST_DESCRIPTION, "e-description", "p-description", "e-content", "description"
        )
        or None,
    )


def _found(scope: HtmlElement, *classes: str) -> Iterator[HtmlElement]:
    """Elements of one of these classes, the earlier class first."""
    for name in classes:
        yield from scope.xpath(f".//*[{_HAS.format(name)}]")


def _text(scope: HtmlElement, longest: int, *classes: str) -> str:
    element = next(_found(scope, *classes), None)
    return _value(element, longest) if element is not None else ""


def _value(element: HtmlElement, longest: int = LONGEST_TITLE) -> str:
    if element.tag == "abbr" and element.get("title"):
        return one_line(element.get("title"), longest)
    return one_line(" ".join(element.itertext()), longest)


def _instant(scope: HtmlElement, day_of: Instant | None, *classes: str) -> Instant | None:
    element = next(_found(scope, *classes), None)
    if element is None:
        return None
    parts = [_machine(part) for part in _found(element, "value", "value-title")] or [_machine(element)]
    return read_instant(" ".join(parts)) or _day_and_clock(parts, day_of)


def _machine(element: HtmlElement) -> str:
    """A date's machine-readable form: where each element keeps it, else its text."""
    for attribute in ("datetime", "title", "value", "content"):
        if element.get(attribute):
            return one_line(element.get(attribute))
    return one_line(" ".join(element.itertext()))


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


def _place(scope: HtmlElement) -> tuple[Place | None, str | None]:
    location = next(_found(scope, "p-location", "h-card", "location", "adr", "h-adr"), None)
    if location is None:
        return None, None
    street = _text(location, LONGEST_TITLE, "p-street-address", "street-address")
    postcode = _text(location, LONGEST_TITLE, "p-postal-code", "postal-code")
    city = _text(location, LONGEST_TITLE, "p-locality", "locality")
    name = _text(location, LONGEST_TITLE, "p-name", "fn", "org")
    if not street and not city:
        text = _value(location)
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


def _degrees(scope: HtmlElement, *classes: str) -> float | None:
    element = next(_found(scope, *classes), None)
    if element is None:
        return None
    try:
        return float(_machine(element))
    except ValueError:
        return None
