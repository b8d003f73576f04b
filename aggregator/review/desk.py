"""What one review server works with: the database, the clock, and how a single page is fetched."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import Environment

from aggregator.event import BERLIN, Listing, Refusal
from aggregator.review.words import templates

Visit = Callable[[str], Sequence[Listing | Refusal]]
"""Fetches one address and answers its listings, or why there are none."""

LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})


def present() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The settings of a running server.

    `hosts` are the names under which browsers may ask for it (DNS rebinding ends there). Without a
    `password` everyone who reaches it may edit: that is for 127.0.0.1 only. `tls`: a proxy before it speaks
    TLS with the browsers. `secret` signs CSRF tokens.
    """

    database: Path
    clock: Callable[[], datetime] = present
    password: str | None = None
    hosts: frozenset[str] = LOCAL_HOSTS
    visit: Visit | None = None
    editor: str | None = None
    tls: bool = False
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    templates: Environment = field(default_factory=templates, repr=False)

    def today(self) -> date:
        """The editors' day."""
        return self.clock().astimezone(ZoneInfo(BERLIN)).date()
