"""The database: the only room that knows SQL. `open_store` gives a `Store`; its methods are all there is."""

from aggregator.store.beliefs import Matched
from aggregator.store.errors import NewerDatabase, StaleDecision, StoreError, UnknownEvent
from aggregator.store.listings import Saved
from aggregator.store.merging import BY_HAND, IMPORTED
from aggregator.store.runs import LeftOut, Outcome, Run, RunResult
from aggregator.store.store import Finished, Store, open_store

__all__ = [
    "BY_HAND",
    "IMPORTED",
    "Finished",
    "LeftOut",
    "Matched",
    "NewerDatabase",
    "Outcome",
    "Run",
    "RunResult",
    "Saved",
    "StaleDecision",
    "Store",
    "StoreError",
    "UnknownEvent",
    "open_store",
]
