"""The bullets under an event: its addresses, where to register and until when, the stream, remarks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from aggregator import german
from aggregator.event import Moment
from aggregator.section.post import Item

_REGISTRATION = re.compile(r"^(?:anmeld\w*|registrier\w*|tickets?)\b", re.IGNORECASE)
_STREAM = re.compile(r"^(?:live[ -]?)?stream\w*\b", re.IGNORECASE)
_LABEL = re.compile(r"^(?:anmeld\w*|registrier\w*|tickets?|(?:live[ -]?)?stream\w*)\b", re.IGNORECASE)
_FURTHER = re.compile(r"^weitere termine:\s*", re.IGNORECASE)
_REGULARLY = re.compile(r"^regelmäßig:\s*", re.IGNORECASE)


_NOT_PLACE = re.compile(r"\btickets?\b|€|\beuro\b|\balternativ|\d\d?\.\d\d?\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Notes:
    """What the bullets say; `links` are addresses beside `url`, in their order."""

    url: str | None = None
    links: tuple[str, ...] = ()
    registration_url: str | None = None
    registration_deadline: Moment | None = None
    stream_url: str | None = None
    description: str | None = None
    also: tuple[Moment, ...] = ()
    rrule: str | None = None


def is_note(item: Item) -> bool:
    """A bullet that is an address alone or carries one of the labels of notes."""
    if is_label(item.content.text) or _FURTHER.match(item.content.text):
        return True
    return bool(item.content.links) and item.content.text.startswith(("http://", "https://"))


def is_label(text: str) -> bool:
    """Does a text begin like a note that has a field of its own?"""
    return bool(_LABEL.match(text) or re.match(r"anmeldeschluss\b", text, re.IGNORECASE))


def notes_of(items: tuple[Item, ...], links: tuple[str, ...], remark: str, reference: date) -> Notes:
    """The notes of an event; `links` and `remark` are those of its own line, which come first."""
    addresses: list[str] = list(links)
    remarks: list[str] = [remark] if remark else []
    registration = stream = rrule = None
    deadline = german.read_deadline(remark, reference) if remark else None
    also: list[Moment] = []
    for item in _flat(items):
        text = item.content.text
        urls = [link.address for link in item.content.links]
        if _REGISTRATION.match(text):
            registration = registration or (urls[0] if urls else None)
            found = german.read_deadline(text, reference)
            deadline = deadline or found
            if not urls and found is None:
                remarks.append(text)
        elif _STREAM.match(text) and urls:
            stream = stream or urls[0]
        elif _FURTHER.match(text):
            also += _moments(_FURTHER.sub("", text), reference)
        elif _REGULARLY.match(text):
            when = german.read(_REGULARLY.sub("", text), reference)
            rrule = when.rrule if when else None
        else:
            addresses += urls
            words = _words(item)
            remarks += [words] if words else []
    unique = list(dict.fromkeys(addresses))
    return Notes(
        url=unique[0] if unique else None,
        links=tuple(unique[1:]),
        registration_url=registration,
        registration_deadline=deadline,
        stream_url=stream,
        description="\n".join(remarks) or None,
        also=tuple(also),
        rrule=rrule,
    )


def _flat(items: tuple[Item, ...]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _flat(item.children)


def _words(item: Item) -> str:
    """A bullet's text without its bare addresses."""
    text = item.content.text
    for link in reversed(item.content.links):
        if text[link.start : link.end].startswith(("http://", "https://")):
            text = text[: link.start] + text[link.end :]
    return " ".join(text.split()) if re.search(r"\w", text) else ""


def _moments(text: str, reference: date) -> Iterator[Moment]:
    for part in text.split(";"):
        when = german.read(part, reference)
        if when is not None and when.start is not None:
            yield when.start


def remarks_in(place_text: str, reference: date) -> tuple[str, str]:
    """Takes brackets that speak of tickets, deadlines or other dates out of the place."""
    remarks: list[str] = []

    def take(found: re.Match[str]) -> str:
        words = found[1]
        if not _NOT_PLACE.search(words) and german.read_deadline(words, reference) is None:
            return found[0]
        remarks.append(words)
        return ""

    if re.match(r"(?:oder|alternativ)\b", place_text, re.IGNORECASE):
        return "", place_text
    left = re.sub(r"\s*\(((?:[^()]|\([^()]*\))*)\)", take, place_text)
    return left.strip(" :,"), "; ".join(remarks)
