"""The verb `review`: the editors' page, with the database browser for analysts beside it."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from pathlib import Path

import click

from aggregator.cli.options import Refused, database, replica, says_refusals, today
from aggregator.event import Listing, Refusal
from aggregator.store import StoreError, open_store


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8060, show_default=True, help="The port.")
@click.option(
    "--password-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file with the editors' password in its first line; any --host but this machine's demands one.",
)
@click.option(
    "--name", "names", multiple=True, help="A host name under which browsers reach it, e.g. a proxy's."
)
@click.option(
    "--proxy",
    metavar="ADDRESS",
    help="The address of a reverse proxy that speaks TLS for this server: its X-Forwarded headers are "
    "believed, and cookies are for TLS alone.",
)
@click.option("--editor", help="Who decides, as kept with each decision.  [default: your user name]")
@replica
@database
@says_refusals(StoreError)
def review(
    host: str,
    port: int,
    password_file: Path | None,
    names: Sequence[str],
    proxy: str | None,
    editor: str | None,
    replica: Path | None,
    db: Path,
) -> None:
    """Serves the editors' page until Ctrl-C: say yes or no to what was found, and take the section away.

    The database is created if it is missing. Analysts find it under /db, read-only.
    """
    from aggregator.review.serving import UnsafeServer, serve

    open_store(db).close()

    def visit(address: str) -> list[Listing | Refusal]:
        return visited(address, replica)

    try:
        serve(
            db,
            host=host,
            port=port,
            password_file=password_file,
            names=names,
            proxy=proxy,
            visit=visit,
            editor=editor or user_name(),
            announce=lambda line: click.echo(line, err=True),
        )
    except (UnsafeServer, OSError) as error:
        raise Refused(str(error)) from error


def visited(address: str, replica: Path | None) -> list[Listing | Refusal]:
    """What the page at an address says, asked for as the crawl asks."""
    # Scrapy takes a second to load: the page is there before anyone adds an address.
    from aggregator.crawl.extract import extract
    from aggregator.crawl.fetch import fetch
    from aggregator.page.written import written

    found: list[Listing | Refusal] = []
    for answer in fetch([address], replica=replica):
        if isinstance(answer, Refusal):
            found.append(answer)
        else:
            day = written(answer.body, {}) or today()
            found += extract(answer.address, answer.body, answer.headers, day)
    return found


def user_name() -> str | None:
    """Who is signed in to this machine, if it says so."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return None


COMMANDS = {"review": review}
