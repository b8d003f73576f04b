"""The visible lines of a page, in the order in which a visitor reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import iterwalk

from aggregator.page.aside import is_hidden
from aggregator.page.element import Element
from aggregator.page.text import one_line

MOST_LINES = 6000
LONGEST_VISIBLE = 4000
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_BOLD = frozenset(["strong", "b"])
_LONGEST_LEAD = 40
_UNSEEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "head",
        "nav",
        "select",
        "button",
        "iframe",
        "object",
        "audio",
        "video",
        "map",
    ]
)
_OWN_LINE = re.compile(r"(?:address|location|venue)-?line(?:\b|\d)|-line(?:--|\s|$)")
_OTHER_MATTER = re.compile(
    r"(?:weitere|andere|ähnliche|kommende|nächste|zukünftige|mehr|vergangene|frühere|aktuelle)\s+"
    r"(?:\w+\s+){0,2}(?:veranstaltungen|events|termine|artikel|beiträge|inhalte|news|meldungen|themen)"
    r"|das könnte (?:sie|dich|euch)|auch interessant|verwandte|related|similar|more events|other events"
    r"|upcoming events"
    r"|you (?:may|might) also|recommended|veranstaltung navigation|event navigation|kommentare?\b"
    r"|\d+ (?:replies|antworten|kommentare|comments)\b"
    r"|comments?\b|weitere inhalte"
    r"|schreibe einen kommentar|leave a reply|beitrags-?navigation|newsletter abonnieren"
    r"|organized by .* events",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One visible line: its words, the heading's level (1 to 6, else 0), and whether a label stands there.

    `lead` are the words set off at its beginning: bold, or in an element whose class calls it a label.
    """

    text: str
    level: int = 0
    label: bool = False
    lead: str = ""


def begins_other_matter(line: Line) -> bool:
    """Does a heading like "Weitere Veranstaltungen" end the page's own matter here?"""
    return len(line.text) < 80 and _OTHER_MATTER.match(line.text) is not None


def lines_of(root: Element) -> list[Line]:
    """The visible lines of an element, in order; a table's row and a definition are lines of their own."""
    lines: list[Line] = []
    words: list[str] = []
    level, label, lead = 0, False, ""
    for step in _steps(root):
        if isinstance(step, str):
            words.append(f" {step}" if words and _runs_together(words[-1], step) else step)
            continue
        if step is None:
            lead = lead or one_line("".join(words), _LONGEST_LEAD)
            continue
        if words:
            text = one_line("".join(words), LONGEST_VISIBLE)
            if text:
                lines.append(Line(text, level, label, lead if lead != text else ""))
                if len(lines) >= MOST_LINES:
                    break
            words, lead = [], ""
        level, label = step
    return lines


def _runs_together(before: str, after: str) -> bool:
    """Inline elements that only a style sheet parts: <span>Juli</span><span>05</span>."""
    if len(before) < 2 or not after or not before[-1].isalnum():
        return False
    return after[0].isdigit() or (after[0].isupper() and not before[-1].isupper())


def _steps(root: Element) -> Iterator[str | tuple[int, bool] | None]:
    """Words, at each edge of a block what kind of line follows, and None where words set off end.

    No recursion: pages nest deep.
    """
    context: list[tuple[int, bool]] = [(0, False)]
    walk = iterwalk(root, events=("start", "end"))
    skipped = None
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in _UNSEEN or is_hidden(element):
                skipped = element
                walk.skip_subtree()
                continue
            if tag in _BLOCKS or _is_line(element):
                context.append(_context(tag, context[-1]))
                yield context[-1]
            if tag == "img" and element.get("alt"):
                yield ""
            if element.text:
                yield element.text
            continue
        if element is skipped:
            skipped = None
        elif tag in _BLOCKS or _is_line(element):
            context.pop()
            yield context[-1]
        elif tag in _BOLD or "label" in element.get("class", ""):
            yield None
        if element.tail and element is not root:
            yield element.tail
    yield (0, False)


def _is_line(element: Element) -> bool:
    """A `span` that its class calls a line of its own, as of an address."""
    if element.tag != "span":
        return False
    named = element.get("class", "")
    return "line" in named and _OWN_LINE.search(named) is not None


def _context(tag: str, outer: tuple[int, bool]) -> tuple[int, bool]:
    if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
        return int(tag[1]), True
    return (
        (outer[0], True)
        if tag in ("dt", "th")
        else (0 if tag in ("td", "dd") else outer[0], outer[1] and tag == "br")
    )
