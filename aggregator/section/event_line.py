"""From a section's items to event lines: which words are date, place and title, which bullets are notes.

Layouts seen in three years of posts, all read by the same rules: title in bold, as a link or after a
colon; title first or last; lists under a common title or a common date; notes as bullets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from aggregator import german, place
from aggregator.section.choose import days_of
from aggregator.section.head import Head, split
from aggregator.section.inline import CalendarLink, Inline
from aggregator.section.notes import Notes, is_note, notes_of, remarks_in
from aggregator.section.occurrence import day_of
from aggregator.section.post import Item, Post
from aggregator.section.title import is_town, joined, title_first, title_span, unlinked, without_addresses

FAR_DAYS = 300
_YEAR = re.compile(r"\b20\d\d\b")
_CALENDAR_NAME = re.compile(r"^Kalendereintrag\s+")
_AT = re.compile(r"(?:an|am|auf|bei|beim|im|in)\s+(?:(?:der|dem|den|die|das)\s+)?(?=[A-ZÄÖÜ\d])")
_SPACED_COLON = re.compile(r"\s:\s*$")
_MEETINGS = re.compile(r"\b(?:ok[ -]?)?labs?\b.*treffen|\btreffen\b.*\blabs?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event of a section in its words. `lab` is the town a meeting is listed under."""

    item: Item
    head: Head
    place_text: str
    title: str
    notes: Notes
    lab: str | None = None
    calendar: CalendarLink | None = None

    @property
    def line(self) -> int:
        """Its line in the file, from 1."""
        return self.item.line


@dataclass(frozen=True, slots=True)
class Problem:
    """Lines of a post that were not read: the first one's number, its text, why, and how many they are.

    `impossible` when they name a date that does not exist, instead of none.
    """

    line: int
    text: str
    reason: str
    lines: int = 1
    impossible: bool = False


@dataclass(frozen=True, slots=True)
class _Group:
    """What the items above say for all beneath them."""

    title: str = ""
    date_text: str = ""
    links: tuple[str, ...] = ()
    labs: bool = False


def event_lines(post: Post) -> Iterator[EventLine | Problem]:
    """Every line of a section as an event or as a problem, in the file's order."""
    found: list[EventLine | Problem] = []
    for item in post.items:
        found += _walk(item, _Group(), post.reference)
    for stray in post.stray:
        found += _outside(stray, post.reference)
    first, _ = days_of(post.month)
    yield from sorted((_in_month(one, first) for one in found), key=lambda one: one.line)


def _in_month(found: EventLine | Problem, first: date) -> EventLine | Problem:
    """A meeting counts from its issue's first day on, not from the day on which the post came out.

    A date whose year is not printed cannot lie far from its issue: there something else was taken for it.
    """
    if isinstance(found, Problem) or found.head.when is None:
        return found
    start = found.head.when.start
    if start and abs((day_of(start) - first).days) > FAR_DAYS and not _YEAR.search(found.head.when_text):
        reason = f"„{found.head.when_text}“ reads as {start:%d.%m.%Y}, far from its issue"
        return Problem(found.line, found.item.content.text, reason, found.item.lines)
    if not found.head.when.rrule:
        return found
    when = german.read(found.head.when_text, first) or found.head.when
    return replace(found, head=replace(found.head, when=when))


def _outside(stray: Item, reference: date) -> list[EventLine | Problem]:
    """A paragraph is an event where it marks a title and begins with a date, like a line of the list."""
    read = list(_walk(stray, _Group(), reference)) if title_span(stray.content) else []
    if any(isinstance(one, EventLine) for one in read):
        return read
    return [Problem(stray.line, stray.content.text, "text outside the list", stray.lines)]


def _walk(item: Item, group: _Group, reference: date) -> Iterator[EventLine | Problem]:
    own = _own(item, group, reference)
    if own.head.when is None:
        beneath = [child for child in item.children if _has_date(child, reference)]
        if beneath and not _is_undated_event(own, item):
            yield from _members(item, _group_of(item, own, group), reference)
        else:
            yield _undated(item, own.head)
    elif (not own.title or own.title == group.title) and _is_date_group(item, own, reference):
        yield from _members(item, replace(group, date_text=own.head.when_text), reference)
    elif own.title:
        yield own
    else:
        yield Problem(item.line, item.content.text, "names no title", item.lines)


def _undated(item: Item, head: Head) -> Problem:
    """Why an item is no event: it names no date, only a deadline, or a date that does not exist."""
    reason = head.reason or "no date"
    impossible = reason not in german.UNDATED
    return Problem(item.line, item.content.text, reason, item.lines, impossible)


def _members(item: Item, group: _Group, reference: date) -> Iterator[EventLine | Problem]:
    for child in item.children:
        if is_note(child) and not group.date_text:
            continue
        yield from _walk(child, group, reference)


