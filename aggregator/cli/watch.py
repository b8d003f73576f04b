"""The verbs of whoever watches over the crawl: `runs`, `log` and `status`."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from aggregator.cli.options import Failed, database, now, read_registry, registry, says_refusals
from aggregator.store import Concern, Happening, Run, Store, StoreError, open_store

NOTIFY = "AGGREGATOR_NOTIFY"
WIDE = 240
"""Columns of a table that goes into a file or a pipe: nothing is cut off there."""
form = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Or JSON lines.",
)


@click.command("runs")
@click.option("--source", help="Only this source's runs.")
@click.option(
    "-n", "--limit", type=click.IntRange(1), default=20, show_default=True, help="How many, newest first."
)
@click.option("--left-out", is_flag=True, help="Instead: what their filters left out, title and address.")
@form
@database
@says_refusals(StoreError)
def show_runs(source: str | None, limit: int, left_out: bool, form: str, db: Path) -> None:
    """The latest runs: one line for each crawl of each source."""
    with open_store(db, read_only=True) as store:
        rows = store.runs(limit, source)
    if left_out:
        for each in dict.fromkeys((row.source, *astuple(one)) for row in rows for one in row.left_out_titles):
            click.echo("\t".join(part or "" for part in each))
        return
    if form == "json":
        say_json(rows)
        return
    table = Table("run", "source", "started (UTC)", "outcome", box=None, header_style="bold", pad_edge=False)
    for name in ("seconds", "requests", "kB", "as before", "seen", "new", "changed", "gone", "refused"):
        table.add_column(name, justify="right")
    table.add_column("evidence")
    table.add_column("reason")
    for row in rows:
        table.add_row(*cells(row))
    console().print(table)


def cells(run: Run) -> list[str]:
    """A run as the cells of its line; `as before` counts pages, `seen` to `gone` listings."""
    statuses = " ".join(f"{status}×{count}" for status, count in sorted(run.statuses.items()))
    counts = (run.not_modified, run.listings, run.new, run.changed, run.withdrawn, run.refused)
    return [
        str(run.id),
        run.source,
        f"{run.started:%Y-%m-%d %H:%M}",
        run.outcome.value if run.outcome else "running",
        "" if run.duration is None else f"{run.duration:.0f}",
        statuses or "0",
        f"{run.bytes / 1000:.0f}",
        *map(str, counts),
        " ".join(f"{layer}×{count}" for layer, count in sorted(run.layers.items())),
        run.reason or "; ".join(each.reason for each in run.refusals[:1]),
    ]


@click.command("log")
@click.argument("event")
@form
@database
@says_refusals(StoreError)
def show_log(event: str, form: str, db: Path) -> None:
    """The whole life of EVENT (an id): who found it, what changed, what editors said, what was printed."""
    with open_store(db, read_only=True) as store:
        moments = store.log(event.split("@")[0])
    if form == "json":
        say_json(moments)
        return
    for moment in moments:
        click.echo(line(moment))


def line(moment: Happening) -> str:
    """One moment of an event's life."""
    who = f"{moment.kind} by {moment.source}" if moment.source else moment.kind
    what = moment.became or ""
    if moment.field:
        what = f"{moment.field}: {moment.was or 'nothing'} → {moment.became or 'nothing'}"
    said = ", ".join(each for each in (what, moment.note) if each)
    return f"{moment.at:%Y-%m-%d %H:%M}  {who}{': ' if said else ''}{said}"


@click.command("status")
@form
@click.option(
    "--notify",
    metavar="[URL]",
    is_flag=False,
    flag_value="",
    help=f"Send it to this Apprise address.  [default: ${NOTIFY}]",
)
@registry
@database
@says_refusals(StoreError)
def show_status(form: str, notify: str | None, sources_file: Path | None, db: Path) -> None:
    """Only what a person should look at; exits 1 if there is anything, and says nothing if not."""
    address = notify_address(notify)
    present = now()
    with open_store(db, read_only=True) as store:
        found = store.status(present, watched(store, sources_file))
    if form == "json":
        say_json(found)
    else:
        for concern in found:
            click.echo(f"{concern.kind}: {concern.text}")
    if found and address:
        send(address, found, present)
    sys.exit(bool(found))


def watched(store: Store, registry_file: Path | None) -> set[str] | None:
    """The sources that should be crawled: those of the registry that was named, else those that were crawled
    and are still in the registry. None: all that were, which a registry of other sources cannot tell."""
    names = {source.name for source in read_registry(registry_file) if source.enabled}
    crawled = {run.source for run in store.runs(1000)}
    return names if registry_file else names & crawled or None


def notify_address(notify: str | None) -> str | None:
    """The Apprise address to send to: the one given, else the configured one. None: nothing is to be sent."""
    if notify is None:
        return None
    address = notify or os.environ.get(NOTIFY)
    if not address:
        raise click.UsageError(f"--notify needs an address, given with it or in ${NOTIFY}")
    return address


def send(address: str, found: Sequence[Concern], moment: datetime) -> None:
    """Sends what was found as one message. The address may hold a password and is never said."""
    from apprise import Apprise  # heavy: only where something is sent

    messenger = Apprise()
    if not messenger.add(address):
        raise click.UsageError("--notify: Apprise does not know this kind of address")
    title = f"Events: {len(found)} to look at, {moment:%Y-%m-%d}"
    if not messenger.notify(title=title, body="\n".join(f"- {concern.text}" for concern in found)):
        raise Failed(f"{len(found)} found, and the message could not be sent")


def say_json(things: Iterable[Any]) -> None:
    """One JSON object a line; moments in ISO 8601."""
    for thing in things:
        click.echo(json.dumps(asdict(thing), ensure_ascii=False, default=plain))


def plain(value: Any) -> str:
    """A moment or an outcome as JSON can hold it."""
    return value.isoformat() if isinstance(value, datetime) else str(value)


def console() -> Console:
    """Standard output; as wide as it takes where that is no terminal."""
    found = Console(highlight=False, markup=False)
    return found if found.is_terminal else Console(width=WIDE, highlight=False, markup=False)


COMMANDS = {"runs": show_runs, "log": show_log, "status": show_status}
