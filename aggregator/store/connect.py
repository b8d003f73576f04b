"""Opening a database: create it, bring it to the present schema, or say in words why not."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from aggregator.store import backup
from aggregator.store.errors import NewerDatabase, StoreError, in_words
from aggregator.store.migrations import is_newer, migrations, version

PATIENCE = 30.0
"""Seconds to wait for another writer before giving up."""


def connect(path: Path, *, read_only: bool = False) -> Database:
    """The database at `path`, at the present schema; it is created where it is missing.

    With `read_only` nothing is ever written: a missing or older database is a StoreError. An older
    one is backed up beside itself before it is migrated; a newer one is refused untouched
    (NewerDatabase). StoreError says in words what else stands in the way.
    """
    with in_words(path):
        if read_only:
            return _read_only(path)
        _create_folder(path)
        fresh = not path.exists() or path.stat().st_size == 0
        database = _open(f"{path.absolute().as_uri()}?mode=rwc")
        try:
            _refuse_foreign(database, path, fresh)
            if migrations.pending(database):
                _migrate(database, path, fresh)
            database.execute("PRAGMA foreign_keys = ON")
            database.execute("PRAGMA synchronous = NORMAL")
        except BaseException:
            database.close()
            raise
        return database


@contextmanager
def writing(database: Database) -> Generator[None]:
    """One transaction that takes the right to write at once, so that it cannot lose it half-way.

    Inside another one it is part of that one.
    """
    if database.conn.in_transaction:
        yield
        return
    database.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        database.rollback()
        raise
    database.commit()


def _open(uri: str) -> Database:
    """A connection by URI that answers rows by name."""
    connection = sqlite3.connect(uri, uri=True, timeout=PATIENCE, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    return Database(connection, execute_plugins=False)


def _read_only(path: Path) -> Database:
    if not path.exists():
        raise StoreError(f"{path} does not exist; crawl something first")
    database = _open(f"{path.absolute().as_uri()}?mode=ro")
    try:
        _refuse_foreign(database, path, fresh=False)
        if migrations.pending(database):
            raise StoreError(f"{path} is of an older version; any command that writes brings it up to date")
    except BaseException:
        database.close()
        raise
    return database


def _create_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{path.parent} cannot be made: {error.strerror}") from error


def _refuse_foreign(database: Database, path: Path, fresh: bool) -> None:
    """Refuses a newer database and one that another program made, before anything is written.

    One that holds nothing but the list of migrations is ours: its making was cut short.
    """
    if fresh:
        return
    if is_newer(database):
        raise NewerDatabase(f"{path} was changed by a newer version of this program; it was left untouched")
    if version(database) == 0 and set(database.table_names()) - {migrations.migrations_table}:
        raise StoreError(f"{path} is a database of another program; it was left untouched")


def _migrate(database: Database, path: Path, fresh: bool) -> None:
    """Applies what is missing; of a database with content there is a backup first."""
    if not fresh and version(database) > 0:
        backup.copy(database, backup.beside(path, f"before-version-{version(database) + 1}"))
    if database.journal_mode != "wal":
        database.enable_wal()
    migrations.apply(database)
