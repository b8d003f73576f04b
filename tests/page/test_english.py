"""English date phrases."""

from datetime import date

import pytest

from aggregator.page.english import find_english

READ_ON = date(2024, 2, 1)
PHRASES = [
    ("Saturday, March 23 from 9am to 6pm", "2024-03-23T09:00", "2024-03-23T18:00"),
    ("March 23, 2024 @ 9:00 am", "2024-03-23T09:00", None),
    ("October 4, 2026\n2–8 pm", "2026-10-04T14:00", "2026-10-04T20:00"),
    ("Nov. 12, 2025, 7 p.m. to 9 p.m.", "2025-11-12T19:00", "2025-11-12T21:00"),
    ("24th June 2025 19:30 – 21:00", "2025-06-24T19:30", "2025-06-24T21:00"),
    ("Tuesday, July 21-Wednesday, July 22 • 9:30 AM-6:30 PM", "2026-07-21T09:30", "2026-07-22T18:30"),
    ("March 26–28, 2025", "2025-03-26", "2025-03-28"),
    ("5-7 September 2025", "2025-09-05", "2025-09-07"),
    ("December 30, 2024 - January 2, 2025", "2024-12-30", "2025-01-02"),
    ("Jan 15, 2026, 9:30 AM - 12:30 PM", "2026-01-15T09:30", "2026-01-15T12:30"),
    ("June 25, 2025, 11–2 pm", "2025-06-25T11:00", "2025-06-25T14:00"),
    ("May 3, 2025, 10pm to 2am", "2025-05-03T22:00", "2025-05-04T02:00"),
    ("1st of May 2025 at noon", "2025-05-01", None),
    ("Register by March 20, 2024", None, None),
    ("Posted on March 2, 2024", None, None),
    ("February 30, 2025", None, None),
    ("May the force be with you", None, None),
]


@pytest.mark.parametrize(("text", "start", "end"), PHRASES)
def test_phrases(text, start, end):
    found = find_english(text, READ_ON)
    if start is None:
        assert found == ()
        return
    assert len(found) == 1
    assert found[0].start.isoformat()[:16] == start
    assert (found[0].end.isoformat()[:16] if found[0].end else None) == end
    assert found[0].span is not None
