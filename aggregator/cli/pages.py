"""The verbs for single pages: `extract` says what is on them, `add` stores that."""

from __future__ import annotations

import json
import mimetypes
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from aggregator import section
from aggregator.cli.options import Day, WebAddress, database, now, replica, says_refusals, today
from aggregator.crawl.archive import ArchiveError
from aggregator.crawl.extract import extract
from aggregator.crawl.fetch import fetch
from aggregator.event import Event, Listing, Place, Refusal
from aggregator.page.written import written
from aggregator.sources import Source, is_web_address
from aggregator.store import BY_HAND, RunResult, StoreError, open_store

Findings = list[Listing | Refusal]
DETAILS = ("registration_url", "registration_deadline", "price", "organizer", "description")


@click.command("extract")
@click.argument("pages", metavar="FILE|URL...", nargs=-1, required=True)
@replica
@click.option("--url", type=WebAddress(), help="The address of a single FILE.  [default: its canonical link]")
@click.option(
    "--reference", type=Day(), help="The day on which the page was read.  [default: its own, or today]"
)
@says_refusals(ArchiveError)
def extract_pages(
    pages: Sequence[str], replica: Path | None, url: str | None, reference: date | None
) -> None:
    """Prints the events on pages, a JSON object a line.

    What could not be read is named on stderr; the exit code is then 1.
    """
    if url and (len(pages) != 1 or is_web_address(pages[0])):
        raise click.UsageError("--url names the address of one FILE")
    wrong = False
    for page, findings in findings_on(pages, replica, reference, url):
        if not findings:
            click.echo(f"{page}: no event found", err=True)
        for each in findings:
            if isinstance(each, Refusal):
                wrong = True
                click.echo(f"{page}: refused: {each.reason}", err=True)
            else:
                click.echo(json.dumps(fields_of(page, each), ensure_ascii=False))
    sys.exit(wrong)


def findings_on(
    pages: Sequence[str], replica: Path | None, reference: date | None, url: str | None = None
) -> Iterator[tuple[str, Findings]]:
    """(page as given, what is on it), files first read as they come, addresses all asked in one crawl."""
    addresses = [page for page in pages if is_web_address(page)]
    answers = dict(zip(addresses, fetch(addresses, replica=replica), strict=True))
    for page in pages:
        answer = answers.get(page)
        if answer is None:
            yield page, on_file(Path(page), url, reference)
        elif isinstance(answer, Refusal):
            yield page, [answer]
        else:
            day = reference or written(answer.body, {}) or today()
            yield page, extract(answer.address, answer.body, answer.headers, day)


def on_file(file: Path, url: str | None, reference: date | None) -> Findings:
    """What is on the page in a file; one that cannot be read is a Refusal."""
    try:
        body = file.read_bytes()
    except OSError as error:
        return [Refusal(str(file), error.strerror or "cannot be read")]
    kind = mimetypes.guess_type(file.name)[0]
    headers = {"Content-Type": kind} if kind else {}
    return extract(url or str(file), body, headers, reference or written(body, headers) or today())


def fields_of(page: str, listing: Listing) -> dict[str, Any]:
    """What `extract` prints of an event: the keys that DESIGN.md promises, in its order."""
    when = listing.when
    return {
        "page": page,
        "title": listing.title,
        "start": minutes(when.start) if when else None,
        "end": minutes(when.end) if when else None,
        "rrule": when.rrule if when else None,
        "also": [minutes(each) for each in when.also] if when else [],
        "timezone": when.timezone if when else None,
        "status": str(listing.status),
        "place": asdict(listing.place or Place()),
        "url": listing.url,
        **{name: plain(getattr(listing, name)) for name in DETAILS},
        "evidence": dict(listing.evidence),
    }


def minutes(moment: date | None) -> str | None:
    """A moment as YYYY-MM-DDTHH:MM, a day as YYYY-MM-DD."""
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="minutes")
    return moment.isoformat() if moment else None


def plain(value: str | date | None) -> str | None:
    """Text as it is, a moment as text."""
    return value if isinstance(value, str) else minutes(value)


@click.command()
@click.argument("urls", metavar="URL...", nargs=-1, required=True, type=WebAddress())
@replica
@click.option(
    "--reference", type=Day(), help="The day on which the page was read.  [default: its own, or today]"
)
@database
@says_refusals(StoreError, ArchiveError)
def add(urls: Sequence[str], replica: Path | None, reference: date | None, db: Path) -> None:
    """Visits single event pages, stores them, and prints the section's lines for them.

    What a page does not say is named on stderr ("kein Ort gefunden"). Exits 1 if a page gave no event.
    """
    failed = False
    present = now()
    with open_store(db) as store:
        found: list[tuple[str, Listing]] = []
        run = store.begin_run(Source(BY_HAND, "by-hand", urls[0]), present)
        refused = []
        for page, findings in findings_on(urls, replica, reference):
            said = [each for each in findings if isinstance(each, Listing)]
            refused += [each for each in findings if isinstance(each, Refusal)]
            failed |= not said
            found += [(page, listing) for listing in said]
            if not findings:
                click.echo(f"{page}: kein Termin gefunden", err=True)
        for refusal in refused:
            click.echo(f"{refusal.address}: {refusal.reason}", err=True)
        store.save_page(run, [listing for _, listing in found], present)
        store.finish_run(run, RunResult(refusals=tuple(refused)), present)
        store.match(present)
        for page, listing in found:
            say(page, store.event(store.event_of_listing(BY_HAND, listing.key)))
    sys.exit(failed)


def say(page: str, event: Event) -> None:
    """Prints the section's lines for an event, and what its page did not say."""
    for missing in missing_on(event, today()):
        click.echo(f"{page}: {missing}", err=True)
    if event.when and event.when.start:
        click.echo(section.line(event), nl=False)


def missing_on(event: Event, today: date) -> Iterator[str]:
    """What an editor would look for in an event and not find, in German."""
    place, when = event.place, event.when
    if when is None or when.start is None:
        yield f"kein Datum gefunden (Titel: {event.title})"
    elif when.all_day and not when.end:
        yield "keine Uhrzeit gefunden"
    if not (place.name or place.street or place.city or place.online):
        yield "kein Ort gefunden"
    if (
        when
        and when.start
        and not when.rrule
        and (when.end or when.start).isoformat()[:10] < today.isoformat()
    ):
        yield "liegt in der Vergangenheit"


COMMANDS = {"extract": extract_pages, "add": add}
