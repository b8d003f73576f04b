"""Rules: what repeats, and its first occurrence on or after 10 November 2025 (a Monday, an even week)."""

from __future__ import annotations

from datetime import date

import pytest

from aggregator.german import read

REFERENCE = date(2025, 11, 10)


def rule(text: str) -> tuple[str | None, str | None]:
    when = read(text, REFERENCE)
    assert when is not None
    return when.rrule, when.start.isoformat()[:16] if when.start else None


SAME = {
    "FREQ=WEEKLY;BYDAY=WE": [
        "jeden Mittwoch", "mittwochs", "immer mittwochs", "jeweils am Mittwoch", "jeden Mi.", "jed. Mittwoch",
        "jede Woche am Mittwoch", "wöchentlich mittwochs", "Mittwoch, wöchentlich", "einmal pro Woche, mittwochs",
        "Jeden. Mittwoch", "jeden Mitwoch", "jeden Mittwochabend", "every Wednesday", "Wednesdays",
        "jeden Mittwoch (außer in den Ferien)",
    ],
    "FREQ=MONTHLY;BYDAY=3WE": [
        "jeden dritten Mittwoch im Monat", "jeden 3. Mittwoch im Monat", "am dritten Mittwoch jeden Monats",
        "immer am 3. Mittwoch des Monats", "monatlich am dritten Mittwoch", "3. Mittwoch pro Monat",
        "jeweils am dritten Mittwoch eines Monats", "der dritte Mittwoch im Monat", "jeden 3. Mi im Monat",
        "jeden dritten Mittwoch", "einmal im Monat, immer am dritten Mittwoch", "every third Wednesday of the month",
    ],
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE": [
        "jeden zweiten Mittwoch", "alle zwei Wochen mittwochs", "mittwochs aller zwei Wochen", "14-tägig mittwochs",
        "Mittwochs (14-tägig)", "alle 14 Tage am Mittwoch", "jede zweite Woche mittwochs", "Mittwoch, alle 2 Wochen",
        "zweiwöchentlich am Mittwoch", "mittwochs in geraden Kalenderwochen", "every other Wednesday",
    ],
    "FREQ=MONTHLY;BYDAY=2WE,4WE": [
        "jeden zweiten und vierten Mittwoch im Monat", "jeden zweiten un vierten Mittwoch im Monat",
        "jeden 2./4. Mittwoch im Monat", "jeden 2. u. 4. Mi im Monat", "am 2. und 4. Mittwoch des Monats",
        "jeden zweiten oder vierten Mittwoch im Monat",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("rrule", "text"), [(rrule, text) for rrule, texts in SAME.items() for text in texts]
)
@pytest.mark.parametrize(
    "tail", ["", ", 19:00-21:00", " ab 19 Uhr im Café, Alter Markt 13", " von 19 bis 21 Uhr"]
)
def test_many_ways_to_say_it(rrule: str, text: str, tail: str) -> None:
    day = "2025-11-19" if rrule.endswith("=3WE") else "2025-11-12"
    assert rule(text + tail) == (rrule, day + "T19:00" if tail else day)


