"""Phrases per second of one core, and how many are read wholly right: ours beside dateparser and ctparse.

Measured on the phrases of the published sections and of real pages, which lie beside the repository.
"""

from __future__ import annotations

import csv
import logging
import warnings
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from time import process_time

from aggregator.german import read
from bench._size import SHARE

GOLD = Path(__file__).resolve().parents[1] / ".." / "shared" / "gold"
SECONDS = 2.0 * SHARE  # each reader runs at least so long, except where once through the file takes longer
AIMS = {"dates_published.tsv": 20, "dates_real.tsv": 1}  # times dateparser's rate

Answer = tuple[str, str, str]
Reader = Callable[[str, date], Answer]


def main() -> None:
    """Prints a line for each file and reader, or why there is nothing to measure."""
    for name, aim in AIMS.items():
        path = GOLD / name
        if not path.is_file():
            print(f"german: {name} not measured, the material beside the repository is absent")
            continue
        rates = {called: measure(path, called, reader) for called, reader in available().items()}
        if "dateparser" in rates:
            times = rates["ours"] / rates["dateparser"]
            print(f"german: {name}: {times:.0f} times dateparser's rate (aim: {aim})")


def available() -> dict[str, Reader]:
    """The readers that are installed; ctparse is a dependency of the benchmark only."""
    readers: dict[str, Reader] = {"ours": ours, "dateparser": dateparsers()}
    try:
        readers["ctparse"] = ctparses()
    except ImportError:
        print("german: ctparse is not installed, so it is not measured")
    return readers


def measure(path: Path, name: str, reader: Reader) -> float:
    """Phrases per second; prints them with the share that is right in start, end and rule."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    questions = [(row["text"], date.fromisoformat(row["reference"])) for row in rows]
    begun = process_time()
    answers = [reader(text, reference) for text, reference in questions]
    count = len(questions)
    while (took := process_time() - begun) < SECONDS:
        for text, reference in questions:
            reader(text, reference)
        count += len(questions)
    wanted = [(row["start"], row["end"] or "", canonical(row["rrule"] or "")) for row in rows]
    right = sum(answer == gold for answer, gold in zip(answers, wanted, strict=True))
    rate = count / took
    print(f"german: {path.name}: {name:10} {rate:9,.0f} phrases/s, {right / len(rows):6.1%} wholly right")
    return rate


def canonical(rrule: str) -> str:
    """A rule with its parts in order and UNTIL as a day."""
    parts = [part[:14] if part.startswith("UNTIL=") else part for part in rrule.split(";")]
    return ";".join(sorted(part for part in parts if part))


def ours(text: str, reference: date) -> Answer:
    when = read(text, reference)
    if when is None:
        return "", "", ""
    start, end = (moment.isoformat()[:16] if moment else "" for moment in (when.start, when.end))
    return start, end, canonical(when.rrule or "")


def dateparsers() -> Reader:
    """dateparser reads one moment: its start counts, with the clock time if it is not midnight."""
    import dateparser

    def reader(text: str, reference: date) -> Answer:
        base = datetime.combine(reference, datetime.min.time())
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = dateparser.parse(text, languages=["de"], settings={"RELATIVE_BASE": base})
        return (moment_text(found), "", "") if found else ("", "", "")

    return reader


def ctparses() -> Reader:
    """ctparse reads a moment or an interval."""
    from ctparse.ctparse import ctparse
    from ctparse.types import Interval, Time

    logging.getLogger("ctparse").setLevel(logging.CRITICAL)

    def moment(time: Time | None) -> str:
        if time is None or not time.hasDate:
            return ""
        day = f"{time.year:04}-{time.month:02}-{time.day:02}"
        return day if time.hour is None else f"{day}T{time.hour:02}:{time.minute or 0:02}"

    def reader(text: str, reference: date) -> Answer:
        found = ctparse(text, ts=datetime.combine(reference, datetime.min.time()), timeout=1)
        meant = found.resolution if found else None
        if isinstance(meant, Interval):
            return moment(meant.t_from), moment(meant.t_to), ""
        return (moment(meant), "", "") if isinstance(meant, Time) else ("", "", "")

    return reader


def moment_text(moment: datetime) -> str:
    """A day without a clock time comes from dateparser as midnight."""
    midnight = (moment.hour, moment.minute) == (0, 0)
    return moment.date().isoformat() if midnight else moment.isoformat()[:16]
