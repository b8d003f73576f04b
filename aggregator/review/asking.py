"""A request as the pages see it: its store, its form, who asks; and how a page becomes an endpoint."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from aggregator.review.desk import Desk
from aggregator.review.security import TooLarge
from aggregator.review.sessions import COOKIE, LASTS, Sessions, new_session
from aggregator.store import Store, StoreError, UnknownEvent, open_store

MOST_FIELDS = 200
OUTDATED = '<p class="sorry">Dieses Formular ist nicht mehr gültig. Bitte die Seite neu laden.</p>'
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One request. `form` has each field's last value, all as sent; `fragment`: htmx asks for part of a page.

    `came_from` is the Referer as sent: trust only that part of it which is an address of ours. `address` is
    the caller's.
    """

    desk: Desk
    store: Store
    path: Mapping[str, str]
    query: Mapping[str, str]
    form: Mapping[str, str]
    cookies: Mapping[str, str]
    now: datetime
    token: str
    fragment: bool
    signed_in: bool
    secure: bool
    came_from: str
    address: str

    @property
    def issue(self) -> str:
        """The issue that the address names, YYYY-MM."""
        return self.path["issue"]

    @property
    def today(self) -> date:
        """The editors' day."""
        return self.desk.today()

    def page(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A template as an answer."""
        shown = {"ask": self, "issue": self.path.get("issue"), "today": self.today, **values}
        return HTMLResponse(self.desk.templates.get_template(template).render(shown), status)

    def sorry(self, message: str, status: int = 400) -> HTMLResponse:
        """A page that says what went wrong and what can be done; for htmx the page's alarm, and no event."""
        if not self.fragment:
            return self.page("sorry.html", status, message=message)
        answer = self.page("_sorry.html", status, message=message)
        return swapped_into(answer, "#alarm")


Page = Callable[[Ask], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


def endpoint(page: Page, desk: Desk, sessions: Sessions, *, public: bool = False) -> Endpoint:
    """The page behind its checks: who may see it, and for a POST whether our own form sent it."""

    async def answered(request: Request) -> Response:
        now, session = desk.clock(), request.cookies.get(COOKIE)
        known = sessions.knows(session, now)
        if not known and not public:
            return _to_login(request)
        fresh = session is None or not session.isascii() or len(session) > 64
        session = new_session() if fresh or session is None else session
        form: Mapping[str, str] = {}
        if request.method == "POST":
            refusal = _foreign(request)
            form = await _form(request)
            if refusal or not sessions.is_own(session, form.get("csrf", "")):
                return swapped_into(HTMLResponse(OUTDATED, 403), "#alarm")

        def shown() -> Response:
            return _shown(page, desk, request, form, now, sessions.token(session), known)

        answer = await run_in_threadpool(shown)
        if fresh and COOKIE not in answer.headers.get("set-cookie", ""):
            keep(answer, session, secure=is_secure(request, desk))
        return answer

    return answered


def is_secure(request: Request, desk: Desk) -> bool:
    """Does the browser speak TLS, to us or to the proxy before us?"""
    return desk.tls or request.url.scheme == "https"


def keep(answer: Response, session: str, *, secure: bool) -> None:
    """Gives the session to the browser, for this site's own requests only."""
    answer.set_cookie(
        COOKIE,
        session,
        max_age=int(LASTS.total_seconds()),
        httponly=True,
        samesite="strict",
        secure=secure,
    )


def _shown(
    page: Page,
    desk: Desk,
    request: Request,
    form: Mapping[str, str],
    now: datetime,
    token: str,
    signed_in: bool,
) -> Response:
    """The page's answer from its own store: threads share no connection."""
    with open_store(desk.database) as store:
        ask = Ask(
            desk=desk,
            store=store,
            path=request.path_params,
            query=dict(request.query_params),
            form=form,
            cookies=request.cookies,
            now=now,
            token=token,
            fragment=is_fragment(request),
            signed_in=signed_in,
            secure=is_secure(request, desk),
            came_from=request.headers.get("referer", ""),
            address=request.client.host if request.client else "",
        )
        try:
            return page(ask)
        except UnknownEvent:
            return ask.sorry("Diese Veranstaltung gibt es nicht.", 404)
        except StoreError as error:
            return ask.sorry(str(error), 409)


def is_fragment(request: Request) -> bool:
    """Does htmx ask for a part of a page (https://htmx.org/reference/#request_headers)?"""
    return request.headers.get("hx-request") == "true" and "hx-history-restore-request" not in request.headers


def swapped_into(answer: HTMLResponse, target: str) -> HTMLResponse:
    """The answer with the order that htmx puts it into another element than the one that asked."""
    answer.headers["HX-Retarget"], answer.headers["HX-Reswap"] = target, "innerHTML"
    return answer


def _to_login(request: Request) -> Response:
    """The way to the password: htmx follows a redirect itself, and would put that page into this one."""
    if is_fragment(request):
        return Response(status_code=204, headers={"HX-Redirect": "/login"})
    return RedirectResponse("/login", 303)


def _foreign(request: Request) -> bool:
    """Another site sent this: browsers say so in Sec-Fetch-Site or Origin."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != request.headers.get("host")


async def _form(request: Request) -> Mapping[str, str]:
    """The fields of a form; nothing for a body that is none."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        return {}
    try:
        body = (await request.body()).decode()
        fields = parse_qs(body, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except TooLarge:
        raise
    except ValueError:
        return {}
    return {name: values[-1] for name, values in fields.items()}
