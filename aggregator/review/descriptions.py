"""What tables and columns mean, from the schema into data/metadata.yaml, where Datasette reads it.

`python -m aggregator.review.descriptions` brings the file up to date; its canned queries stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from aggregator.store.schema import TABLES, VIEWS

FILE = Path(__file__).parents[2] / "data" / "metadata.yaml"
BEGIN, END = "    tables:\n", "    queries:\n"


def described(text: str) -> str:
    """The file's text with the tables, views and columns of today's schema."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + BEGIN + "".join(f"{line}\n" for line in _lines()) + END + after


def _lines() -> Iterator[str]:
    of_events = next(table.columns for table in TABLES if table.name == "events")
    meant = [(table.name, table.about, table.columns) for table in TABLES]
    meant += [(name, about, of_events) for name, (about, _) in VIEWS.items()]
    for name, about, columns in meant:
        yield f"      {name}:"
        yield f"        description: {_quoted(about)}"
        yield "        columns:"
        yield from (f"          {column.name}: {_quoted(column.about)}" for column in columns)


def _quoted(text: str) -> str:
    """A YAML single-quoted scalar."""
    return "'" + text.replace("'", "''") + "'"


if __name__ == "__main__":
    FILE.write_text(described(FILE.read_text(encoding="utf-8")), encoding="utf-8")
