"""How a crawl is shown on a terminal while it goes on: a moving bar, problems as lines above it."""

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
def displayed(terminal: TextIO, sources: int) -> Iterator[Display]:
    """A Display for so many sources, which is gone at the end but for its lines."""
    columns = (
        SpinnerColumn(),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=Console(file=terminal), transient=True) as progress:
        yield Display(progress, sources)
