"""On which day a page says it was written: what its dates without a year are read against."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from email.utils import parsedate_to_datetime
from html import unescape

from w3lib.encoding import html_to_unicode

from aggregator.page.instant import read_instant

_LONGEST_HEAD = 500_000
"""Characters of a page that are searched: the marks stand in its head or beside its heading."""
_META = re.compile(r"<meta\s([^<>]{1,1000})>", re.IGNORECASE)
_TIME = re.compile(r"<time\s([^<>]{1,1000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_JSON = re.compile(r"\"(datePublished|dateModified)\"\s*:\s*\"([^\"]{4,40})\"")
_PUBLICATION = re.compile(
    r"\bpubdate\b|datePublished|dateModified|entry-date|\bdt-published\b", re.IGNORECASE
)
_METAS = (
    "article:published_time",
    "article:modified_time",
    "og:article:published_time",
    "og:updated_time",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "dcterms.modified",
    "last-modified",
)
_FIRST = ("article:published_time", "article:modified_time")


def written(page_body: bytes, headers: Mapping[str, str]) -> date | None:
    """The day on which a page was written as it says itself, or None where it does not say.

    In this order: article:published_time and article:modified_time (https://ogp.me), JSON-LD's
    datePublished and dateModified, other meta elements, `<time pubdate>`, and last the header Last-Modified
    (RFC 9110), which is often the moment of the answer. The day is the one that is written, in its own zone.
    """
    content_type = _header(headers, "content-type")
    markup = html_to_unicode(content_type or None, page_body[:_LONGEST_HEAD], default_encoding="utf-8")[1]
    for said in _said(markup):
        instant = read_instant(said)
        if instant is not None:
            return date.fromisoformat(instant.moment.isoformat()[:10])
    return _of_header(_header(headers, "last-modified"))


def _said(markup: str) -> Iterator[str]:
    metas: dict[str, str] = {}
    for attributes in map(_attributes, _META.findall(markup)):
        name = attributes.get("property") or attributes.get("name") or attributes.get("http-equiv")
        if name and "content" in attributes:
            metas.setdefault(name.casefold(), attributes["content"])
    yield from (metas[name] for name in _FIRST if name in metas)
    named = dict(reversed(_JSON.findall(markup)))
    yield from (named[name] for name in ("datePublished", "dateModified") if name in named)
    yield from (metas[name] for name in _METAS if name in metas)
    for tag in _TIME.findall(markup):
        if _PUBLICATION.search(tag):
            yield _attributes(tag).get("datetime", "")


def _attributes(tag: str) -> dict[str, str]:
    found = _ATTRIBUTE.findall(tag)
    return {name.casefold(): unescape(one or other or bare) for name, one, other, bare in found}


def _header(headers: Mapping[str, str], wanted: str) -> str:
    return next((value for name, value in headers.items() if name.casefold() == wanted), "")


def _of_header(value: str) -> date | None:
    try:
        return parsedate_to_datetime(value).date()
    except (TypeError, ValueError):
        return None
