"""What a person should look at: sources that have gone quiet or strange, and events that changed since."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from aggregator.store import runs
from aggregator.store.merging import SAID_ONCE
from aggregator.store.outcome import Outcome, Run
from aggregator.store.overrides import left_out

NIGHTS = 3
"""Failures in a row, and days without a crawl, that are worth a word."""

ALWAYS = 3
"""How many good runs must have had a field before its loss is worth a word."""

GOOD = (Outcome.OK, Outcome.SHRUNK)


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing to look at. `kind` is a word for programs, `subject` a source's name or an event's id,
    `text` says it to a person."""

    kind: str
    subject: str
    text: str


def concerns(database: Database, now: datetime, sources: Collection[str] | None = None) -> list[Concern]:
    """All there is to look at, sources first; an empty list when there is nothing.

    `sources` are the names of those that the crawl visits now (default: all that were enabled when last
    crawled); imported posts and pages added by hand are never missed.
    """
    rows = {row["name"]: row for row in database.table("sources").rows_where("enabled = 1")}
    names = set(rows if sources is None else sources) - SAID_ONCE
    found: list[Concern] = []
    for name in sorted(names):
        latest = runs.latest(database, runs.GOOD_RUNS + 1, name)
        if not latest:
            found.append(Concern("not-crawled", name, f"{name} was never crawled"))
        elif name in rows:
            found += _not_crawled(name, runs.last_asked(database, name), now)
            found += _of_source(latest, bool(rows[name]["may_be_empty"]))
    return [*found, *_flagged(database, now), *_contradictions(database, now)]


def _not_crawled(name: str, last: datetime | None, now: datetime) -> Iterator[Concern]:
    """That nobody asked the source for too long; reading stored pages anew is no crawl."""
    if last is None:
        yield Concern("not-crawled", name, f"{name} was never crawled")
    elif now - last > timedelta(days=NIGHTS):
        yield Concern("not-crawled", name, f"{name} was last crawled on {last.date()}")


def _of_source(latest: Sequence[Run], may_be_empty: bool) -> Iterator[Concern]:
    """What its latest runs, newest first, say about a source."""
    run, before = latest[0], [each for each in latest[1:] if each.outcome in GOOD]
    name = run.source
    if run.outcome is Outcome.EMPTY and not may_be_empty:
        yield Concern("empty", name, f"{name} lists nothing any more" if before else f"{name} lists nothing")
    if run.outcome is Outcome.SHRUNK:
        counts = ", ".join(str(each.listings) for each in before[:5])
        yield Concern("shrunk", name, f"{name} lists {run.listings} events, where it had {counts}")
    if run.outcome is Outcome.REFUSED:
        reasons = "; ".join(each.reason for each in run.refusals if each.alarm) or run.reason
        yield Concern("refused", name, f"{name} is refused: {reasons}")
    bad = [each for each in latest if not each.again][:NIGHTS]
    if len(bad) == NIGHTS and all(each.outcome is Outcome.FAILED for each in bad):
        yield Concern("failed", name, f"{name} has failed {NIGHTS} times in a row: {run.reason or 'unknown'}")
    if run.outcome in GOOD and len(before) >= ALWAYS:
        for lost in _lost(run, before):
            yield Concern("lost-field", name, f"{name} names no {lost} any more")
        if not set(run.layers) & {layer for each in before for layer in each.layers} and run.layers:
            served, usual = ", ".join(sorted(run.layers)), ", ".join(sorted(before[0].layers))
            yield Concern("other-evidence", name, f"{name} is read from {served}, no longer from {usual}")


def _lost(run: Run, before: Sequence[Run]) -> list[str]:
    """Fields that every good run had, and this one has nowhere."""
    always = set.intersection(*({field for field, n in each.fields.items() if n} for each in before))
    return sorted(field for field in always if not run.fields.get(field))


def _flagged(database: Database, now: datetime) -> Iterator[Concern]:
    """Events not over that changed after an editor's word."""
    rows = database.execute(
        "SELECT f.*, e.title FROM flags f JOIN events e ON e.id = f.event "
        "WHERE f.settled IS NULL AND (e.last_day IS NULL OR e.last_day >= ?) ORDER BY f.event, f.id",
        [now.date().isoformat()],
    )
    say: dict[str, Callable[[str], str]] = {
        "override": lambda what: f"a page now contradicts the editor's word: {what}",
        "accepted": lambda what: f"changed since it was accepted: {what}",
        "published": lambda what: f"changed since it was printed: {what}",
    }
    for row in rows:
        if row["field"] == "withdrawn":
            what = "no source lists it any more" if row["became"] else "it is listed again"
        else:
            what = f"{row['field']} was {row['was'] or 'unknown'}, is {row['became'] or 'unknown'}"
        yield Concern(row["kind"], row["event"], f"{row['title']}: {say[row['kind']](what)}")


def _contradictions(database: Database, now: datetime) -> Iterator[Concern]:
    """Coming events about whose hour, day or status the standing listings disagree, and no editor has
    spoken since the last of them changed."""
    rows = database.execute(
        "SELECT e.id, e.title, group_concat(DISTINCT l.source) AS sources, "
        "  count(DISTINCT CASE WHEN l.start LIKE '%T%' THEN l.start END) AS starts, "
        "  count(DISTINCT l.first_day) AS days, count(DISTINCT l.status) AS statuses, "
        "  max(l.changed) AS changed "
        "FROM events e JOIN event_listings el ON el.event = e.id JOIN listings l ON l.id = el.listing "
        "WHERE e.listings > 1 AND e.rrule IS NULL AND e.last_day >= ? AND l.withdrawn IS NULL "
        "GROUP BY e.id HAVING starts > 1 OR days > 1 OR statuses > 1 ORDER BY e.id",
        [now.date().isoformat()],
    ).fetchall()
    out = left_out(database, None)
    for row in rows:
        spoken = database.execute(
            "SELECT 1 FROM decisions WHERE event = ? AND undone IS NULL AND made >= ?",
            [row["id"], row["changed"]],
        ).fetchone()
        if spoken is None and row["id"] not in out:
            about = "its day" if row["days"] > 1 else "its hour" if row["starts"] > 1 else "its status"
            text = f"{row['title']}: {row['sources'].replace(',', ', ')} disagree about {about}"
            yield Concern("contradiction", row["id"], text)
