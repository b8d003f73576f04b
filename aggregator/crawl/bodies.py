"""Stored responses: one compressed file each, beside the database, for validation and to read them anew.

A file is gzip (RFC 1952) of one line of JSON, `{"url", "status", "headers"}`, and the body as it was served.
"""

from __future__ import annotations

import gzip
import json
import logging
import os
import zlib
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from scrapy import Request, Spider
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from scrapy.settings import BaseSettings

LEVEL, WINDOW, MEMORY = 3, 16 + 13, 6
"""zlib's: gzip with a window of 8 kB. Twice as quick as its defaults, in a sixth more bytes."""
BROKEN = (OSError, EOFError, ValueError, KeyError, zlib.error)
"""What a file that is missing or not whole raises; without it the page is asked for again."""

logger = logging.getLogger(__name__)


class ResponseFiles:
    """Scrapy's cache storage in the folder HTTPCACHE_DIR; a killed process leaves whole files only."""

    def __init__(self, settings: BaseSettings) -> None:
        self.folder: str = settings["HTTPCACHE_DIR"]

    def open_spider(self, spider: Spider) -> None:
        """Scrapy's signal that a crawl begins."""
        self.fingerprint = spider.crawler.request_fingerprinter.fingerprint
        self.stats = spider.crawler.stats

    def close_spider(self, spider: Spider) -> None:
        """Scrapy's signal that a crawl is over; nothing is open."""
        del spider

    def retrieve_response(self, spider: Spider, request: Request) -> Response | None:
        """The stored answer to this request, or None."""
        del spider
        try:
            return read(self.file(request))
        except BROKEN:
            return None

    def store_response(self, spider: Spider, request: Request, response: Response) -> None:
        """Stores an answer in place of the last one. A disk that is full costs the copy, not the page."""
        del spider
        try:
            write(self.file(request), response)
        except OSError as error:
            self.stats.inc_value("httpcache/store_error")
            logger.warning("%s is not kept: %s", response.url, error.strerror)

    def file(self, request: Request) -> Path:
        """Where the answer to this request is kept."""
        name = self.fingerprint(request).hex()
        return Path(f"{self.folder}/{name[:2]}/{name}.gz")


def read(file: Path) -> Response:
    """The response in a file. Raises one of BROKEN where there is none, or no whole one."""
    head, _, body = gzip.decompress(file.read_bytes()).partition(b"\n")
    said = json.loads(head)
    headers = Headers()
    for name, value in said["headers"]:
        headers.appendlist(name, value)
    kind = responsetypes.from_args(headers=headers, url=said["url"], body=body)
    return kind(said["url"], status=said["status"], headers=headers, body=body)


def write(file: Path, response: Response) -> None:
    """Keeps a response; the file is there only once it is whole."""
    headers = [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in values or ()
    ]
    head = json.dumps({"url": response.url, "status": response.status, "headers": headers}).encode()
    whole = compressed(head + b"\n" + response.body)
    partial = Path(f"{file}.{os.getpid()}.part")
    try:
        with open_anew(partial) as kept:
            kept.write(whole)
        partial.replace(file)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def compressed(content: bytes) -> bytes:
    """`content` as gzip, always in the same bytes."""
    packing = zlib.compressobj(LEVEL, zlib.DEFLATED, WINDOW, MEMORY)
    return packing.compress(content) + packing.flush()


def open_anew(file: Path) -> BinaryIO:
    """A file to write, whose folder is made if it is missing."""
    try:
        return file.open("wb")
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        return file.open("wb")


def prune(folder: Path, older_than: datetime) -> int:
    """Deletes what was last stored or found valid before; answers how many files."""
    old = [file for file in folder.glob("??/*") if file.stat().st_mtime < older_than.timestamp()]
    for file in old:
        file.unlink()
    return len(old)
