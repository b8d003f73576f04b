"""A parsed element's words and what an XPath finds below it, as one type each: lxml's own answers vary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml.etree import _Element as Element

__all__ = ["Element", "elements", "inner_text", "string", "texts"]


def inner_text(element: Element, between: str = " ") -> str:
    """All text inside an element, piece by piece."""
    return between.join(texts(element)) if len(element) else element.text or ""


def texts(element: Element) -> Iterator[str]:
    """The pieces of text inside an element, in order."""
    pieces: Any = element.itertext()
    return iter(pieces)


def elements(below: Element, path: str) -> list[Element]:
    """The elements that an XPath finds, in the page's order."""
    found: Any = below.xpath(path)
    return list(found)


def string(below: Element, path: str) -> str:
    """The text that an XPath of a string finds, "" for none."""
    return str(below.xpath(f"string({path})"))
