"""Decisions: what editors say about events. Each is kept for good; the latest word counts."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlite_utils import Database

from aggregator.store import flags, times
from aggregator.store.errors import BadValue, StaleDecision, UnknownDecision
from aggregator.store.fields import Value, column_value
from aggregator.store.overrides import effective, fields_set, worded
from aggregator.store.queries import ISSUE, resolve
from aggregator.store.rows import as_json

Verdict = Literal["accept", "reject", "later"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The circumstances of a decision: for which issue (None: for all), by whom, why, and when.

    `version` is the event's version that the editor saw: StaleDecision if it is another by now. None
    is for scripts that did not look.
    """

    now: datetime
    issue: str | None = None
    editor: str | None = None
    reason: str | None = None
    version: int | None = None


def record(database: Database, event: str, kind: str, said: Said, **more: Any) -> int:
    """Writes a decision about an event (its present id) and moves the event's version."""
    if said.issue is not None and not re.fullmatch(ISSUE, said.issue):
        raise BadValue(f"an issue is named YYYY-MM, not {said.issue}")
    _check_version(database, event, said)
    decision = database.table("decisions").insert(
        {
            "event": event,
            "issue": said.issue,
            "kind": kind,
            "reason": said.reason,
            "editor": said.editor,
            "made": times.stamp(said.now),
            "version": said.version,
            **more,
        }
    )
    database.execute("UPDATE events SET version = version + 1 WHERE id = ?", [event])
    return int(str(decision.last_pk))


def judge(database: Database, event: str, verdict: Verdict, said: Said) -> int:
    """In, out or later; what was to be looked at again has then been seen."""
    event = resolve(database, event)
    decision = record(database, event, verdict, said)
    flags.settle(database, event, said.now)
    return decision


def set_fields(database: Database, event: str, values: Mapping[str, Value], said: Said) -> list[int]:
    """Other words for some fields, all or none. Raises BadValue for what a field cannot hold."""
    event = resolve(database, event)
    columns = {field: column_value(field, value) for field, value in values.items()}
    before = effective(database, event, said.issue)
    words = fields_set(database, [event], said.issue).get(event, {})
    _check_order(worded(dict(database.table("events").get(event)), {**words, **columns}))
    made, version = [], said.version
    for field, value in columns.items():
        once = Said(now=said.now, issue=said.issue, editor=said.editor, reason=said.reason, version=version)
        made.append(record(database, event, "set", once, field=field, value=as_json(value)))
        version = None
    _tell_calendars(database, event, before, said)
    return made


def unset_field(database: Database, event: str, field: str, said: Said) -> int:
    """Back to what the pages say."""
    event = resolve(database, event)
    before = effective(database, event, said.issue)
    decision = record(database, event, "unset", said, field=field)
    flags.settle(database, event, said.now, field)
    _tell_calendars(database, event, before, said)
    return decision


def undo(database: Database, decision: int, said: Said) -> Mapping[str, Any]:
    """Takes a verdict or a field's word back; answers the decision. Raises UnknownDecision, StaleDecision."""
    row = database.execute("SELECT * FROM decisions WHERE id = ?", [decision]).fetchone()
    if row is None or row["undone"] is not None:
        raise UnknownDecision(f"there is no decision {decision} that could be taken back")
    _check_version(database, row["event"], said)
    before = effective(database, row["event"], row["issue"])
    database.table("decisions").update(decision, {"undone": times.stamp(said.now)})
    database.execute("UPDATE events SET version = version + 1 WHERE id = ?", [row["event"]])
    _tell_calendars(database, row["event"], before, said)
    return dict(row)


def _check_version(database: Database, event: str, said: Said) -> None:
    """Raises StaleDecision where the editor saw another version of the event than is now."""
    version = database.execute("SELECT version FROM events WHERE id = ?", [event]).fetchone()[0]
    if said.version is not None and said.version != version:
        raise StaleDecision(event, said.version, version)


def _check_order(row: Mapping[str, Any]) -> None:
    start, end = row["start"], row["end"]
    if start and end and end[:10] < start[:10]:
        raise BadValue(f"the end ({end}) lies before the start ({start})")
    if start and end and "T" in start and "T" in end and end < start:
        raise BadValue(f"the end ({end}) lies before the start ({start})")


def _tell_calendars(database: Database, event: str, before: Mapping[str, Any], said: Said) -> None:
    """Moves `changed` and `sequence` where an editor's word changed what a calendar shows."""
    after = effective(database, event, said.issue)
    if any(before[column] != after[column] for column in flags.HEARD):
        database.execute(
            "UPDATE events SET sequence = sequence + 1, changed = ? WHERE id = ?",
            [times.stamp(said.now), event],
        )


def made_about(database: Database, event: str) -> list[dict[str, Any]]:
    """Every decision about an event, in order, with values as Python has them."""
    rows = database.table("decisions").rows_where("event = ?", [event], order_by="id")
    return [{**row, "value": None if row["value"] is None else json.loads(row["value"])} for row in rows]
