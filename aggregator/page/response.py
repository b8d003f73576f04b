"""A response as the page readers take it, and what they refuse."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from w3lib.encoding import (
    html_body_declared_encoding,
    html_to_unicode,
    http_content_type_encoding,
    read_bom,
)

from aggregator.event import NOTHING

MOST_BYTES = 8_000_000
MOST_TAGS = 100_000
MOST_ATTRIBUTES = 500
"""Of one tag: the parser compares each of them with each."""
SMALL = 20_000
"""Bytes of a page whose attributes need no counting: it cannot hold many."""
MOST_IN_ALL = 500_000
"""Attributes of those tags that have more than a hundred."""
MOST_BROKEN = 10_000
"""Bytes that are not of the encoding of all others, and are read one by one."""
_ELSE_WINDOWS = "aggregator.else-windows-1252"
_CONTROLS = bytes(byte for byte in range(32) if byte not in (9, 10, 12, 13, 27))
_NO_OUTLINE = bytes(set(range(256)) - set(b"<>= \t\r\n"))
_LONG_OUTLINE = re.compile(rb"<[= \t\r\n]{100}")
_TAG = re.compile(rb"<[a-zA-Z](?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+")
_QUOTED = re.compile(rb"\"[^\"]*+\"|'[^']*+'")
_NAME = re.compile(rb"[^\s=]+")
Kind = Literal["html", "calendar", "feed", "pdf"]


class PageRefused(ValueError):
    """This page is not read; the message says why, in a few words for an editor."""


@dataclass(frozen=True, slots=True)
class Page:
    """One response: where it was read, its bytes and headers, and the day on which it was written or read."""

    address: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    reference: date = date.min

    @property
    def content_type(self) -> str:
        """The value of the header Content-Type, "" where there is none."""
        named = (value for name, value in self.headers.items() if name.casefold() == "content-type")
        return next(named, "")


def kind_of(page: Page) -> Kind:
    """What the bytes are, whatever the headers say. Raises PageRefused where they are too many or no text."""
    if len(page.body) > MOST_BYTES:
        raise PageRefused(f"{len(page.body)} bytes are more than the {MOST_BYTES} that are read of one page")
    head = page.body[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"%PDF-"):
        return "pdf"
    if b"BEGIN:VCALENDAR" in head.upper():
        return "calendar"
    if not is_text(page.body):
        raise PageRefused("the bytes are no text, and no format that is known here")
    start = head.lower()
    if any(tag in start for tag in (b"<rss", b"<feed", b"<rdf:rdf")) and b"<html" not in start:
        return "feed"
    return "html"


def is_text(body: bytes) -> bool:
    """Text has no NUL bytes (but for UTF-16 with its mark) and next to no control characters."""
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    sample = body[:20_000]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return b"\0" not in sample and controls <= len(sample) / 100


def check_parsable(markup: bytes) -> None:
    """Raises PageRefused for HTML of more tags, or a tag of more attributes, than any page for people has."""
    if len(markup) < SMALL:
        return
    tags = markup.count(b"<")
    if tags > MOST_TAGS:
        raise PageRefused(f"{tags} tags are more than the {MOST_TAGS} that are read of one page")
    attributes = _of_long_tags(markup)
    if max(attributes, default=0) > MOST_ATTRIBUTES or sum(attributes) > MOST_IN_ALL:
        raise PageRefused("it has more attributes than are read of one page")


def as_utf8(page: Page) -> bytes:
    """The text of an HTML page in UTF-8 (see `in_utf8`). Raises PageRefused where no parser should see it."""
    check_parsable(page.body)
    return in_utf8(page.body, page.content_type)


def in_utf8(body: bytes, content_type: str = "") -> bytes:
    """A text in UTF-8, out of the encoding that header, mark, meta element or XML declaration name.

    They may be wrong: what is UTF-8 beyond ASCII is nothing else by chance, and what is said to be UTF-8 and
    is not has its letters in Windows-1252, all of them or some. A text that is UTF-8 is returned as it is.
    """
    utf8 = _is_utf8(body)
    if utf8 and (not body.isascii() or _names_no_other_than_utf8(body, content_type)):
        return body
    encoding, text = html_to_unicode(content_type or None, body, default_encoding="utf-8")
    if encoding == "utf-8" and not utf8:
        text = _with_windows_letters(body, text)
    return text.encode("utf-8", errors="replace")


def _with_windows_letters(body: bytes, text: str) -> str:
    """What is said to be UTF-8 and is not, with the letters in Windows-1252 that its bytes stand for."""
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    if text.replace("\N{REPLACEMENT CHARACTER}", "").isascii():
        return body.decode("cp1252", errors="replace")
    return body.decode("utf-8", errors=_ELSE_WINDOWS) if broken <= MOST_BROKEN else text


def _windows_letters(error: UnicodeError) -> tuple[str, int]:
    """Python's codec error handler for bytes that are no UTF-8 (see `codecs.register_error`)."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error(_ELSE_WINDOWS, _windows_letters)


def _of_long_tags(markup: bytes) -> list[int]:
    """How many attributes the tags have that are written with a hundred blanks and equals signs, or more."""
    if not _LONG_OUTLINE.search(markup.translate(None, _NO_OUTLINE)):
        return []
    long = (tag for tag in _TAG.findall(markup) if len(tag) > 100)
    return [len(_NAME.findall(_QUOTED.sub(b" ", tag))) for tag in long]


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _names_no_other_than_utf8(body: bytes, content_type: str) -> bool:
    named = (
        http_content_type_encoding(content_type or None),
        read_bom(body)[0],
        html_body_declared_encoding(body),
    )
    return {encoding for encoding in named if encoding} <= {"utf-8"}
