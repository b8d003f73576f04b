"""A meeting goes on: what begins later in the same rhythm is no change."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from aggregator.event import Listing, When
from aggregator.store.series import continued

WEEKLY = When(
    datetime(2024, 12, 4, 19),
    datetime(2024, 12, 4, 21),
    "FREQ=WEEKLY;BYDAY=WE",
    skipped=(date(2024, 12, 25),),
)
FORTNIGHTLY = replace(WEEKLY, rrule="FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", skipped=())
DAYS = When(date(2024, 12, 4), None, "FREQ=WEEKLY;BYDAY=WE")


def begun(when: When, day: int, hour: int = 19, **other: object) -> When:
    """The same meeting, begun on another day of December 2024."""
    start = datetime(2024, 12, day, hour)
    return replace(when, start=start, end=start.replace(hour=hour + 2), skipped=(), **other)


@pytest.mark.parametrize(
    ("new", "before", "start", "skipped"),
    [
        (begun(WEEKLY, 11), WEEKLY, 4, ()),
        (replace(begun(WEEKLY, 11), skipped=(date(2025, 1, 1),)), WEEKLY, 4, (date(2025, 1, 1),)),
        (
            replace(begun(WEEKLY, 11), start=datetime(2025, 1, 8, 19), end=datetime(2025, 1, 8, 21)),
            WEEKLY,
            4,
            (date(2024, 12, 25),),
        ),
        (begun(FORTNIGHTLY, 18), FORTNIGHTLY, 4, ()),
        (begun(FORTNIGHTLY, 11), FORTNIGHTLY, 11, ()),
        (begun(FORTNIGHTLY, 11, assumed=("week",)), FORTNIGHTLY, 4, ()),
        (begun(WEEKLY, 11, 18), WEEKLY, 11, ()),
        (begun(WEEKLY, 12), WEEKLY, 12, ()),
        (replace(begun(WEEKLY, 11), rrule="FREQ=WEEKLY;BYDAY=TH"), WEEKLY, 11, ()),
        (replace(DAYS, start=date(2024, 12, 11)), DAYS, 4, ()),
    ],
)
def test_when_a_meeting_seen_again_began(
    new: When, before: When, start: int, skipped: tuple[date, ...]
) -> None:
    when = continued(Listing(key="a", title="Treffen", when=new), before).when
    assert when is not None
    assert when.start is not None
    assert (when.start.month, when.start.day) == (12, start)
    assert when.skipped == skipped


def test_a_list_of_coming_dates_that_moves_on_is_stored_as_no_change(world, listing) -> None:
    world.crawl("meetup", [listing("weekly", when=replace(WEEKLY, skipped=()))])
    world.crawl("meetup", [listing("weekly", when=begun(WEEKLY, 11))])
    world.store.match(world.now)
    assert [event.when.start for event in world.store.meetings()] == [datetime(2024, 12, 4, 19)]
    assert world.store.runs(1)[0].changed == 0
