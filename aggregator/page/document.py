"""An HTML page, parsed once: its visible lines in order, its heading, its own address."""

from __future__ import annotations

from functools import cached_property

from lxml import etree

from aggregator.page.element import Element, inner_text
from aggregator.page.heading import Names, main_heading
from aggregator.page.lines import Line, begins_other_matter, lines_of
from aggregator.page.text import LONGEST_TITLE, one_line, web_address

_FOR_THE_BROWSER = ("script", "style", "template", "svg")
"""Elements without a word for the visitor: most of a page's bytes, and left out before anything is read."""

MOST_LINKS = 1500
"""Links of a page whose words are read."""


class Document:
    """A parsed page at an address. Everything is read from the tree when first asked for, and only once."""

    def __init__(self, markup: bytes, address: str) -> None:
        """`markup` is in UTF-8. Raises ValueError where it holds no element."""
        parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        try:
            root = etree.fromstring(markup, parser)
        except etree.XMLSyntaxError as error:
            raise ValueError(f"no HTML: {error}") from error
        if root is None:
            raise ValueError("no HTML: no element")
        self.root: Element = root
        self.markup = markup
        self.given_address = address
        scripts = [script for script in root.iter("script") if "ld+json" in script.get("type", "")]
        self.jsonld_scripts = tuple(script.text or "" for script in scripts)
        """The texts of the page's JSON-LD scripts."""
        etree.strip_elements(root, *_FOR_THE_BROWSER, with_tail=False)

    @cached_property
    def text(self) -> str:
        """All words of the page in small letters, its margins too: what is not in it is not on the page."""
        words: str = etree.tostring(self.root, method="text", encoding="unicode")
        return words.lower()

    @cached_property
    def base(self) -> str:
        """The address that relative links start from."""
        given = next((base.get("href") for base in self.root.iter("base")), None)
        return web_address(given, self.given_address) or self.given_address

    @cached_property
    def address(self) -> str:
        """The page's own address: its canonical link, or where it was read."""
        links = [link for link in self.root.iter("link") if "canonical" in link.get("rel", "").split()]
        own = [*(link.get("href") for link in links), self.meta("og:url")]
        return next((a for link in own if (a := web_address(link, self.base))), self.given_address)

    @cached_property
    def language(self) -> str:
        """The language that the page names, "" where it names none."""
        return self.root.get("lang", "").lower()[:2]

    def meta(self, name: str) -> str:
        """The content of the page's meta element of this name or property, "" without one."""
        return self._metas.get(name, "")

    @cached_property
    def _metas(self) -> dict[str, str]:
        metas: dict[str, str] = {}
        for element in self.root.iter("meta"):
            for attribute in ("property", "name"):
                if name := element.get(attribute):
                    metas.setdefault(name, one_line(element.get("content")))
        return metas

    @cached_property
    def window_title(self) -> str:
        """The title element's text."""
        return next((one_line(inner_text(title), LONGEST_TITLE) for title in self.root.iter("title")), "")

    @cached_property
    def title(self) -> str:
        """The main heading, else what the page's title names."""
        names = Names(self.window_title, self.meta("og:title"), self.meta("og:site_name"))
        return main_heading(self.root, names)

    @cached_property
    def anchors(self) -> tuple[Element, ...]:
        """The page's `a` elements, in order."""
        return tuple(self.root.iter("a"))

    @cached_property
    def anchor_words(self) -> tuple[str, ...]:
        """The words of each of the first `MOST_LINKS` anchors."""
        return tuple(inner_text(anchor, "").strip() for anchor in self.anchors[:MOST_LINKS])

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The visible lines, without navigation, scripts, consent boxes and the like."""
        return tuple(lines_of(self.root))

    @cached_property
    def above(self) -> tuple[Line, ...]:
        """Up to three short lines right above the main heading: where some sites put the date."""
        lines = self.lines
        start = next((n for n, line in enumerate(lines) if line.level == 1 and line.text == self.title), 0)
        return tuple(line for line in lines[max(0, start - 3) : start] if len(line.text) < 80)

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
        end = next((n for n, line in enumerate(rest) if n and begins_other_matter(line)), len(rest))
        return rest[:end]
