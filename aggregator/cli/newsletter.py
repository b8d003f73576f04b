"""The verbs of the newsletter: `draft` writes its section, `check` reads one, `import` reads posts back."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from aggregator.cli.options import Day, Failed, Month, database, now, posts, says_refusals, today
from aggregator.event import Event, Refusal
from aggregator.section import (
    PostError,
    PostReading,
    as_of_in,
    check,
    choose,
    issue_of,
    read_post,
    window,
    write,
    write_html,
    write_text,
)
from aggregator.sources import Source
from aggregator.store import IMPORTED, RunResult, StoreError, open_store

FORMATS = {"markdown": write, "html": write_html, "text": write_text}


@click.command()
@click.argument("month", type=Month(), required=False)
@click.option("--as-of", type=Day(), help="Nothing that ended before this day.  [default: today, or the 1st]")
@click.option("--until", type=Day(), help="The last day.  [default: ten days after the month]")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="markdown", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@database
@says_refusals(StoreError)
def draft(
    month: date | None, as_of: date | None, until: date | None, form: str, output: Path | None, db: Path
) -> None:
    """Writes the section of MONTH (YYYY-MM; without one: this month until its 15th, then the next)."""
    issue = f"{month:%Y-%m}" if month else issue_of(today())
    first, last = window(issue, until)
    if last < first:
        raise click.UsageError(f"--until {until} lies before the first day of {issue}")
    chosen = choose(events_of(db, issue, first, last), issue, as_of or as_of_in(issue, today()), until)
    text = FORMATS[form](chosen, issue)
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Failed(f"{output}: {error.strerror}") from error


def events_of(db: Path, issue: str, first: date, last: date) -> list[Event]:
    """What the database knows of these days; a missing database knows nothing, which is said."""
    if not db.exists():
        click.echo(f"{db} does not exist yet: `aggregator crawl` makes it. The section is empty.", err=True)
        return []
    with open_store(db, read_only=True) as store:
        return store.for_issue(issue, first, last)


@click.command("check")
@posts
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def check_files(files: Sequence[Path], form: str) -> None:
    """Reads sections, ours or anyone's, and reports what is wrong in them: FILE:LINE: CODE what.

    Exits 1 if anything was found. docs/findings.md explains each code.
    """
    found = unreadable = False
    for file in files:
        try:
            findings = check(text_of(file), file.name)
        except PostError as error:
            unreadable = True
            click.echo(f"{file}: {error}", err=True)
            continue
        for finding in findings:
            found = True
            if form == "json":
                fields = {
                    "file": str(file),
                    "line": finding.line,
                    "code": finding.code,
                    "message": finding.message,
                }
                click.echo(json.dumps(fields, ensure_ascii=False))
            else:
                click.echo(f"{file}:{finding.line}: {finding.code} {finding.message}")
    sys.exit(found or unreadable)


@click.command("import")
@posts
@database
@says_refusals(StoreError)
def import_posts(files: Sequence[Path], db: Path) -> None:
    """Reads published newsletter posts (Markdown or the site's HTML) back into the database.

    A line that cannot be read is named on stderr and stored nowhere; the exit code is then 1.
    """
    wrong = False
    present = now()
    with open_store(db) as store:
        for file in files:
            try:
                reading = read_post(text_of(file), file.name)
            except PostError as error:
                wrong = True
                click.echo(f"{file}: {error}", err=True)
                continue
            source = Source(IMPORTED, "import", "https://codefor.de/blog/")
            run = store.begin_run(source, present)
            saved = store.save_page(run, reading.listings, present)
            findings = tuple(
                f"{file.name}:{each.line}: {each.code} {each.message}" for each in reading.findings
            )
            store.finish_run(run, RunResult(refusals=refusals(file, reading), findings=findings), present)
            for finding in findings:
                click.echo(finding, err=True)
            wrong |= bool(reading.problems)
            click.echo(
                f"{file}: {saved.new} new, {saved.changed} changed, {saved.unchanged} as before", err=True
            )
        store.match(present)
    sys.exit(wrong)


def refusals(file: Path, reading: PostReading) -> tuple[Refusal, ...]:
    """What could not be read in a post, said on stderr and kept in its run."""
    for problem in reading.problems:
        click.echo(f"{file}:{problem.line}: {problem.reason}: {problem.text}", err=True)
    return tuple(Refusal(f"{file.name}:{problem.line}", problem.reason) for problem in reading.problems)


def text_of(file: Path) -> str:
    """A file's text. Fails in words where it is none."""
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise Failed(f"{file} is not UTF-8 text") from error
    except OSError as error:
        raise Failed(f"{file}: {error.strerror}") from error


COMMANDS = {"draft": draft, "check": check_files, "import": import_posts}
