"""The analysts' window: Datasette on the same file, under /db, without any way to write.

Datasette opens the file read-only itself; its descriptions and canned queries are data/metadata.yaml.
"""

from __future__ import annotations

from importlib import import_module, resources
from pathlib import Path
from typing import Any, cast

from datasette.app import Datasette  # type: ignore[import-untyped]
from datasette.database import Database  # type: ignore[import-untyped]
from datasette.utils import parse_metadata  # type: ignore[import-untyped]
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from aggregator.review.desk import Desk
from aggregator.review.sessions import COOKIE, Sessions

MOUNT = "/db"
NAME = "events"
"""What the database is called in addresses, whatever its file is."""

SETTINGS = {
    "base_url": f"{MOUNT}/",
    "sql_time_limit_ms": 2_000,
    "max_returned_rows": 1_000,
    "allow_download": False,
    "num_sql_threads": 2,
    "template_debug": False,
}


def browser(database: Path) -> ASGIApp:
    """Datasette as an ASGI application for this file."""
    # Where rich is installed, Datasette prints a traceback with all its values for every mistyped query.
    # The module is a plugin of datasette.app and can only be imported after it.
    vars(import_module("datasette.handle_exception"))["rich"] = None
    datasette = Datasette(
        metadata=metadata(),
        settings=SETTINGS,
        template_dir=str(Path(__file__).parent / "browser"),
    )
    datasette.add_database(Database(datasette, path=str(database), is_mutable=True), name=NAME)
    return cast(ASGIApp, datasette.app())


def metadata() -> dict[str, Any]:
    """What data/metadata.yaml says: of the installed package, else of the checkout."""
    installed = Path(str(resources.files("aggregator") / "data" / "metadata.yaml"))
    found = installed if installed.exists() else Path(__file__).parents[2] / "data" / "metadata.yaml"
    return cast(dict[str, Any], parse_metadata(found.read_text(encoding="utf-8")))


class Browser:
    """Datasette behind the same password as the pages; only ever asked, never told.

    It is built at the first request, so that the pages start quickly.
    """

    def __init__(self, desk: Desk, sessions: Sessions) -> None:
        self.desk, self.sessions = desk, sessions
        self.datasette: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        if not self.sessions.knows(request.cookies.get(COOKIE), self.desk.clock()):
            await RedirectResponse("/login", 303)(scope, receive, send)
            return
        if request.method not in ("GET", "HEAD"):
            await PlainTextResponse("Die Datenbank wird hier nur gelesen.", 405)(scope, receive, send)
            return
        if self.datasette is None:
            self.datasette = browser(self.desk.database)
        await self.datasette({**scope, "root_path": ""}, receive, send)
