"""The table: RFC 4180, and nothing in it that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aggregator.event import Place, When
from aggregator.publish import table
from aggregator.publish.coming import Coming
from aggregator.publish.table import COLUMNS, defused


def rows(*events: Any) -> list[dict[str, str]]:
    text = table.write(Coming(event, event.when) for event in events).decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+49 341", "'+49 341"),
        ("-Offen-", "'-Offen-"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1+1", "'=1+1"),
        ("\r\n=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("＝1+1", "'＝1+1"),
        ("A=B", "A=B"),
        ("", ""),
        (None, ""),
        (-1.5, -1.5),
        (0, 0),
    ],
)
def test_no_cell_is_a_formula(cell: Any, expected: Any) -> None:
    assert defused(cell) == expected


def test_moments_carry_their_offset(make: Any) -> None:
    summer = make(when=When(datetime(2024, 7, 3, 18), datetime(2024, 7, 3, 20)))
    days = make(when=When(date(2024, 12, 7), date(2024, 12, 9)))
    abroad = make(when=When(datetime(2024, 12, 3, 18), timezone="America/New_York"))
    assert [(row["start"], row["end"], row["all_day"]) for row in rows(summer, days, abroad)] == [
        ("2024-07-03T18:00:00+02:00", "2024-07-03T20:00:00+02:00", "0"),
        ("2024-12-07", "2024-12-09", "1"),
        ("2024-12-03T18:00:00-05:00", "", "0"),
    ]


def test_lines_end_as_rfc_4180_says(make: Any) -> None:
    text = table.write([Coming(event, event.when) for event in [make(title='A "B", C\nD')]])
    assert text.count(b"\r\n") == text.count(b"\n") == 2
    assert rows(make(title='A "B", C\nD'))[0]["title"] == 'A "B", C D'


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(words=st.text(max_size=100))
def test_whatever_it_holds_a_row_stays_a_row(make: Any, words: str) -> None:
    (row,) = rows(make(title=words, place=Place(name=words, city=words), price=words, description=words))
    assert list(row) == list(COLUMNS)
    assert not any(re.match(r"[=+\-@\t\r]", value) for value in row.values())
