"""Addresses and keys on Meetup: groups have slugs, events have ids, and locales may stand before them."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

ADDRESS = re.compile(r"^/(?:[a-z]{2}-[A-Z]{2}/)?([^/]+)(?:/+events(?:/+([^/]+))?)?(?:/.*)?$")
LISTS = frozenset({"calendar", "past", "upcoming"})
"""What stands in the place of an event's id in older addresses of a group's lists."""


def place_on_site(address: str) -> tuple[str, str | None]:
    """(group's slug, event's id or "ical" or None) of an address, whatever its locale; ("", None) of none."""
    found = ADDRESS.match(urlsplit(address).path)
    if not found:
        return "", None
    return found[1], None if found[2] in LISTS else found[2]


def first_asked(address: str) -> str:
    """The address to ask first where a source names `address`, in any of the ways in which people write them.

    Slugs are the same in capitals and small letters: they are asked for in small ones.
    """
    slug, event = place_on_site(address)
    if not slug:
        return address
    parts = urlsplit(address)
    past = "past" in parse_qs(parts.query).get("type", ()) or parts.path.rstrip("/").endswith("/events/past")
    return plain(slug.lower(), event or "") + ("?type=past" if past and not event else "")


def plain(slug: str, event: str = "") -> str:
    """The address without locale of a group's events page, or of one of its events."""
    return f"https://www.meetup.com/{slug}/events/{event}{'/' if event else ''}"


def key(group_id: str, start: str, title: str) -> str:
    """The key of an event: ids change when Meetup fixes a date of a series, start and title do not."""
    return f"{group_id}:{start}:{title}"


def minute(moment: date) -> str:
    return moment.isoformat()[:16]
