"""Whose events the data on a page are: the page's own, a list's, or some other event's in the margin."""

from __future__ import annotations

import re
from itertools import pairwise
from urllib.parse import urlsplit

from aggregator.page.claim import Claim
from aggregator.page.dates import first_day
from aggregator.page.document import Document
from aggregator.page.labels import labelled_fields, split_label
from aggregator.page.text import likeness, words

_SAME_TITLE = 0.7
LIST_TITLE = re.compile(
    r"\b(?:veranstaltungen|veranstaltungskalender|termine|events|kalender|calendar|agenda|programm"
    r"|schedule|upcoming|tour|konzerte"
    r"|workshops|meetings|seminare|meetups)\b",
    re.IGNORECASE,
)
_REPORT_TYPES = re.compile(rb'"@type"\s*:\s*\[?\s*"(?:News|Blog|Report|Opinion)?(?:Article|Posting)"')


def own_claims(claims: list[Claim], document: Document) -> list[Claim]:
    """The claims that speak of this page's own event: in its heading's name, or under its address."""
    titles = [title for title in (document.title, document.meta("og:title"), document.window_title) if title]
    named = [claim for claim in claims if _names_one(claim, titles)]
    if named:
        best = max(named, key=lambda claim: _nearness(claim, document))
        return [best, *(c for c in named if c is not best and c.title == best.title and _same_page(c, best))]
    here = [claim for claim in claims if claim.url and path(claim.url) == path(document.address)]
    here = [claim for claim in here if path(document.address) not in ("", "/")]
    return here[:1] if len({claim.title for claim in here}) == 1 and len(claims) == 1 else []


def _names_one(claim: Claim, titles: list[str]) -> bool:
    heading = titles[0] if titles else ""
    if len(words(claim.title)) >= 2 or len(words(heading)) <= 2:
        return any(
            likeness(claim.title, title) >= _SAME_TITLE and _not_a_list(title, claim) for title in titles
        )
    return claim.title.casefold() in heading.casefold()


def _not_a_list(title: str, claim: Claim) -> bool:
    """ "Veranstaltungen" is in no event's name by chance only: the heading must not be much shorter."""
    return len(words(title)) * 2 >= len(words(claim.title)) or len(words(title)) >= 3


def _nearness(claim: Claim, document: Document) -> tuple[bool, float, int]:
    ours, theirs = words(claim.title), words(document.title)
    share = len(ours & theirs) / max(1, len(ours | theirs))
    return claim.url is not None and path(claim.url) == path(document.address), share, claim.of is None


def _same_page(one: Claim, other: Claim) -> bool:
    return one.url == other.url and one.place == other.place


def path(address: str) -> str:
    return urlsplit(address).path.rstrip("/")


def is_about_something_else(document: Document, seen: Claim | None, others: list[Claim]) -> bool:
    """Events in a page's margin: on an article, or beside an event of the page's own."""
    if LIST_TITLE.search(document.title) or len(others) > 12:
        return False
    text = " ".join(line.text for line in document.matter)
    shown = [claim for claim in others if claim.title in text]
    if not shown:
        return True
    if _REPORT_TYPES.search(document.markup) or document.meta("og:type") == "article":
        return True
    if seen is None or seen.when_text is None:
        return False
    return text.find(seen.when_text.split(", ")[0][:12]) < min(text.find(claim.title) for claim in shown)


def is_labelled(claim: Claim) -> bool:
    """Does its date stand behind a label ("Wann")? Then it is the page's own, and the page no list."""
    return claim.evidence.get("when", "").startswith("label")


def dates_several(document: Document) -> bool:
    """Does a date label stand below each of several headings? Then they are as many events."""
    lines = document.matter
    dates = [field for field in labelled_fields(lines) if field.field == "date"]
    return any(
        one.value != other.value
        and any(line.level and not split_label(line.text)[0] for line in lines[one.line + 1 : other.line])
        for one, other in pairwise(dates)
    )


def inside_first(seen: Claim, items: tuple[Claim, ...]) -> bool:
    """The date read as the page's own is one of its items'."""
    return (
        seen.when is not None
        and not is_labelled(seen)
        and any(item.when is not None and first_day(item.when) == first_day(seen.when) for item in items)
    )
