"""The database as the other rooms see it: each method one transaction, errors in words."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from types import TracebackType

from aggregator.store import backup, pages, prune
from aggregator.store.connect import connect
from aggregator.store.crawling import Crawling
from aggregator.store.deciding import Deciding
from aggregator.store.reading import Reading


def open_store(path: str | Path, *, read_only: bool = False) -> Store:
    """The database at `path`, created or brought to the present schema. Raises StoreError in words."""
    path = Path(path)
    return Store(path, connect(path, read_only=read_only))


class Store(Crawling, Reading, Deciding):
    """An open database. All times given are aware; all methods raise StoreError where SQLite would fail.

    `issue` names a newsletter issue, YYYY-MM. Not for several threads at once.
    """

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; the store cannot be used afterwards."""
        self._database.close()

    def backup(self, target: str | Path) -> None:
        """Copies the database, safely while others write; an existing `target` is replaced at the end."""
        backup.copy(self._database, Path(target))

    def prune(self, older_than: datetime) -> int:
        """Forgets runs that began before, but for those that say what is usual, and what pages gave that no
        run has seen since. Answers how many runs."""
        with self._transaction():
            pages.prune(self._database, older_than)
            return prune.prune(self._database, older_than)
