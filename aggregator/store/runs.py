"""Runs: one row a crawl of a source, from its start to how it went."""

from __future__ import annotations

import json
import os
import statistics
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlite_utils import Database

from aggregator.event import Reach, Refusal
from aggregator.sources import Source
from aggregator.store import times
from aggregator.store.errors import StoreError
from aggregator.store.rows import as_json

GOOD_RUNS = 10
"""How many good runs say what is usual for a source."""

DIED = "its process ended without a word"


class Outcome(StrEnum):
    """How a run ended. The crawl says OK, FAILED, INTERRUPTED or REFUSED; the store knows the usual number
    and makes EMPTY or SHRUNK of an OK that found nothing or less than half."""

    OK = "ok"
    EMPTY = "empty"
    SHRUNK = "shrunk"
    FAILED = "failed"
    INTERRUPTED = "interrupted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A listing that the source's filter left out."""

    title: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunResult:
    """How a crawl of one source went, as far as the crawl knows.

    `statuses` counts responses by HTTP status, `layers` listings by kind of evidence, `fields` listings by
    filled field. `reach` is how far ahead the source lists events; None: it cannot be told, and
    nothing is withdrawn (imported posts, single pages). `failed_pages` are addresses that could not be
    read this time: what was known from them is not missed.
    """

    outcome: Outcome = Outcome.OK
    reason: str | None = None
    statuses: Mapping[int, int] = field(default_factory=dict)
    bytes: int = 0
    not_modified: int = 0
    refusals: tuple[Refusal, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    layers: Mapping[str, int] = field(default_factory=dict)
    fields: Mapping[str, int] = field(default_factory=dict)
    reach: Reach | None = None
    failed_pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One row of `runs`. `outcome` is None while it runs."""

    id: int
    source: str
    started: datetime
    finished: datetime | None
    outcome: Outcome | None
    reason: str | None
    duration: float | None
    requests: int
    statuses: Mapping[str, int]
    bytes: int
    not_modified: int
    listings: int
    new: int
    changed: int
    unchanged: int
    withdrawn: int
    returned: int
    refused: int
    refusals: tuple[Refusal, ...]
    left_out: int
    left_out_titles: tuple[LeftOut, ...]
    layers: Mapping[str, int]
    fields: Mapping[str, int]


def begin(database: Database, source: Source, now: datetime, versions: Mapping[str, str]) -> int:
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
        sources.update(source.name, registered)
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
        }
    )
    return int(str(run.last_pk))


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


def usual(database: Database, source: str) -> float | None:
    """How many listings a run of `source` usually sees: the median of its last ten good runs.

    A shrunk run counts too: what stays small for as many nights is the new usual.
    """
    rows = database.execute(
        "SELECT listings FROM runs WHERE source = ? AND outcome IN ('ok', 'shrunk') ORDER BY id DESC LIMIT ?",
        [source, GOOD_RUNS],
    ).fetchall()
    return statistics.median(row["listings"] for row in rows) if rows else None


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
            "layers": as_json(dict(result.layers)),
            "fields": as_json(dict(result.fields)),
            "reach": None if reach is None else "all" if reach.until is None else reach.until.isoformat(),
        },
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
        **loaded,
        **{name: row[name] for name in (*plain, *counts)},
    )


def _refusal_json(refusal: Refusal) -> dict[str, str | bool]:
    return {"address": refusal.address, "reason": refusal.reason, "alarm": refusal.alarm}
