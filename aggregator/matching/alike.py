"""Which titles may be alike, without comparing each with each: those that other numbers keep apart are passed
over, and the rest is left to rapidfuzz, many at a time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from rapidfuzz import fuzz, process

from aggregator.matching.thresholds import NUMBERED_APART, SHORTENED
from aggregator.matching.title import NUMBER

Numbers = frozenset[str]
Choices = Mapping[int, str] | list[str]
Scorer = Callable[..., float]
ROUNDING = 1e-6
"""Percent."""


def alike(these: Collection[str], others: Collection[str], at_least: float) -> Iterator[tuple[str, str]]:
    """Pairs of different titles, one of `these` with one of either, whose `likeness` may be `at_least`.

    All are given as `words` makes them, each once. No pair that is so much alike is left out.
    """
    numbers_tell = at_least > 1 - NUMBERED_APART
    numbers = {title: numbers_in(title) if numbers_tell else Numbers() for title in (*these, *others)}
    nested = _NestedNumbers(numbers.values())
    known: dict[Numbers, _Titles] = defaultdict(_Titles)

    def add(title: str) -> None:
        if numbers[title] not in known:
            nested.add(numbers[title])
        known[numbers[title]].add(title)

    for title in others:
        add(title)
    for title in these:
        for comparable in nested.with_or_within(numbers[title]):
            for other in known[comparable].like(title, at_least):
                yield title, other
        add(title)


def numbers_in(title: str) -> Numbers:
    """The numbers that a title bears."""
    return frozenset(NUMBER.findall(title))


class _NestedNumbers:
    """Sets of numbers that can be asked for those that hold another set, or lie in it."""

    def __init__(self, expected: Iterable[Numbers]) -> None:
        self.frequency = Counter(number for numbers in expected for number in numbers)
        self.all: list[Numbers] = []
        self.having: dict[str, list[Numbers]] = defaultdict(list)
        self.by_rarest: dict[str, list[Numbers]] = defaultdict(list)

    def add(self, numbers: Numbers) -> None:
        self.all.append(numbers)
        for number in numbers:
            self.having[number].append(numbers)
        if numbers:
            self.by_rarest[self.rarest(numbers)].append(numbers)

    def rarest(self, numbers: Numbers) -> str:
        return min(numbers, key=lambda number: (self.frequency[number], number))

    def with_or_within(self, numbers: Numbers) -> Iterable[Numbers]:
        """All sets for no numbers; for others the empty one, and what holds them or lies in them."""
        if not numbers:
            return list(self.all)
        within = (each for number in numbers for each in self.by_rarest[number] if each <= numbers)
        holding = (each for each in self.having[self.rarest(numbers)] if numbers <= each)
        return {Numbers(), *within, *holding}


class _Titles:
    """Titles of the same numbers that can be asked for those like another one."""

    def __init__(self) -> None:
        self.all: list[str] = []
        self.in_order: list[str] = []
        self.having: dict[str, list[int]] = defaultdict(list)
        self.repeating: list[int] = []

    def add(self, title: str) -> None:
        words = title.split()
        at = len(self.all)
        self.all.append(title)
        self.in_order.append(" ".join(sorted(words)))
        for word in set(words):
            self.having[word].append(at)
        if len(set(words)) < len(words):
            self.repeating.append(at)

    def like(self, title: str, at_least: float) -> set[str]:
        """Those that may be as much alike: by their letters, by their words in order, by words in common."""
        words = title.split()
        found = set(scan(title, self.all, fuzz.ratio, at_least))
        found.update(scan(" ".join(sorted(words)), self.in_order, fuzz.ratio, at_least))
        sharing: Iterable[int] = range(len(self.all))
        if len(set(words)) == len(words):
            # Titles without a common word are as alike as in order, unless one of them repeats a word.
            sharing = {*self.repeating, *(at for word in words for at in self.having[word])}
        some = {at: self.all[at] for at in sharing}
        found.update(scan(title, some, fuzz.token_set_ratio, at_least / SHORTENED))
        return {self.all[at] for at in found} - {title}


def scan(
    title: str, choices: Mapping[int, str] | list[str], scorer: Scorer, at_least: float
) -> Iterator[int]:
    """Which of the choices, by number, the scorer finds at least as much alike, from 0 to 1."""
    cutoff = 100 * at_least - ROUNDING
    for _, _, at in process.extract(title, choices, scorer=scorer, score_cutoff=cutoff, limit=None):
        yield at
