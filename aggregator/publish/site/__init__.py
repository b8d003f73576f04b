"""A static site: one page with a calendar, the events by month and a map, and their calendar entries.

It needs no server, no JavaScript and no other host. What a page said is text in it and nothing else: the
templates escape everything, links go to http(s) only, and the page's own policy forbids every script.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from datetime import date
from importlib.resources import files as package_files

from jinja2 import Environment, PackageLoader, StrictUndefined

from aggregator.publish.coming import Coming, latest_change
from aggregator.publish.site.cards import ENTRIES, Card, card_of
from aggregator.publish.site.grid import months_of
from aggregator.publish.site.map import drawing_of
from aggregator.publish.words import ABOUT
from aggregator.section.choose import by_town

FEEDS = {"events.ics": "ics", "events.atom": "atom", "events.json": "json", "events.csv": "csv"}
"""The files beside the page, and their formats."""


def files(found: Sequence[Coming], first: date) -> dict[str, bytes]:
    """The page and the events' calendar entries, by relative path; `first` is the day it begins with."""
    cards = [card_of(each) for each in found]
    entries = {f"{ENTRIES}/{card.id}.ics": card.entry for card in cards}
    return {"index.html": page(cards, found, first).encode(), **entries}


def page(cards: Sequence[Card], found: Sequence[Coming], first: date) -> str:
    """The page's HTML."""
    style = _text("style.css")
    meetings = sorted((card for card in cards if card.town), key=lambda card: by_town(card.of.shown))
    changed = latest_change(found)
    return (
        _templates()
        .get_template("index.html")
        .render(
            about=ABOUT,
            style=style,
            policy=policy(style),
            count=len(cards),
            months=months_of(cards, first),
            meetings=meetings,
            drawing=drawing_of(cards),
            changed=changed.date() if changed else None,
        )
    )


def policy(style: str) -> str:
    """The Content Security Policy: our one stylesheet, by its hash, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )


def _text(name: str) -> str:
    return (package_files(__package__) / name).read_text(encoding="utf-8")


def _templates() -> Environment:
    """Everything is escaped, and a missing value is an error, not an empty page."""
    return Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


__all__ = ["FEEDS", "files", "page", "policy"]
