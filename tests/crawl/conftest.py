"""A web of our own for the crawl: a server on 127.0.0.1 that answers as a table says."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


@dataclass
class Answer:
    """What the server sends: `length` lies about the body's where given, `first` is done before it answers."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    first: Callable[[], object] = lambda: None


class LocalWeb:
    """Addresses and their answers; of a list of answers each request takes the next, the last one stays."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.over = threading.Event()
        web = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                web.asked.append((self.path, dict(self.headers)))
                answers = web.answers.get(self.path) or [Answer(b"not here", 404)]
                answer = answers.pop(0) if len(answers) > 1 else answers[0]
                answer.first()
                self.send_response(answer.status)
                for name, value in {"Content-Type": "text/html; charset=utf-8", **answer.headers}.items():
                    self.send_header(name, value)
                self.send_header(
                    "Content-Length", str(len(answer.body) if answer.length is None else answer.length)
                )
                self.end_headers()
                try:
                    self.wfile.write(answer.body)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True
                if answer.length is not None:
                    self.close_connection = True

            def log_message(self, *args: object) -> None:
                del args

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def says(self, path: str, *answers: Answer | bytes | str) -> None:
        """From now on `path` is answered so."""
        self.answers[path] = [
            each if isinstance(each, Answer) else Answer(each.encode() if isinstance(each, str) else each)
            for each in answers
        ]

    def times(self, path: str) -> int:
        return sum(asked == path for asked, _ in self.asked)


@pytest.fixture
def web() -> Iterator[LocalWeb]:
    local = LocalWeb()
    yield local
    local.over.set()
    local.server.shutdown()
    local.server.server_close()


@pytest.fixture
def local_answer() -> type[Answer]:
    return Answer
