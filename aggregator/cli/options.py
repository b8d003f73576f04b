"""What the verbs share: the options, the types of their values, and how a refusal is said."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import click

from aggregator.event import BERLIN
from aggregator.sources import Source, SourcesError, is_web_address, load

Verb = TypeVar("Verb", bound=Callable[..., Any])


class Refused(click.ClickException):
    """Something that cannot be done as asked: said in one line, exit code 2 (wrong usage)."""

    exit_code = 2


class Failed(click.ClickException):
    """Something that went wrong while it was done: said in one line, exit code 1."""

    exit_code = 1


class Day(click.ParamType[date]):
    """A date, YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no date of the form YYYY-MM-DD", param, ctx)


class Month(click.ParamType[date]):
    """A month, YYYY-MM; the value is its first day."""

    name = "YYYY-MM"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        if not re.fullmatch(r"\d{4}-\d{2}", value):
            self.fail(f"{value!r} is no month of the form YYYY-MM", param, ctx)
        try:
            return date.fromisoformat(f"{value}-01")
        except ValueError:
            self.fail(f"{value!r} is no month: there are 01 to 12", param, ctx)


class WebAddress(click.ParamType[str]):
    """An absolute http or https address."""

    name = "URL"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not is_web_address(value):
            self.fail(f"{value!r} is no http or https address", param, ctx)
        return str(value)


database = click.option(
    "--db",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("data/events.db"),
    envvar="AGGREGATOR_DB",
    show_default=True,
    show_envvar=True,
    help="The database.",
)

replica = click.option(
    "--replica",
    type=click.Path(exists=True, path_type=Path),
    envvar="AGGREGATOR_REPLICA",
    show_envvar=True,
    help="A folder (DIR/<host>/<path>) or WARC file that stands for the web; nothing leaves the machine.",
)

registry = click.option(
    "--sources",
    "sources_file",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="AGGREGATOR_SOURCES",
    show_envvar=True,
    help="The registry.  [default: data/sources.toml, or the one that came with the program]",
)

posts = click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
"""Published newsletter posts, or sections."""


def read_registry(file: Path | None, *, begun: bool = True) -> tuple[Source, ...]:
    """The sources of `file`, else of data/sources.toml here, else of the copy in the installed package.

    A file that names none is a mistake, unless it is not `begun`.
    """
    try:
        return load(file or default_registry(), begun=begun)
    except SourcesError as error:
        raise Refused(str(error)) from error


def default_registry() -> Path:
    """data/sources.toml in this folder if there is one, else the installed copy."""
    here = Path("data/sources.toml")
    if here.exists():
        return here
    installed = Path(str(resources.files("aggregator") / "data" / "sources.toml"))
    return installed if installed.exists() else Path(__file__).parents[2] / "data" / "sources.toml"


def now() -> datetime:
    """The present moment, aware, in UTC: the only clock that the verbs read."""
    return datetime.now(UTC).replace(microsecond=0)


def today() -> date:
    """The day it is in Germany, where editors and events are."""
    return now().astimezone(ZoneInfo(BERLIN)).date()


def clock(reference: date | None) -> datetime:
    """The reference's midnight, in UTC; without one, now."""
    return datetime.combine(reference, datetime.min.time(), UTC) if reference else now()


def says_refusals(*errors: type[Exception]) -> Callable[[Verb], Verb]:
    """Turns these exceptions of the rooms into one line on stderr and exit code 1."""

    def decorate(verb: Verb) -> Verb:
        @functools.wraps(verb)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            try:
                return verb(*args, **kwargs)
            except errors as error:
                raise Failed(str(error)) from error

        return guarded  # type: ignore[return-value]

    return decorate
