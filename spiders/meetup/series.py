"""A series on Meetup: its dates are one meeting, with a rule and the days it skips."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from dateutil.rrule import rrulestr

from aggregator.event import Listing, Status
from spiders.meetup.address import place_on_site, plain
from spiders.meetup.state import Node


def meetings(dates: Iterable[tuple[Listing, str | None]], group_id: str) -> Iterator[Listing]:
    """The listings of single events, and one for each series: `dates` are events and their rules."""
    series: dict[tuple[str, str], dict[datetime, Listing]] = {}
    for listing, rule in dates:
        if rule and listing.when and isinstance(listing.when.start, datetime):
            series.setdefault((listing.title, rule), {})[listing.when.start] = listing
        else:
            yield listing
    for (_, rule), of_series in series.items():
        yield from meeting(rule, of_series, group_id)


def recurrence(series: Node | None) -> str | None:
    """The RRULE of a series, or None where it has none that repeats by weekday."""
    if not series:
        return None
    if weekly := series.get("weeklyRecurrence"):
        interval = int(weekly.get("weeklyInterval") or 1)
        days = ",".join(str(day)[:2].upper() for day in weekly.get("weeklyDaysOfWeek") or ())
        every = f";INTERVAL={interval}" if interval > 1 else ""
        return f"FREQ=WEEKLY{every};BYDAY={days}" if days else None
    if monthly := series.get("monthlyRecurrence"):
        week, day = monthly.get("monthlyWeekOfMonth"), str(monthly.get("monthlyDayOfWeek") or "")
        number = -1 if week in (5, "LAST", -1) else week
        return f"FREQ=MONTHLY;BYDAY={number}{day[:2].upper()}" if number and day else None
    return None


def meeting(rule: str, dates: Mapping[datetime, Listing], group_id: str) -> Iterator[Listing]:
    """One meeting for the dates of a series; a date that keeps to another day or hour stands alone.

    Days that the rule names and the series does not, or that are cancelled, are the skipped ones.
    """
    hours = Counter(start.time() for start in dates)
    hour = min(hours, key=lambda time: (-hours[time], time))
    steady = [start for start in dates if start.time() == hour]
    ruled = rrulestr(f"RRULE:{rule}", dtstart=min(steady)).between(min(steady), max(steady), inc=True)
    yield from (listing for start, listing in dates.items() if start not in ruled)
    kept = [start for start in ruled if start in dates]
    meets = [start for start in kept if dates[start].status is Status.SCHEDULED] or kept
    if not meets:
        return
    model = dates[meets[0]]
    skipped = tuple(day.date() for day in ruled if day > meets[0] and day not in meets)
    yield replace(
        model,
        key=f"{group_id}:{rule}:{model.title}",
        url=plain(place_on_site(model.url or "")[0]),
        aliases=tuple(alias for start in kept for alias in dates[start].aliases),
        when=replace(model.when, rrule=rule, skipped=skipped) if model.when else None,
    )
