"""How a run went: what the crawl says of it, and its row read back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from aggregator.event import Reach, Refusal


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

    `statuses` counts responses by HTTP status. `reach` is how far ahead the source lists events; None: it
    cannot be told, and nothing is withdrawn (imported posts, single pages). `failed_pages` are addresses
    that could not be read this time: what was known from them is not missed. `leads` are addresses on the
    source's pages that may be better sources, `findings` what disagreed where an imported line was read.
    `group_id` is whose page the source's address showed: where the registry names none, it is kept.
    Evidence layers and fields are counted by the store itself.
    """

    outcome: Outcome = Outcome.OK
    reason: str | None = None
    statuses: Mapping[int, int] = field(default_factory=dict)
    bytes: int = 0
    not_modified: int = 0
    refusals: tuple[Refusal, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    reach: Reach | None = None
    failed_pages: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    group_id: str | None = None


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
    leads: tuple[str, ...]
    findings: tuple[str, ...]
    layers: Mapping[str, int]
    fields: Mapping[str, int]
    again: bool


@dataclass(frozen=True, slots=True)
class Finished:
    """How the store judged a run: its outcome, how many listings are usual, how many are now withdrawn."""

    outcome: Outcome
    usual: float | None
    withdrawn: int
