"""Links on an event's page that an editor wants: where to register, where to watch."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from aggregator.page.document import Document
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
    r"^https?://(?:[\w-]+\.)*(?:zoom\.us/[jw]|meet\.jit\.si|bbb\.|teams\.microsoft\.com/l|meet\.google\.com)"
)
_STREAM_HINTS = (
    "stream",
    "zoom.us",
    "zoom-link",
    "zoomlink",
    "zoom link",
    "online teilnehmen",
    "join online",
    "watch live",
    "jit.si",
    "//bbb.",
    "//teams.",
    "//meet.",
)
"""One of these is in the markup of every page with such a link."""
_ACCOUNT = re.compile(
    r"/(?:login|wp-login|signin|account|user|newsletter)\b|#$|facebook\.com|twitter\.com|linkedin\.com"
)
MOST_LINKS = 1500


def registration_link(document: Document) -> str | None:
    """The first link whose words ask the reader to register or buy a ticket."""
    return _first(document, _REGISTER)


def stream_link(document: Document) -> str | None:
    """The first link to a stream or a video conference."""
    if not any(hint in document.lower for hint in _STREAM_HINTS):
        return None
    for element in document.anchors:
        address = element.get("href") or ""
        if _STREAM_HOST.match(address):
            return web_address(address, document.base)
    return _first(document, _STREAM)


def _on_top(element: HtmlElement) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == "body"


def _in_margin(element: HtmlElement) -> bool:
    """Links of the site's own navigation lead elsewhere."""
    for node in element.iterancestors():
        if node.tag in ("nav", "footer") or (node.tag == "header" and _on_top(node)):
            return True
        if re.search(
            r"\b(?:nav|navbar|menu|footer|site-header)\b", f"{node.get('class', '')} {node.get('id', '')}"
        ):
            return True
    return False


def _first(document: Document, words: re.Pattern[str]) -> str | None:
    for element in document.anchors[:MOST_LINKS]:
        href = element.get("href")
        if not href or _ACCOUNT.search(href):
            continue
        text = one_line("".join(element.itertext()), 120)
        if len(text) < 60 and words.match(text) and not _in_margin(element):
            address = web_address(href, document.base)
            if address and address.split("#")[0] != document.address:
                return address
    return None
