"""Writing: a file appears whole or not at all, a site's folder replaces the one before it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

MARK = ".aggregator-site"
"""The file by which we know a folder of ours: it names everything that we put there, one a line."""


class NotOurs(ValueError):
    """A folder holds something that we did not write, and is left untouched."""


def write_file(path: Path, content: bytes) -> None:
    """Puts a file in the place of the one before it; who reads meanwhile gets the old one. Raises OSError."""
    if path.exists() and not path.is_file():
        path.write_bytes(content)  # a pipe or a device
        return
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Puts a folder with these files (by relative path) in the place of the one before it.

    Raises NotOurs where anything but our own files is in it, OSError where it cannot be written.
    """
    folder = folder.resolve()
    refuse_foreign(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = folder.with_name(f".{folder.name}.{os.getpid()}.partial")
    before = folder.with_name(f".{folder.name}.{os.getpid()}.before")
    try:
        _fill(fresh, files)
        _swap(fresh, folder, before)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    shutil.rmtree(before, ignore_errors=True)


def refuse_foreign(folder: Path) -> None:
    """Raises NotOurs unless the folder is absent, empty, or holds only what we once put there."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise NotOurs(f"{folder} is a file; a site needs a folder")
    mark = folder / MARK
    ours = {MARK, *(mark.read_text(encoding="utf-8").splitlines() if mark.is_file() else ())}
    foreign = sorted({each.name for each in folder.iterdir()} - ours)
    if foreign:
        raise NotOurs(f"{folder} holds {foreign[0]}, which is not of a site of ours; it was left untouched")


def _swap(fresh: Path, folder: Path, before: Path) -> None:
    """Puts one folder in the place of another, which is kept as `before`; back again if that fails."""
    if folder.exists():
        folder.rename(before)
    try:
        fresh.rename(folder)
    except OSError:
        if before.exists():
            before.rename(folder)
        raise


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir()
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    top = sorted({name.partition("/")[0] for name in files})
    (folder / MARK).write_text("\n".join(top) + "\n", encoding="utf-8")
