"""Addresses and keys on Meetup: groups have slugs, events have ids, and locales may stand before them."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

ADDRESS = re.compile(r"^/(?:[a-z]{2}-[A-Z]{2}/)?([^/]+)(?:/events(?:/([^/]+))?)?/*$")


def place_on_site(address: str) -> tuple[str, str | None]:
    """(group's slug, event's id or "ical" or None) of an address, whatever its locale."""
    found = ADDRESS.match(urlsplit(address).path)
    return (found[1], found[2]) if found else (address, None)


def plain(slug: str, event: str = "") -> str:
    """The address without locale of a group's events page, or of one of its events."""
    return f"https://www.meetup.com/{slug}/events/{event}{'/' if event else ''}"


def key(group_id: str, start: str, title: str) -> str:
    """The key of an event: ids change when Meetup fixes a date of a series, start and title do not."""
    return f"{group_id}:{start}:{title}"


def minute(moment: date) -> str:
    return moment.isoformat()[:16]
