"""A crawl as evidence: every request and answer in a WARC file (ISO 28500), and such a file as a replica."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from scrapy.utils.python import to_unicode
from twisted.web.http import RESPONSES
from warcio import ArchiveIterator, StatusAndHeaders, WARCWriter
from warcio.exceptions import ArchiveLoadFailed

from aggregator import __version__

HOP_BY_HOP = {"transfer-encoding", "connection", "keep-alive", "content-length"}
"""Headers of the transport, which is over: the body stands in the record as a whole."""

SOFTWARE = {"software": f"out-in-the-open-aggregator/{__version__}", "format": "WARC File Format 1.0"}


class ArchiveError(Exception):
    """An archive cannot be written or read; the message says which and why."""


class Archive(AbstractContextManager["Archive"]):
    """A WARC file that is being written. An existing file is never overwritten: ArchiveError."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.failed: OSError | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self.file = path.open("xb")
            self.writer = WARCWriter(self.file, gzip=path.suffix == ".gz")
            self.writer.write_record(self.writer.create_warcinfo_record(path.name, SOFTWARE))
        except FileExistsError as error:
            raise ArchiveError(f"{path} is there already; an archive is never overwritten") from error
        except OSError as error:
            raise ArchiveError(f"{path} cannot be written: {error.strerror}") from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.file.close()

    def add(self, request: Request, response: Response) -> None:
        """Writes an exchange down. A disk that is full ends the archive and costs no page."""
        if self.failed:
            return
        try:
            answer = self.record("response", response.url, status_line(response), response)
            asked = self.record("request", request.url, request_line(request), request)
            self.writer.write_request_response_pair(asked, answer)
            self.file.flush()
        except OSError as error:
            self.failed = error

    def record(self, kind: str, address: str, first: StatusAndHeaders, message: Request | Response) -> Any:
        """A record of a request or a response, with its headers and body."""
        values = message.headers.to_unicode_dict().items()
        kept = [(name, value) for name, value in values if name.lower() not in HOP_BY_HOP]
        first.headers = [*kept, ("Content-Length", str(len(message.body)))] if message.body else kept
        return self.writer.create_warc_record(
            address, kind, payload=BytesIO(message.body), length=len(message.body), http_headers=first
        )


def status_line(response: Response) -> StatusAndHeaders:
    """The first line of an answer."""
    reason = RESPONSES.get(response.status, b"").decode("ascii")
    return StatusAndHeaders(
        f"{response.status} {reason}".strip(), [], protocol=response.protocol or "HTTP/1.1"
    )


def request_line(request: Request) -> StatusAndHeaders:
    """The first line of a request; WARC wants it where an answer has its status."""
    parts = urlsplit(request.url)
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    return StatusAndHeaders(f"{path} HTTP/1.1", [], protocol=request.method, is_http_request=True)


def check(file: Path) -> None:
    """Raises ArchiveError where this is no WARC file."""
    index(file, file.stat().st_mtime_ns)


def answer(file: Path, address: str) -> Response:
    """What the archive at `file` holds for a GET of `address`: its last whole answer, or 404."""
    offset = index(file, file.stat().st_mtime_ns).get(address.split("#")[0])
    if offset is None:
        return Response(address, status=404)
    with file.open("rb") as stream:
        stream.seek(offset)
        record = next(iter(ArchiveIterator(stream)))
        body = record.raw_stream.read()
        headers = Headers()
        for name, value in record.http_headers.headers:
            headers.appendlist(to_unicode(name), value)
        status = int(record.http_headers.get_statuscode())
    kind = responsetypes.from_args(headers=headers, url=address, body=body)
    return kind(address, status=status, headers=headers, body=body)


@lru_cache(maxsize=8)
def index(file: Path, changed: int) -> Mapping[str, int]:
    """Where the last answer for each address begins in a WARC file. Raises ArchiveError."""
    del changed  # part of the key: another content is read anew
    found: dict[str, int] = {}
    try:
        with file.open("rb") as stream:
            records = ArchiveIterator(stream)
            for record in records:
                if record.rec_type == "response" and record.http_headers.get_statuscode() != "304":
                    found[record.rec_headers.get_header("WARC-Target-URI")] = records.get_record_offset()
    except (ArchiveLoadFailed, OSError, EOFError) as error:
        raise ArchiveError(f"{file} is no WARC file that can be read: {error}") from error
    return found
