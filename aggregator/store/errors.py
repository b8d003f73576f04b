"""What can go wrong with a database, in words for whoever started the program."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path


class StoreError(Exception):
    """The database cannot be used as asked; the message says why and what helps."""


class NewerDatabase(StoreError):
    """A newer version of this program has changed the database; it was left untouched."""


class UnknownEvent(StoreError):
    """No event has this id, nor had it once."""


class UnknownDecision(StoreError):
    """No decision has this number, or it was taken back before."""


class BadValue(StoreError):
    """A field cannot hold this value."""


class StaleDecision(StoreError):
    """An event, or an issue, has changed since the editor saw it: `seen` is the version named, `version`
    today's."""

    def __init__(self, subject: str, seen: int, version: int) -> None:
        self.subject, self.seen, self.version = subject, seen, version
        super().__init__(f"{subject} has changed since you saw it (version {seen}, now {version})")


WORDS = {
    sqlite3.SQLITE_BUSY: "is locked by another program for too long; close it or try again later",
    sqlite3.SQLITE_LOCKED: "is locked by another program for too long; close it or try again later",
    sqlite3.SQLITE_READONLY: "cannot be written: the file or its folder is read-only",
    sqlite3.SQLITE_FULL: "cannot grow: the disk is full",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: the folder is missing or not permitted",
    sqlite3.SQLITE_NOTADB: "is not a database",
    sqlite3.SQLITE_CORRUPT: "is damaged; restore a backup",
    sqlite3.SQLITE_IOERR: "cannot be read or written: the disk reports an error",
    sqlite3.SQLITE_PERM: "cannot be opened: not permitted",
}
"""What SQLite's primary result codes mean to a person; https://www.sqlite.org/rescode.html."""


@contextmanager
def in_words(path: Path) -> Generator[None]:
    """Turns what SQLite reports about the file at `path` into a StoreError in words."""
    try:
        yield
    except (sqlite3.OperationalError, sqlite3.DatabaseError) as error:
        code = getattr(error, "sqlite_errorcode", None)
        words = WORDS.get(code & 0xFF) if isinstance(code, int) else None
        if words is None or isinstance(error, sqlite3.IntegrityError):
            raise
        raise StoreError(f"{path} {words}") from error
