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
from aggregator.section.inline import CalendarLink, Inline, Link
from aggregator.section.notes import Notes, is_note, notes_of
from aggregator.section.post import Item, Post

_CALENDAR_NAME = re.compile(r"^Kalendereintrag\s+")
_JOINS_TITLE = re.compile(r"^\s*(?::|[-–]\s|mit\s)")
_AT = re.compile(r"(?:an|am|auf|bei|beim|im|in)\s+(?:(?:der|dem|den|die|das)\s+)?(?=[A-ZÄÖÜ\d])")
_NOT_PLACE = re.compile(r"\btickets?\b|€|\beuro\b|\balternativ|\d\d?\.\d\d?\.", re.IGNORECASE)
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
    """Lines of a post that were not read: the first one's number, its text, why, and how many they are."""

    line: int
    text: str
    reason: str
    lines: int = 1


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
    found += [Problem(s.line, s.content.text, "text outside the list", s.lines) for s in post.stray]
    first, _ = days_of(post.month)
    yield from sorted((_in_month(one, first) for one in found), key=lambda one: one.line)


def _in_month(found: EventLine | Problem, first: date) -> EventLine | Problem:
    """A meeting counts from its issue's first day on, not from the day on which the post came out."""
    if isinstance(found, Problem) or found.head.when is None or not found.head.when.rrule:
        return found
    when = german.read(found.head.when_text, first) or found.head.when
    return replace(found, head=replace(found.head, when=when))


def _walk(item: Item, group: _Group, reference: date) -> Iterator[EventLine | Problem]:
    own = _own(item, group, reference)
    if own.head.when is None:
        beneath = [child for child in item.children if _has_date(child, reference)]
        if beneath and not _is_undated_event(own, item):
            yield from _members(item, _group_of(item, own, group), reference)
        else:
            yield Problem(item.line, item.content.text, own.head.reason or "names no date", item.lines)
    elif (not own.title or own.title == group.title) and _is_date_group(item, own, reference):
        yield from _members(item, replace(group, date_text=own.head.when_text), reference)
    elif own.title:
        yield own
    else:
        yield Problem(item.line, item.content.text, "names no title", item.lines)


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
        timed = split(f"{own.head.when_text}, {_unlinked(child.content)}", reference)
        if timed.when != own.head.when or any(_is_town(child.content, link) for link in child.content.links):
            return True
    return False


def _unlinked(content: Inline) -> str:
    """The words of a line without its first link's."""
    if not content.links:
        return content.text
    link = content.links[0]
    return f"{content.text[: link.start]}{content.text[link.end :]}".strip()


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
    title = _title_span(content)
    return content.text[: title[0]] if title else content.text


def _title_span(content: Inline) -> tuple[int, int] | None:
    """Where the title stands: in bold, else on a link with words of its own that names no town."""
    if content.bold:
        return content.bold[0]
    for link in content.links:
        if link.start < link.end and not _is_address(content, link) and not _is_town(content, link):
            return link.start, link.end
    return None


def _is_address(content: Inline, link: Link) -> bool:
    return content.text[link.start : link.end].startswith(("http://", "https://"))


def _is_town(content: Inline, link: Link) -> bool:
    text = content.text[link.start : link.end]
    return place.read(text).city == text


def _own(item: Item, group: _Group, reference: date) -> EventLine:
    """The item's own words in their parts; without a title where it names none."""
    content = _without_addresses(item.content)
    span = _title_span(content)
    dated = f"{group.date_text}, " if group.date_text else ""
    if span is None:
        head, place_text, title, extra = _untitled(content, dated, group, reference)
    else:
        head, place_text, title, extra = _titled(content, span, dated, reference)
    place_text, remark = _remarks(place_text, reference)
    if span and place_text and _SPACED_COLON.search(content.text[: span[0]]):
        place_text += " "  # as it was printed; `check` names it
    calendar = item.content.calendars[0] if item.content.calendars else None
    lab = head.label or None if group.labs or (head.when and head.when.rrule) else None
    if not title:
        title = group.title or (_meeting_title(calendar, lab) if lab else "")
    links = tuple(dict.fromkeys([link.address for link in _title_first(item.content)] + [*group.links]))
    notes = notes_of(item.children, links, " ".join(part for part in (remark, extra) if part), reference)
    return EventLine(item, head, place_text, title.strip(), notes, lab, calendar)


def _titled(
    content: Inline, span: tuple[int, int], dated: str, reference: date
) -> tuple[Head, str, str, str]:
    """Head, place, title and the rest of a line whose title is marked; the date may stand behind it."""
    before, after = content.text[: span[0]].strip(), content.text[span[1] :]
    title, extra = _joined(content.text[span[0] : span[1]], after)
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
        text = _unlinked(content)
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


def _joined(title: str, after: str) -> tuple[str, str]:
    """The title with the words behind it that belong to it, and those that do not."""
    after = after.strip()
    if _JOINS_TITLE.match(after) and re.search(r"\w", after):
        return f"{title.strip()}{'' if after.startswith(':') else ' '}{after}".rstrip(":"), ""
    return title.strip(), after.strip(" ,;:.*") if re.search(r"\w", after) else ""


def _remarks(place_text: str, reference: date) -> tuple[str, str]:
    """Takes brackets that speak of tickets, deadlines or other dates out of the place."""
    remarks: list[str] = []

    def take(found: re.Match[str]) -> str:
        words = found[1]
        if not _NOT_PLACE.search(words) and german.read_deadline(words, reference) is None:
            return found[0]
        remarks.append(words)
        return ""

    if re.match(r"(?:oder|alternativ)\b", place_text, re.IGNORECASE):
        return "", place_text
    left = re.sub(r"\s*\(((?:[^()]|\([^()]*\))*)\)", take, place_text)
    return left.strip(" :,"), "; ".join(remarks)


def _without_addresses(content: Inline) -> Inline:
    """The same words up to the first bare address; what follows it is a remark or another address."""
    bare = [link for link in content.links if _is_address(content, link)]
    if not bare:
        return content
    end = bare[0].start
    return replace(
        content,
        text=content.text[:end].rstrip(),
        bold=tuple(span for span in content.bold if span[1] <= end),
        links=tuple(link for link in content.links if link.end <= end),
    )


def _title_first(content: Inline) -> list[Link]:
    """The item's links, that of its title first: it is the event's page."""
    span = _title_span(content)
    return sorted(content.links, key=lambda link: not (span and span[0] <= link.start < span[1]))


def _meeting_title(calendar: CalendarLink | None, lab: str | None) -> str:
    """What a meeting is called whose line only names the town."""
    if calendar and calendar.title:
        return _CALENDAR_NAME.sub("", calendar.title).strip()
    return f"OK Lab {lab}" if lab else ""
