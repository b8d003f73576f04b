"""What the checks look at: a section's event lines, each with the calendar entry behind its link."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from aggregator.section.choose import days_of
from aggregator.section.entry import Entry, read_entry
from aggregator.section.event_line import EventLine, Problem, event_lines
from aggregator.section.post import Post


@dataclass(frozen=True, slots=True)
class Printed:
    """One event as it was printed; `entry` is None where no calendar link is."""

    line: EventLine
    entry: Entry | None

    @property
    def number(self) -> int:
        """Its line in the file."""
        return self.line.line

    @property
    def is_meeting(self) -> bool:
        """It repeats by a rule that its line names."""
        when = self.line.head.when
        return when is not None and when.rrule is not None

    def addresses(self) -> Iterator[str]:
        """Every address beneath it and in it."""
        notes = self.line.notes
        for url in (notes.url, *notes.links, notes.registration_url, notes.stream_url):
            if url:
                yield url


@dataclass(frozen=True, slots=True)
class Section:
    """A post's section; `came_out` is the day it was published, its month's first day where unknown."""

    post: Post
    printed: tuple[Printed, ...]
    unread: tuple[Problem, ...]
    came_out: date


def printed_section(post: Post) -> Section:
    """A section with its entries decoded."""
    printed: list[Printed] = []
    unread: list[Problem] = []
    for found in event_lines(post):
        if isinstance(found, Problem):
            unread.append(found)
        else:
            entry = read_entry(found.calendar.address) if found.calendar else None
            printed.append(Printed(found, entry))
    # A date far from the issue is a slip of its front matter, as the post's reference already knows.
    came_out = post.reference if post.published else days_of(post.month)[0]
    return Section(post, tuple(printed), tuple(unread), came_out)
