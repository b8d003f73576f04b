"""A web for the benches: event pages with ETags, served on 127.0.0.1 by a process of its own."""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from urllib.parse import urlsplit

FIRST = datetime(2024, 12, 1, 18)
TOWNS = ("04109 Leipzig", "10115 Berlin", "20095 Hamburg", "50667 Köln", "80331 München", "01067 Dresden")
PROSE = "Wir sprechen über offene Daten, freie Software und die Verwaltung von morgen. " * 40


def event_page(source: int, number: int) -> str:
    """An event's page as sites write them: 10 kB of markup around one event in JSON-LD."""
    name = f"Vortrag {number} der Gruppe {source}"
    start = FIRST + timedelta(days=number % 360, minutes=source % 60)
    data = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": name,
        "startDate": start.isoformat(timespec="minutes"),
        "location": {"@type": "Place", "name": f"Haus {source}", "address": "Markt 1, 04109 Leipzig"},
    }
    menu = "".join(f"<li><a href='/menu/{at}'>Seite {at}</a></li>" for at in range(100))
    return (
        f"<!doctype html><html lang=de><meta charset=utf-8><title>{name}</title><ul>{menu}</ul>"
        f"<h1>{name}</h1><p>{PROSE}</p><script type='application/ld+json'>{json.dumps(data)}</script></html>"
    )


def list_page(source: int, events: int) -> str:
    """A list that links so many event pages."""
    links = "".join(f"<li><a href='/{source}/event/{at}'>Vortrag {at}</a></li>" for at in range(events))
    return f"<!doctype html><title>Termine</title><ul>{links}</ul>"


def calendar(source: int, events: int) -> str:
    """An iCalendar file (RFC 5545) of so many events, over a year."""
    entries = []
    for number in range(events):
        start = FIRST + timedelta(days=(number * 17 + source * 7) % 365, minutes=15 * (source % 8))
        entries += ["BEGIN:VEVENT", f"UID:{source}-{number}@bench.example", "DTSTAMP:20241101T000000Z"]
        entries += [f"DTSTART:{start:%Y%m%dT%H%M%S}", f"SUMMARY:Treffen {number} der Gruppe {source}"]
        entries += [f"LOCATION:Haus {source}\\, Markt 1\\, {TOWNS[source % len(TOWNS)]}", "END:VEVENT"]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//bench", *entries, "END:VCALENDAR", ""])


def body(path: str) -> tuple[str, str] | None:
    """(media type, body) of /SOURCE/list/EVENTS, /SOURCE/event/NUMBER and /SOURCE/calendar/EVENTS."""
    parts = urlsplit(path).path.strip("/").split("/")
    if len(parts) != 3 or not (parts[0].isdigit() and parts[2].isdigit()):
        return None
    source, number = int(parts[0]), int(parts[2])
    if parts[1] == "calendar":
        return "text/calendar; charset=utf-8", calendar(source, number)
    page = list_page(source, number) if parts[1] == "list" else event_page(source, number)
    return "text/html; charset=utf-8", page


class Handler(BaseHTTPRequestHandler):
    """Answers with an ETag, and with 304 to whoever has it."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        found = body(self.path)
        media_type, text = found or ("text/plain", "not here")
        sent = text.encode()
        tag = f'"{sha256(sent).hexdigest()[:16]}"'
        status = 404 if found is None else 304 if self.headers.get("If-None-Match") == tag else 200
        sent = b"" if status == 304 else sent
        self.send_response(status)
        self.send_header("ETag", tag)
        if status != 304:
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, *args: object) -> None:
        del args


def serve(ready: Connection) -> None:
    """Serves on every address of 127.0.0.0/8 until its process is ended; tells its port first."""
    server = ThreadingHTTPServer(("0.0.0.0", 0), Handler)  # other loopback addresses, too
    ready.send(server.server_address[1])
    server.serve_forever()


@contextmanager
def served() -> Iterator[int]:
    """The port of the web, while the block runs."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=serve, args=(there,), daemon=True)
    process.start()
    try:
        yield here.recv()
    finally:
        process.kill()
        process.join()
