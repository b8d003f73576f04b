"""What one layer of a page claims about one event, before the layers are weighed against each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from aggregator.event import NOTHING, Moment, Place, Status, When
from aggregator.page.instant import Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A layer's word on one event: what it does not say is None or empty.

    `starts` and `ends` are machine-written instants that still need a time zone; `when` is a reading of
    words, or of a calendar entry, and complete. `of` names the thing this event was nested in
    ("Organization"): such an event is the page's own only if the page's heading says so.
    """

    layer: str
    title: str = ""
    url: str | None = None
    identity: str | None = None
    of: str | None = None
    starts: Instant | None = None
    ends: Instant | None = None
    when: When | None = None
    when_text: str | None = None
    place: Place | None = None
    place_text: str | None = None
    status: Status | None = None
    registration_url: str | None = None
    registration_deadline: Moment | None = None
    stream_url: str | None = None
    price: str | None = None
    organizer: str | None = None
    description: str | None = None
    evidence: Mapping[str, str] = field(default_factory=lambda: NOTHING)

    @property
    def dated(self) -> bool:
        """Does it say when?"""
        return self.starts is not None or self.when is not None
