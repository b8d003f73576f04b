"""Published issues: what was printed is kept as it was, and compared with what we believe ever after.

A publication can be taken back: what had been printed then moves to `former_issues` and stays there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from aggregator.store import flags, times
from aggregator.store.decisions import Said
from aggregator.store.errors import BadValue, StaleDecision
from aggregator.store.flags import WATCHED
from aggregator.store.overrides import effective
from aggregator.store.queries import ISSUE, resolve
from aggregator.store.rows import as_json


@dataclass(frozen=True, slots=True)
class Published:
    """An issue as it was printed: when, its section's Markdown, and the ids of its events."""

    issue: str
    published: datetime
    section: str
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A printed event that is otherwise by now: which column, what was printed and what we believe."""

    event: str
    field: str
    printed: str | None
    believed: str | None


def publish(database: Database, issue: str, section: str, events: Iterable[str], now: datetime) -> None:
    """Freezes an issue. Raises BadValue where it is frozen already, UnknownEvent for an unknown id."""
    if not re.fullmatch(ISSUE, issue):
        raise BadValue(f"an issue is named YYYY-MM, not {issue}")
    if published(database, issue) is not None:
        raise BadValue(f"the issue {issue} was published already")
    database.table("issues").insert({"issue": issue, "published": times.stamp(now), "section": section})
    ids = dict.fromkeys(resolve(database, event) for event in events)
    database.table("issue_events").insert_all(
        {"issue": issue, "event": event, "printed": as_json(effective(database, event, issue))}
        for event in ids
    )


def published(database: Database, issue: str) -> Published | None:
    """The issue as it was printed; None where it is still open."""
    row = database.execute("SELECT * FROM issues WHERE issue = ?", [issue]).fetchone()
    if row is None:
        return None
    ids = database.table("issue_events").rows_where("issue = ?", [issue], select="event", order_by="event")
    at = times.from_stamp(row["published"])
    return Published(issue, at, row["section"], tuple(each["event"] for each in ids))


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """A publication that was taken back: what had been printed, until when, by whom and why."""

    id: int
    issue: str
    published: datetime
    section: str
    retracted: datetime
    editor: str | None
    reason: str | None


def version(database: Database, issue: str) -> int:
    """How often the issue was published and taken back: what a decision about it has to name."""
    former = database.table("former_issues").count_where("issue = ?", [issue])
    return 2 * former + database.table("issues").count_where("issue = ?", [issue])


def retract(database: Database, issue: str, said: Said) -> None:
    """Takes a publication back: the issue is open again, and what was printed becomes history.

    Raises StaleDecision where it was published anew since the editor looked, BadValue where it is open.
    """
    now = version(database, issue)
    if said.version is not None and said.version != now:
        raise StaleDecision(issue, said.version, now)
    row = database.execute("SELECT * FROM issues WHERE issue = ?", [issue]).fetchone()
    if row is None:
        raise BadValue(f"the issue {issue} is not published")
    events = list(database.table("issue_events").rows_where("issue = ?", [issue], order_by="event"))
    database.table("former_issues").insert(
        {
            "issue": issue,
            "published": row["published"],
            "section": row["section"],
            "printed": as_json({each["event"]: json.loads(each["printed"]) for each in events}),
            "retracted": times.stamp(said.now),
            "editor": said.editor,
            "reason": said.reason,
        }
    )
    database.table("issue_events").delete_where("issue = ?", [issue])
    database.table("issues").delete(issue)
    flags.settle_unprinted(database, said.now)


def former(database: Database) -> list[Former]:
    """Every publication that was taken back, the latest first."""
    return [
        Former(
            published=times.from_stamp(row["published"]),
            retracted=times.from_stamp(row["retracted"]),
            **{name: row[name] for name in ("id", "issue", "section", "editor", "reason")},
        )
        for row in database.table("former_issues").rows_where(order_by="id desc")
    ]


def differences(database: Database, issue: str) -> list[Difference]:
    """Where the printed events are otherwise by now, in order of event and column."""
    found = []
    for row in database.table("issue_events").rows_where("issue = ?", [issue], order_by="event"):
        was, now = json.loads(row["printed"]), effective(database, row["event"], issue)
        found += [
            Difference(row["event"], column, _text(was[column]), _text(now[column]))
            for column in WATCHED
            if was[column] != now[column]
        ]
    return found


def _text(value: object) -> str | None:
    return None if value is None else str(value)
