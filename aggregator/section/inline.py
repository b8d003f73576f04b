"""The words of one list item, out of Markdown or HTML: plain text and where in it is bold or a link."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from bs4.element import NavigableString, Tag

CALENDAR = "data:text/calendar"
_TOKEN = re.compile(
    r"""\\(?P<escaped>[!-/:-@\[-`{-~])
    |(?P<anchor><a\s(?:"[^"]*"|'[^']*'|[^>"'])*>(?P<inside>.*?)</a>|<a\s[^>]*>(?P<loose>.*?)</a>)
    |<(?P<auto>https?://[^\s<>]+)>
    |\[(?P<text>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\((?P<target>(?:[^()\s]|\([^()\s]*\))*)\)
    |(?P<bare>https?://[^\s<>"]+)
    |(?P<bold>\*\*|</?(?:b|strong)>)
    |(?P<comment><!--.*?-->)
    |(?P<tag></?[a-zA-Z][^<>]*>)
    |(?P<entity>&\#?\w+;)
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_HREF = re.compile(r"""href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")
_DATA = re.compile(r"""href\s*=\s*["']?(data:text/calendar[^"'>]*)""")
_NAME = re.compile(r"""title\s*=\s*(?:"(.*?)"|'(.*?)')\s+(?:download|href|class|target)""")


@dataclass(frozen=True, slots=True)
class Link:
    """A link on `text[start:end]` of its line."""

    start: int
    end: int
    address: str


@dataclass(frozen=True, slots=True)
class CalendarLink:
    """A calendar entry behind a link: its data: address as written, the link's title, its source."""

    address: str
    title: str
    source: str


@dataclass(frozen=True, slots=True)
class Inline:
    """Plain text with single white space; `bold` are spans in it, calendar links leave no text."""

    text: str
    bold: tuple[tuple[int, int], ...] = ()
    links: tuple[Link, ...] = ()
    calendars: tuple[CalendarLink, ...] = ()


@dataclass(slots=True)
class _Builder:
    text: str = ""
    bold: list[tuple[int, int]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    calendars: list[CalendarLink] = field(default_factory=list)
    bold_since: int | None = None

    def add(self, text: str) -> None:
        """Appends text, white space single."""
        single = re.sub(r"\s+", " ", text)
        if not self.text or self.text.endswith(" "):
            single = single.lstrip(" ")
        self.text += single

    def turn_bold(self, on: bool | None = None) -> None:
        """Begins or ends bold; without saying which, the other of what it is."""
        if self.bold_since is None and on is not False:
            self.bold_since = len(self.text)
        elif self.bold_since is not None and on is not True:
            self.bold.append(_trimmed(self.text, self.bold_since, len(self.text)))
            self.bold_since = None

    def done(self) -> Inline:
        """What was gathered; bold that was never ended reaches to the end."""
        self.turn_bold(on=False)
        spans = tuple(span for span in self.bold if span[0] < span[1])
        return Inline(self.text.rstrip(), spans, tuple(self.links), tuple(self.calendars))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), end - (len(inside) - len(inside.rstrip()))


def from_markdown(source: str) -> Inline:
    """The inline content of one Markdown item; line breaks count as spaces."""
    built = _Builder()
    _read_markdown(source, built)
    return built.done()


def _read_markdown(source: str, built: _Builder) -> None:
    position = 0
    while position < len(source):
        found = _TOKEN.match(source, position)
        assert found is not None  # the last branch takes any character
        position = found.end()
        if found["anchor"]:
            _read_anchor(found["anchor"], found["inside"] or found["loose"] or "", built)
        elif found["bare"]:
            address = _without_punctuation(found["bare"])
            position = found.start() + len(address)
            _add_link(built, address, address)
        elif found["auto"]:
            _add_link(built, found["auto"], found["auto"])
        elif found["target"] is not None:
            start = len(built.text)
            _read_markdown(found["text"], built)
            built.links.append(Link(start, len(built.text), html.unescape(found["target"])))
        elif found["bold"]:
            tag = found["bold"]
            built.turn_bold(None if tag == "**" else not tag.startswith("</"))
        elif not found["comment"] and not found["tag"]:
            built.add(found["escaped"] or html.unescape(found["entity"] or found["other"] or ""))


def _read_anchor(source: str, inside: str, built: _Builder) -> None:
    """A link written in HTML: a calendar entry, or any other link on its text."""
    data = _DATA.search(source)
    if data:
        name = _NAME.search(source)
        title = html.unescape(name[1] or name[2] or "") if name else ""
        built.calendars.append(CalendarLink(html.unescape(data[1]), title, source))
        return
    href = _HREF.search(source)
    start = len(built.text)
    _read_markdown(inside, built)
    if href:
        built.links.append(Link(start, len(built.text), html.unescape(href[1] or href[2] or href[3] or "")))


def _add_link(built: _Builder, text: str, address: str) -> None:
    start = len(built.text)
    built.add(text)
    built.links.append(Link(start, len(built.text), html.unescape(address)))


def _without_punctuation(address: str) -> str:
    """A bare address without what ends its sentence; a closing bracket stays where one was opened."""
    while address and (address[-1] in ".,;:!?*'" or (address[-1] == ")" and "(" not in address)):
        address = address[:-1]
    return address


def from_html(nodes: list[Tag | NavigableString]) -> Inline:
    """The inline content of an HTML list item, without its nested lists."""
    built = _Builder()
    for node in nodes:
        _read_node(node, built)
    return built.done()


def _read_node(node: Tag | NavigableString, built: _Builder) -> None:
    if isinstance(node, NavigableString):
        if type(node) is NavigableString:
            built.add(str(node))
        return
    if node.name in ("ul", "ol", "script", "style"):
        return
    href = str(node.get("href") or "")
    if node.name == "a" and href.startswith(CALENDAR):
        built.calendars.append(CalendarLink(href, str(node.get("title") or ""), str(node)))
        return
    is_bold = node.name in ("b", "strong")
    start = len(built.text)
    if is_bold:
        built.turn_bold(on=True)
    for child in node.children:
        if isinstance(child, Tag | NavigableString):
            _read_node(child, built)
    if is_bold:
        built.turn_bold(on=False)
    if node.name == "a" and href:
        built.links.append(Link(start, len(built.text), href))
    if node.name in ("p", "br", "div"):
        built.add(" ")
