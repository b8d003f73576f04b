"""A source on trial: what an address would give as a source, and its pages frozen for a test."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

from aggregator.crawl.extract import spider_for
from aggregator.crawl.fetch import Fetched, fetch
from aggregator.crawl.report import SourceReport
from aggregator.crawl.run import run
from aggregator.event import Event, Listing, Refusal
from aggregator.sources import NAME, Source
from aggregator.store import open_store

EVER = (date(1900, 1, 1), date(2999, 12, 31))
PAGES = 10
"""A trial asks for a few pages only."""

FEED = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?(?:BEGIN:VCALENDAR|<\?xml[^>]*>\s*(?:<[!?][^>]*>\s*)*<(?:rss|feed|rdf:RDF)\b|<rss|<feed)"
)


@dataclass(frozen=True, slots=True)
class Trial:
    """What a source gave when it was tried: how the run went, and events with all that was said of them."""

    source: Source
    report: SourceReport
    events: tuple[tuple[Event, Listing], ...]


def try_source(source: Source, *, replica: Path | None, now: datetime) -> Trial:
    """Crawls a few pages of `source` into a database that is thrown away."""
    few = replace(source, max_pages=min(source.max_pages, PAGES))
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "trial.db"
        report = run([few], database=database, replica=replica, now=now)
        with open_store(database, read_only=True) as store:
            events = [*store.events_for(*EVER), *store.meetings(), *store.undated()]
            found = tuple((event, store.listings_of(event.id)[0]) for event in events)
    return Trial(source, report.sources[0], found)


def source_for(address: str, *, name: str | None, replica: Path | None) -> Source | Refusal:
    """The source to enter for an address: its site's spider, a feed, or any page. Asks for it once."""
    name = name or name_for(address)
    known = spider_for(address)
    if known:
        return Source(name, known.name, address, (address,))
    (answer,) = fetch([address], replica=replica)
    if isinstance(answer, Refusal):
        return answer
    spider = "calendar_feed" if FEED.match(answer.body) else "web_page"
    return Source(name, spider, address, (address,))


def name_for(address: str) -> str:
    """A name for the source at an address: its host, and where that says little its last path segment."""
    parts = urlsplit(address)
    host = re.sub(r"^www\.|\.(?:de|org|com|net|eu|info|io|at|ch)$", "", parts.hostname or "")
    words = re.findall(r"[a-z0-9]+", host.lower())
    if parts.path.strip("/") and len(words) < 2:
        words += re.findall(r"[a-z0-9]+", parts.path.strip("/").split("/")[-1].lower())[:3]
    name = "-".join(words) or "source"
    return name if NAME.fullmatch(name) else f"source-{name}"


def freeze(trial: Trial, folder: Path, *, replica: Path | None) -> list[Path]:
    """Saves the pages that the trial read as a replica under `folder`; the files written.

    Pages that name people keep them: whoever freezes a page looks it over before it is committed.
    """
    read = {listing.page for _, listing in trial.events if listing.page}
    addresses = [*trial.source.urls, *sorted(read - set(trial.source.urls))]
    return [save(answer, folder) for answer in pages(addresses, replica)]


def pages(addresses: Sequence[str], replica: Path | None) -> Iterable[Fetched]:
    """The answers of those addresses that answer."""
    return (each for each in fetch(addresses, replica=replica) if isinstance(each, Fetched))


def save(page: Fetched, folder: Path) -> Path:
    """Writes a page where a replica looks for its address (DESIGN.md, "A replica")."""
    parts = urlsplit(page.address)
    path = parts.path.strip("/")
    suffix = Path(path).suffix
    name = path if suffix else f"{path}/index.html".lstrip("/")
    if parts.query:
        name += f"@{parts.query}" + ("" if suffix else ".html")
    file = folder / (parts.hostname or "") / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(page.body)
    return file
