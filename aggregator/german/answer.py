"""One line of `aggregator dates`: a question in JSON, what the phrase means as a dictionary."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from aggregator.event import Moment
from aggregator.german.reading import explain


def answer(line: str) -> dict[str, Any]:
    """The answer to one JSON line `{"text": …, "reference": "YYYY-MM-DD"}`.

    Always has `start`, `end` and `rrule` (ISO 8601 local time, a date without a clock time, or None);
    `also`, `skipped`, `assumed`, `conflict` and `reason` only where there is something to say. Raises
    ValueError with words for the user where the line is no such question.
    """
    try:
        question = json.loads(line)
    except ValueError as error:
        raise ValueError(f"not JSON: {error}") from None
    except RecursionError:
        raise ValueError("not JSON: nested too deeply") from None
    if not isinstance(question, dict):
        raise ValueError('not a JSON object such as {"text": "…", "reference": "2024-12-01"}')
    text, reference = question.get("text"), question.get("reference")
    if not isinstance(text, str):
        raise ValueError("'text' is missing or not a string")
    if not isinstance(reference, str):
        raise ValueError("'reference' is missing or not a string")
    try:
        day = datetime.fromisoformat(reference).date()
    except ValueError:
        raise ValueError(f"'reference' is not a date: {reference[:40]!r}") from None
    reading = explain(text, day)
    when = reading.when
    if when is None:
        return {"start": None, "end": None, "rrule": None, "reason": reading.reason}
    found: dict[str, Any] = {"start": _iso(when.start), "end": _iso(when.end), "rrule": when.rrule}
    extra: dict[str, Any] = {
        "also": [_iso(moment) for moment in when.also],
        "skipped": [_iso(day) for day in when.skipped],
        "assumed": list(when.assumed),
        "conflict": when.conflict,
    }
    return found | {key: value for key, value in extra.items() if value}


def _iso(moment: Moment | None) -> str | None:
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="minutes")
    return moment.isoformat() if moment else None
