"""An open database: its file, its transactions, and its errors in words."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from aggregator.store.connect import writing
from aggregator.store.errors import in_words


class Opened:
    """An open database. Not for several threads at once."""

    def __init__(self, path: Path, database: Database) -> None:
        self.path, self._database = path, database

    @contextmanager
    def _transaction(self) -> Generator[None]:
        with in_words(self.path), writing(self._database):
            yield

    @contextmanager
    def _reading(self) -> Generator[None]:
        with in_words(self.path):
            yield
