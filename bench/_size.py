"""How much the benches measure: the sizes that their figures are quoted for, or a share of them."""

from __future__ import annotations

import os

SHARE = float(os.environ.get("BENCH_SHARE", "1"))
"""A tenth takes a tenth of the time, and shows that a bench runs; its figures are not to be quoted."""


def sized(count: int) -> int:
    """So many, or the share of them that BENCH_SHARE asks for, at least one."""
    return max(1, round(count * SHARE))
