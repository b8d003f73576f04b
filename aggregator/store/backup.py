"""Copies of the database by SQLite's own backup, safe while others write."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from aggregator.store.errors import StoreError, in_words


def beside(path: Path, name: str) -> Path:
    """Where an automatic backup of the database at `path` goes: `backups/` in its folder."""
    return path.parent / "backups" / f"{path.stem}-{name}{path.suffix}"


def copy(database: Database, target: Path) -> None:
    """Copies the whole database to `target`, which is replaced only once the copy is complete.

    Raises StoreError where `target` is the database itself or cannot be written.
    """
    partial = target.with_name(target.name + ".partial")
    source = next(row[2] for row in database.conn.execute("PRAGMA database_list") if row[1] == "main")
    if source and target.exists() and target.samefile(source):
        raise StoreError(f"{target} is the database itself")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        with in_words(target):
            copied = sqlite3.connect(partial)
            try:
                database.conn.backup(copied)
                copied.execute("PRAGMA journal_mode = DELETE")
            finally:
                copied.close()
        partial.replace(target)
    except OSError as error:
        raise StoreError(f"{target} cannot be written: {error.strerror}") from error
    finally:
        partial.unlink(missing_ok=True)
