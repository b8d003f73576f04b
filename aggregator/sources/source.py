"""A source, and the entry of the registry that says the same."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields
from typing import Any

RESERVED = frozenset({"by-hand", "out-in-the-open"})
"""Names of what editors add or import."""


@dataclass(frozen=True, slots=True)
class Source:
    """A place we visit. `url` is its first address, `urls` all of them; `only` a regular expression.

    `follow` (a regular expression) tells the spider `web_page` which links lead to events, and
    `max_pages` bounds the pages that one run asks it for.
    """

    name: str
    spider: str
    url: str
    urls: tuple[str, ...] = ()
    lab: str | None = None
    group_id: str | None = None
    only: str | None = None
    follow: str | None = None
    max_pages: int = 50
    may_be_empty: bool = False
    enabled: bool = True

    def concerns(self, *texts: str | None) -> bool:
        """True where an event with these texts is of the subjects that the source is asked for."""
        if self.only is None:
            return True
        return any(re.search(self.only, text, re.IGNORECASE) for text in texts if text)


def entry(source: Source) -> str:
    """The `[[source]]` entry that says what `source` says, to paste into the registry."""
    lines = ["[[source]]"]
    for field in fields(Source):
        value: Any = getattr(source, field.name)
        if field.name == "url" and len(source.urls) > 1:
            value = list(source.urls)
        if field.name != "urls" and value != field.default:
            lines.append(f"{field.name} = {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"
