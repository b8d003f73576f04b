"""One ordinary piece of work of each pure room. Run by `bench.rooms`, under pytest-benchmark."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from aggregator import german, place
from aggregator.crawl.complete import complete
from aggregator.event import Listing, Place, When
from aggregator.german.readers import scan_text
from aggregator.matching import group
from aggregator.page.listings import listings
from aggregator.page.response import Page
from bench._site import event_page

REFERENCE = date(2024, 12, 1)
PHRASES = (
    "Mittwoch, 4. Dezember 2024, 18:30–20:00 Uhr",
    "jeden zweiten und vierten Mittwoch im Monat",
    "vom 16. Januar bis 27. Februar jeweils mittwochs um 18:30 Uhr",
)
ADDRESS = "Basislager Coworking, Peterssteinweg 14, 04107 Leipzig und auch online"
FIRST = datetime(2024, 12, 1, 18)


def listing(number: int) -> Listing:
    """One of a month's listings: four a day, each told by two sources."""
    start = FIRST + timedelta(days=number % 31)
    return Listing(
        key=str(number),
        source=f"source-{number % 2}",
        title=f"Vortrag {number // 2} über offene Daten",
        when=When(start, start + timedelta(hours=2)),
        place=Place(name="Haus der Daten", city="Leipzig"),
    )


def test_german_reads_three_phrases(benchmark: Any) -> None:
    def read() -> list[When | None]:
        scan_text.cache_clear()
        return [german.read(phrase, REFERENCE) for phrase in PHRASES]

    assert all(benchmark(read))


def test_place_reads_an_address(benchmark: Any) -> None:
    assert benchmark(place.read_address, ADDRESS).city == "Leipzig"


def test_page_reads_an_event_page(benchmark: Any) -> None:
    page = Page("https://site.example/1", event_page(1, 1).encode(), {}, REFERENCE)
    assert len(benchmark(listings, page)) == 1


def test_crawl_completes_a_listing(benchmark: Any) -> None:
    said = Listing(key="1", title="Vortrag", when_text=PHRASES[0], place_text=ADDRESS)
    assert isinstance(benchmark(complete, said, REFERENCE), Listing)


def test_matching_groups_a_month(benchmark: Any) -> None:
    month = {number: listing(number) for number in range(124)}
    assert benchmark(group, month)
