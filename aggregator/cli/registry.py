"""The verb `sources`: the registry, what an address would give as a source, and a new entry with its test."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from aggregator import section
from aggregator.cli.options import (
    Day,
    Refused,
    WebAddress,
    clock,
    database,
    default_registry,
    read_registry,
    registry,
    replica,
    says_refusals,
    today,
)
from aggregator.cli.pages import fields_of
from aggregator.crawl.archive import ArchiveError
from aggregator.crawl.trial import Trial, freeze, source_for, try_source
from aggregator.event import Refusal
from aggregator.matching import canonical
from aggregator.sources import NAME, RESERVED, Source, entry
from aggregator.store import Run, StoreError, open_store

SAMPLES = 3


@click.group(invoke_without_command=True)
@registry
@database
@click.pass_context
@says_refusals(StoreError)
def sources(context: click.Context, sources_file: Path | None, db: Path) -> None:
    """Lists the registry, with each source's latest run."""
    context.obj = sources_file
    if context.invoked_subcommand:
        return
    listed = read_registry(sources_file)
    runs = latest_runs(db, listed)
    table = Table(box=None, pad_edge=False)
    for heading in ("source", "spider", "lab", "latest run", "listings", "address"):
        table.add_column(heading, no_wrap=heading != "address", overflow="fold")
    for source in listed:
        run = runs.get(source.name)
        state = (
            "disabled" if not source.enabled else f"{run.started:%Y-%m-%d} {run.outcome}" if run else "never"
        )
        count = str(run.listings) if run else ""
        table.add_row(source.name, source.spider, source.lab or "", state, count, source.url)
    for lead in leads(listed, runs):
        click.echo(f"not in the registry yet: {lead}", err=True)
    width = None if sys.stdout.isatty() else 200
    Console(file=sys.stdout, width=width).print(table)


def leads(listed: tuple[Source, ...], runs: dict[str, Run]) -> list[str]:
    """Addresses on crawled pages that may be better sources and that no source visits yet."""
    visited = {canonical(url) for source in listed for url in source.urls}
    named = {canonical(lead): lead for run in runs.values() for lead in run.leads}
    return [named[address] for address in sorted(named.keys() - visited)]


def latest_runs(db: Path, listed: tuple[Source, ...]) -> dict[str, Run]:
    """Each source's latest run, where there was one."""
    if not db.exists():
        return {}
    with open_store(db, read_only=True) as store:
        return {source.name: runs[0] for source in listed if (runs := store.runs(1, source.name))}


@sources.command("try")
@click.argument("url", type=WebAddress())
@replica
@click.option("--reference", type=Day(), help="The day on which the pages were read.  [default: today]")
@says_refusals(StoreError, ArchiveError)
def try_address(url: str, replica: Path | None, reference: date | None) -> None:
    """What a source at URL would give: its evidence, its fields, three lines, and the entry to paste."""
    trial = tried(url, None, replica, clock(reference))
    for line in described(trial):
        click.echo(line)
    sys.exit(not trial.events)


@sources.command("new")
@click.argument("name")
@click.argument("url", type=WebAddress())
@replica
@click.option("--reference", type=Day(), help="The day on which the pages were read.  [default: today]")
@click.option(
    "--tests",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("tests/sites"),
    show_default=True,
    help="Where the pages and the test case go.",
)
@click.pass_obj
@says_refusals(StoreError, ArchiveError)
def new_source(
    sources_file: Path | None, name: str, url: str, replica: Path | None, reference: date | None, tests: Path
) -> None:
    """Writes the entry of a new source, saves its pages, and a test case for a person to confirm."""
    file = sources_file or default_registry()
    if not NAME.fullmatch(name) or name in RESERVED:
        raise click.UsageError(f"{name!r} is no name for a source: a-z, 0-9 and -")
    if any(source.name == name for source in read_registry(file, begun=False)):
        raise Refused(f"{file} has a source {name!r} already")
    trial = tried(url, name, replica, clock(reference))
    folder = tests / name
    written = freeze(trial, folder, replica=replica)
    case = folder / "case.json"
    said = json.dumps(case_of(trial, reference or today()), ensure_ascii=False, indent=2)
    case.write_text(said + "\n", "utf-8")
    with file.open("a", encoding="utf-8") as lines:
        lines.write("\n" + entry(trial.source))
    for path in (*written, case, file):
        click.echo(f"wrote {path}", err=True)
    click.echo(
        f'Look over {case}, mend what is wrong, and set "confirmed" to true: until then its test fails.'
    )


def tried(url: str, name: str | None, replica: Path | None, moment: datetime) -> Trial:
    """A trial of the source at `url`. An address that gives no page is refused in words."""
    source = source_for(url, name=name, replica=replica)
    if isinstance(source, Refusal):
        raise Refused(f"{source.address}: {source.reason}")
    return try_source(source, replica=replica, now=moment)


def described(trial: Trial) -> Iterator[str]:
    """What a trial showed, a line each: evidence, fields, samples, refusals, the entry."""
    report, listings = trial.report, [listing for _, listing in trial.events]
    yield f"{len(listings)} events, read from {', '.join(report.layers) or 'nothing'}"
    filled = Counter(
        name
        for listing in listings
        for name, value in fields_of("", listing).items()
        if value not in (None, [], {})
    )
    for name in ("start", "end", "rrule", "place", "url", "registration_url", "price", "organizer"):
        found = sum(1 for listing in listings if listing.place) if name == "place" else filled[name]
        yield f"  {name}: {found} of {len(listings)}"
    for refusal in report.refusals:
        yield f"refused: {refusal.address}: {refusal.reason}"
    dated = [event for event, _ in trial.events if event.when and event.when.start]
    for event in dated[:SAMPLES]:
        yield section.line(event).split(" <a title=")[0]
    yield ""
    yield entry(replace(trial.source, enabled=True)).rstrip()


def case_of(trial: Trial, reference: date) -> dict[str, object]:
    """The case that `tests/test_sites.py` runs: the source, the day, and the fields it must find."""
    source = trial.source
    events = [fields_of(listing.page or "", listing) for _, listing in trial.events]
    return {
        "confirmed": False,
        "source": {"name": source.name, "spider": source.spider, "url": source.url},
        "reference": reference.isoformat(),
        "events": [{key: value for key, value in event.items() if value is not None} for event in events],
    }


COMMANDS = {"sources": sources}
