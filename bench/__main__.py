"""All benchmarks, or the named ones: `python -m bench [NAME]...`. Each prints its figures and its peers'."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

NAMES = sorted(file.stem for file in Path(__file__).parent.glob("*.py") if not file.stem.startswith("_"))


def main() -> None:
    """Runs the benchmarks in order of name; an unknown name ends with the list of them."""
    chosen = sys.argv[1:] or NAMES
    if unknown := [name for name in chosen if name not in NAMES]:
        sys.exit(f"no benchmark {unknown[0]!r}; there are {', '.join(NAMES)}")
    for name in chosen:
        print(f"== {name}", flush=True)
        importlib.import_module(f"bench.{name}").main()


main()
