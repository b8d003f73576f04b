"""The verb `export`: the coming events for calendars, programs, tables, readers, browsers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from aggregator.cli.options import Day, Failed, Month, Refused, database, says_refusals, today
from aggregator.event import Event
from aggregator.publish import atom, ics, schema_org, site, table
from aggregator.publish.coming import Coming, coming
from aggregator.publish.files import NotOurs, write_file, write_folder
from aggregator.section.choose import days_of
from aggregator.store import StoreError, open_store

WRITERS: dict[str, Callable[[tuple[Coming, ...]], bytes]] = {
    "ics": lambda found: ics.write(each.event for each in found),
    "json": schema_org.write,
    "csv": table.write,
    "atom": atom.write,
}
FORMATS = (*WRITERS, "site")


@click.command()
@click.argument("form", metavar="|".join(FORMATS), type=click.Choice(FORMATS))
@click.option("--month", type=Month(), help="Only this month's events, as its editors decided.")
@click.option("--from", "begin", type=Day(), help="The first day.  [default: --as-of]")
@click.option("--until", type=Day(), help="The last day.  [default: none]")
@click.option("--as-of", type=Day(), help="What counts as today.  [default: today]")
@click.option("--accepted", is_flag=True, help="Only what an editor accepted.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file, or folder.")
@database
@says_refusals(StoreError)
def export(
    form: str,
    month: date | None,
    begin: date | None,
    until: date | None,
    as_of: date | None,
    accepted: bool,
    output: Path | None,
    db: Path,
) -> None:
    """The coming events for calendars (ics), programs (json, schema.org), tables (csv), feed readers (atom)
    or browsers (site: a folder with a calendar, a map and all the others).

    Cancelled events are in it and say so. What editors rejected or merged, and what no source lists any
    more, is left out. docs/export.md describes each format.
    """
    if form == "site" and output is None:
        raise click.UsageError("a site is a folder: say where with -o")
    first, last = days(month, begin, until, as_of or today())
    found = coming(events_of(db, first, last, f"{month:%Y-%m}" if month else None, accepted), first, last)
    if form == "site":
        assert output is not None
        write_site(output, found, first)
        return
    content = WRITERS[form](found)
    if output is None:
        click.echo(content, nl=False)
        return
    try:
        write_file(output, content)
    except OSError as error:
        raise Failed(f"{output}: {error.strerror}") from error


def days(month: date | None, begin: date | None, until: date | None, as_of: date) -> tuple[date, date]:
    """First and last day asked for, both inclusive."""
    if month is not None and (begin or until):
        raise click.UsageError("--month says the days already; leave --from and --until away")
    first, last = days_of(f"{month:%Y-%m}") if month else (begin or as_of, until or date.max)
    if last < first:
        raise click.UsageError(f"--until {until} lies before the first day, {first}")
    return first, last


def events_of(db: Path, first: date, last: date, issue: str | None, accepted: bool) -> list[Event]:
    """What the database has for these days; a missing database has nothing, which is said."""
    if not db.exists():
        click.echo(f"{db} does not exist yet: `aggregator crawl` makes it. Nothing is exported.", err=True)
        return []
    with open_store(db, read_only=True) as store:
        return store.coming(first, last, issue, accepted=accepted)


def write_site(folder: Path, found: tuple[Coming, ...], first: date) -> None:
    """Writes the site's folder and says so."""
    feeds = {name: WRITERS[form](found) for name, form in site.FEEDS.items()}
    try:
        write_folder(folder, {**site.files(found, first), **feeds})
    except NotOurs as error:
        raise Refused(str(error)) from error
    except OSError as error:
        raise Failed(f"{folder}: {error.strerror}") from error
    click.echo(f"{folder}: {len(found)} events", err=True)


COMMANDS = {"export": export}
