"""The numbers that decide whether two listings speak of one event; `python -m bench` measures them.

All are likenesses of titles between 0 and 1, see `aggregator.matching.title.likeness`.
"""

from __future__ import annotations

SAME_ADDRESS = 0.50
"""On one day at an address that only this event has, as far as is known: titles need only resemble."""

SHARED_ADDRESS = 0.80
"""On one day at an address that many events share, such as a programme's or a group's page."""

SAME_HOUR = 0.84
"""Beginning at the same minute, in one town or with a town unknown, at different addresses."""

SAME_DAY = 0.85
"""On one day in one town or online, but at different hours: one of the sites is wrong. The titles have to
be alike as a whole; "Open Data Day" and "Open Data Day: Abschlussfest" are two."""

UNDATED = 0.90
"""Without any date, at the same address."""

TWICE_IN_ONE_SOURCE = 0.97
"""The same source under two keys: only what agrees nearly wholly was entered twice."""

MEETING = 0.55
"""Meetings of one lab or town on one weekday at one hour."""

MEETING_ANYWHERE = 0.80
"""Meetings on one weekday at one hour of which one names neither lab nor town."""

LIKELY = 0.70
"""From here on two events are shown to the editor as likely the same; nothing is merged."""

SHORTENED = 0.96
"""What a title counts that is contained whole in the other."""

MEANINGFUL = 10
"""How many letters a title needs so that it may be contained in another."""

NUMBERED_APART = 0.40
"""What titles lose that bear different numbers."""

LONGEST_BLOCK = 14
"""Days: a range is compared with what begins on its first days only."""
