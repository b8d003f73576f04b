"""What every request passes first: the Host header, the size of its body, and headers on every answer.

A pure ASGI middleware, so that the database browser stands behind it too. The policies are those of the
OWASP HTTP headers cheat sheet; Content-Security-Policy is CSP Level 3.
"""

from __future__ import annotations

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 256 * 1024
"""Bytes of a form: a pasted list of addresses or a description, not an upload."""

OWN_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
BROWSER_POLICY = OWN_POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
"""The database browser writes style attributes; its inline scripts stay switched off all the same."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^:\[\]/@\s]+)(?::\d{1,5})?")


class TooLarge(Exception):
    """The body is larger than any form of ours."""


class Guard:
    """Refuses foreign hosts and large bodies, and says on every answer what a browser may do with it."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self.app, self.hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        # Our own files are asked for anew, and answered with 304; pages are kept nowhere.
        kept = "no-cache" if path.startswith("/static/") else "no-store"
        answer = _with_headers(send, BROWSER_POLICY if path.startswith("/db") else OWN_POLICY, kept)
        headers = Headers(scope=scope)
        if host_of(headers.get("host", "")) not in self.hosts:
            refusal = PlainTextResponse("Dieser Name gehört nicht zu diesem Dienst.", 421)
            await refusal(scope, receive, answer)
            return
        too_large = PlainTextResponse("Das Formular ist zu groß.", 413)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > LARGEST_BODY:
            await too_large(scope, receive, answer)
            return
        try:
            await self.app(scope, _limited(receive), answer)
        except TooLarge:
            await too_large(scope, receive, answer)


def host_of(header: str) -> str:
    """The name in a Host header (RFC 9110, 7.2), in small letters, without its port; "" if malformed."""
    found = HOST.fullmatch(header.strip().lower())
    return found[1] if found else ""


def _limited(receive: Receive) -> Receive:
    """Stops reading a body that its sender did not announce as too large."""
    read = 0

    async def limited() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > LARGEST_BODY:
            raise TooLarge
        return message

    return limited


def _with_headers(send: Send, policy: str, kept: str) -> Send:
    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["Content-Security-Policy"] = policy
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("Cache-Control", kept)
        await send(message)

    return answer