def _group_of(item: Item, own: EventLine, group: _Group) -> _Group:
    title = item.content.text.strip().rstrip(":")
    labs = bool(_MEETINGS.search(title))
    links = tuple(link.address for link in item.content.links)
    return replace(group, title="" if labs else title, links=links, labs=labs)


def _is_date_group(item: Item, own: EventLine, reference: date) -> bool:
    """A date over items that each add a clock time or a town to it."""
    for child in item.children:
        if is_note(child):
            continue
        timed = split(f"{own.head.when_text}, {unlinked(child.content)}", reference)
        if timed.when != own.head.when or any(is_town(child.content, link) for link in child.content.links):
            return True
    return False


def _is_undated_event(own: EventLine, item: Item) -> bool:
    """A line with its own title in bold and only notes beneath is an event without a date, not a heading."""
    return bool(item.content.bold) and all(is_note(child) for child in item.children)


def _has_date(item: Item, reference: date) -> bool:
    if is_note(item):
        return False
    if split(_before(item.content).strip(), reference).when is not None:
        return True
    return any(_has_date(child, reference) for child in item.children)


def _before(content: Inline) -> str:
    title = title_span(content)
    return content.text[: title[0]] if title else content.text


def _own(item: Item, group: _Group, reference: date) -> EventLine:
    """The item's own words in their parts; without a title where it names none."""
    content = without_addresses(item.content)
    span = title_span(content)
    dated = f"{group.date_text}, " if group.date_text else ""
    if span is None:
        head, place_text, title, extra = _untitled(content, dated, group, reference)
    else:
        head, place_text, title, extra = _titled(content, span, dated, reference)
    place_text, remark = remarks_in(place_text, reference)
    if span and place_text and _SPACED_COLON.search(content.text[: span[0]]):
        place_text += " "  # as it was printed; `check` names it
    calendar = item.content.calendars[0] if item.content.calendars else None
    lab = head.label or None if group.labs or (head.when and head.when.rrule) else None
    if not title:
        title = group.title or (_meeting_title(calendar, lab) if lab else "")
    links = tuple(dict.fromkeys([link.address for link in title_first(item.content)] + [*group.links]))
    notes = notes_of(item.children, links, " ".join(part for part in (remark, extra) if part), reference)
    return EventLine(item, head, place_text, title.strip(), notes, lab, calendar)


def _titled(
    content: Inline, span: tuple[int, int], dated: str, reference: date
) -> tuple[Head, str, str, str]:
    """Head, place, title and the rest of a line whose title is marked; the date may stand behind it."""
    before, after = content.text[: span[0]].strip(), content.text[span[1] :]
    title, extra = joined(content.text[span[0] : span[1]], after)
    head = split(dated + before.rstrip(" :,"), reference)
    if not before:
        behind = split(dated + after.strip(), reference)
        if behind.when is not None:
            return behind, behind.rest, content.text[span[0] : span[1]], ""
    if head.when is None or head.separator or not head.rest:
        return head, head.rest, title, extra
    where = _AT.match(head.rest)
    if where:
        return head, head.rest[where.end() :], title, extra
    # A sentence, not a place: it is kept whole as a remark.
    return (head, "", title, content.text) if head.rest[:1].islower() else (head, head.rest, title, extra)


def _untitled(content: Inline, dated: str, group: _Group, reference: date) -> tuple[Head, str, str, str]:
    """Head, place, title and the rest of a line that marks no title: what a colon sets apart is one."""
    text, town = content.text, ""
    if dated and content.links:  # "[München](…) ab 9 Uhr" under "Samstag, 4. März"
        town = text[content.links[0].start : content.links[0].end]
        text = unlinked(content)
    head = split((dated + text).rstrip(" :,"), reference)
    rest = head.rest
    if head.when is None or head.when.rrule or head.label or not rest:
        return head, town or rest, "", ""
    if rest.startswith("("):
        return head, town or rest, "", ""
    if head.separator == ":":
        return head, town, _member_title(rest, group), ""
    where, colon, title = rest.partition(": ")
    if colon:
        return head, where.strip(), _member_title(title.strip(), group), ""
    if town or group.title or place.town(rest) is not None or place.says_online(rest):
        return head, rest if not town else f"{town} {rest}".strip(), "", ""
    return head, "", rest, ""


def _member_title(title: str, group: _Group) -> str:
    return f"{group.title}: {title}" if group.title and title else title


def _meeting_title(calendar: CalendarLink | None, lab: str | None) -> str:
    """What a meeting is called whose line only names the town."""
    if calendar and calendar.title:
        return _CALENDAR_NAME.sub("", calendar.title).strip()
    return f"OK Lab {lab}" if lab else ""