@pytest.mark.parametrize(
    ("text", "rrule", "start"),
    [
        ("jeden zweiten Montag im Monat", "FREQ=MONTHLY;BYDAY=2MO", "2025-11-10"),
        ("jeden ersten Montag", "FREQ=MONTHLY;BYDAY=1MO", "2025-12-01"),
        ("immer am zweiten Samstag", "FREQ=MONTHLY;BYDAY=2SA", "2025-12-13"),
        ("jeden letzten Freitag", "FREQ=MONTHLY;BYDAY=-1FR", "2025-11-28"),
        ("jeden vorletzten Freitag im Monat", "FREQ=MONTHLY;BYDAY=-2FR", "2025-11-21"),
        ("jeden 1. und 3. Dienstag", "FREQ=MONTHLY;BYDAY=1TU,3TU", "2025-11-18"),
        ("Di+Do 17 Uhr", "FREQ=WEEKLY;BYDAY=TU,TH", "2025-11-11T17:00"),
        ("Mo-Fr 9-17 Uhr", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2025-11-10T09:00"),
        ("dienstags bis freitags 10 Uhr", "FREQ=WEEKLY;BYDAY=TU,WE,TH,FR", "2025-11-11T10:00"),
        ("jeden Montag und jeden Freitag", "FREQ=WEEKLY;BYDAY=MO,FR", "2025-11-10"),
        ("werktags ab 9 Uhr", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2025-11-10T09:00"),
        ("jedes Wochenende", "FREQ=WEEKLY;BYDAY=SA,SU", "2025-11-15"),
        ("täglich 10-18 Uhr", "FREQ=DAILY", "2025-11-10T10:00"),
        ("täglich außer montags, 10 Uhr", "FREQ=WEEKLY;BYDAY=TU,WE,TH,FR,SA,SU", "2025-11-11T10:00"),
        ("alle zwei Tage", "FREQ=DAILY;INTERVAL=2", "2025-11-10"),
        ("alle drei Wochen donnerstags", "FREQ=WEEKLY;INTERVAL=3;BYDAY=TH", "2025-11-13"),
        ("montags in ungeraden Kalenderwochen", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2025-11-17"),
        ("am 23. des Monats", "FREQ=MONTHLY;BYMONTHDAY=23", "2025-11-23"),
        ("am 1. und 15. jeden Monats", "FREQ=MONTHLY;BYMONTHDAY=1,15", "2025-11-15"),
        ("am letzten Tag des Monats", "FREQ=MONTHLY;BYMONTHDAY=-1", "2025-11-30"),
        ("alle zwei Monate am ersten Montag", "FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO", "2025-12-01"),
        ("jährlich am 3. Oktober", "FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=3", "2026-10-03"),
        ("Unser Treffen findet alle zwei Wochen statt.", "FREQ=WEEKLY;INTERVAL=2", None),
        ("monatlich", "FREQ=MONTHLY", None),
        ("quartalsweise", "FREQ=MONTHLY;INTERVAL=3", None),
        ("ab dem 3. Mai jeden Montag", "FREQ=WEEKLY;BYDAY=MO", "2026-05-04"),
        ("erstmals am 5. März, dann alle 2 Wochen", "FREQ=WEEKLY;INTERVAL=2", "2026-03-05"),
        ("bis Ende Juni jeden Dienstag", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20260630", "2025-11-11"),
        ("dienstags (bis 26. Februar)", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20260226", "2025-11-11"),
        (
            "vom 16. Januar bis 27. Februar jeweils mittwochs um 18:30 Uhr",
            "FREQ=WEEKLY;BYDAY=WE;UNTIL=20260227T235959",
            "2026-01-21T18:30",
        ),
        ("jeden Donnerstag im Januar", "FREQ=WEEKLY;BYDAY=TH;UNTIL=20260131", "2026-01-01"),
        (
            "jeden zweiten Montag, 19:00 (17.11. online)",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
            "2025-11-17T19:00",
        ),
    ],
)
def test_rules(text: str, rrule: str, start: str | None) -> None:
    assert rule(text) == (rrule, start)


def test_days_left_out() -> None:
    when = read("jeden Mittwoch um 19 Uhr (außer am 24.12.)", REFERENCE)
    assert when is not None
    assert when.skipped == (date(2025, 12, 24),)


def test_an_interval_counts_from_the_day_named() -> None:
    when = read("alle zwei Wochen dienstags ab dem 4.11.2025", date(2025, 11, 10))
    assert when is not None
    assert when.start == date(2025, 11, 18)


@pytest.mark.parametrize(
    ("text", "assumed"),
    [
        ("alle zwei Wochen dienstags um 19 Uhr", ("week",)),
        ("jeden zweiten Montag", ("week",)),
        ("alle zwei Monate am ersten Montag", ("month",)),
        ("jeden zweiten Montag im Monat", ()),
        ("dienstags in ungeraden Kalenderwochen", ()),
        ("alle zwei Wochen dienstags ab dem 4.11.2025", ()),
    ],
)
def test_which_week_or_month_is_meant_is_assumed_where_it_is_not_said(
    text: str, assumed: tuple[str, ...]
) -> None:
    when = read(text, REFERENCE)
    assert when is not None
    assert when.assumed == assumed
