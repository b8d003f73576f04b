"""schema.org/Event (https://schema.org/Event) as a mapping, from JSON-LD, microdata or RDFa, into a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from aggregator.event import Place, Status, When
from aggregator.page.claim import Claim
from aggregator.page.instant import read_instant
from aggregator.page.text import LONGEST_DESCRIPTION, LONGEST_TITLE, plain, web_address
from aggregator.place import read_address, says_online
from aggregator.place.country import country_code

Item = Mapping[str, Any]
_NOT_EVENTS = frozenset({"PublicationEvent", "BroadcastEvent", "OnDemandEvent", "DeliveryEvent"})
_ALSO_EVENTS = frozenset({"Festival", "Hackathon", "CourseInstance", "EventSeries", "Vevent"})
_DAYS = {
    "monday": "MO",
    "tuesday": "TU",
    "wednesday": "WE",
    "thursday": "TH",
    "friday": "FR",
    "saturday": "SA",
    "sunday": "SU",
}
_REPEATS = {
    "P1D": "DAILY",
    "P7D": "WEEKLY",
    "P1W": "WEEKLY",
    "P2W": "WEEKLY;INTERVAL=2",
    "P1M": "MONTHLY",
    "P1Y": "YEARLY",
}
_MOVED = re.compile(r"(?:Event)?(Scheduled|Cancelled|Canceled|Postponed|Rescheduled|MovedOnline)\b")
_STATUS = {
    "Scheduled": Status.SCHEDULED,
    "Cancelled": Status.CANCELLED,
    "Canceled": Status.CANCELLED,
    "Postponed": Status.POSTPONED,
    "Rescheduled": Status.RESCHEDULED,
    "MovedOnline": Status.MOVED_ONLINE,
}


def types_of(item: Item) -> list[str]:
    """The item's types without vocabulary: "https://schema.org/MusicEvent" → "MusicEvent"."""
    return [re.split(r"[/#:]", kind)[-1] for kind in many(item.get("@type")) if isinstance(kind, str)]


def is_event(item: Item) -> bool:
    """Is it a schema.org/Event or one of its subtypes that people go to?"""
    return any(
        (kind.endswith("Event") and kind not in _NOT_EVENTS) or kind in _ALSO_EVENTS
        for kind in types_of(item)
    )


def claim_of(item: Item, layer: str, base: str, of: str | None = None) -> Claim | None:
    """What an Event item says; None where it names neither a title nor a start."""
    title = plain(one(item.get("name")) or one(item.get("headline")), LONGEST_TITLE)
    starts = read_instant(one(item.get("startDate")))
    schedule = _schedule(item)
    if not title or (starts is None and schedule is None):
        return None
    place, place_text = _place(item, base)
    url = web_address(one(item.get("url")), base) or web_address(_own_id(item), base)
    offers = [offer for offer in many(item.get("offers")) if isinstance(offer, Mapping)]
    return Claim(
        layer=layer,
        title=title,
        url=url,
        identity=_own_id(item),
        of=of,
        starts=starts,
        ends=read_instant(one(item.get("endDate"))),
        when=schedule,
        when_text=plain(one(item.get("startDate"))) or None,
        place=place,
        place_text=place_text,
        status=_status(item),
        registration_url=next(
            (a for offer in offers if (a := web_address(one(offer.get("url")), base))), None
        ),
        stream_url=_stream(item, base),
        price=_price(item, offers),
        organizer=_names(item.get("organizer")),
        description=plain(one(item.get("description")), LONGEST_DESCRIPTION) or None,
    )


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


def _own_id(item: Item) -> str | None:
    identity = item.get("@id")
    return identity if isinstance(identity, str) and identity and not identity.startswith("_:") else None


def _status(item: Item) -> Status | None:
    found = _MOVED.search(str(one(item.get("eventStatus")) or ""))
    return _STATUS[found[1]] if found else None


def _names(value: object) -> str | None:
    names = [plain(thing.get("name") if isinstance(thing, Mapping) else thing) for thing in many(value)]
    unique = dict.fromkeys(name for name in names if name and not name.startswith(("http:", "https:")))
    return ", ".join(list(unique)[:5]) or None


def _price(item: Item, offers: list[Item]) -> str | None:
    prices = []
    for offer in offers:
        low = plain(one(offer.get("lowPrice")) or one(offer.get("price")))
        high = plain(one(offer.get("highPrice")))
        currency = plain(one(offer.get("priceCurrency")))
        if not re.search(r"\d", low):
            continue
        free = not re.search(r"[1-9]", low + high)
        amount = low if high in ("", low) else f"{low}-{high}"
        prices.append("kostenlos" if free else f"{amount} {currency}".strip())
    if prices:
        return ", ".join(list(dict.fromkeys(prices))[:5])
    return "kostenlos" if str(one(item.get("isAccessibleForFree"))).casefold() in ("true", "1") else None


def _locations(item: Item) -> Iterator[object]:
    for location in many(item.get("location")):
        yield from many(location.get("location")) if _is_wrapper(location) else [location]


def _is_wrapper(location: object) -> bool:
    return isinstance(location, Mapping) and not types_of(location) and "location" in location


