"""The section beside the list: Markdown and rendered, its findings at their lines, and as files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

from starlette.responses import Response

from aggregator.publish import ics
from aggregator.review.asking import Ask
from aggregator.review.draft import drafted
from aggregator.review.parts import part_asked, part_of
from aggregator.section import Chosen, write, write_html, write_text


def section_page(ask: Ask) -> Response:
    """The section as it would be drafted now, with what `aggregator check` finds at its lines."""
    chosen = drafted(ask.store, ask.issue, ask.today)
    return ask.page(
        "_section.html" if ask.fragment else "section.html",
        part=part_of(chosen, part_asked(ask.query)),
        count=len(chosen.single) + len(chosen.meetings),
        published=ask.store.published(ask.issue),
        fingerprint=fingerprint(chosen),
    )


def fingerprint(chosen: Chosen) -> str:
    """What tells one section from another. That a crawl saw an event once more makes no other section."""
    groups = (chosen.single, chosen.meetings, chosen.cancelled, chosen.postponed, chosen.withdrawn)
    told = [
        replace(event, last_seen=event.first_seen) for group in (*groups, chosen.undated) for event in group
    ]
    return sha256(repr(told).encode()).hexdigest()


def download(ask: Ask) -> Response:
    """The section as a file: .md, .html, .txt or .ics."""
    kind = ask.path["kind"]
    if kind not in KINDS:
        return ask.sorry("Dieses Format gibt es nicht.", 404)
    media, written = KINDS[kind]
    body = written(drafted(ask.store, ask.issue, ask.today), ask.issue)
    name = f"veranstaltungen-{ask.issue}.{kind}"
    return Response(body, media_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def write_calendar(chosen: Chosen, issue: str) -> bytes:
    """The section's events as one iCalendar file (RFC 5545)."""
    return ics.write((*chosen.single, *chosen.meetings))


KINDS: dict[str, tuple[str, Callable[[Chosen, str], str | bytes]]] = {
    "md": ("text/markdown", write),
    "html": ("text/html", write_html),
    "txt": ("text/plain", write_text),
    "ics": ("text/calendar", write_calendar),
}
"""Each format's media type and its writer."""
