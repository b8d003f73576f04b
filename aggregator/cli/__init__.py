"""The command `aggregator`: one function a verb, each in a module that is imported when it is asked for.

Data goes to stdout and talk to stderr. Exit codes: 0 all is well, 1 something wrong was found (a failed
source, a finding, a database that does not answer or is of a newer version), 2 wrong usage (a broken
registry, an unknown month).
"""

from __future__ import annotations

import importlib

import click

import aggregator

VERBS = {
    "crawl": "crawl",
    "draft": "newsletter",
    "check": "newsletter",
    "import": "newsletter",
    "extract": "pages",
    "add": "pages",
    "dates": "dates",
    "sources": "registry",
    "runs": "watch",
    "status": "watch",
    "log": "watch",
    "backup": "keeping",
    "prune": "keeping",
    "export": "export",
    "review": "review",
    "accept": "decide",
    "reject": "decide",
    "later": "decide",
    "set": "decide",
    "merge": "decide",
    "split": "decide",
    "publish": "decide",
}


class Verbs(click.Group):
    """Loads a verb's module when the verb is used: `aggregator dates` need not wait for Scrapy."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        module = importlib.import_module(f"aggregator.cli.{VERBS[cmd_name]}")
        command: click.Command = module.COMMANDS[cmd_name]
        return command


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(aggregator.__version__, prog_name="aggregator")
def main() -> None:
    """Finds the events of the open-data and civic-tech world and drafts the newsletter's section."""
