"""The verbs that keep the data: `backup` copies the database, `prune` forgets what is no longer needed."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from aggregator.cli.options import Failed, database, now, says_refusals
from aggregator.store import StoreError, open_store

UNITS = {"d": 1, "w": 7, "m": 30, "y": 365}


class Age(click.ParamType[timedelta]):
    """A span of days: 90d, 12w, 6m (months of 30 days), 1y."""

    name = "age"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        if isinstance(value, timedelta):
            return value
        found = re.fullmatch(r"(\d{1,5})([dwmy])", value)
        if not found:
            self.fail(f"{value!r} is no age such as 90d, 12w, 6m or 1y", param, ctx)
        return timedelta(days=int(found[1]) * UNITS[found[2]])


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@database
@says_refusals(StoreError)
def back_up(file: Path, db: Path) -> None:
    """Copies the database to FILE, safely while a crawl writes to it.

    To restore: stop the crawl and the review, and put FILE in the place of the database (without the
    database's -wal and -shm files). docs/deploy.md says it step by step.
    """
    with open_store(db, read_only=True) as store:
        store.backup(file)
    click.echo(f"{file}: {file.stat().st_size / 1e6:.1f} MB", err=True)


@click.command("prune")
@click.option("--older-than", type=Age(), required=True, help="How old: 90d, 12w, 6m or 1y.")
@database
@says_refusals(StoreError)
def prune_old(older_than: timedelta, db: Path) -> None:
    """Forgets old runs and stored pages. Events, listings, their changes and decisions are never pruned.

    Of each source the last ten good runs stay: they say what is usual. A page that was pruned is asked for
    and read anew when it is met again.
    """
    from aggregator.crawl import bodies, modes  # Scrapy, which only this verb needs

    if not db.exists():
        raise Failed(f"{db} does not exist; crawl something first")
    before = now() - older_than
    with open_store(db) as store:
        runs = store.prune(before)
    try:
        pages = bodies.prune(modes.cache_of(db), before)
    except OSError as error:
        raise Failed(f"{error.filename}: {error.strerror}") from error
    click.echo(f"{runs} runs and {pages} stored pages from before {before:%Y-%m-%d} are gone", err=True)


COMMANDS = {"backup": back_up, "prune": prune_old}
