"""Microseconds of one ordinary piece of work of each pure room: to see which one became slower.

`pytest bench/_rooms.py -n 0 --benchmark-autosave` keeps a run, `pytest-benchmark compare` sets kept ones
side by side.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bench._size import SHARE

WORK = Path(__file__).with_name("_rooms.py")
SECONDS = 1.0
COLUMNS = "min,median,iqr,rounds"


def main() -> None:
    """Prints pytest-benchmark's table; SystemExit where one of the rooms does not do its work."""
    code = pytest.main(
        [
            str(WORK),
            "-n0",
            "-q",
            "--benchmark-only",
            f"--benchmark-columns={COLUMNS}",
            "--benchmark-sort=name",
            "--benchmark-disable-gc",
            f"--benchmark-max-time={SECONDS * SHARE}",
        ]
    )
    if code:
        raise SystemExit(code)


if __name__ == "__main__":
    main()
