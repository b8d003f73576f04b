"""The review server: which address is answered by which page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from starlette.applications import Starlette
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from aggregator.review.adding import add_addresses, add_by_hand, add_page, typed_line
from aggregator.review.asking import Page, endpoint
from aggregator.review.database import MOUNT, Browser
from aggregator.review.desk import LOCAL_HOSTS, Desk, Visit, present
from aggregator.review.event_page import event_page, line, merge, save, split, undo
from aggregator.review.issue_page import home, issue_page
from aggregator.review.preview import download, section_page
from aggregator.review.publishing import mute, printed, publish, retract, status_page
from aggregator.review.security import Guard
from aggregator.review.sessions import Sessions
from aggregator.review.signing_in import sign_in, sign_out
from aggregator.review.verdicts import verdict

STATIC = Path(__file__).parent / "static"


class Issue(StringConvertor):
    """YYYY-MM."""

    regex = r"\d{4}-(?:0[1-9]|1[0-2])"


class EventId(StringConvertor):
    """An event's id."""

    regex = "[0-9a-f]{16}"


class Name(StringConvertor):
    """A source's name, or the ending of a file."""

    regex = "[a-z0-9-]+"


register_url_convertor("issue", Issue())
register_url_convertor("event", EventId())
register_url_convertor("name", Name())

GET: tuple[tuple[str, Page], ...] = (
    ("/", home),
    ("/{issue:issue}", issue_page),
    ("/{issue:issue}/section", section_page),
    ("/{issue:issue}/section.{kind:name}", download),
    ("/{issue:issue}/printed", printed),
    ("/{issue:issue}/events/{event:event}", event_page),
    ("/{issue:issue}/add", add_page),
    ("/status", status_page),
)
POST: tuple[tuple[str, Page], ...] = (
    ("/{issue:issue}/events/{event:event}/verdict", verdict),
    ("/{issue:issue}/events/{event:event}/fields", save),
    ("/{issue:issue}/events/{event:event}/line", line),
    ("/{issue:issue}/events/{event:event}/undo", undo),
    ("/{issue:issue}/events/{event:event}/merge", merge),
    ("/{issue:issue}/events/{event:event}/split", split),
    ("/{issue:issue}/add/addresses", add_addresses),
    ("/{issue:issue}/add/by-hand", add_by_hand),
    ("/{issue:issue}/add/line", typed_line),
    ("/{issue:issue}/publish", publish),
    ("/{issue:issue}/retract", retract),
    ("/sources/{source:name}/mute", mute),
)


def create_app(
    database: Path,
    *,
    clock: Callable[[], datetime] = present,
    password: str | None = None,
    hosts: frozenset[str] = LOCAL_HOSTS,
    visit: Visit | None = None,
    editor: str | None = None,
    tls: bool = False,
) -> Starlette:
    """The review of one database as an ASGI application; see `Desk` for what the arguments mean."""
    desk = Desk(
        database=database,
        clock=clock,
        password=password,
        hosts=hosts,
        visit=visit,
        editor=editor,
        tls=tls,
    )
    sessions = Sessions(password, desk.secret)
    return Starlette(
        routes=list(routes(desk, sessions)),
        middleware=[Middleware(Guard, hosts=hosts)],
        exception_handlers={HTTPException: _missing, Exception: _broken},
    )


def routes(desk: Desk, sessions: Sessions) -> Sequence[BaseRoute]:
    """Every address and its page."""
    return (
        *(Route(path, endpoint(page, desk, sessions)) for path, page in GET),
        *(Route(path, endpoint(page, desk, sessions), methods=["POST"]) for path, page in POST),
        Route("/login", sign_in(desk, sessions), methods=["GET", "POST"]),
        Route("/logout", sign_out(desk, sessions), methods=["POST"]),
        Mount(MOUNT, Browser(desk, sessions)),
        Mount("/static", StaticFiles(directory=STATIC)),
    )


async def _missing(request: Request, error: Exception) -> Response:
    """What no page answers, in one line."""
    del request
    status = error.status_code if isinstance(error, HTTPException) else 404
    words = {404: "Diese Seite gibt es nicht.", 405: "So lässt sich diese Seite nicht aufrufen."}
    return PlainTextResponse(words.get(status, "Das ging nicht."), status)


async def _broken(request: Request, error: Exception) -> Response:
    """A mistake of ours: the server's log has the traceback, the page does not."""
    del request, error
    return PlainTextResponse("Hier ist etwas schiefgegangen; im Protokoll des Dienstes steht, was.", 500)
