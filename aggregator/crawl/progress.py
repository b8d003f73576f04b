"""How a crawl is shown while it goes on: a moving display on a terminal, plain lines in a log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from aggregator.crawl.report import SourceReport
from aggregator.sources import Source


class Lines:
    """A line for each source when it is done."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def page(self, source: Source, listings: int) -> None:
        del source, listings

    def finished(self, report: SourceReport) -> None:
        self.stream.write(report.line() + "\n")
        self.stream.flush()


class Display:
    """A bar over all sources, with the source that was heard of last; problems stay as lines above it."""

    def __init__(self, progress: Progress, sources: int) -> None:
        self.progress = progress
        self.task = progress.add_task("", total=sources)
        self.pages = 0

    def page(self, source: Source, listings: int) -> None:
        del listings
        self.pages += 1
        self.progress.update(self.task, description=f"{source.name} · {self.pages} pages")

    def finished(self, report: SourceReport) -> None:
        self.progress.advance(self.task)
        if report.failed:
            self.progress.console.print(report.line(), markup=False, highlight=False)


@contextmanager
def shown(stream: TextIO, sources: int) -> Iterator[Lines | Display]:
    """The progress of a crawl of so many sources, on `stream`."""
    console = Console(file=stream)
    if not console.is_terminal:
        yield Lines(stream)
        return
    columns = (
        SpinnerColumn(),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        yield Display(progress, sources)