def _stream(item: Item, base: str) -> str | None:
    for location in _locations(item):
        if isinstance(location, Mapping) and "VirtualLocation" in types_of(location):
            address = web_address(one(location.get("url")), base)
            if address and address != web_address(one(item.get("url")), base):
                return address
    return None


def _place(item: Item, base: str) -> tuple[Place | None, str | None]:
    """The place's fields, and the words in which the page gives them."""
    mode = str(one(item.get("eventAttendanceMode")) or "")
    online = "Online" in mode or "Mixed" in mode
    place, text = None, ""
    for location in _locations(item):
        if isinstance(location, Mapping) and "VirtualLocation" in types_of(location):
            online = True
        elif place is None:
            place, text = _one_place(location)
    if place is None or place == Place():
        return (Place(online=True), "online") if online else (None, None)
    online = online or place.online
    words = f"{text} und auch online" if online and text and not says_online(text) else text or "online"
    return _with(place, online=online), words


def _one_place(location: object) -> tuple[Place | None, str]:
    if not isinstance(location, Mapping):
        text = plain(location)
        return (read_address(text), text) if text else (None, "")
    name = plain(one(location.get("name")))
    if is_event(location) or name.startswith(("http:", "https:")):
        name = ""
    address = one(location.get("address"))
    fields = _postal_address(address if isinstance(address, Mapping) else location)
    if fields == Place() and isinstance(address, str):
        fields = read_address(plain(address))
    latitude, longitude = _coordinates(location)
    if name and fields in (Place(), Place(country=fields.country)):
        place, text = _with(read_address(name), country=fields.country), name
    else:
        own = None if name and name in (fields.street, fields.city, fields.name) else name
        place = _with(fields, name=", ".join(part for part in (own, fields.name) if part) or None)
        text = ", ".join(part for part in (place.name, fields.street, _town_words(fields)) if part)
    online = place.online or bool(name and says_online(name))
    return _with(place, online=online, latitude=latitude, longitude=longitude), text


def _town_words(place: Place) -> str:
    return " ".join(part for part in (place.postcode, place.city) if part)


def _postal_address(address: Item) -> Place:
    """https://schema.org/PostalAddress; a whole address written into streetAddress alone is taken apart."""
    street = plain(one(address.get("streetAddress")))
    postcode = plain(one(address.get("postalCode")))
    city = plain(one(address.get("addressLocality")))
    country = one(address.get("addressCountry"))
    if isinstance(country, Mapping):
        country = one(country.get("name")) or one(country.get("identifier"))
    code = country_code(plain(country)) if country else None
    if street and not postcode and not city:
        whole = read_address(street)
        return _with(whole, country=whole.country or code)
    if street and (not postcode or postcode in street):
        return _taken_apart(street, postcode, city, code)
    return Place(None, street or None, postcode or None, city or None, code)


def _taken_apart(street: str, postcode: str, city: str, country: str | None) -> Place:
    """A street that holds the whole address: "Seestraße 7, 10115 Berlin"."""
    whole = read_address(street)
    if whole.street and whole.city and (not city or city.casefold() in whole.city.casefold()):
        return _with(whole, postcode=whole.postcode or postcode or None, country=whole.country or country)
    return Place(None, street, postcode or None, city or None, country)


def _coordinates(location: Item) -> tuple[float | None, float | None]:
    geo = one(location.get("geo"))
    source = geo if isinstance(geo, Mapping) else location
    values = {str(key).casefold(): one(value) for key, value in source.items()}
    try:
        latitude, longitude = float(values["latitude"]), float(values["longitude"])
    except (KeyError, TypeError, ValueError):
        return None, None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180) or latitude == longitude == 0:
        return None, None
    return latitude, longitude


def _with(place: Place, **fields: Any) -> Place:
    """The place with these fields where they say something."""

    changed = replace(
        place, **{key: value for key, value in fields.items() if value is not None or key == "name"}
    )
    return replace(changed, located="place") if changed.latitude is not None else changed


def _schedule(item: Item) -> When | None:
    """https://schema.org/Schedule as a rule: how often, on which days, from when."""
    schedule = one(item.get("eventSchedule"))
    if not isinstance(schedule, Mapping):
        return None
    frequency = _REPEATS.get(plain(one(schedule.get("repeatFrequency"))))
    clock = plain(one(schedule.get("startTime")))[:5]
    first = plain(one(schedule.get("startDate"))) or plain(one(item.get("startDate")))
    begins = read_instant(f"{first[:10]}T{clock}" if re.fullmatch(r"\d\d:\d\d", clock) else first)
    if frequency is None or begins is None:
        return None
    days = [day for value in many(schedule.get("byDay")) if (day := _day(value))]
    rule = f"FREQ={frequency}" + (f";BYDAY={','.join(days)}" if days else "")
    ends = read_instant(f"{first[:10]}T{plain(one(schedule.get('endTime')))[:5]}")
    return When(begins.moment, ends.moment if ends and begins != ends else None, rule)


def _day(value: object) -> str | None:
    text = re.split(r"[/#:]", plain(value))[-1]
    return _DAYS.get(text.casefold()) or (
        text if re.fullmatch(r"[1-5-]?\d?(?:MO|TU|WE|TH|FR|SA|SU)", text) else None
    )
