"""Whether words say that an event is off or moved."""

from __future__ import annotations

import re

from aggregator.event import Status

_CANCELLED = re.compile(
    r"\b(?:abgesagt|entfällt|entfaellt|entfallen|ausgefallen|gestrichen|cancel+ed|absage)\b"
    r"|\bf(?:ä|ae)llt\b[^.!?\n]{0,40}\baus\b|\bausfallen\b|\bf(?:ä|ae)llt\s+flach\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:verschoben|vertagt|verlegt|postponed|rescheduled|terminverschiebung)\b", re.IGNORECASE
)
_ONLINE = re.compile(
    r"\b(?:ins\s+(?:netz|internet|digitale)|auf\s+online|online)\s+(?:verlegt|verschoben)", re.IGNORECASE
)
_NOT = re.compile(r"\b(?:nicht|kein\w*)\b[^.!?\n]{0,25}$", re.IGNORECASE)
_NEW_DATE = re.compile(
    r"[0-9]{1,2}\.\s?(?:[0-9]{1,2}\.|[A-Za-zä]{3,9})|\bneuer\s+termin:\s*\w", re.IGNORECASE
)
_UNKNOWN = re.compile(
    r"auf\s+unbestimmt|neuer\s+termin\s+(?:folgt|wird)|termin\s+(?:folgt|wird)", re.IGNORECASE
)


def read_status(text: str) -> Status | None:
    """CANCELLED, POSTPONED, RESCHEDULED (a new date follows), MOVED_ONLINE, or None where no word says so."""
    if _ONLINE.search(text):
        return Status.MOVED_ONLINE
    moved = _MOVED.search(text)
    if moved:
        if _UNKNOWN.search(text):
            return Status.POSTPONED
        behind = text[moved.start() : moved.end() + 120]
        before = text[max(0, moved.start() - 60) : moved.start()]
        if _NEW_DATE.search(behind) or re.search(r"\bauf\b.{0,30}[0-9]{1,2}\.", before):
            return Status.RESCHEDULED
        return Status.POSTPONED
    cancelled = _CANCELLED.search(text)
    if cancelled and not _NOT.search(text[: cancelled.start()]):
        return Status.CANCELLED
    return None
