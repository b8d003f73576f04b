"""Days and clock times that do not exist, alone and inside a sentence: None, and the reason in English."""

from __future__ import annotations

from datetime import date

import pytest

from aggregator.german import explain

REFERENCE = date(2026, 2, 10)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("am 31. Juni 2026 um 18 Uhr", "31 June 2026 does not exist"),
        ("Montag, 30. Februar 2026, 19 Uhr", "30 February 2026 does not exist"),
        ("30.02.2026", "30 February 2026 does not exist"),
        ("Dienstag, 10.02.2026, 25 Uhr", "25:00 is no clock time"),
        ("10.02.2026, 24:30 Uhr", "24:30 is no clock time"),
        ("Sonntag, 30. März 2025, 2:30 Uhr", "2:30 on 2025-03-30 does not exist: the clocks go forward"),
        ("31.4.2026 - 2.5.2026", "31 April 2026 does not exist"),
        ("29. Februar 2025", "29 February 2025 does not exist"),
        ("32.01.2026, 18 Uhr", "32 January 2026 does not exist"),
        ("12.13.2026", "12 of month 13 2026 does not exist"),
        ("Das Treffen findet am Montag, 31. Juni um 18 Uhr im Rathaus statt.", "31 June does not exist"),
        ("Wir treffen uns am Samstag, den 30.2., um 19 Uhr.", "30 February does not exist"),
        ("Das Treffen ist am Dienstag, 10.03.2026 um 25 Uhr im Rathaus.", "25:00 is no clock time"),
        ("Am 30. März 2025, 1:00 bis 2:30 Uhr", "2:30 on 2025-03-30 does not exist: the clocks go forward"),
        (
            "Sa 29.3.2025 22 Uhr bis So 30.3.2025 2:30 Uhr",
            "2:30 on 2025-03-30 does not exist: the clocks go forward",
        ),
        ("28.03.2026, 22 Uhr bis 2:30 Uhr", "2:30 on 2026-03-29 does not exist: the clocks go forward"),
        ("7. März 2026, 18:75 Uhr", "18:75 is no clock time"),
        ("28. Februar bis 31. April 2026", "31 April 2026 does not exist"),
        ("jeden Montag um 25 Uhr", "25:00 is no clock time"),
        ("jeden sechsten Montag im Monat", "no month has so many days"),
        ("jeden 32. des Monats", "no month has so many days"),
        ("2026-02-30", "30 February 2026 does not exist"),
        ("2026-02-30T10:00", "30 February 2026 does not exist"),
        ("Termine: 29.2., 7.3. und 14.3.2026", "29 February 2026 does not exist"),
    ],
)
def test_what_does_not_exist(text: str, reason: str) -> None:
    reading = explain(text, REFERENCE)
    assert reading.when is None
    assert reading.reason == reason
