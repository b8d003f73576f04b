"""The registry: reads `data/sources.toml`, checks it, and names the line of every mistake.

The file is TOML (https://toml.io/en/v1.0.0): one `[[source]]` table a source, and an optional table
`[subjects]` of named word lists. `only = "@newsletter"` stands for the list of that name; any other
`only` is a regular expression, searched without regard to case in an event's title and description.
"""

from __future__ import annotations

import importlib.util
import json
import pkgutil
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
TABLE = re.compile(r"^\s*\[\[?\s*([\w.-]+)\s*\]\]?")
KEY = re.compile(r"^\s*[\"']?([\w-]+)[\"']?\s*=")
AT_LINE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")
RESERVED = frozenset({"by-hand", "out-in-the-open"})


@dataclass(frozen=True, slots=True)
class Source:
    """A place we visit. `url` is its first address, `urls` all of them; `only` a regular expression.

    `follow` (a regular expression) tells the spider `web_page` which links lead to events, and
    `max_pages` bounds the pages that one run asks it for.
    """

    name: str
    spider: str
    url: str
    urls: tuple[str, ...] = ()
    lab: str | None = None
    group_id: str | None = None
    only: str | None = None
    follow: str | None = None
    max_pages: int = 50
    may_be_empty: bool = False
    enabled: bool = True

    def concerns(self, *texts: str | None) -> bool:
        """True where an event with these texts is of the subjects that the source is asked for."""
        if self.only is None:
            return True
        return any(re.search(self.only, text, re.IGNORECASE) for text in texts if text)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in the registry: its line (from 1), the key it is about, and what is wrong."""

    line: int
    key: str
    what: str


class SourcesError(ValueError):
    """The registry cannot be used; `mistakes` says where and why."""

    def __init__(self, path: Path, mistakes: Collection[Mistake]) -> None:
        self.path, self.mistakes = path, tuple(mistakes)
        super().__init__("\n".join(f"{path}:{m.line}: {m.key}: {m.what}" for m in self.mistakes))


def load(path: Path, *, spiders: Collection[str] | None = None) -> tuple[Source, ...]:
    """All sources of the registry at `path`, in its order, enabled or not.

    Raises SourcesError with every mistake in it. `spiders` are the known spiders' names (default:
    those of the package `spiders`).
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "is not UTF-8 text"
        raise SourcesError(path, [Mistake(1, "file", reason)]) from error
    return parse(text, path, known_spiders() if spiders is None else spiders)


def parse(text: str, path: Path, spiders: Collection[str]) -> tuple[Source, ...]:
    """The sources that `text` holds; `path` is only named in messages. Raises SourcesError."""
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


def expression_mistake(expression: str) -> str | None:
    """Why this is no regular expression, or None where it is one."""
    try:
        re.compile(expression)
    except re.error as error:
        return str(error)
    return None


TYPES: dict[str, tuple[type, ...]] = {
    "name": (str,),
    "spider": (str,),
    "url": (str, list),
    "lab": (str,),
    "group_id": (str,),
    "only": (str,),
    "follow": (str,),
    "max_pages": (int,),
    "may_be_empty": (bool,),
    "enabled": (bool,),
}
TYPE_WORDS = {str: "a string", list: "a list of strings", int: "a number", bool: "true or false"}


def table_mistakes(
    table: Mapping[str, Any], where: Mapping[str, int], spiders: Collection[str], subjects: Mapping[str, str]
) -> Iterator[Mistake]:
    """Every mistake in one `[[source]]` table."""
    header = where.get("", 1)
    for key in ("name", "spider", "url"):
        if key not in table:
            yield Mistake(header, key, "is missing")
    for key, value in table.items():
        line = where.get(key, header)
        kinds = TYPES.get(key)
        if kinds is None:
            yield Mistake(line, key, f"no such key; there are {', '.join(TYPES)}")
        elif type(value) not in kinds:
            yield Mistake(line, key, f"must be {' or '.join(TYPE_WORDS[kind] for kind in kinds)}")
        elif what := value_mistake(key, value, spiders, subjects):
            yield Mistake(line, key, what)


def value_mistake(key: str, value: Any, spiders: Collection[str], subjects: Mapping[str, str]) -> str | None:
    """What is wrong with one value of the right type, or None."""
    if key == "name" and not NAME.fullmatch(value):
        return f"{value!r} has other characters than a-z, 0-9 and -"
    if key == "name" and value in RESERVED:
        return f"{value!r} is the name of what editors add or import"
    if key == "spider" and value not in spiders:
        return f"there is no spider {value!r}; there are {', '.join(sorted(spiders))}"
    if key == "url":
        addresses = value if isinstance(value, list) else [value]
        if not addresses:
            return "the list names no address"
        wrong = [address for address in addresses if not is_web_address(address)]
        return f"{wrong[0]!r} is no http or https address" if wrong else None
    if key == "only" and value.startswith("@"):
        return None if value[1:] in subjects else f"there is no list {value[1:]!r} under [subjects]"
    if key in ("only", "follow") and (why := expression_mistake(value)):
        return f"is no regular expression: {why}"
    if key == "max_pages" and not 1 <= value <= 10_000:
        return "must lie between 1 and 10000"
    return None


def is_web_address(address: object) -> bool:
    """True for an absolute http or https address with a host."""
    if not isinstance(address, str):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", address)


def source_from(table: Mapping[str, Any], subjects: Mapping[str, str]) -> Source:
    """The Source of a table without mistakes."""
    values = dict(table)
    addresses = tuple(values["url"]) if isinstance(values["url"], list) else (values["url"],)
    values |= {"url": addresses[0], "urls": addresses}
    if values.get("only", "").startswith("@"):
        values["only"] = subjects[values["only"][1:]]
    return Source(**values)


def repeated(sources: list[Source], where: Mapping[str, int]) -> Iterator[Mistake]:
    """A mistake where the last source repeats the name or the visit of one before it."""
    last = sources[-1]
    for before in sources[:-1]:
        if before.name == last.name:
            yield Mistake(where.get("name", 1), "name", f"{last.name!r} stands twice")
        elif (before.spider, before.urls) == (last.spider, last.urls):
            yield Mistake(where.get("url", 1), "url", f"is visited by {before.name!r} already")


def known_spiders() -> frozenset[str]:
    """The names of the modules in the package `spiders`: one spider each, of the same name."""
    spec = importlib.util.find_spec("spiders")
    places = spec.submodule_search_locations if spec else None
    return frozenset(module.name for module in pkgutil.iter_modules(places or []))


def entry(source: Source) -> str:
    """The `[[source]]` entry that says what `source` says, to paste into the registry."""
    defaults = {field.name: field.default for field in fields(Source)}
    lines = ["[[source]]"]
    for key in TYPES:
        value: Any = list(source.urls) if key == "url" and len(source.urls) > 1 else getattr(source, key)
        if key in ("name", "spider", "url") or value != defaults[key]:
            lines.append(f"{key} = {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"
