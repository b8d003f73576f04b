"""Writing rows by one prepared statement, for what happens on every page.

sqlite-utils looks a table's columns and keys up at each call, which takes longer than to write the row.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sqlite_utils import Database

from aggregator.store.rows import Row


def insert(database: Database, table: str, rows: Sequence[Row]) -> None:
    """Inserts rows, which all have the same columns."""
    upsert(database, table, rows, key=())


def upsert(database: Database, table: str, rows: Sequence[Row], key: tuple[str, ...]) -> None:
    """Inserts rows, which all have the same columns, or gives those with their keys these values.

    Without a key all are inserted.
    """
    if rows:
        database.conn.executemany(statement(table, tuple(rows[0]), key), rows)


@cache
def statement(table: str, columns: tuple[str, ...], key: tuple[str, ...] = ()) -> str:
    """An INSERT with named parameters; with `key` it updates the row that has it."""
    names, values = ", ".join(f'"{each}"' for each in columns), ", ".join(f":{each}" for each in columns)
    conflict = ""
    if key:
        others = ", ".join(f'"{each}" = excluded."{each}"' for each in columns if each not in key)
        conflict = f" ON CONFLICT ({', '.join(key)}) DO UPDATE SET {others}"
    return f'INSERT INTO "{table}" ({names}) VALUES ({values}){conflict}'  # noqa: S608 - our own names only
