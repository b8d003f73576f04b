"""Wrong passwords: how often one address may be wrong, and what it costs everybody when many are.

Who guesses is refused for a while; others are not, so that nobody can lock an editor out. When wrong
passwords come from everywhere, each try waits a little, but never longer than `SLOWEST`.
"""

from __future__ import annotations

import ipaddress
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

WRONG_ALLOWED, WITHIN = 5, timedelta(minutes=5)
CEILING = 50
"""Wrong passwords from all addresses together, within the same time, from which on every try waits."""

SLOWEST = 3.0
"""Seconds."""

MOST_ADDRESSES = 4_096


@dataclass(slots=True)
class Guesses:
    """The wrong passwords of late, by address. It remembers so many addresses, and drops the oldest."""

    by_address: OrderedDict[str, deque[datetime]] = field(default_factory=OrderedDict)
    latest: deque[datetime] = field(default_factory=lambda: deque(maxlen=2 * CEILING))

    def refuses(self, address: str, now: datetime) -> bool:
        """Was this address wrong too often to try again now?"""
        wrong = self.by_address.get(network(address), ())
        return sum(now - each <= WITHIN for each in wrong) >= WRONG_ALLOWED

    def delay(self, now: datetime) -> float:
        """How many seconds a try has to wait: none, more from the ceiling on, `SLOWEST` at twice that."""
        wrong = sum(now - each <= WITHIN for each in self.latest)
        return SLOWEST * max(0, wrong - CEILING) / CEILING

    def wrong(self, address: str, now: datetime) -> None:
        """Counts a wrong password."""
        key = network(address)
        self.by_address.setdefault(key, deque(maxlen=WRONG_ALLOWED)).append(now)
        self.by_address.move_to_end(key)
        self.latest.append(now)
        while len(self.by_address) > MOST_ADDRESSES:
            self.by_address.popitem(last=False)


def network(address: str) -> str:
    """What counts as one address: an IPv4 address, an IPv6 network of 64 bits; anything else as it stands."""
    try:
        read = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(read, ipaddress.IPv4Address):
        return str(read)
    return str(read.ipv4_mapped or ipaddress.ip_network((read, 64), strict=False))
