"""What is written in the house style reads back as the same `When`."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from aggregator.event import When
from aggregator.german import PhraseError, moment_phrase, phrase, read


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (When(date(2024, 12, 2)), "Montag, 02.12.2024"),
        (When(datetime(2024, 12, 2, 17)), "Montag, 02.12.2024, 17:00"),
        (When(datetime(2024, 12, 2, 17), datetime(2024, 12, 2, 21)), "Montag, 02.12.2024, 17:00-21:00"),
        (When(datetime(2024, 12, 2, 22), datetime(2024, 12, 3, 2)), "Montag, 02.12.2024, 22:00-02:00"),
        (
            When(datetime(2024, 10, 4, 14), datetime(2024, 10, 6, 15)),
            "Freitag, 04.10.2024, 14:00, bis Sonntag, 06.10.2024, 15:00",
        ),
        (When(date(2024, 10, 1), date(2024, 10, 31)), "Dienstag, 01.10.2024, bis Donnerstag, 31.10.2024"),
        (
            When(datetime(2018, 3, 3, 10), date(2018, 3, 4)),
            "Samstag, 03.03.2018, 10:00, bis Sonntag, 04.03.2018",
        ),
        (
            When(date(2025, 11, 1), datetime(2025, 11, 30, 23, 59)),
            "Samstag, 01.11.2025, bis Sonntag, 30.11.2025, 23:59",
        ),
        (
            When(datetime(2025, 11, 5, 18), datetime(2025, 11, 5, 21), "FREQ=WEEKLY;BYDAY=WE"),
            "jeden Mittwoch, 18:00-21:00",
        ),
        (When(date(2025, 11, 3), None, "FREQ=WEEKLY;BYDAY=MO,WE"), "jeden Montag und Mittwoch"),
        (When(date(2025, 11, 3), None, "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"), "jeden zweiten Montag"),
        (When(date(2025, 11, 3), None, "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO"), "alle drei Wochen montags"),
        (When(date(2025, 11, 3), None, "FREQ=MONTHLY;BYDAY=1MO"), "jeden ersten Montag im Monat"),
        (
            When(date(2025, 11, 12), None, "FREQ=MONTHLY;BYDAY=2WE,4WE"),
            "jeden zweiten und vierten Mittwoch im Monat",
        ),
        (When(date(2025, 11, 28), None, "FREQ=MONTHLY;BYDAY=-1FR"), "jeden letzten Freitag im Monat"),
        (When(date(2025, 11, 23), None, "FREQ=MONTHLY;BYMONTHDAY=23"), "am 23. des Monats"),
        (When(date(2025, 11, 23), None, "FREQ=DAILY"), "täglich"),
        (
            When(date(2025, 11, 3), None, "FREQ=WEEKLY;BYDAY=MO;UNTIL=20251222"),
            "jeden Montag bis 22.12.2025",
        ),
        (When(None, None, "FREQ=WEEKLY;INTERVAL=2"), "alle zwei Wochen"),
    ],
)
def test_house_style(when: When, words: str) -> None:
    assert phrase(when) == words


@pytest.mark.parametrize(
    "when",
    [
        When(None),
        When(date(2025, 3, 5), also=(date(2025, 3, 12),)),
        When(date(2025, 3, 5), None, "FREQ=WEEKLY;BYDAY=WE", skipped=(date(2025, 3, 12),)),
        When(date(2025, 3, 5), date(2025, 3, 4)),
        When(datetime(2025, 3, 5, 18), datetime(2025, 3, 5, 17)),
        When(date(2025, 3, 5), None, "FREQ=SECONDLY"),
        When(date(2025, 3, 5), None, "FREQ=YEARLY;BYWEEKNO=3"),
        When(date(2025, 3, 5), None, "FREQ=WEEKLY;BYDAY=WE;COUNT=3"),
        When(date(2025, 3, 5), None, "FREQ=MONTHLY;BYDAY=1WE,2TH"),
        When(date(2025, 3, 5), None, "FREQ=WEEKLY;INTERVAL=x"),
        When(date(2025, 3, 5), None, "FREQ=WEEKLY;BYDAY=WE;UNTIL=soon"),
        When(date(2025, 3, 5), date(2025, 3, 6), "FREQ=WEEKLY;BYDAY=WE"),
        When(date(2025, 3, 5), None, "FREQ=WEEKLY"),
        When(datetime(2025, 3, 5, 19), None, "FREQ=WEEKLY;INTERVAL=2;UNTIL=20250630T235959"),
        When(datetime(2025, 3, 30, 2, 30)),
        When(datetime(2025, 3, 29, 20), datetime(2025, 3, 30, 2)),
    ],
)
def test_what_one_phrase_cannot_say(when: When) -> None:
    with pytest.raises(PhraseError):
        phrase(when)


def test_moments() -> None:
    assert moment_phrase(date(2024, 9, 25)) == "Mittwoch, 25.09.2024"
    assert moment_phrase(datetime(2024, 9, 25, 20)) == "Mittwoch, 25.09.2024, 20:00"


days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
clocks = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))


def exists(moment: date | datetime) -> bool:
    """Whether the clocks of Berlin ever show this moment: not between two and three on the last Sunday of March."""
    late_march = moment.month == 3 and moment.day > 24 and moment.weekday() == 6
    return not (isinstance(moment, datetime) and late_march and moment.hour == 2)


moments = st.one_of(days, st.builds(datetime.combine, days, clocks))


@given(
    start=moments, length=st.timedeltas(timedelta(0), timedelta(days=400)), end=moments, ranged=st.booleans()
)
def test_single_events_read_back(start: date, length: timedelta, end: date, ranged: bool) -> None:
    if ranged:
        last = date(start.year, start.month, start.day) + length
        finish = datetime.combine(last, end.time()) if isinstance(end, datetime) else last
    when = When(start, finish if ranged else None)
    try:
        words = phrase(when)
    except PhraseError:
        assume(False)
    assert read(words, date(start.year, start.month, start.day)) == when


names = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])
nths = st.lists(st.sampled_from([1, 2, 3, 4, 5, -1]), min_size=1, max_size=3, unique=True)
rules = st.one_of(
    st.just("FREQ=DAILY"),
    st.builds(
        lambda every, chosen: (
            "FREQ=WEEKLY" + (f";INTERVAL={every}" if every > 1 else "") + ";BYDAY=" + ",".join(chosen)
        ),
        st.integers(1, 12),
        st.lists(names, min_size=1, max_size=4, unique=True),
    ),
    st.builds(
        lambda chosen, day: "FREQ=MONTHLY;BYDAY=" + ",".join(f"{nth}{day}" for nth in chosen), nths, names
    ),
    st.builds(
        lambda chosen: "FREQ=MONTHLY;BYMONTHDAY=" + ",".join(map(str, sorted(chosen))),
        st.lists(st.integers(1, 31), min_size=1, max_size=3, unique=True),
    ),
)


@given(
    rule=rules,
    reference=days,
    clock=st.none() | clocks,
    hours=st.none() | st.integers(1, 23),
    until=st.booleans(),
)
def test_meetings_read_back(
    rule: str, reference: date, clock: time | None, hours: int | None, until: bool
) -> None:
    """The first reading finds the rule's first day; written and read again it is the same."""
    probe = read(phrase(When(reference, None, rule)), reference)
    assert probe is not None
    assert probe.start is not None
    day = date(probe.start.year, probe.start.month, probe.start.day)
    start = day if clock is None else datetime.combine(day, clock)
    assume(exists(start))
    end = start + timedelta(hours=hours) if hours and isinstance(start, datetime) else None
    assume(end is None or exists(end))
    if until:
        rule += f";UNTIL={day + timedelta(days=90):%Y%m%d}" + ("T235959" if clock else "")
    when = When(start, end, rule)
    assert read(phrase(when), day) == when
