"""An HTML page, parsed once: its visible lines in order, its heading, its own address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree, html
from lxml.html import HtmlElement

from aggregator.page.text import LONGEST_TITLE, likeness, one_line, web_address

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
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|breadcrumbs?|related|similar|recommend(?:ed|ations?)?|share"
    r"|sharing|social|comments?"
    r"|menu|navbar|navigation|nav|pagination|pager|skip-?link|screen-reader-text|visually-hidden"
    r"|sr-only|modal"
    r"|newsletter|site-?footer|footer|advert\w*|banner)(?:$|[\s_-])",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"datePublished|dateModified|dateCreated|pubdate|published|updated|entry-date", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Line:
    """One visible line: its words, the heading's level (1 to 6, else 0), and whether a label stands there."""

    text: str
    level: int = 0
    label: bool = False


class Document:
    """A parsed page at an address. Everything is read from the tree when first asked for, and only once."""

    def __init__(self, markup: str, address: str) -> None:
        """Raises ValueError where the markup holds no element."""
        parser = html.HTMLParser(encoding="utf-8", huge_tree=False)
        data = markup.encode("utf-8", errors="replace")
        try:
            root = html.document_fromstring(data, parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError) as error:
            raise ValueError(f"no HTML: {error}") from error
        self.root: HtmlElement = root
        self.markup = markup
        self.given_address = address

    @cached_property
    def base(self) -> str:
        """The address that relative links start from."""
        found = self.root.xpath("string((//base/@href)[1])")
        return web_address(found, self.given_address) or self.given_address

    @cached_property
    def address(self) -> str:
        """The page's own address: its canonical link, or where it was read."""
        links = self.root.xpath("//link[contains(concat(' ', @rel, ' '), ' canonical ')]/@href")
        own = [*links, self.meta("og:url")]
        return next((a for link in own if (a := web_address(link, self.base))), self.given_address)

    @cached_property
    def language(self) -> str:
        """The language that the page names, "" where it names none."""
        return str(self.root.xpath("string((//html/@lang)[1])")).lower()[:2]

    def meta(self, name: str) -> str:
        """The content of the page's meta element of this name or property, "" without one."""
        found = self.root.xpath("string((//meta[@property=$name or @name=$name]/@content)[1])", name=name)
        return one_line(found)

    @cached_property
    def window_title(self) -> str:
        """The title element's text."""
        return one_line(self.root.xpath("string((//title)[1])"), LONGEST_TITLE)

    @cached_property
    def title(self) -> str:
        """The main heading: of several h1 the one most like the page's title, else that title."""
        headings = [text for h1 in self.root.iter("h1") if (text := _text(h1)) and not _aside(h1)]
        named = self.meta("og:title") or self.window_title
        if headings:
            best = max(headings[:10], key=lambda heading: (likeness(heading, named), len(heading)))
            shared = self.meta("og:title")
            return shared if len(shared) > 4 and re.match(re.escape(shared) + r"\W+\d", best) else best
        second = [text for h2 in self.root.iter("h2") if (text := _text(h2)) and likeness(text, named) > 0.8]
        return second[0] if second else without_site_name(self.meta("og:title") or self.window_title)

    @cached_property
    def jsonld_scripts(self) -> tuple[str, ...]:
        """The texts of the page's JSON-LD scripts."""
        scripts = self.root.xpath("//script[contains(@type, 'ld+json')]")
        return tuple(script.text or "" for script in scripts)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The visible lines, without navigation, scripts, consent boxes and the like."""
        return tuple(lines_of(self.root))

    @cached_property
    def matter(self) -> tuple[Line, ...]:
        """The lines from the main heading to the end of the page's own matter."""
        lines = self.lines
        start = next((n for n, line in enumerate(lines) if line.level == 1 and line.text == self.title), None)
        if start is None:
            start = next(
                (n for n, line in enumerate(lines) if line.level == 1 and self.title in line.text), None
            )
        if start is None:
            start = next((n for n, line in enumerate(lines) if line.level and line.text == self.title), 0)
        rest = lines[start:]
        end = next((n for n, line in enumerate(rest) if n and _begins_other_matter(line)), len(rest))
        return rest[:end]


def _begins_other_matter(line: Line) -> bool:
    """Does a heading like "Weitere Veranstaltungen" end the page's own matter here?"""
    return len(line.text) < 80 and OTHER_MATTER.match(line.text) is not None


