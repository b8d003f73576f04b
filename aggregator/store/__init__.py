"""The database: the only room that knows SQL. `open_store` gives a `Store`; its methods are all there is."""

from aggregator.store.beliefs import Matched
from aggregator.store.candidates import Candidate, Flag
from aggregator.store.concerns import Concern
from aggregator.store.decisions import Said, Verdict
from aggregator.store.errors import (
    BadValue,
    NewerDatabase,
    StaleDecision,
    StoreError,
    UnknownDecision,
    UnknownEvent,
)
from aggregator.store.issues import Difference, Former, Published
from aggregator.store.life import Happening
from aggregator.store.listings import Saved
from aggregator.store.lock import Locked, only_one
from aggregator.store.merging import BY_HAND, IMPORTED
from aggregator.store.outcome import Finished, LeftOut, Outcome, Run, RunResult
from aggregator.store.pages import ReadPage
from aggregator.store.standing import Decision
from aggregator.store.store import Store, open_store

__all__ = [
    "BY_HAND",
    "IMPORTED",
    "BadValue",
    "Candidate",
    "Concern",
    "Decision",
    "Difference",
    "Finished",
    "Flag",
    "Former",
    "Happening",
    "LeftOut",
    "Locked",
    "Matched",
    "NewerDatabase",
    "Outcome",
    "Published",
    "ReadPage",
    "Run",
    "RunResult",
    "Said",
    "Saved",
    "StaleDecision",
    "Store",
    "StoreError",
    "UnknownDecision",
    "UnknownEvent",
    "Verdict",
    "only_one",
    "open_store",
]
