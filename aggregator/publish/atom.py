"""A feed for readers (Atom, RFC 4287): the events in the order in which they were found, the newest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from lxml import etree

from aggregator.publish.coming import Coming, latest_change
from aggregator.publish.moments import stamp
from aggregator.publish.words import ABOUT, NAME, STATUS, TAG, categories, excerpt, tag_of, title_of
from aggregator.section.escape import address
from aggregator.section.line import line_of
from aggregator.section.write import MAP_ADDRESS

ATOM = "http://www.w3.org/2005/Atom"
LANGUAGE = "de"
BEGINNING = datetime(2024, 10, 1, tzinfo=UTC)
"""RFC 4287 wants a feed to say when it last changed; one without entries says this."""
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(found: Sequence[Coming]) -> bytes:
    """The feed as an XML document in UTF-8."""
    newest = sorted(found, key=lambda each: each.event.id)
    newest.sort(key=lambda each: each.event.first_seen, reverse=True)
    feed = _element("feed")
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", LANGUAGE)
    feed.extend([*_head(found), *map(_entry, newest)])
    return etree.tostring(feed, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _head(found: Iterable[Coming]) -> list[etree._Element]:
    author = _element("author")
    author.append(_element("name", "Out in the Open"))
    return [
        _element("id", TAG),
        _element("title", NAME),
        _element("subtitle", ABOUT),
        _element("updated", stamp(latest_change(found) or BEGINNING)),
        _element("link", rel="alternate", href=MAP_ADDRESS),
        author,
        _element("generator", "Out in the Open Aggregator"),
    ]


def _entry(of: Coming) -> etree._Element:
    event, line = of.event, line_of(of.shown)
    status = STATUS.get(event.status)
    said = "; ".join(part for part in (line.said(), status) if part)
    found = _element("entry")
    found.append(_element("id", tag_of(event)))
    found.append(_element("title", f"{title_of(event)} ({status})" if status else title_of(event)))
    found.append(_element("published", stamp(event.first_seen)))
    found.append(_element("updated", stamp(max(event.changed, event.first_seen))))
    page = address(event.url)
    if page:
        found.append(_element("link", rel="alternate", href=page))
    for category in categories(event):
        found.append(_element("category", term=category))
    found.append(_element("summary", said, type="text"))
    notes = (note.said() for note in line.notes)
    found.append(_element("content", "\n".join([said, *notes, *filter(None, [excerpt(event)])]), type="text"))
    return found


def _element(name: str, text: str | None = None, **attributes: str) -> etree._Element:
    """An element of Atom, without characters that XML has no place for."""
    found = etree.Element(f"{{{ATOM}}}{name}", nsmap={None: ATOM})  # type: ignore[dict-item]
    for key, value in attributes.items():
        found.set(key, _NOT_XML.sub("", value))
    found.text = None if text is None else _NOT_XML.sub("", text)
    return found
