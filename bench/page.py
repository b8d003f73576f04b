"""Pages per second of `listings`, against parsing alone and against extruct with the same syntaxes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

import extruct
import lxml.html

from aggregator.page.listings import listings
from aggregator.page.response import Page

PAGES = Path(__file__).resolve().parents[1] / ".." / "shared" / "gold" / "pages"
SYNTAXES = ["json-ld", "microdata", "rdfa", "microformat"]
ROUNDS = 3


def main() -> None:
    """Print a line for each way of reading, best of three rounds; the first one warms up."""
    files = sorted(PAGES.glob("*.html"))
    if not files:
        print("page: skipped, the gold pages are not beside the repository")
        return
    bodies = [file.read_bytes() for file in files]
    alone = best_of(lambda: [lxml.html.fromstring(body) for body in bodies])
    ours = best_of(lambda: [listings(page(body)) for body in bodies])
    theirs = best_of(lambda: [syntaxes_of(body) for body in bodies])
    for name, seconds in (("lxml alone", alone), ("listings", ours), ("extruct", theirs)):
        print(f"page: {name:<12}{len(bodies) / seconds:8.0f} pages/s")
    print(f"page: listings takes {ours / alone:.1f} times as long as lxml alone (aim: 4)")
    print(f"page: listings is {theirs / ours:.1f} times as fast as extruct (aim: 1)")


def page(body: bytes) -> Page:
    """A page read on a fixed day, so that every run does the same work."""
    return Page("https://site.example/", body, {}, date(2025, 2, 1))


def syntaxes_of(body: bytes) -> Any:
    """What extruct finds; a page that it cannot read counts as read."""
    return extruct.extract(body.decode("utf-8", errors="replace"), syntaxes=SYNTAXES, errors="ignore")


def best_of(run: Callable[[], object]) -> float:
    """Seconds of processor time of the fastest of three rounds."""
    run()
    times = []
    for _ in range(ROUNDS):
        start = process_time()
        run()
        times.append(process_time() - start)
    return min(times)


if __name__ == "__main__":
    main()
