"""Which words of an item are its title: those in bold, else those of a link, with what belongs to them."""

from __future__ import annotations

import re
from dataclasses import replace

from aggregator import place
from aggregator.section.inline import Inline, Link

_JOINS_TITLE = re.compile(r"^\s*(?::|[-–]\s|mit\s)")


def title_span(content: Inline) -> tuple[int, int] | None:
    """Where the title stands: in bold, else on a link with words of its own that names no town."""
    if content.bold:
        return content.bold[0]
    for link in content.links:
        if link.start < link.end and not _is_address(content, link) and not is_town(content, link):
            return link.start, link.end
    return None


def _is_address(content: Inline, link: Link) -> bool:
    return content.text[link.start : link.end].startswith(("http://", "https://"))


def is_town(content: Inline, link: Link) -> bool:
    text = content.text[link.start : link.end]
    return place.read(text).city == text


def unlinked(content: Inline) -> str:
    """The words of a line without its first link's."""
    if not content.links:
        return content.text
    link = content.links[0]
    return f"{content.text[: link.start]}{content.text[link.end :]}".strip()


def without_addresses(content: Inline) -> Inline:
    """The same words up to the first bare address; what follows it is a remark or another address."""
    bare = [link for link in content.links if _is_address(content, link)]
    if not bare:
        return content
    end = bare[0].start
    return replace(
        content,
        text=content.text[:end].rstrip(),
        bold=tuple(span for span in content.bold if span[1] <= end),
        links=tuple(link for link in content.links if link.end <= end),
    )


def title_first(content: Inline) -> list[Link]:
    """The item's links, that of its title first: it is the event's page."""
    span = title_span(content)
    return sorted(content.links, key=lambda link: not (span and span[0] <= link.start < span[1]))


def joined(title: str, after: str) -> tuple[str, str]:
    """The title with the words behind it that belong to it, and those that do not."""
    after = after.strip()
    if _JOINS_TITLE.match(after) and re.search(r"\w", after):
        return f"{title.strip()}{'' if after.startswith(':') else ' '}{after}".rstrip(":"), ""
    return title.strip(), after.strip(" ,;:.*") if re.search(r"\w", after) else ""
