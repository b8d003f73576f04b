"""Links on an event's page that an editor wants: where to register, where to watch."""

from __future__ import annotations

import re
from collections.abc import Iterable

from aggregator.page.document import Document
from aggregator.page.element import Element
from aggregator.page.text import one_line, web_address

_REGISTER = re.compile(
    r"(?:zur |hier |jetzt |bitte |direkt |online )*(?:anmeld(?:ung|en|eformular|elink)|registrier(?:en"
    r"|ung)|tickets?(?: kaufen| buchen)?"
    r"|register(?: now| here)?|registration|sign up|rsvp|get tickets|buchen|platz sichern|teilnehmen)\b",
    re.IGNORECASE,
)
_STREAM = re.compile(
    r"(?:zum )?(?:live-?stream|online teilnehmen|zoom-?link|join online|watch live)", re.IGNORECASE
)
_STREAM_HOST = re.compile(
    r"https?://(?:[\w.-]+\.)?(?:zoom\.us/[jw]|meet\.jit\.si|bbb\.|teams\.microsoft\.com/l|meet\.google\.com)"
)
_REGISTER_HINTS = (
    "anmeld",
    "registr",
    "ticket",
    "register",
    "sign up",
    "rsvp",
    "buchen",
    "platz sichern",
    "teilnehmen",
)
_STREAM_HINTS = ("stream", "zoom", "online teilnehmen", "join online", "watch live")
"""One of these is in the words of every page with such a link."""
_ACCOUNT = re.compile(
    r"/(?:login|wp-login|signin|account|user|newsletter)\b|#$|facebook\.com|twitter\.com|linkedin\.com"
)


def registration_link(document: Document) -> str | None:
    """The first link whose words ask the reader to register or buy a ticket."""
    return _first(document, _REGISTER, _REGISTER_HINTS)


def stream_link(document: Document) -> str | None:
    """The first link to a stream or a video conference."""
    for element in document.anchors:
        address = element.get("href") or ""
        if _STREAM_HOST.match(address):
            return web_address(address, document.base)
    return _first(document, _STREAM, _STREAM_HINTS)


def _on_top(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == "body"


def _in_margin(element: Element) -> bool:
    """Links of the site's own navigation lead elsewhere."""
    for node in element.iterancestors():
        if node.tag in ("nav", "footer") or (node.tag == "header" and _on_top(node)):
            return True
        if re.search(
            r"\b(?:nav|navbar|menu|footer|site-header)\b", f"{node.get('class', '')} {node.get('id', '')}"
        ):
            return True
    return False


def _first(document: Document, words: re.Pattern[str], hints: Iterable[str]) -> str | None:
    if not any(hint in document.text for hint in hints):
        return None
    for element, text in zip(document.anchors, document.anchor_words, strict=False):
        if not words.match(text) or len(one_line(text)) >= 60:
            continue
        href = element.get("href")
        if href and not _ACCOUNT.search(href) and not _in_margin(element):
            address = web_address(href, document.base)
            if address and address.split("#")[0] != document.address:
                return address
    return None
