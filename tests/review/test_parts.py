"""A long section is shown part by part; what is copied and downloaded stays whole."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from aggregator.event import Event, Listing, Place, Status, When
from aggregator.review.parts import CALENDAR_LINK, EVENTS, part_asked, part_of
from aggregator.section import Chosen, write
from aggregator.sources import Source
from aggregator.store import RunResult, open_store

NOW = datetime(2024, 11, 20, tzinfo=UTC)


def event(number: int, **more: Any) -> Event:
    start = datetime(2024, 12, 1, 9) + timedelta(hours=number)
    given = {
        "when": When(start),
        "place": Place(city="Leipzig"),
        "url": f"https://a.example/{number}",
        **more,
    }
    return Event(
        id=f"{number:016x}", title=f"Vortrag {number}", first_seen=NOW, last_seen=NOW, changed=NOW, **given
    )


def chosen(singles: int, meetings: int = 0) -> Chosen:
    weekly = When(datetime(2024, 12, 4, 19), rrule="FREQ=WEEKLY;BYDAY=WE")
    return Chosen(
        "2024-12",
        single=tuple(event(number) for number in range(singles)),
        meetings=tuple(event(1_000 + number, when=weekly, lab="Leipzig") for number in range(meetings)),
        cancelled=(event(9_999, status=Status.CANCELLED),),
    )


@pytest.mark.parametrize(
    ("singles", "meetings", "parts"),
    [(0, 0, 1), (1, 0, 1), (EVENTS, 0, 1), (EVENTS, 1, 2), (2 * EVENTS + 5, 3, 3), (3, EVENTS, 2)],
)
def test_the_parts_together_are_the_section(singles: int, meetings: int, parts: int) -> None:
    whole = chosen(singles, meetings)
    shown = [part_of(whole, number) for number in range(1, parts + 1)]
    assert [each.parts for each in shown] == [parts] * parts
    lines = [line.text for part in shown for line in part.lines]
    expected = [CALENDAR_LINK.sub("‹Kalender›", line) for line in write(whole, "2024-12").splitlines()]
    # A part that begins among the meetings says so again.
    assert [line for line in lines if "OKLab" not in line] == [x for x in expected if "OKLab" not in x]
    assert part_of(whole, 99) == shown[-1]


def test_a_part_says_which_events_it_shows() -> None:
    part = part_of(chosen(2 * EVENTS), 2)
    assert (part.first, part.last) == (EVENTS + 1, 2 * EVENTS)


@pytest.mark.parametrize(
    ("asked", "number"), [("", 1), ("2", 2), ("0", 0), ("-1", 1), ("٢", 1), ("x", 1), ("99999", 1)]
)
def test_the_part_that_is_asked_for(asked: str, number: int) -> None:
    assert part_asked({"part": asked} if asked else {}) == number


@pytest.fixture
def crowded(editor: Any) -> Any:
    """An editor with 200 more events in the month."""
    found = [
        Listing(
            key=str(number), title=f"Vortrag {number}", source="crowd", url=f"https://c.example/{number}",
            when=When(datetime(2024, 12, 1 + number % 28, 9 + number % 12)), place=Place(city="Leipzig"),
        )
        for number in range(200)
    ]  # fmt: skip
    with open_store(editor.path) as store:
        run = store.begin_run(Source("crowd", "web_page", "https://c.example/"), NOW)
        store.save_page(run, found, NOW)
        store.finish_run(run, RunResult(), NOW)
        store.match(NOW)
    return editor


def test_a_crowded_month_is_shown_in_parts_and_copied_whole(crowded: Any) -> None:
    editor = crowded
    page = editor.get("/2024-12/section")
    assert "Teil 1 von" in page.text
    assert "hier 1 bis 60" in page.text
    assert len(page.content) < 150_000
    assert "Vortrag 195" not in page.text
    assert "Vortrag 195" in editor.get("/2024-12/section?part=4").text
    assert "**Vortrag 195**" in editor.get("/2024-12/section.md").text
