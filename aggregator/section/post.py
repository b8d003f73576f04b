"""A newsletter post, Markdown or the site's HTML: which issue it is, and its section as a tree of items."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from pathlib import PurePath

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from aggregator import german
from aggregator.section.choose import days_of
from aggregator.section.inline import Inline, from_html, from_markdown
from aggregator.section.occurrence import day_of

_HEADING = re.compile(r"^(?:veranstaltung|termine?\b|events?\b)", re.IGNORECASE)
_MARKDOWN_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*\s*$")
_ITEM = re.compile(r"^(\s*)[*+-]\s+(.*)$")
_FRONT_MATTER = re.compile(r"\A\s*---\s*\n(.*?)\n---\s*\n", re.DOTALL)
_ISSUE_TITLE = re.compile(r"Out in the Open,?\s+(?:vom\s+)?(\w+)\s+(\d{4})", re.IGNORECASE)
_MONTH_AND_YEAR = re.compile(r"\b\d\d?\.( ?(?:\d\d?\.|[A-Z]\w{2,8})[ ]?20\d\d)\b")
_FILE_NAME = re.compile(r"(?<!\d)(20\d\d-(?:0[1-9]|1[0-2]))(?!\d)")
_PUBLISHED = re.compile(r"(20\d\d-\d\d-\d\d)")


class PostError(ValueError):
    """A text that is no post with a section: what is missing, in words."""


@dataclass(frozen=True, slots=True)
class Item:
    """One list item: its first line in the file (from 1), how many lines it has itself, its words.

    The site serves HTML in a single line; there `line` is the item's number in the section.
    """

    line: int
    size: int
    source: str
    content: Inline
    children: tuple[Item, ...] = ()

    @property
    def lines(self) -> int:
        """How many lines of the file it takes with everything beneath it."""
        return self.size + sum(child.lines for child in self.children)


@dataclass(frozen=True, slots=True)
class Post:
    """A post's section: its issue, the day its dates refer to, the items, and text that is no item."""

    month: str
    reference: date
    items: tuple[Item, ...]
    stray: tuple[Item, ...]
    is_markdown: bool
    published: date | None = None


@dataclass(slots=True)
class _Open:
    """An item while its lines are still read."""

    line: int
    indent: int
    rows: list[str]
    children: list[_Open] = field(default_factory=list)


def parse(text: str, name: str) -> Post:
    """The post's section. `name` is the file's name. Raises PostError where there is none, or no month."""
    is_markdown = not re.match(r"\s*(?:<!doctype\s+html|<html|<\?xml)", text, re.IGNORECASE)
    title, published, items, stray = _markdown_post(text) if is_markdown else _html_post(text)
    month = _month(name, title, published) or _month_of(items)
    if month is None:
        raise PostError("which issue it is stands neither in its file's name nor in its title nor in a date")
    return Post(month, _reference(month, published), items, stray, is_markdown, published)


def _month(name: str, title: str, published: date | None) -> str | None:
    """The issue: as its file is called, else the month after the one in its title, else that of its date.

    The newsletter looks back on the month in its title and lists the events of the next.
    """
    called = _FILE_NAME.search(PurePath(name).stem)
    if called:
        return called[1]
    titled = _ISSUE_TITLE.search(title)
    first = _month_named(titled[1], titled[2]) if titled else None
    if first is not None:
        return f"{first.replace(day=28) + timedelta(days=4):%Y-%m}"
    return f"{published:%Y-%m}" if published is not None else None


def _month_of(items: tuple[Item, ...]) -> str | None:
    """The month in which most of a section's events begin."""
    starts = Counter[str]()
    for item in items:
        # The first of each month that is named: the days themselves may not exist.
        for named in _MONTH_AND_YEAR.findall(item.content.text)[:1]:
            when = german.read(f"1.{named}", date(2000, 1, 1))
            if when is not None and when.start is not None:
                starts[f"{day_of(when.start):%Y-%m}"] += 1
    return min(starts, key=lambda month: (-starts[month], month), default=None)


def _month_named(month: str, year: str) -> date | None:
    when = german.read(f"1. {month} {year}", date(int(year), 1, 1))
    if when is not None and when.start is not None:
        return day_of(when.start)
    english = [known.casefold() for known in calendar.month_name]
    return date(int(year), english.index(month.casefold()), 1) if month.casefold() in english else None


def _reference(month: str, published: date | None) -> date:
    """The day to which dates without a year refer: the post's, unless it lies far from its own issue."""
    first, _ = days_of(month)
    return published if published and abs((published - first).days) <= 62 else first


