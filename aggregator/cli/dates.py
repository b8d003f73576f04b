"""The verb `dates`: German date phrases in, exact dates out, a JSON line for each."""

from __future__ import annotations

import json
import sys

import click

from aggregator.german import answer


@click.command()
def dates() -> None:
    """Reads JSON lines {"text", "reference"} from stdin and answers {"start", "end", "rrule", …} for each.

    A line that cannot be understood is named on stderr with its number and answered with "error".
    """
    exit_code = 0
    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            found = answer(line.decode("utf-8-sig"))
        except ValueError as error:
            exit_code = 1
            click.echo(f"line {number}: {error}", err=True)
            found = {"error": str(error)}
        click.echo(json.dumps(found, ensure_ascii=False))
    sys.exit(exit_code)


COMMANDS = {"dates": dates}