OTHER_MATTER = re.compile(
    r"(?:weitere|andere|ähnliche|kommende|nächste|zukünftige|mehr|vergangene|frühere|aktuelle)\s+"
    r"(?:\w+\s+){0,2}(?:veranstaltungen|events|termine|artikel|beiträge|inhalte|news|meldungen|themen)"
    r"|das könnte (?:sie|dich|euch)|auch interessant|verwandte|related|similar|more events|other events"
    r"|upcoming events"
    r"|you (?:may|might) also|recommended|veranstaltung navigation|event navigation|kommentare?\b"
    r"|comments?\b|weitere inhalte"
    r"|schreibe einen kommentar|leave a reply|beitrags-?navigation|newsletter abonnieren"
    r"|organized by .* events",
    re.IGNORECASE,
)


def without_site_name(title: str) -> str:
    """ "Sommerfest | Verein" → "Sommerfest": the longest part before a divider, from the left."""
    parts = re.split(r"\s+[|–—·»]\s+|\s+-\s+(?=[^-]+$)", title)
    return parts[0].strip() or title


def lines_of(root: HtmlElement) -> list[Line]:
    """The visible lines of an element, in order; a table's row and a definition are lines of their own."""
    lines: list[Line] = []
    words: list[str] = []
    level, label = 0, False
    for step in _steps(root):
        if isinstance(step, str):
            words.append(f" {step}" if words and _runs_together(words[-1], step) else step)
            continue
        text = one_line("".join(words), LONGEST_VISIBLE)
        words = []
        if text:
            lines.append(Line(text, level, label))
            if len(lines) >= MOST_LINES:
                break
        level, label = step
    return lines


def _runs_together(before: str, after: str) -> bool:
    """Inline elements that only a style sheet parts: <span>Juli</span><span>05</span>."""
    if len(before) < 2 or not after or not before[-1].isalnum():
        return False
    return after[0].isdigit() or (after[0].isupper() and not before[-1].isupper())


def _steps(root: HtmlElement) -> Iterator[str | tuple[int, bool]]:
    """Words, and at each edge of a block what kind of line follows. No recursion: pages nest deep."""
    stack: list[tuple[HtmlElement, bool]] = [(root, False)]
    context: list[tuple[int, bool]] = [(0, False)]
    while stack:
        element, left = stack.pop()
        tag = element.tag
        if left:
            if tag in _BLOCKS:
                context.pop()
                yield context[-1]
            if element.tail and element is not root:
                yield element.tail
            continue
        if not isinstance(tag, str) or tag in _UNSEEN or _hidden(element):
            if element.tail and element is not root:
                yield element.tail
            continue
        if tag in _BLOCKS:
            context.append(_context(tag, context[-1]))
            yield context[-1]
        if tag == "img" and element.get("alt"):
            yield ""
        if element.text:
            yield element.text
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
    yield (0, False)


def _context(tag: str, outer: tuple[int, bool]) -> tuple[int, bool]:
    if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
        return int(tag[1]), True
    return (
        (outer[0], True)
        if tag in ("dt", "th")
        else (0 if tag in ("td", "dd") else outer[0], outer[1] and tag == "br")
    )


def _hidden(element: HtmlElement) -> bool:
    attributes = element.attrib
    if not attributes:
        return False
    if "hidden" in attributes or (attributes.get("aria-hidden") == "true" and element.tag != "time"):
        return True
    if element.tag == "time" and _PUBLISHED.search(
        " ".join(attributes.values()) + (element.get("pubdate") or "")
    ):
        return True
    if "display:none" in attributes.get("style", "").replace(" ", ""):
        return True
    return _aside(element)


def _aside(element: HtmlElement) -> bool:
    """Is it by its role, class or id not the page's matter?"""
    attributes = element.attrib
    if attributes.get("role") in ("navigation", "contentinfo", "banner", "dialog", "alertdialog", "search"):
        return True
    if element.tag in ("html", "body", "main", "article", "h1"):
        return False
    if element.tag == "footer":
        return (
            element.getparent() is not None
            and element.getparent().tag in ("body", "div")
            and not _in_article(element)
        )
    named = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    return len(named) > 3 and _ASIDE.search(named) is not None


def _in_article(element: HtmlElement) -> bool:
    return any(ancestor.tag in ("article", "main", "li") for ancestor in element.iterancestors())


def _text(element: HtmlElement) -> str:
    return one_line(" ".join(element.itertext()), LONGEST_TITLE)
