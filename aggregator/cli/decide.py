"""The verbs of editors, the same as on the review's page: accept, reject, set, merge, split, publish."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from aggregator.cli.options import Failed, Month, Refused, database, now, says_refusals, today
from aggregator.cli.review import user_name
from aggregator.event import Event
from aggregator.review.draft import drafted
from aggregator.review.editing import COLUMNS, edited
from aggregator.section import issue_of, write
from aggregator.section.line import line_of
from aggregator.store import BadValue, Said, Store, StoreError, Verdict, open_store

Verb = TypeVar("Verb", bound=Callable[..., Any])


def circumstances(verb: Verb) -> Verb:
    """The options that every decision has: for which issue, by whom, why."""
    options = (
        click.option("--issue", type=Month(), help="The issue.  [default: the one that is being made]"),
        click.option("--editor", help="Who decides.  [default: your user name]"),
        click.option("--reason", help="Why."),
    )
    for option in reversed(options):
        verb = option(verb)
    return verb


def said(issue: date | None, editor: str | None, reason: str | None) -> Said:
    """The circumstances of a decision made here and now."""
    return Said(now=now(), issue=issue_named(issue), editor=editor or user_name(), reason=reason)


def issue_named(issue: date | None) -> str:
    """The issue asked for, else the one that is being made."""
    return f"{issue:%Y-%m}" if issue else issue_of(today())


def judging(verdict: Verdict, about: str) -> click.Command:
    """The verb that says this verdict."""

    @click.command(verdict, help=about)
    @click.argument("events", metavar="EVENT...", nargs=-1, required=True)
    @circumstances
    @database
    @says_refusals(StoreError)
    def judge(
        events: Sequence[str], issue: date | None, editor: str | None, reason: str | None, db: Path
    ) -> None:
        with open_store(db) as store:
            for event in events:
                store.judge(event, verdict, said(issue, editor, reason))
                show(store.event(event, issue_named(issue)))

    return judge


@click.command("set")
@click.argument("event", metavar="EVENT")
@click.argument("words", metavar="FIELD=VALUE...", nargs=-1, required=True)
@circumstances
@database
@says_refusals(StoreError)
def set_words(
    event: str, words: Sequence[str], issue: date | None, editor: str | None, reason: str | None, db: Path
) -> None:
    """Gives fields of EVENT other words, as the section says them: when="nächsten Dienstag 18-20 Uhr".

    FIELD is title, when, place, url, registration_deadline, registration_url, stream_url, status, lab,
    price, organizer, description, or any column of events that can be set. An empty VALUE empties it.
    """
    values = dict(named(word) for word in words)
    form = {field: value for field, value in values.items() if field in COLUMNS}
    columns = {field: value or None for field, value in values.items() if field not in COLUMNS}
    with open_store(db) as store:
        changed = edited(store.event(event, issue_named(issue)), form, today())
        for field, problem in changed.problems.items():
            raise Refused(f"{field}: {problem}")
        try:
            store.set_fields(event, {**changed.columns, **columns}, said(issue, editor, reason))
        except BadValue as wrong:
            raise Refused(str(wrong)) from wrong
        show(store.event(event, issue_named(issue)))


def named(word: str) -> tuple[str, str]:
    """FIELD=VALUE taken apart."""
    field, equals, value = word.partition("=")
    if not equals:
        raise click.UsageError(f"{word!r} is not of the form FIELD=VALUE")
    return field, value


@click.command()
@click.argument("event", metavar="EVENT")
@click.argument("other", metavar="OTHER")
@circumstances
@database
@says_refusals(StoreError)
def merge(
    event: str, other: str, issue: date | None, editor: str | None, reason: str | None, db: Path
) -> None:
    """Makes OTHER part of EVENT, for every later crawl."""
    with open_store(db) as store:
        show(store.event(store.merge(event, other, said(issue, editor, reason))))


@click.command()
@click.argument("event", metavar="EVENT")
@click.argument("sources", metavar="[SOURCE...]", nargs=-1)
@circumstances
@database
@says_refusals(StoreError)
def split(
    event: str, sources: Sequence[str], issue: date | None, editor: str | None, reason: str | None, db: Path
) -> None:
    """Takes what these SOURCEs list out of EVENT; without any, each source's listing stands for itself."""
    with open_store(db) as store:
        for made in store.split(event, said(issue, editor, reason), leaving(store, event, sources)):
            show(store.event(made))


@click.command()
@click.argument("issue", metavar="[YYYY-MM]", type=Month(), required=False)
@click.option("--undo", is_flag=True, help="Takes that back: the issue is open again, its print kept.")
@click.option("--editor", help="Who decides.  [default: your user name]")
@click.option("--reason", help="With --undo: why.")
@database
@says_refusals(StoreError)
def publish(issue: date | None, undo: bool, editor: str | None, reason: str | None, db: Path) -> None:
    """Keeps an issue's section as it was printed, and compares it with the database ever after.

    Without YYYY-MM the issue that is being made.
    """
    named = issue_named(issue)
    with open_store(db) as store:
        if undo:
            store.retract(named, said(issue, editor, reason))
            click.echo(f"{named}  open again")
            return
        chosen = drafted(store, named, today())
        printed = [event.id for event in (*chosen.single, *chosen.meetings)]
        store.publish(named, write(chosen, named), printed, now())
        click.echo(f"{named}  published, {len(printed)} events")


def leaving(store: Store, event: str, sources: Sequence[str]) -> list[tuple[str, str]] | None:
    """The listings of these sources; None for all."""
    if not sources:
        return None
    listings = store.listings_of(event)
    if unknown := set(sources) - {listing.source for listing in listings}:
        raise Failed(f"{event} is not listed by {', '.join(sorted(unknown))}")
    return [(listing.source, listing.key) for listing in listings if listing.source in sources]


def show(event: Event) -> None:
    """The event's id and line, as it stands after the decision."""
    dated = event.when is not None and event.when.start is not None
    click.echo(f"{event.id}  {f'{line_of(event).said()}: ' if dated else ''}{event.title}")


COMMANDS = {
    "accept": judging("accept", "Takes EVENTs into the issue's section."),
    "reject": judging("reject", "Leaves EVENTs out of the issue's section."),
    "later": judging("later", "Puts the decision about EVENTs off."),
    "set": set_words,
    "merge": merge,
    "split": split,
    "publish": publish,
}
