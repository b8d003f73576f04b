"""schema.org/Event (https://schema.org/Event) as a mapping, from JSON-LD, microdata or RDFa, into a claim."""

from __future__ import annotations

import re
from collections.abc import Mapping

from aggregator.event import Status, When
from aggregator.page.claim import Claim
from aggregator.page.ending import end_of
from aggregator.page.instant import read_instant
from aggregator.page.schemaitem import Item, many, one
from aggregator.page.schemaplace import place_of, stream_of
from aggregator.page.text import LONGEST_DESCRIPTION, LONGEST_TITLE, plain, web_address

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


def claim_of(
    item: Item, layer: str, base: str, of: str | None = None, *, lacking: bool = False
) -> Claim | None:
    """What an Event item says; None where it lacks a title or a start that can be read.

    `lacking` asks for those others instead; None where an item has neither title nor start.
    """
    title = plain(one(item.get("name")) or one(item.get("headline")), LONGEST_TITLE)
    starts = read_instant(one(item.get("startDate")))
    schedule = _schedule(item)
    dated = starts is not None or schedule is not None
    if lacking == bool(title and dated) or not (title or dated):
        return None
    place, place_text = place_of(item, base)
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
        stream_url=stream_of(item, base),
        price=_price(item, offers),
        organizer=_names(item.get("organizer")),
        description=plain(one(item.get("description")), LONGEST_DESCRIPTION) or None,
    )


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
    return When(begins.moment, end_of(begins.moment, ends.moment) if ends else None, rule)


def _day(value: object) -> str | None:
    text = re.split(r"[/#:]", plain(value))[-1]
    return _DAYS.get(text.casefold()) or (
        text if re.fullmatch(r"[1-5-]?\d?(?:MO|TU|WE|TH|FR|SA|SU)", text) else None
    )
