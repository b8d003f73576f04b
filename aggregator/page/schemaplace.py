"""Where a schema.org/Event takes place: Place, PostalAddress, VirtualLocation, or just a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from aggregator.event import Place
from aggregator.page.schemaitem import Item, is_event, many, one, types_of
from aggregator.page.text import plain, web_address
from aggregator.place import read_address, says_online
from aggregator.place.country import country_code


def _locations(item: Item) -> Iterator[object]:
    for location in many(item.get("location")):
        yield from many(location.get("location")) if _is_wrapper(location) else [location]


def _is_wrapper(location: object) -> bool:
    return isinstance(location, Mapping) and not types_of(location) and "location" in location


def stream_of(item: Item, base: str) -> str | None:
    for location in _locations(item):
        if isinstance(location, Mapping) and "VirtualLocation" in types_of(location):
            address = web_address(one(location.get("url")), base)
            if address and address != web_address(one(item.get("url")), base):
                return address
    return None


def place_of(item: Item, base: str) -> tuple[Place | None, str | None]:
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
