"""No text at all makes the readers raise."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from aggregator.german import answer, explain, find, phrase, read, read_deadline, read_status
from aggregator.german.lexicon import WORDS
from aggregator.german.phrase import PhraseError

words = st.sampled_from(sorted(WORDS))
numbers = st.sampled_from(
    [
        "1",
        "2.",
        "3.4.",
        "5.6.25",
        "31.12.9999",
        "29.2.2100",
        "0.0.",
        "99",
        "2024",
        "12:30",
        "19.00",
        "24:00",
        "40.",
    ]
)
signs = st.sampled_from([*" -–/,.;:()\n+&|!°\u200b\u00ad\u00a0", "c.t.", "p.m.", "14-tägig"])
texts = st.one_of(
    st.text(),
    st.lists(st.one_of(words, numbers, signs), max_size=25).map(" ".join),
    st.lists(st.one_of(words, numbers, signs), max_size=25).map("".join),
)


@settings(deadline=None)  # the first foreign month loads dateparser
@example(text="Neujahr", reference=date(9999, 5, 2))
@example(text="jeden Montag bis Februar", reference=date(9999, 12, 23))
@given(text=texts, reference=st.dates())
def test_reading_never_raises(text: str, reference: date) -> None:
    reading = explain(text, reference)
    assert (reading.when is None) == (reading.reason is not None)
    read_deadline(text, reference)
    read_status(text)
    for when in find(text, reference):
        assert when.span is not None
        assert 0 <= when.span[0] < when.span[1] <= len(text)


@settings(deadline=None)
@given(text=texts, reference=st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_what_is_read_is_in_order_and_can_be_written_or_is_refused(text: str, reference: date) -> None:
    when = read(text, reference)
    if when is None:
        return
    if when.start and when.end:
        assert when.start.isoformat()[:10] <= when.end.isoformat()[:10]
    try:
        assert phrase(when)
    except PhraseError as refused:
        assert str(refused)


@given(line=st.text())
def test_a_malformed_line_is_a_value_error(line: str) -> None:
    with pytest.raises(ValueError, match="not"):
        answer(line)
