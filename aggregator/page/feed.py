"""RSS 2.0, RSS 1.0 and Atom (RFC 4287), with the event modules that calendars add to them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from aggregator.page.claim import Claim
from aggregator.page.instant import read_instant
from aggregator.page.text import LONGEST_DESCRIPTION, LONGEST_TITLE, plain, web_address
from aggregator.place import read_address

MOST_ENTRIES = 500
_START = ("startdate", "dtstart", "start", "begin", "startdatetime", "event_date", "starttime")
_END = ("enddate", "dtend", "end", "enddatetime", "endtime")
_PLACE = ("location", "venue", "place", "where", "featurename")
_TEXT = ("description", "encoded", "content", "summary")


class FeedRefused(ValueError):
    """The XML is none that is read; the message says why."""


def feed_claims(body: bytes, address: str) -> tuple[Claim, ...]:
    """One claim an entry, 500 at most; `when` stays empty where only the entry's words name a date.

    `body` is in UTF-8, whatever its XML declaration says.
    Entities are never expanded and nothing is loaded. Raises FeedRefused for what is no XML.
    """
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FeedRefused(f"the feed is no XML: {error}") from error
    if root is None:
        raise FeedRefused("the feed is no XML")
    if root.getroottree().docinfo.internalDTD is not None and b"<!ENTITY" in body[:20_000]:
        raise FeedRefused("the feed declares entities, which no feed needs")
    return tuple(claim for entry in _entries(root) if (claim := _claim(entry, address)))


def _entries(root: etree._Element) -> Iterator[etree._Element]:
    found = (element for element in root.iter() if _name(element) in ("item", "entry"))
    for _, element in zip(range(MOST_ENTRIES), found, strict=False):
        yield element


def _name(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].casefold() if isinstance(tag, str) else ""


def _claim(entry: etree._Element, address: str) -> Claim | None:
    title = plain(_first(entry, "title"), LONGEST_TITLE)
    starts = read_instant(_first(entry, *_START))
    if not title and starts is None:
        return None
    where = plain(_first(entry, *_PLACE))
    return Claim(
        layer="feed",
        title=title,
        url=_link(entry, address),
        identity=plain(_first(entry, "guid", "id")) or None,
        starts=starts,
        ends=read_instant(_first(entry, *_END)),
        when_text=_first(entry, *_START) or None,
        place=read_address(where) if where else None,
        place_text=where or None,
        organizer=plain(_first(entry, "organizer")) or None,
        description=plain(_first(entry, *_TEXT), LONGEST_DESCRIPTION) or None,
    )


def _first(entry: etree._Element, *names: str) -> str:
    """The text of the entry's first child of one of these names, the earlier name first."""
    for name in names:
        for child in entry:
            if _name(child) == name:
                text = (
                    "".join(map(str, child.itertext()))
                    or child.get("startTime")
                    or child.get("valueString")
                    or ""
                )
                if text.strip():
                    return text.strip()
    return ""


def _link(entry: etree._Element, address: str) -> str | None:
    links = [child for child in entry if _name(child) == "link"]
    ordered = sorted(links, key=lambda link: link.get("rel", "alternate") != "alternate")
    return next((a for link in ordered if (a := web_address(link.get("href") or link.text, address))), None)
