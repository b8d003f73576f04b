"""Published issues: what was printed is kept as it was, and compared with what we believe ever after."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from aggregator.store import times
from aggregator.store.errors import BadValue
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
