"""Runs: one row a crawl of a source, from its start to how it went."""

from __future__ import annotations

import json
import os
import statistics
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from aggregator.event import Refusal
from aggregator.sources import Source
from aggregator.store import times
from aggregator.store.errors import StoreError
from aggregator.store.outcome import LeftOut, Outcome, Run, RunResult
from aggregator.store.rows import as_json

GOOD_RUNS = 10
"""How many good runs say what is usual for a source."""

DIED = "its process ended without a word"


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A run that is storing a page: its number, its source, and our own clock as `times.stamp` writes it."""

    id: int
    source: str
    now: str


def begin(
    database: Database, source: Source, now: datetime, versions: Mapping[str, str], *, again: bool
) -> int:
    """A new run of `source`; runs of it that never finished are closed as interrupted."""
    registered = {
        "spider": source.spider,
        "url": source.url,
        "lab": source.lab,
        "group_id": source.group_id,
        "only": source.only,
        "may_be_empty": int(source.may_be_empty),
        "enabled": int(source.enabled),
    }
    sources = database.table("sources")
    if database.execute("SELECT 1 FROM sources WHERE name = ?", [source.name]).fetchone():
        sources.update(source.name, {**registered, "group_id": pinned(database, source)})
    else:
        sources.insert({"name": source.name, **registered, "muted": 0, "first_run": times.stamp(now)})
    close_dead(database, source.name)
    run = database.table("runs").insert(
        {
            "source": source.name,
            "started": times.stamp(now),
            **dict.fromkeys(("requests", "bytes", "not_modified", "listings", "new", "changed"), 0),
            **dict.fromkeys(("unchanged", "withdrawn", "returned", "refused", "left_out"), 0),
            "version": versions.get("project"),
            "spider_version": versions.get("spider"),
            "pid": os.getpid(),
            "again": int(again),
        }
    )
    return int(str(run.last_pk))


def pinned(database: Database, source: Source) -> str | None:
    """The one group accepted at the source's address: the registry's, else the first found there."""
    if source.group_id:
        return source.group_id
    row = database.execute(
        "SELECT group_id FROM sources WHERE name = ? AND url = ?", [source.name, source.url]
    ).fetchone()
    return None if row is None else row["group_id"]


def close_dead(database: Database, source: str) -> None:
    """Marks runs of `source` that never finished as interrupted: their process died."""
    dead = database.table("runs").rows_where("source = ? AND outcome IS NULL", [source], select="id")
    for run in list(dead):
        database.table("sightings").delete_where("run = ?", [run["id"]])
        database.table("runs").update(run["id"], {"outcome": "interrupted", "reason": DIED})


def source_of(database: Database, run: int) -> str:
    """The source of a run that is under way. Raises StoreError for another."""
    row = database.execute("SELECT source FROM runs WHERE id = ? AND outcome IS NULL", [run]).fetchone()
    if row is None:
        raise StoreError(f"run {run} is not under way")
    return str(row["source"])


def under_way(database: Database, run: int, now: datetime) -> UnderWay:
    """A run that is under way, at this moment. Raises StoreError for another."""
    return UnderWay(run, source_of(database, run), times.stamp(now))


def usual(database: Database, source: str) -> float | None:
    """How many listings a run of `source` usually sees: the median of its last ten good runs.

    A shrunk run counts too: what stays small for as many nights is the new usual.
    """
    rows = database.execute(
        "SELECT listings FROM runs WHERE source = ? AND outcome IN ('ok', 'shrunk') ORDER BY id DESC LIMIT ?",
        [source, GOOD_RUNS],
    ).fetchall()
    return statistics.median(row["listings"] for row in rows) if rows else None


def last_asked(database: Database, source: str) -> datetime | None:
    """When the last run of `source` began that asked the site, or tried to; None where none did."""
    row = database.execute(
        "SELECT max(started) FROM runs WHERE source = ? AND NOT again", [source]
    ).fetchone()
    return None if row[0] is None else times.from_stamp(row[0])


def listings_seen(database: Database, run: int) -> int:
    """How many listings the run has seen so far."""
    return int(database.execute("SELECT listings FROM runs WHERE id = ?", [run]).fetchone()[0])


def judged(result: RunResult, listings: int, usually: float | None) -> Outcome:
    """The outcome of a run that saw so many listings, given how many are usual."""
    if result.outcome is not Outcome.OK:
        return result.outcome
    if any(refusal.alarm for refusal in result.refusals):
        return Outcome.REFUSED
    if listings == 0:
        return Outcome.EMPTY
    if usually is not None and listings < usually / 2:
        return Outcome.SHRUNK
    return Outcome.OK


def close(database: Database, run: int, outcome: Outcome, result: RunResult, now: datetime) -> None:
    """Writes how the run went."""
    started = database.execute("SELECT started FROM runs WHERE id = ?", [run]).fetchone()["started"]
    reach = result.reach
    database.table("runs").update(
        run,
        {
            "finished": times.stamp(now),
            "outcome": outcome.value,
            "reason": result.reason,
            "duration": max(0.0, (now - times.from_stamp(started)).total_seconds()),
            "requests": sum(result.statuses.values()),
            "statuses": as_json({str(status): count for status, count in result.statuses.items()}),
            "bytes": result.bytes,
            "not_modified": result.not_modified,
            "refused": len(result.refusals),
            "refusals": as_json([_refusal_json(each) for each in result.refusals]),
            "left_out": len(result.left_out),
            "left_out_titles": as_json([{"title": each.title, "url": each.url} for each in result.left_out]),
            "leads": as_json(list(result.leads)),
            "findings": as_json(list(result.findings)),
            "layers": as_json(_layers(database, run)),
            "fields": as_json(_fields(database, run)),
            "reach": None if reach is None else "all" if reach.until is None else reach.until.isoformat(),
        },
    )
    if result.group_id:
        database.execute(
            "UPDATE sources SET group_id = ? WHERE group_id IS NULL AND name = "
            "(SELECT source FROM runs WHERE id = ?)",
            [result.group_id, run],
        )
    database.execute("DELETE FROM sightings WHERE run = ?", [run])


def latest(database: Database, limit: int, source: str | None = None) -> list[Run]:
    """The latest runs, newest first."""
    where, values = ("source = ?", [source]) if source else (None, [])
    rows = database.table("runs").rows_where(where, values, order_by="id desc", limit=limit)
    return [run_of(row) for row in rows]


def run_of(row: Mapping[str, Any]) -> Run:
    """The run of a row of `runs`."""
    loaded = {name: json.loads(row[name] or "{}") for name in ("statuses", "layers", "fields")}
    plain = ("id", "source", "reason", "duration", "requests", "bytes", "not_modified", "listings", "new")
    counts = ("changed", "unchanged", "withdrawn", "returned", "refused", "left_out")
    return Run(
        started=times.from_stamp(row["started"]),
        finished=None if row["finished"] is None else times.from_stamp(row["finished"]),
        outcome=None if row["outcome"] is None else Outcome(row["outcome"]),
        refusals=tuple(Refusal(**each) for each in json.loads(row["refusals"] or "[]")),
        left_out_titles=tuple(LeftOut(**each) for each in json.loads(row["left_out_titles"] or "[]")),
        leads=tuple(json.loads(row["leads"] or "[]")),
        findings=tuple(json.loads(row["findings"] or "[]")),
        again=bool(row["again"]),
        **loaded,
        **{name: row[name] for name in (*plain, *counts)},
    )


def _layers(database: Database, run: int) -> dict[str, int]:
    """How many of the listings that the run saw each kind of evidence gave."""
    rows = database.execute(
        "SELECT l.layer, count(*) AS n FROM sightings s JOIN listings l ON l.id = s.listing "
        "WHERE s.run = ? AND l.layer <> '' GROUP BY l.layer",
        [run],
    )
    return {row["layer"]: row["n"] for row in rows}


def _fields(database: Database, run: int) -> dict[str, int]:
    """How many of the listings that the run saw had each of the fields in which a loss would show."""
    row = database.execute(
        "SELECT count(start) AS start, count(end) AS end, count(place_name) AS place_name, "
        "count(street) AS street, count(city) AS city, count(url) AS url, "
        "count(registration_url) AS registration_url, count(price) AS price, "
        "count(organizer) AS organizer, count(description) AS description "
        "FROM sightings s JOIN listings l ON l.id = s.listing WHERE s.run = ?",
        [run],
    ).fetchone()
    return dict(row)


def mute(database: Database, source: str, muted: bool) -> None:
    """Marks a source as muted or not. Raises StoreError for an unknown one."""
    if database.execute("SELECT 1 FROM sources WHERE name = ?", [source]).fetchone() is None:
        raise StoreError(f"no source is called {source}")
    database.table("sources").update(source, {"muted": int(muted)})


def _refusal_json(refusal: Refusal) -> dict[str, str | bool]:
    return {"address": refusal.address, "reason": refusal.reason, "alarm": refusal.alarm}
