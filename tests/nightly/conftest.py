"""A site on 127.0.0.1 that validates what it is asked for, and nights on which it is crawled."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from aggregator.crawl.report import Report
from aggregator.crawl.run import run
from aggregator.sources import Source
from aggregator.store import Run, open_store

NOW = datetime(2024, 11, 20, 3, tzinfo=UTC)
FAST = {"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False, "RETRY_TIMES": 0, "ROBOTSTXT_OBEY": False}


def event_page(title: str, start: str = "2024-12-03T19:00", **more: str) -> str:
    """A page with one event in JSON-LD; `more` are further properties of schema.org's Event."""
    data = {"@context": "https://schema.org", "@type": "Event", "name": title, "startDate": start, **more}
    return (
        f'<!doctype html><title>{title}</title><script type="application/ld+json">{json.dumps(data)}</script>'
    )


@dataclass
class Served:
    """A page as the site has it: `validate` names the header by which it can be validated, if any."""

    body: str
    validate: str | None = "ETag"
    headers: dict[str, str] = field(default_factory=dict)
    status: int = 200


class Site:
    """Pages by path, a list of them at /list, and who asked for what: (path, status)."""

    def __init__(self) -> None:
        self.pages: dict[str, Served] = {}
        self.answered: list[tuple[str, int]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                page = site.pages.get(self.path) or Served("not here", None, status=404)
                tag = f'"{sha256(page.body.encode()).hexdigest()[:12]}"'
                validator = {"ETag": tag, "Last-Modified": "Mon, 02 Jan 2023 00:00:00 GMT"}.get(
                    page.validate or ""
                )
                asked = self.headers.get("If-None-Match" if page.validate == "ETag" else "If-Modified-Since")
                status = 304 if validator and asked == validator else page.status
                site.answered.append((self.path, status))
                self.send_response(status)
                headers = {"Content-Type": "text/html; charset=utf-8", **page.headers}
                if validator and page.validate:
                    headers[page.validate] = validator
                body = b"" if status == 304 else page.body.encode()
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                del args

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def lists(self, *names: str, **other: Any) -> None:
        """/list links to these events' pages."""
        links = "".join(f'<li><a href="/event/{name}">{name}</a>' for name in names)
        self.pages["/list"] = Served(f"<!doctype html><title>Termine</title><ul>{links}</ul>", **other)

    def says(self, name: str, body: str, **other: Any) -> None:
        """The page of an event."""
        self.pages[f"/event/{name}"] = Served(body, **other)

    def statuses(self) -> list[tuple[str, int]]:
        """Who was asked and what was answered since this was last asked, in order of path."""
        answered, self.answered = sorted(self.answered), []
        return answered


class Nights:
    """Crawls of one source, a day after another; `read` are the pages that were parsed in the last one."""

    def __init__(self, site: Site, folder: Path, read: list[str]) -> None:
        self.database, self.now, self.read = folder / "events.db", NOW, read
        self.source = Source("lab", "web_page", f"{site.address}/list")

    def crawl(self, *, settings: dict[str, Any] | None = None, **options: Any) -> Report:
        """Crawls the source once more."""
        self.read.clear()
        self.now += timedelta(days=1)
        options = {"now": self.now, "settings": {**FAST, **(settings or {})}, **options}
        return run([self.source], database=self.database, **options)

    def row(self) -> Run:
        """The latest run as the database has it."""
        with open_store(self.database, read_only=True) as store:
            return store.runs(1)[0]

    def events(self) -> dict[str, Any]:
        """All events by title, with their start."""
        with open_store(self.database, read_only=True) as store:
            events = store.events_for(NOW.date(), NOW.date() + timedelta(days=400))
            return {each.title: (str(each.when and each.when.start), each.withdrawn) for each in events}


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.server.shutdown()
    site.server.server_close()


@pytest.fixture
def page() -> Callable[..., str]:
    return event_page


@pytest.fixture
def nights(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Nights:
    """A site with a list of two events, and a count of the pages that are parsed."""
    import spiders.web_page

    read: list[str] = []
    listings = spiders.web_page.listings

    def counted(page: Any) -> Any:
        read.append(page.address.removeprefix(site.address))
        return listings(page)

    monkeypatch.setattr(spiders.web_page, "listings", counted)
    site.lists("a", "b")
    site.says("a", event_page("Vortrag A"))
    site.says("b", event_page("Vortrag B", "2024-12-05T19:00"))
    return Nights(site, tmp_path, read)
