"""The verb `crawl`: visits the sources and stores what they say."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from aggregator.cli.options import Day, clock, database, read_registry, registry, replica, says_refusals
from aggregator.crawl.archive import ArchiveError
from aggregator.crawl.progress import shown
from aggregator.crawl.run import run
from aggregator.sources import Source
from aggregator.store import StoreError


@click.command()
@click.argument("names", metavar="[SOURCE]...", nargs=-1)
@replica
@registry
@click.option(
    "--reference",
    type=Day(),
    help="The day on which the replica's pages were read; it sets the clock too.  [default: today]",
)
@click.option("--again", is_flag=True, help="Read the stored pages anew, all of them, without a request.")
@click.option(
    "--archive",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Keep every request and answer in this new WARC file (NAME.warc.gz); --replica reads it.",
)
@database
@says_refusals(StoreError, ArchiveError)
def crawl(
    names: Sequence[str],
    replica: Path | None,
    sources_file: Path | None,
    reference: date | None,
    again: bool,
    archive: Path | None,
    db: Path,
) -> None:
    """Visits all enabled sources, or the named ones, and stores what they say.

    Exits 1 if a source failed or something on its pages was refused: what, where and why is on stderr.
    """
    if again and (replica or archive):
        raise click.UsageError("--again asks for nothing: it goes with neither --replica nor --archive")
    sources = chosen(read_registry(sources_file), names)
    if not sources:
        click.echo("every source of the registry is disabled: nothing is visited", err=True)
    with shown(sys.stderr, len(sources)) as progress:
        report = run(
            sources,
            database=db,
            replica=replica,
            now=clock(reference),
            progress=progress,
            again=again,
            archive=archive,
        )
    for line in report.lines():
        click.echo(line, err=True)
    sys.exit(report.failed)


def chosen(sources: Sequence[Source], names: Sequence[str]) -> list[Source]:
    """The named sources, or all enabled ones. A name that is not in the registry is wrong usage."""
    known = {source.name: source for source in sources}
    if unknown := [name for name in names if name not in known]:
        raise click.UsageError(f"no source is called {unknown[0]!r}; `aggregator sources` lists them")
    if not names:
        return [source for source in sources if source.enabled]
    return [known[name] for name in dict.fromkeys(names)]


COMMANDS = {"crawl": crawl}
