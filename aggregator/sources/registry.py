"""Reading the registry.

The file is TOML (https://toml.io/en/v1.0.0): one `[[source]]` table a source, and an optional table
`[subjects]` of named word lists. `only = "@newsletter"` stands for the list of that name; any other
`only` is a regular expression, searched without regard to case in an event's title and description.
"""

from __future__ import annotations

import importlib.util
import pkgutil
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from aggregator.sources.mistakes import Mistake, expression_mistake, repeated, table_mistakes
from aggregator.sources.source import Source

TABLE = re.compile(r"^\s*\[\[?\s*([\w.-]+)\s*\]\]?")
KEY = re.compile(r"^\s*[\"']?([\w-]+)[\"']?\s*=")
AT_LINE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")


class SourcesError(ValueError):
    """The registry cannot be used; `mistakes` says where and why."""

    def __init__(self, path: Path, mistakes: Collection[Mistake]) -> None:
        self.path, self.mistakes = path, tuple(mistakes)
        super().__init__("\n".join(f"{path}:{m.line}: {m.key}: {m.what}" for m in self.mistakes))


def load(path: Path, *, spiders: Collection[str] | None = None, begun: bool = True) -> tuple[Source, ...]:
    """All sources of the registry at `path`, in its order, enabled or not.

    Raises SourcesError with every mistake in it; that it names no source is one, unless it is not `begun`.
    `spiders` are the known spiders' names (default: those of the package `spiders`).
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "is not UTF-8 text"
        raise SourcesError(path, [Mistake(1, "file", reason)]) from error
    return parse(text, path, known_spiders() if spiders is None else spiders, begun=begun)


def parse(text: str, path: Path, spiders: Collection[str], *, begun: bool = True) -> tuple[Source, ...]:
    """The sources that `text` holds; `path` is only named in messages. Raises SourcesError (see `load`)."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = AT_LINE.search(str(error))
        line = int(found[1]) if found and found[1] else text.count("\n") + 1
        raise SourcesError(path, [Mistake(line, "TOML", AT_LINE.sub("", str(error)).strip())]) from error
    lines = list(line_numbers(text))
    headers = {key: where[""] for key, where in reversed(lines)} | dict(lines).get("", {})
    mistakes = [
        Mistake(headers.get(key, 1), key, "no such table; there are [[source]] and [subjects]")
        for key in document
        if key not in ("source", "subjects")
    ]
    subjects = read_subjects(document.get("subjects", {}), mistakes, dict(lines).get("subjects", {}))
    tables = document.get("source", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise SourcesError(path, [Mistake(1, "source", "is written [[source]], with two brackets")])
    if begun and not tables and not mistakes:
        mistakes.append(Mistake(1, "source", "there is no [[source]] in it: nothing to visit"))
    wheres = [keys for name, keys in lines if name == "source"]
    sources = []
    for table, where in zip(tables, wheres, strict=True):
        wrong = list(table_mistakes(table, where, spiders, subjects))
        mistakes += wrong
        if not wrong:
            sources.append(source_from(table, subjects))
            mistakes += repeated(sources, where)
    if mistakes:
        raise SourcesError(path, sorted(mistakes, key=lambda mistake: mistake.line))
    return tuple(sources)


def line_numbers(text: str) -> Iterator[tuple[str, dict[str, int]]]:
    """(table's name, line of each of its keys) of every table in order; the header's own key is ""."""
    name, keys = "", {"": 1}
    for number, line in enumerate(text.splitlines(), 1):
        if header := TABLE.match(line):
            if name or len(keys) > 1:
                yield name, keys
            name, keys = header[1], {"": number}
        elif key := KEY.match(line):
            keys.setdefault(key[1], number)
    yield name, keys


def read_subjects(table: Any, mistakes: list[Mistake], where: Mapping[str, int]) -> dict[str, str]:
    """Name → one regular expression for each list of words; what is wrong is added to `mistakes`."""
    if not isinstance(table, dict):
        mistakes.append(Mistake(where.get("", 1), "subjects", "is a table of lists of words"))
        return {}
    subjects = {}
    for name, words in table.items():
        line = where.get(name, where.get("", 1))
        if not isinstance(words, list) or not words or not all(isinstance(word, str) for word in words):
            mistakes.append(Mistake(line, name, "is a list of words or regular expressions"))
            continue
        broken = [(word, why) for word in words if (why := expression_mistake(word))]
        mistakes += [Mistake(line, name, f"{word!r} is no regular expression: {why}") for word, why in broken]
        if not broken:
            subjects[name] = "|".join(f"(?:{word})" for word in words)
    return subjects


def source_from(table: Mapping[str, Any], subjects: Mapping[str, str]) -> Source:
    """The Source of a table without mistakes."""
    values = dict(table)
    addresses = tuple(values["url"]) if isinstance(values["url"], list) else (values["url"],)
    values |= {"url": addresses[0], "urls": addresses}
    if values.get("only", "").startswith("@"):
        values["only"] = subjects[values["only"][1:]]
    return Source(**values)


def known_spiders() -> frozenset[str]:
    """The names of the modules in the package `spiders`: one spider each, of the same name."""
    spec = importlib.util.find_spec("spiders")
    places = spec.submodule_search_locations if spec else None
    return frozenset(module.name for module in pkgutil.iter_modules(places or []))
