"""Elements that are not a page's matter: navigation, consent boxes, share buttons, side columns."""

from __future__ import annotations

import re
from functools import lru_cache

from aggregator.page.element import Element

_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|breadcrumbs?|related|similar|recommend(?:ed|ations?)?|share"
    r"|sharing|social|comments?"
    r"|menu|navbar|navigation|nav|pagination|pager|skip-?link|screen-reader-text|visually-hidden"
    r"|sr-only|modal"
    r"|newsletter|site-?footer|footer|advert\w*|banner)(?:$|[\s_-])",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"datePublished|dateModified|dateCreated|pubdate|published|updated|entry-date", re.IGNORECASE
)


def is_hidden(element: Element) -> bool:
    """Does a visitor not see it, or not as the page's matter?"""
    if not len(element.attrib):
        return element.tag in ("footer", "aside") and is_aside(element)
    get = element.get
    if get("hidden") is not None or (get("aria-hidden") == "true" and element.tag != "time"):
        return True
    if element.tag == "time" and _PUBLISHED.search(" ".join(map(str, (*element.keys(), *element.values())))):
        return True
    if "display:none" in get("style", "").replace(" ", ""):
        return True
    return is_aside(element)


def is_aside(element: Element) -> bool:
    """Is it by its role, class or id not the page's matter?"""
    tag, get = element.tag, element.get
    if get("role") in ("navigation", "contentinfo", "banner", "dialog", "alertdialog", "search"):
        return True
    if tag in ("html", "body", "main", "article", "h1"):
        return False
    if tag == "footer":
        parent = element.getparent()
        return parent is not None and parent.tag in ("body", "div") and not _in_article(element)
    named = f"{get('class', '')} {get('id', '')}"
    return _names_an_aside(named) or ((tag == "aside" or "sidebar" in named) and _beside_main(element, named))


@lru_cache(maxsize=4096)
def _names_an_aside(named: str) -> bool:
    """Do a class and an id say so? A page gives the same ones to many elements."""
    return len(named) > 3 and _ASIDE.search(named) is not None


def _beside_main(element: Element, named: str) -> bool:
    """A side column outside of the page's main part, which no class calls an event's."""
    return "event" not in named and not _in_article(element) and _has_main(element)


def _has_main(element: Element) -> bool:
    return next(element.getroottree().getroot().iter("main"), None) is not None


def _in_article(element: Element) -> bool:
    return any(ancestor.tag in ("article", "main", "li") for ancestor in element.iterancestors())
