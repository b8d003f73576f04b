"""How a crawl is shown while it goes on: a moving display on a terminal, plain lines in a log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from aggregator.crawl.report import SourceReport
from aggregator.sources import Source

if TYPE_CHECKING:
    from aggregator.crawl.display import Display


class Lines:
    """A line for each source when it is done."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def page(self, source: Source, listings: int) -> None:
        del source, listings

    def finished(self, report: SourceReport) -> None:
        self.stream.write(report.line() + "\n")
        self.stream.flush()


@contextmanager
def shown(stream: TextIO, sources: int) -> Iterator[Lines | Display]:
    """The progress of a crawl of so many sources, on `stream`."""
    if not stream.isatty():
        yield Lines(stream)
        return
    from aggregator.crawl.display import displayed  # rich, which a nightly run needs not load

    with displayed(stream, sources) as display:
        yield display
