"""A meeting goes on: a list of coming dates begins later each week, and nothing has changed by that."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time

from dateutil.rrule import rrulestr

from aggregator.event import Listing, Moment, When

TURNS = frozenset(("week", "month"))
"""What `When.assumed` holds where words do not say in which week or month a meeting begins."""
INTERVAL = re.compile(r";INTERVAL=\d+")


def continued(listing: Listing, before: When | None) -> Listing:
    """The listing as a later stretch of the meeting that was known `before`, if that is what it is.

    So it is where rule, zone, clock and length are the same and the new start is an occurrence of the old
    rule. The start then stays; of the days left out the old ones count until the new start, the new after it.
    "Alle zwei Wochen" does not say which of two weeks: what was assumed first stands, so that a page that is
    read anew a week later does not move the meeting.
    """
    when = listing.when
    if when is None or before is None or not same_rhythm(when, before):
        return listing
    start = day_of(when.start)
    skipped = {day for day in before.skipped if start is None or day < start} | set(when.skipped)
    same = replace(when, start=before.start, end=before.end, skipped=tuple(sorted(skipped)))
    return replace(listing, when=same)


def same_rhythm(when: When, before: When) -> bool:
    """True where `when` is `before`, begun at a later occurrence."""
    if when.rrule is None or when.start is None or before.start is None:
        return False
    if (when.rrule, when.timezone, when.all_day) != (before.rrule, before.timezone, before.all_day):
        return False
    if lasting(when) != lasting(before):
        return False
    new, old = midnight_or_time(when.start), midnight_or_time(before.start)
    if new <= old or new.time() != old.time():
        return False
    rule = when.rrule if TURNS.isdisjoint(when.assumed) else INTERVAL.sub("", when.rrule)
    try:
        occurrence = rrulestr(rule, dtstart=old).after(new, inc=True)
    except ValueError:
        return False
    return bool(occurrence == new)


def lasting(when: When) -> float | None:
    """Seconds from start to end; None without an end."""
    if when.start is None or when.end is None:
        return None
    return (midnight_or_time(when.end) - midnight_or_time(when.start)).total_seconds()


def midnight_or_time(moment: Moment) -> datetime:
    """The moment as a datetime; of a day its midnight, to count with."""
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time.min)


def day_of(moment: Moment | None) -> date | None:
    """The day of a moment."""
    return moment.date() if isinstance(moment, datetime) else moment
