"""Newsletter posts among the pages to extract: their section is read by the section room."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from aggregator.event import Listing, Refusal
from aggregator.section import PostError, read_post

MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<")
NOT_TEXT = re.compile(rb"\s*(?:\xef\xbb\xbf)?(?:%PDF|BEGIN:VCALENDAR|[{\[])|[^\n]{0,4000}\x00")
OURS = re.compile(rb"out[ -]in[ -]the[ -]open", re.IGNORECASE)
HEAD = 20_000
"""Bytes in which an HTML page of the newsletter names itself."""


def post_listings(address: str, body: bytes) -> list[Listing | Refusal] | None:
    """The events of a newsletter post, Markdown or HTML; None where the page is something else.

    A line of the post that cannot be read is a Refusal that names it.
    """
    if NOT_TEXT.match(body):
        return None
    if MARKUP.match(body) and not OURS.search(body[:HEAD]):
        return None
    try:
        post = read_post(body.decode("utf-8", "replace"), PurePosixPath(address).name)
    except PostError:
        return None
    refused = [Refusal(f"{address}:{each.line}", f"{each.reason}: {each.text}") for each in post.problems]
    return [*post.listings, *refused]
