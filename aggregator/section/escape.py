"""Plain text from anywhere, made safe for one line of Markdown, for HTML and for an HTML comment.

Markdown is CommonMark with raw HTML allowed and with GFM's autolinks, as the newsletter's site renders it.
"""

from __future__ import annotations

import html
import re
import unicodedata
from urllib.parse import quote, urlsplit

LONGEST_TITLE = 300
LONGEST_PLACE = 300

_ACTIVE = re.compile(r"[\\`*_\[\]<>~|]")
# What GFM turns into a link without any brackets: an address with a scheme, www., an e-mail address.
_AUTOLINK = re.compile(r"(?<=[A-Za-z]):(?=//)|(?<=\bwww)\.|(?<=\w)@(?=[\w-]+\.)", re.IGNORECASE)
_ENTITY = re.compile(r"&(?=#?\w+;)")
# What may stand in an address as it is; everything else could end it inside Markdown, HTML or a line.
_IN_ADDRESS = "!#$%&'()+,/:;=?@~-._"
_ODD_IN_ADDRESS = re.compile(rf"[^A-Za-z0-9{re.escape(_IN_ADDRESS)}]")
# Underscores beside punctuation and a second tilde could be emphasis, `&name;` an entity.
_MARKUP_IN_ADDRESS = re.compile(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|~(?=.*~)|(?<=&)\w+;")


def plain(text: str, longest: int = LONGEST_TITLE) -> str:
    """One line of visible text: no control, bidirectional or other format characters, white space single.

    Longer texts are cut at a word and end in "…"; the result is never longer than `longest` characters.
    """
    line = " ".join(text.split())
    if not line.isprintable():
        visible = "".join(c for c in line if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co"))
        line = " ".join(visible.split())
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    head, _, _ = cut.rpartition(" ")
    return (head if len(head) > longest // 2 else cut).rstrip(" ,;:-–") + "…"


def markdown(text: str) -> str:
    """Text that renders as itself: no emphasis, link, element, entity or autolink comes out of it."""
    return _AUTOLINK.sub(lambda m: "\\" + m[0], _ENTITY.sub(r"\\&", _ACTIVE.sub(r"\\\g<0>", text)))


def attribute(text: str) -> str:
    """Text for an HTML attribute in either kind of quotation marks."""
    return html.escape(text, quote=True)


def comment(text: str) -> str:
    """Text that cannot end the HTML comment it stands in."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("--", "-&#45;")


def address(url: str | None) -> str | None:
    """An http(s) address that Markdown and HTML leave whole; None for anything else."""
    if not url:
        return None
    one_line = url.strip()
    if not one_line.isprintable():
        one_line = "".join(c for c in one_line if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    try:
        parts = urlsplit(one_line)
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return None
    quoted = _ODD_IN_ADDRESS.sub(lambda m: m[0] if m[0].isalnum() else quote(m[0]), one_line)
    return _MARKUP_IN_ADDRESS.sub(lambda m: _percent(m[0]), quoted)


def _percent(text: str) -> str:
    """Percent-encodes what `quote` would leave."""
    return "".join(c if c.isalnum() else f"%{ord(c):02X}" for c in text)