def _day(text: str) -> date | None:
    found = _PUBLISHED.search(text)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def _markdown_post(text: str) -> tuple[str, date | None, tuple[Item, ...], tuple[Item, ...]]:
    front = _FRONT_MATTER.match(text)
    matter = dict(re.findall(r"^(\w+):\s*(.*)$", front[1], re.MULTILINE)) if front else {}
    rows = text.splitlines()
    headings = [(n, m) for n, row in enumerate(rows) if (m := _MARKDOWN_HEADING.match(row))]
    mine = [(n, m) for n, m in headings if _HEADING.match(from_markdown(m[2]).text)]
    if not mine:
        raise PostError("no section „Veranstaltungen“ in it")
    items: tuple[Item, ...] = ()
    stray: tuple[Item, ...] = ()
    for start, heading in reversed(mine):
        ends = [n for n, m in headings if n > start and len(m[1]) <= len(heading[1])]
        items, stray = _markdown_items(rows, start + 1, ends[0] if ends else len(rows))
        if items:
            break
    return matter.get("title", "").strip("'\""), _day(matter.get("date", "")), items, stray


def _markdown_items(rows: list[str], start: int, end: int) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Lists by their indentation; a line that directly follows an item belongs to it."""
    top: list[_Open] = []
    path: list[_Open] = []
    stray: list[_Open] = []
    after_blank = False
    in_comment = False
    for number in range(start, end):
        row = rows[number]
        in_comment = in_comment or row.lstrip().startswith("<!--")
        if in_comment or not row.strip():
            in_comment = in_comment and "-->" not in row
            after_blank = True
            continue
        found = _ITEM.match(row)
        indent = len(row.expandtabs(4)) - len(row.expandtabs(4).lstrip())
        if found:
            item = _Open(number + 1, indent, [found[2]])
            while path and path[-1].indent >= indent:
                path.pop()
            (path[-1].children if path else top).append(item)
            path.append(item)
        elif path and (not after_blank or indent > path[-1].indent):
            path[-1].rows.append(row.strip())
        else:
            stray.append(_Open(number + 1, indent, [row.strip()]))
            path = []
        after_blank = False
    return tuple(map(_closed, top)), tuple(map(_closed, stray))


def _closed(item: _Open) -> Item:
    source = "\n".join(item.rows)
    children = tuple(map(_closed, item.children))
    return Item(item.line, len(item.rows), source, from_markdown(source), children)


def _html_post(text: str) -> tuple[str, date | None, tuple[Item, ...], tuple[Item, ...]]:
    soup = BeautifulSoup(text, "lxml")
    headings = [h for h in soup.find_all(re.compile(r"^h[1-6]$")) if _HEADING.match(h.get_text().strip())]
    headings = [h for h in headings if h.find_next(["ul", "ol"]) is not None]
    if not headings:
        raise PostError("no section „Veranstaltungen“ in it")
    items: list[Item] = []
    stray: list[Item] = []
    for node in _below(headings[-1]):
        if node.name in ("ul", "ol"):
            items += _html_items(node)
        elif node.get_text(strip=True):
            stray.append(Item(node.sourceline or 1, 1, str(node), from_html([node])))
    if len({item.line for item in items}) == 1:
        numbers = count(1)
        items = [_numbered(item, numbers) for item in items]
    title = soup.title.get_text() if soup.title else ""
    return title, _html_date(soup), tuple(items), tuple(stray)


def _numbered(item: Item, numbers: Iterator[int]) -> Item:
    line = next(numbers)
    return replace(item, line=line, children=tuple(_numbered(child, numbers) for child in item.children))


def _below(heading: Tag) -> Iterator[Tag]:
    """The elements between a heading and the next of its rank."""
    for node in heading.next_siblings:
        if not isinstance(node, Tag):
            continue
        if re.fullmatch(r"h[1-6]", node.name) and node.name <= heading.name:
            return
        if node.name not in ("ul", "ol", "p", "div", "blockquote", "table"):
            continue
        yield node


def _html_items(node: Tag) -> Iterator[Item]:
    for item in node.find_all("li", recursive=False):
        nested = [child for child in item.children if isinstance(child, Tag) and child.name in ("ul", "ol")]
        own = [
            child
            for child in item.children
            if isinstance(child, Tag | NavigableString) and not any(child is one for one in nested)
        ]
        children = tuple(found for one in nested for found in _html_items(one))
        source = "".join(str(child) for child in own)
        yield Item(item.sourceline or 1, 1, source, from_html(own), children)


def _html_date(soup: BeautifulSoup) -> date | None:
    meta = soup.find("meta", attrs={"property": "article:published_time"})
    if isinstance(meta, Tag) and meta.get("content"):
        return _day(str(meta["content"]))
    time = soup.find("time", attrs={"datetime": True})
    return _day(str(time["datetime"])) if isinstance(time, Tag) else None
