"""PDF invitations: the text of the first pages, bounded in every direction."""

from __future__ import annotations

import io
import re
import zlib

from aggregator.page.lines import Line
from aggregator.page.response import PageRefused
from aggregator.page.text import LONGEST_TITLE, one_line

MOST_PAGES = 8
MOST_CHARACTERS = 60_000
MOST_OBJECTS = 50_000
MOST_UNPACKED = 20_000_000
_STREAM = re.compile(rb"stream\r?\n")
_TWICE_PACKED = re.compile(rb"/(?:FlateDecode|Fl|LZWDecode)\s*/(?:FlateDecode|Fl|LZWDecode)")


def pdf_lines(body: bytes) -> tuple[str, list[Line]]:
    """The document's title and the lines of its first eight pages.

    Raises PageRefused for a file that unpacks to too much, is locked, or is broken.
    """
    _refuse_bombs(body)
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(body))
        if reader.is_encrypted and not reader.decrypt(""):
            raise PageRefused("the PDF is locked by a password")
        text = ""
        for page in reader.pages[:MOST_PAGES]:
            text += page.extract_text() + "\n"
            if len(text) > MOST_CHARACTERS:
                break
        named = str(reader.metadata.title or "") if reader.metadata else ""
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        OSError,
    ) as error:
        raise PageRefused(f"the PDF cannot be read: {one_line(str(error), 120)}") from error
    lines = [Line(words) for raw in text[:MOST_CHARACTERS].splitlines() if (words := one_line(raw))]
    return _title(named, lines), lines


def _refuse_bombs(body: bytes) -> None:
    """Unpack every stream once, to a bound: pypdf would take all of it into memory."""
    objects = body.count(b" obj")
    if objects > MOST_OBJECTS:
        raise PageRefused(f"{objects} objects are more than the {MOST_OBJECTS} that are read of one PDF")
    if _TWICE_PACKED.search(body):
        raise PageRefused("the PDF packs its streams twice")
    left = MOST_UNPACKED
    for start in _STREAM.finditer(body):
        unpacker = zlib.decompressobj()
        try:
            left -= len(unpacker.decompress(body[start.end() :], left + 1))
        except zlib.error:
            continue
        if left < 0:
            raise PageRefused(f"the PDF unpacks to more than {MOST_UNPACKED} bytes")


def _title(named: str, lines: list[Line]) -> str:
    """The title in the file's metadata if the pages show it too, else the first line that looks like one."""
    named = one_line(named, LONGEST_TITLE)
    text = " ".join(line.text for line in lines[:40])
    if len(named) > 5 and named.casefold() in text.casefold():
        return named
    for line in lines[:12]:
        if re.search(r"[^\W\d]{4}", line.text) and not re.fullmatch(
            r"(?:einladung|invitation)\W*", line.text, re.I
        ):
            return one_line(
                re.sub(r"^einladung (?:zu[mr]?|zum)\s+", "", line.text, flags=re.I), LONGEST_TITLE
            )
    return named
