"""The pages where a password is asked for."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from aggregator.review.asking import Ask, Endpoint, endpoint, keep
from aggregator.review.desk import Desk
from aggregator.review.sessions import COOKIE, Sessions, TooManyTries


def sign_in(desk: Desk, sessions: Sessions) -> Endpoint:
    """Asks for the password, and starts a new session for the right one."""

    def page(ask: Ask) -> Response:
        if desk.password is None or ask.signed_in:
            return RedirectResponse("/", 303)
        if "password" not in ask.form:
            return ask.page("login.html", message=None)
        try:
            session = sessions.sign_in(ask.form["password"], ask.now, ask.address)
        except TooManyTries:
            answer = ask.page(
                "login.html", 429, message="Zu viele Versuche von hier. Bitte in fünf Minuten noch einmal."
            )
            answer.headers["Retry-After"] = "300"
            return answer
        if session is None:
            return ask.page("login.html", 401, message="Das Passwort stimmt nicht.")
        entered = RedirectResponse("/", 303)
        keep(entered, session, secure=ask.secure)
        return entered

    shown = endpoint(page, desk, sessions, public=True)

    async def answered(request: Request) -> Response:
        if request.method == "POST":
            # Waiting holds no thread: the pages of those who are in stay as quick as ever.
            await asyncio.sleep(sessions.guesses.delay(desk.clock()))
        return await shown(request)

    return answered


def sign_out(desk: Desk, sessions: Sessions) -> Endpoint:
    """Ends the session."""
    shown = endpoint(lambda ask: RedirectResponse("/login", 303), desk, sessions)

    async def answered(request: Request) -> Response:
        answer = await shown(request)
        if answer.status_code == 303:
            sessions.sign_out(request.cookies.get(COOKIE))
            answer.delete_cookie(COOKIE)
        return answer

    return answered
