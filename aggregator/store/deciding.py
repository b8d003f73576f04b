"""What editors tell the store."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from aggregator.store import (
    decisions,
    fields,
    issues,
    joining,
    runs,
    standing,
)
from aggregator.store.opened import Opened
from aggregator.store.standing import Decision


class Deciding(Opened):
    """Decisions: see `Said` for the rest of what each holds. Answers are numbers for `undo`."""

    def judge(self, id_: str, verdict: decisions.Verdict, said: decisions.Said) -> int:
        """Accepts, rejects or puts off an event; its open flags have then been seen."""
        with self._transaction():
            return decisions.judge(self._database, id_, verdict, said)

    def set_fields(self, id_: str, values: Mapping[str, fields.Value], said: decisions.Said) -> list[int]:
        """Other words for columns of an event, all or none. Raises BadValue."""
        with self._transaction():
            return decisions.set_fields(self._database, id_, values, said)

    def unset_field(self, id_: str, field: str, said: decisions.Said) -> int:
        """Back to what the pages say."""
        with self._transaction():
            return decisions.unset_field(self._database, id_, field, said)

    def merge(self, id_: str, other: str, said: decisions.Said) -> str:
        """Makes `other` part of the event, for every later run; answers the event's id."""
        with self._transaction():
            return joining.merge(self._database, id_, other, said)

    def split(
        self, id_: str, said: decisions.Said, leaving: Collection[tuple[str, str]] | None = None
    ) -> list[str]:
        """Takes listings (by source and key; default: each but the best) out of an event, for every later
        run; answers the ids of the new events."""
        with self._transaction():
            return joining.split(self._database, id_, leaving, said)

    def undo(self, decision: int, said: decisions.Said) -> None:
        """Takes a decision back. Raises UnknownDecision."""
        with self._transaction():
            joining.undo(self._database, decision, said)

    def mute(self, source: str, *, muted: bool = True) -> None:
        """Leaves out of drafts what only this source lists, or takes that back. Raises StoreError."""
        with self._transaction():
            runs.mute(self._database, source, muted)

    def publish(self, issue: str, section: str, events: Iterable[str], now: datetime) -> None:
        """Freezes an issue as printed, with the ids of its events."""
        with self._transaction():
            issues.publish(self._database, issue, section, events, now)

    def retract(self, issue: str, said: decisions.Said) -> None:
        """Takes a publication back; `said.version` is the issue's. Raises BadValue where it is open."""
        with self._transaction():
            issues.retract(self._database, issue, said)

    def issue_version(self, issue: str) -> int:
        """What a decision about an issue has to name: it moves when it is published or taken back."""
        with self._reading():
            return issues.version(self._database, issue)

    def former_issues(self) -> list[issues.Former]:
        """The publications that were taken back, the latest first."""
        with self._reading():
            return issues.former(self._database)

    def published(self, issue: str) -> issues.Published | None:
        """The issue as printed, or None while it is open."""
        with self._reading():
            return issues.published(self._database, issue)

    def differences(self, issue: str) -> list[issues.Difference]:
        """Where the printed events of an issue are otherwise by now."""
        with self._reading():
            return issues.differences(self._database, issue)

    def standing(self, id_: str) -> list[Decision]:
        """The decisions about an event that were not taken back, oldest first. Raises UnknownEvent."""
        with self._reading():
            return standing.standing(self._database, id_)

    def muted(self) -> set[str]:
        """The sources whose events are left out of drafts."""
        with self._reading():
            return standing.muted(self._database)

    def always_rejected(self) -> list[str]:
        """Sources of whose events editors rejected several and accepted none."""
        with self._reading():
            return standing.always_rejected(self._database)

    def published_issues(self) -> list[str]:
        """The issues that were published, newest first."""
        with self._reading():
            return standing.published_issues(self._database)
