"""What each format says of the small database, byte for byte. After a change that is meant:
`UPDATE_GOLDEN=1 pytest tests/publish/test_golden.py`, and read the difference."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("form", ["ics", "json", "csv", "atom"])
def test_the_export_is_the_golden_one(export: Any, form: str) -> None:
    compare(GOLDEN / f"events.{form}", export(form).stdout_bytes)


def test_the_site_is_the_golden_one(export: Any, tmp_path: Path) -> None:
    export("site", "-o", tmp_path / "site")
    compare(GOLDEN / "index.html", (tmp_path / "site" / "index.html").read_bytes())


def compare(golden: Path, written: bytes) -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_bytes(written)
    assert written == golden.read_bytes()
