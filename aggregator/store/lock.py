"""One crawl at a time: a lock on a file beside the database, which dies with its process."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from aggregator.store.errors import StoreError

LOOK_AGAIN = 0.2
"""Seconds between two attempts while waiting."""


class Locked(StoreError):
    """Another process holds the lock; the message names it."""


@contextmanager
def only_one(database: Path, *, wait: float = 0.0) -> Generator[None]:
    """Holds the lock `DATABASE.lock` while the block runs; waits for it up to `wait` seconds.

    The lock is the kernel's (flock), so a dead process keeps none; the file's content, the process's
    number, is only for the message. Raises Locked, or StoreError where the file cannot be made.
    """
    path = database.with_name(database.name + ".lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise StoreError(f"{path} cannot be made: {error.strerror}") from error
    try:
        _take(file, path, wait)
        os.ftruncate(file, 0)
        os.pwrite(file, f"{os.getpid()}\n".encode(), 0)
        yield
        os.ftruncate(file, 0)
    finally:
        os.close(file)


def _take(file: int, path: Path, wait: float) -> None:
    until = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                holder = os.pread(file, 32, 0).decode("ascii", "replace").strip() or "unknown"
                raise Locked(f"another crawl is running: process {holder} holds {path}") from None
            time.sleep(LOOK_AGAIN)
        else:
            return
