"""`style`: what is not written as the house writes it. Only Markdown is looked at: HTML has no source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aggregator import german
from aggregator.section.checks.dates import of_line
from aggregator.section.checks.printed import Printed, Section
from aggregator.section.event_line import Problem
from aggregator.section.finding import Finding
from aggregator.section.post import Item

# An opening tag as CommonMark (6.6) takes it for raw HTML; anything else is shown as text.
_ATTRIBUTE = r"""\s+[a-zA-Z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?"""
_OPEN_TAG = re.compile(rf"<[a-zA-Z][\w-]*(?:{_ATTRIBUTE})*\s*/?>")
_ANY_TAG = re.compile(r"""</?[a-zA-Z][^<>]*>|<a\b[^\n]*?(?=</a>|$)""")
_CODE = re.compile(r"`[^`]*`|\\.|<https?://[^\s<>]*>|<!--.*?-->")
_ANCHOR = re.compile(r"<a\s.*?(?:</a>|$)", re.DOTALL)


def findings(section: Section) -> Iterator[Finding]:
    """Of each line: its date's words, its place, its title, its marks and its link's tag."""
    if not section.post.is_markdown:
        return
    for problem in section.unread:
        yield from _unread(problem)
    for printed in section.printed:
        for text in (*_words(printed), *_marks(printed.line.item)):
            yield Finding(printed.number, "style", text)


def _unread(problem: Problem) -> Iterator[Finding]:
    if not problem.impossible:
        yield Finding(problem.line, "style", f"no event in house style: {problem.reason}")


def _words(printed: Printed) -> Iterator[str]:
    """What the words of date, place and title should be."""
    head = printed.line.head
    text = printed.line.item.content.text
    if head.when is not None and not any(of_line(printed)):
        house = _phrase(printed)
        if (
            house
            and house != head.when_text
            and not (head.when.rrule and _letters(house) != _letters(head.when_text))
        ):
            yield f"the date reads „{head.when_text}“, house style is „{house}“"
    if not printed.line.place_text:
        yield "no place between date and title"
    elif re.search(r",\s*,|,\s*$|\s,", printed.line.place_text):
        yield f"stray comma in the place „{printed.line.place_text}“"
    if head.when is not None and head.separator != "," and printed.line.place_text:
        yield f"„{head.separator}“ between date and place, it should be a comma"
    bold = printed.line.item.content.bold
    if not bold and not printed.line.lab:
        yield "no title in bold"
    if bold:
        between = text[: bold[0][0]]
        if not re.search(r"[^\s:]: $", between) and between.strip():
            yield "date and place should end in a colon and one space before the title"
        if re.search(r"\w", text[bold[-1][1] :]):
            yield f"text after the title: „{text[bold[-1][1] :].strip()[:60]}“"


def _letters(text: str) -> str:
    """A text's words alone: the rule of a meeting may be said in other words, but not marked otherwise."""
    return "".join(re.findall(r"\w", text))


def _phrase(printed: Printed) -> str | None:
    when = printed.line.head.when
    if when is None:
        return None
    try:
        return german.phrase(when)
    except ValueError:
        return None


def _marks(item: Item) -> Iterator[str]:
    """Markdown and HTML that will not come out as meant."""
    source = item.source
    anchors = _ANCHOR.findall(source)
    bare = _CODE.sub("x", _ANCHOR.sub("", source))
    if bare.count("**") % 2:
        yield "a ** too many or too few"
    elif re.search(r"\*\*\s[^*]*\*\*|\*\*[^*]*\s\*\*", bare):
        yield "a space inside ** keeps the title from being bold"
    stray = _ANY_TAG.search(bare)
    if stray:
        yield f"stray HTML: {stray[0][:40]}"
    for anchor in anchors:
        tag = _OPEN_TAG.match(anchor)
        if tag is None or not anchor.endswith("</a>") or "text/calendar" not in tag[0]:
            yield f"broken link tag: {anchor[:60]}"
    if len(anchors) > 1:
        yield f"{len(anchors)} calendar links, it should be one"
