"""German phrases ↔ `When`: read one, write one.

Pure: no clock, no locale, no network; whoever calls passes the reference date. `README.md` beside this
file says where a new form goes.
"""

from aggregator.german.answer import answer
from aggregator.german.deadline import read_deadline
from aggregator.german.phrase import PhraseError, moment_phrase, month_phrase, phrase
from aggregator.german.reading import UNDATED, Reading, explain, find, read
from aggregator.german.status import read_status

__all__ = [
    "UNDATED",
    "PhraseError",
    "Reading",
    "answer",
    "explain",
    "find",
    "moment_phrase",
    "month_phrase",
    "phrase",
    "read",
    "read_deadline",
    "read_status",
]
