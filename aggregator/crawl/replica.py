"""A folder that stands for the web: `DIR/<host>/<path>`, as `wget --force-directories` lays pages down.

Where one is given, it answers every request, and what is not in it does not exist. A WARC file
(`crawl --archive`) stands for the web in the same way: see `archive.py`.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Self
from urllib.parse import unquote, urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from aggregator.crawl import archive

TYPES = {
    ".ics": "text/calendar; charset=utf-8",
    ".json": "application/json",
    ".rss": "application/rss+xml",
    ".atom": "application/atom+xml",
    ".md": "text/markdown; charset=utf-8",
}


LONGEST_NAME = 230
"""Bytes: more than that, with what is added to it, is no file's name."""


class ReplicaMiddleware:
    """Answers every request from what the setting REPLICA names, a folder or a WARC file; nothing leaves the
    machine."""

    def __init__(self, place: Path) -> None:
        self.place = place

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not crawler.settings.get("REPLICA"):
            raise NotConfigured
        return cls(Path(crawler.settings["REPLICA"]))

    def process_request(self, request: Request) -> Response:
        return (archive.answer if self.place.is_file() else answer)(self.place, request.url)


def answer(folder: Path, address: str) -> Response:
    """What the web of the replica at `folder` answers to a GET of `address`: 200 and a file, or 404."""
    path = look_up(folder, address)
    if path is None:
        return Response(address, status=404)
    body = path.read_bytes()
    media_type = content_type(path)
    headers = Headers({"Content-Type": media_type} if media_type else {})
    kind = responsetypes.from_args(headers=headers, url=address, filename=path.name, body=body)
    return kind(address, status=200, headers=headers, body=body)


def look_up(folder: Path, address: str) -> Path | None:
    """The file that answers `address`, or None. No address leads out of the folder."""
    try:
        parts = urlsplit(address)
        host, path, query = parts.hostname or "", unquote(parts.path).strip("/"), unquote(parts.query)
    except ValueError:
        return None
    names = [host, *(part for part in path.split("/") if part)]
    if not host or any(name in (".", "..") or "\0" in name or "\\" in name for name in names):
        return None
    if any(len(name.encode()) + len(query.encode()) > LONGEST_NAME for name in names):
        return None
    place = folder.joinpath(*names)
    root = resolved(folder)
    for candidate in candidates(place, query):
        try:
            if candidate.is_file() and candidate.resolve().is_relative_to(root):
                return candidate
        except OSError:
            continue
    return None


@cache
def resolved(folder: Path) -> Path:
    """The folder without symbolic links: one replica stands for the web throughout a crawl."""
    return folder.resolve()


def candidates(place: Path, query: str) -> Iterator[Path]:
    """The names under which a page may lie, in the order in which DESIGN.md looks for them."""
    if query:
        query = query.replace("/", "%2F")
        for name in (f"{place.name}@{query}", f"{place.name}@{query}.html"):
            yield place.with_name(name)
        yield place / f"index.html@{query}"
        yield place / f"index.html@{query}.html"
        return
    yield place
    yield place.with_name(f"{place.name}.html")
    yield place / "index.html"
    yield from sorted(place.glob("index.*"))


def content_type(path: Path) -> str | None:
    """The media type that the end of the name tells, or None: then the content decides."""
    for name in (path.name, path.name.split("@")[0]):
        suffix = Path(name).suffix.lower()
        if kind := TYPES.get(suffix) or mimetypes.types_map.get(suffix):
            return kind
    return None
