"""The main heading of a page: what its event is called, as far as the page has one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aggregator.page.aside import is_aside
from aggregator.page.datelines import is_only_a_date
from aggregator.page.element import Element, inner_text
from aggregator.page.labels import split_label
from aggregator.page.text import LONGEST_TITLE, likeness, one_line

MOST_HEADINGS = 10
_DIVIDER = re.compile(r"\s+[|–—·»]\s+|\s+-\s+(?=[^-]+$)")
_BRAND = re.compile(
    r"\b(?:logo|brand|branding|site-?(?:title|name|header)|masthead|sitename)\b", re.IGNORECASE
)
_ORGANISATION = re.compile(
    r"\be\.\s?v\.|\bggmbh\b|\bgmbh\b|\b(?:evangelisch|katholisch|evang)\w*\b|gemeinde\b|\bkirche\b|pfarrei"
    r"|bibliothek\b|bücherei\b|museum\b|universität|hochschule\b|institut\b|verein\b|verband\b|stiftung\b"
    r"|volkshochschule|\bvhs\b|\bstadt [A-ZÄÖÜ]|landkreis\b|initiative\b|theater\b|zentrum\b|akademie\b"
    r"|society\b|foundation\b|association\b|library\b|university\b",
    re.IGNORECASE,
)
_DATE_BEHIND = re.compile(r"(.{4,}?)\s+[-–—|]\s+([^-–—|]{0,20}?\d{1,2}\.\s?(?:\d|[A-Z]).*)")
_SECTION = re.compile(
    r"(?:details?|programm|agenda|anmeldung|beschreibung|informationen|infos?|über (?:uns|d[ai])|about us"
    r"|about th|referent\w*|speakers?"
    r"|kontakt|contact|termine?|veranstaltung\w*|events?|aktuelle\w*|news|navigation|menü|suche|newsletter|weitere"
    r"|das könnte|description|schedule|location|anfahrt|partner|sponsor\w*|downloads?|öffnungszeiten"
    r"|willkommen)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Names:
    """What a page's head calls it: its title element, og:title and og:site_name (https://ogp.me)."""

    window: str
    shared: str
    site: str


def main_heading(root: Element, names: Names) -> str:
    """Of several h1 the one most like the page's title, else that title; "" where the page has no name.

    Where the h1 holds the name of the site or of its organisation, it is the h2 that the page's title names,
    or the only one.
    """
    headings = [h1 for h1 in root.iter("h1") if _text(h1) and not is_aside(h1)][:MOST_HEADINGS]
    named = names.shared or names.window
    if not headings:
        alike = [text for h2 in root.iter("h2") if (text := _text(h2)) and likeness(text, named) > 0.8]
        return alike[0] if alike else _only_h2(root, _parts(named)[0]) or _parts(named)[0] or named
    best = max(headings, key=lambda heading: (likeness(_text(heading), named), len(_text(heading))))
    text = _text(best)
    if below := _below_site_name(root, best, text, names):
        return below
    shared = names.shared
    return shared if len(shared) > 4 and re.match(re.escape(shared) + r"\W+\d", text) else _without_date(text)


def is_section(heading: str) -> bool:
    """Does a heading name a part of an event's page ("Details", "Wann und wo") and no event?"""
    return bool(split_label(heading)[0]) or _SECTION.match(heading) is not None


def _below_site_name(root: Element, heading: Element, text: str, names: Names) -> str | None:
    """The h2 that names the page's matter, where this h1 is the site's name; None where it is not."""
    parts = _parts(names.window)
    second = [words for h2 in root.iter("h2") if (words := _text(h2)) and not is_aside(h2)]
    if text == names.site or (len(parts) > 1 and text in parts):
        others = {part for part in (*parts, names.shared) if part and part != text}
        if named := next((words for words in second if words in others), None):
            return named
    own = [words for words in second if not is_section(words)]
    is_site = text == names.site or _is_brand(heading) or (text == names.window and _is_organisation(text))
    return own[0] if is_site and len(own) == 1 else None


def _only_h2(root: Element, named: str) -> str | None:
    """The one h2 of a page without h1 whose title says no more than "Veranstaltungskalender"."""
    if not _SECTION.fullmatch(named):
        return None
    own = [
        words for h2 in root.iter("h2") if (words := _text(h2)) and not is_aside(h2) and not is_section(words)
    ]
    return own[0] if len(own) == 1 else None


def _without_date(text: str) -> str:
    """ "Ausschuss - Dienstag, 18.03.2025 - 17:15 Uhr" → "Ausschuss": no date is part of a name."""
    found = _DATE_BEHIND.fullmatch(text)
    return found[1] if found and is_only_a_date(found[2]) else text


def _is_brand(heading: Element) -> bool:
    parent = heading.getparent()
    around = [heading, *heading.iterchildren(), *([parent] if parent is not None else [])]
    return any(_BRAND.search(f"{node.get('class', '')} {node.get('id', '')}") for node in around)


def _is_organisation(text: str) -> bool:
    return _ORGANISATION.search(text) is not None


def _parts(title: str) -> list[str]:
    """What stands between a window title's dividers."""
    return [part.strip() for part in _DIVIDER.split(title)]


def _text(element: Element) -> str:
    return one_line(inner_text(element), LONGEST_TITLE)
