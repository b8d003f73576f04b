"""The order of the suite, and the pace of the machine it runs on, which decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest
from hypothesis import HealthCheck, settings

# Hypothesis holds an example to 200 ms by the clock: too little where others use the processor, too.
settings.register_profile(
    "any machine", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")

IDLE = 0.0070
"""Seconds of `gauge` on an idle core."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests come first, so that two processors end at about the same time.

    With --no-loadscope-reorder they are handed out in this order; files of many tests would come first else.
    """
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture(scope="session")
def slowness() -> Callable[[], float]:
    """How many times slower than an idle core this one is at the moment of the call; never less than 1.

    A core that others share does less in the same time of the processor: what is promised in such time is
    promised of an idle one.
    """
    return lambda: max(1.0, gauge() / IDLE)


def gauge() -> float:
    """Seconds that a fixed piece of work takes now: integers, strings, tuples and a small dictionary."""
    begun = process_time()
    total = 0
    seen: dict[int, tuple[int, int]] = {}
    for number in range(20_000):
        seen[number & 63] = (number, total)
        total += len(str(number))
    return process_time() - begun
