"""The state embedded in Meetup's pages: Apollo's cache, a flat map "Type:id" → object.

It stands in `<script id="__NEXT_DATA__">`; relations are {"__ref": "Venue:123"}. The names of its
connections hold the time of the request and change: everything is found by what it holds.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from scrapy.http import Response, TextResponse

from aggregator.event import Listing, Place, Status, When
from spiders.meetup.address import key, minute, place_on_site, plain

ONLINE_VENUE = "26906060"
STATUSES = {
    "ACTIVE": Status.SCHEDULED,
    "PAST": Status.SCHEDULED,
    "CANCELLED": Status.CANCELLED,
    "CANCELLED_PERM": Status.CANCELLED,
    "AUTOSCHED_CANCELLED": Status.CANCELLED,
}
Node = Mapping[str, Any]


def embedded_state(response: Response) -> Node | None:
    """Apollo's cache, or None where the page has none that can be read."""
    if not isinstance(response, TextResponse):
        return None
    script = response.css("script#__NEXT_DATA__::text").get()
    try:
        state = json.loads(script or "null")["props"]["pageProps"]["__APOLLO_STATE__"]
    except (ValueError, KeyError, TypeError):
        return None
    return state if isinstance(state, dict) and isinstance(state.get("ROOT_QUERY"), dict) else None


def asked_for(state: Node) -> str | None:
    """The reference of the group or event that the page is about; None where Meetup has none."""
    for query, answer in state["ROOT_QUERY"].items():
        if query.startswith(("groupByUrlname", "event(")):
            return answer.get("__ref") if answer else None
    return None


def events_of(state: Node, group_id: str) -> list[Node]:
    """Every event of that group, in order of start; other groups' events stand on the page too."""
    of_group = [
        node
        for name, node in state.items()
        if name.startswith("Event:") and node.get("group", {}).get("__ref") == f"Group:{group_id}"
    ]
    return sorted(of_group, key=lambda event: (str(event.get("dateTime")), str(event.get("id"))))


def listed_until(group: Node, state: Node) -> date | None:
    """The day up to which the page names every event, or None where it names all to come.

    The connections' names hold the time of the request, so they are known by what they hold.
    """
    for connection in group.values():
        if not isinstance(connection, dict) or "edges" not in connection:
            continue
        events = [state.get(edge.get("node", edge).get("__ref"), {}) for edge in connection["edges"]]
        coming = [
            event["dateTime"] for event in events if event.get("dateTime") and event.get("status") != "PAST"
        ]
        if coming and connection.get("totalCount", 0) > len(events):
            return day_before(max(coming))
    return None


def day_before(moment: str) -> date:
    return date.fromisoformat(moment[:10]) - timedelta(days=1)


def read_event(event: Node, group: Node, state: Node) -> Listing:
    """One event as it stands in the state."""
    title = " ".join(str(event.get("title") or "").split())
    start, end = local(event.get("dateTime")), local(event.get("endTime"))
    zone = str(group.get("timezone") or "Europe/Berlin")
    when = When(start, end, timezone=zone) if start else None
    fee = event.get("feeSettings")
    slug = place_on_site(str(event.get("eventUrl") or ""))[0] or str(group.get("urlname") or "")
    return Listing(
        key=key(group["id"], minute(start) if start else "", title),
        aliases=(f"{group['id']}:{event.get('id')}",),
        title=title,
        url=plain(slug, str(event.get("id"))),
        layer="embedded state",
        when=when,
        place=venue(event, state),
        status=STATUSES.get(str(event.get("status")), Status.SCHEDULED),
        price=f"{fee.get('amount')} {fee.get('currency')}" if fee else "kostenlos",
        organizer=group.get("name"),
        description=event.get("description"),
    )


def venue(event: Node, state: Node) -> Place:
    """The place of an event: `isOnline` is false for HYBRID, and "Online event" is no place."""
    node = event.get("venue") or {}
    node = {**state.get(node.get("__ref", ""), {}), **node}
    online = event.get("eventType") in ("ONLINE", "HYBRID") or bool(event.get("isOnline"))
    words = {
        name: " ".join(str(node.get(name) or "").split()) or None for name in ("name", "address", "city")
    }
    if node.get("id") == ONLINE_VENUE or (words["name"] or "").casefold() in ("online", "online event"):
        return Place(online=True)
    latitude, longitude = node.get("lat"), node.get("lng", node.get("lon"))
    return Place(
        name=words["name"],
        street=words["address"] if words["address"] != words["name"] else None,
        city=words["city"],
        country=str(node["country"]).upper() if node.get("country") else None,
        latitude=latitude,
        longitude=longitude,
        located="place" if latitude is not None else None,
        online=online,
    )


def local(moment: str | None) -> datetime | None:
    """Meetup's ISO time with the group's offset, as the group's clock shows it."""
    try:
        return datetime.fromisoformat(moment).replace(tzinfo=None) if moment else None
    except ValueError:
        return None
