"""Who is asking: sessions, the password, and the tokens that forms carry against CSRF."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from aggregator.review.guesses import Guesses

COOKIE = "review"
LASTS = timedelta(hours=12)
MOST_SESSIONS = 1_000


class TooManyTries(Exception):
    """The password was wrong too often from there: no further try for a while, whatever it is."""


@dataclass(slots=True)
class Sessions:
    """The sessions of one server, kept in memory: a restart signs everyone out."""

    password: str | None
    secret: bytes
    signed_in: dict[str, datetime] = field(default_factory=dict)
    guesses: Guesses = field(default_factory=Guesses)

    def knows(self, session: str | None, now: datetime) -> bool:
        """May this session edit? Everyone may where there is no password."""
        if self.password is None:
            return True
        ends = self.signed_in.get(session or "")
        return ends is not None and now < ends

    def sign_in(self, password: str, now: datetime, address: str) -> str | None:
        """A new session for the right password, None for a wrong one. Raises TooManyTries."""
        if self.guesses.refuses(address, now):
            raise TooManyTries
        # Digests of one length: the comparison tells neither a wrong letter's place nor the length.
        given, known = (sha256(text.encode()).digest() for text in (password, self.password or ""))
        if self.password is None or not hmac.compare_digest(given, known):
            self.guesses.wrong(address, now)
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
