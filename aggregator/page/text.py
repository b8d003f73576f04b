"""Nothing on a page is trusted: words become one bounded plain line, addresses are http(s) or dropped."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from aggregator.page.element import Element, texts

LONGEST_TITLE = 300
LONGEST_LINE = 500
LONGEST_DESCRIPTION = 4000
LONGEST_ADDRESS = 2000
_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]{0,2000}|!--.{0,2000}?--)>", re.DOTALL)
_BLOCK_TAG = re.compile(r"<(?:br|/p|/div|/li|/h\d|/tr)\b[^<>]{0,200}>", re.IGNORECASE)
_TRACKING = re.compile(
    r"utm_\w+|mtm_\w+|pk_\w+|fbclid|gclid|msclkid|mc_[ce]id|_hs\w+|igshid|ref_?src|aff|eventorigin"
    r"|rec(?:Id|Source)"
)


def one_line(text: str | None, longest: int = LONGEST_LINE) -> str:
    """Text on one line without control, zero-width and direction characters, cut after `longest`."""
    if not text:
        return ""
    line = " ".join(text[: longest * 4].split())
    if not line.isprintable():
        line = " ".join("".join(filter(_is_visible, line)).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def _is_visible(character: str) -> bool:
    return character == " " or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def text_within(element: Element, longest: int) -> str:
    """An element's words in one line; "" where they are more than `longest`: then it is no small box."""
    words: list[str] = []
    length = 0
    for part in texts(element):
        words.append(part)
        length += len(part)
        if length > longest * 4:
            return ""
    line = " ".join(" ".join(words).split())
    return one_line(line, longest + 1) if len(line) <= longest else ""


def plain(markup: object, longest: int = LONGEST_LINE) -> str:
    """One line of plain text out of a string that may hold HTML, escaped or not; "" for anything else."""
    if isinstance(markup, int | float) and not isinstance(markup, bool):
        return str(markup)
    if not isinstance(markup, str):
        return ""
    text = markup[: longest * 20]
    for _ in range(2):
        text = _TAG.sub("", _BLOCK_TAG.sub("\n", text)) if "<" in text else text
        if "&" not in text:
            break
        text = html.unescape(text)
    text = _TAG.sub("", text) if "<" in text else text
    return one_line(text, longest)


def web_address(address: object, base: str | None = None) -> str | None:
    """An absolute http(s) address without its tracking parameters; None for `javascript:` and all others."""
    if not isinstance(address, str):
        return None
    address = address.strip()
    if not address or len(address) > LONGEST_ADDRESS or re.search(r"[\x00-\x20<>\"]", address):
        return None
    try:
        parts = urlsplit(urljoin(base, address) if base else address)
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    return urlunsplit(parts._replace(query=_without_tracking(parts.query)))


def _without_tracking(query: str) -> str:
    if not query or not _TRACKING.search(query):
        return query
    pairs = parse_qsl(query, keep_blank_values=True)
    return urlencode([(name, value) for name, value in pairs if not _TRACKING.fullmatch(name)])


@lru_cache(maxsize=1024)
def words(text: str) -> frozenset[str]:
    """The words of a text for comparing titles: lower case, no punctuation."""
    return frozenset(re.findall(r"\w+", text.casefold()))


def likeness(one: str, other: str) -> float:
    """How alike two titles are: the share of the shorter one's words that the other has too, 0 to 1."""
    ours, theirs = words(one), words(other)
    if not ours or not theirs:
        return 0.0
    return len(ours & theirs) / min(len(ours), len(theirs))
