"""Who is asking: sessions, the password, its rate limit, and the tokens that forms carry against CSRF."""

from __future__ import annotations

import hmac
import secrets
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

COOKIE = "review"
LASTS = timedelta(hours=12)
WRONG_ALLOWED, WITHIN = 5, timedelta(minutes=5)
MOST_SESSIONS = 1_000


class TooManyTries(Exception):
    """The password was wrong too often: nobody may try for a while, whatever they send."""


@dataclass(slots=True)
class Sessions:
    """The sessions of one server, kept in memory: a restart signs everyone out.

    Wrong passwords are counted for all callers together. Behind a proxy addresses tell nothing apart,
    and one password shared by a few editors is guessed by many machines as well as by one.
    """

    password: str | None
    secret: bytes
    signed_in: dict[str, datetime] = field(default_factory=dict)
    wrong: deque[datetime] = field(default_factory=deque)

    def knows(self, session: str | None, now: datetime) -> bool:
        """May this session edit? Everyone may where there is no password."""
        if self.password is None:
            return True
        ends = self.signed_in.get(session or "")
        return ends is not None and now < ends

    def sign_in(self, password: str, now: datetime) -> str | None:
        """A new session for the right password, None for a wrong one. Raises TooManyTries."""
        while self.wrong and now - self.wrong[0] > WITHIN:
            self.wrong.popleft()
        if len(self.wrong) >= WRONG_ALLOWED:
            raise TooManyTries
        # Digests of one length: the comparison tells neither a wrong letter's place nor the length.
        given, known = (sha256(text.encode()).digest() for text in (password, self.password or ""))
        if self.password is None or not hmac.compare_digest(given, known):
            self.wrong.append(now)
            return None
        session = new_session()
        self.signed_in = {old: ends for old, ends in self.signed_in.items() if now < ends}
        while len(self.signed_in) >= MOST_SESSIONS:
            self.signed_in.pop(next(iter(self.signed_in)))
        self.signed_in[session] = now + LASTS
        return session

    def sign_out(self, session: str | None) -> None:
        """Ends a session."""
        self.signed_in.pop(session or "", None)

    def token(self, session: str) -> str:
        """The CSRF token of a session's forms (OWASP: HMAC-based token pattern)."""
        return hmac.new(self.secret, session.encode(), sha256).hexdigest()

    def is_own(self, session: str | None, token: str) -> bool:
        """Does the token belong to the session?"""
        return session is not None and hmac.compare_digest(self.token(session).encode(), token.encode())


def new_session() -> str:
    """A session's name that nobody can guess."""
    return secrets.token_urlsafe(32)
