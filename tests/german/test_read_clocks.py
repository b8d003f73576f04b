"""Clock times behind a date, before it and alone."""

from __future__ import annotations

from datetime import date

import pytest

from aggregator.german import read

REFERENCE = date(2025, 11, 10)


def clocks(text: str) -> tuple[str | None, str | None]:
    when = read(text, REFERENCE)
    assert when is not None
    assert when.start is not None
    return when.start.isoformat()[:16], when.end.isoformat()[:16] if when.end else None


@pytest.mark.parametrize(
    "separator", [", ", " ", " um ", " – ", " | ", " · ", " (", ": ", "\n", "\u00a0", " ab ca. "]
)
@pytest.mark.parametrize(
    "day", ["Mi 03.12.2025", "Mittwoch, 3. Dezember 2025", "3.12.25", "Mittwoch, den 3.12.", "2025-12-03"]
)
@pytest.mark.parametrize(
    ("clock", "hour"),
    [
        ("19 Uhr", "19:00"),
        ("19:30", "19:30"),
        ("19.30 Uhr", "19:30"),
        ("19h", "19:00"),
        ("19:30h", "19:30"),
        ("1930 Uhr", "19:30"),
        ("19³⁰ Uhr", "19:30"),
        ("19-21 Uhr", "19:00"),
    ],
)
def test_clock_behind_a_date(day: str, separator: str, clock: str, hour: str) -> None:
    assert clocks(day + separator + clock)[0] == f"2025-12-03T{hour}"


@pytest.mark.parametrize(
    "text",
    [
        "19-21 Uhr",
        "19.00 bis 21.00 Uhr",
        "von 19 Uhr bis 21 Uhr",
        "zwischen 19 und 21 Uhr",
        "zwischen 19 bis 21 Uhr",
        "19 bis ca. 21 Uhr",
        "19:00–21:00",
        "19.00-21.00",
        "von 19-21",
        "19–21 h",
        "7-9 pm",
        "7:00 PM – 9:00 PM",
        "ab 19:00, Ende gegen 21 Uhr",
        "Beginn 19 Uhr, Ende 21 Uhr",
        "19 Uhr (bis 21 Uhr)",
        "19 Uhr, Dauer: 2 Stunden",
        "19 Uhr für 120 Minuten",
        "Einlass 18 Uhr, 19-21 Uhr",
    ],
)
def test_from_to(text: str) -> None:
    expected = "2025-12-03T19:00", "2025-12-03T21:00"
    assert clocks(f"Mi 3.12.2025, {text}") == expected
    assert clocks(f"Am 3. Dezember treffen wir uns {text} in Raum 12-14") == expected


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("ab 19", "2025-12-03T19:00", None),
        ("24 Uhr", "2025-12-04T00:00", None),
        ("20-24 Uhr", "2025-12-03T20:00", "2025-12-04T00:00"),
        ("22 bis 2 Uhr nachts", "2025-12-03T22:00", "2025-12-04T02:00"),
        ("20 Uhr bis Mitternacht", "2025-12-03T20:00", "2025-12-04T00:00"),
        ("halb acht", "2025-12-03T07:30", None),
        ("halb acht abends", "2025-12-03T19:30", None),
        ("Viertel nach sieben", "2025-12-03T07:15", None),
        ("dreiviertel acht", "2025-12-03T07:45", None),
        ("achtzehn Uhr", "2025-12-03T18:00", None),
        ("nachmittags um 3", "2025-12-03T15:00", None),
        ("8 Uhr abends", "2025-12-03T20:00", None),
        ("mittags", "2025-12-03T12:00", None),
        ("12°°Uhr", "2025-12-03T12:00", None),
        ("18h30", "2025-12-03T18:30", None),
        ("19 Uhr 30", "2025-12-03T19:30", None),
        ("13.00 bis 15.0 0Uhr", "2025-12-03T13:00", "2025-12-03T15:00"),
        ("16 Uhr c.t.", "2025-12-03T16:15", None),
        ("16 Uhr s.t.", "2025-12-03T16:00", None),
        ("10 bis 12 Uhr c. t.", "2025-12-03T10:15", "2025-12-03T12:00"),
        ("10am - 4pm", "2025-12-03T10:00", "2025-12-03T16:00"),
        ("9:00 am - 10:00 am", "2025-12-03T09:00", "2025-12-03T10:00"),
        ("9:00 am Bahnhof", "2025-12-03T09:00", None),
        ("ganztägig", "2025-12-03", None),
        ("bis 18 Uhr", "2025-12-03", "2025-12-03T18:00"),
        ("18 Uhr, Ende offen", "2025-12-03T18:00", None),
        ("Einlass 19 Uhr, Beginn 20 Uhr", "2025-12-03T20:00", None),
        ("20 Uhr (Einlass ab 19 Uhr)", "2025-12-03T20:00", None),
        ("19 Uhr Einlass, 20 Uhr Beginn", "2025-12-03T20:00", None),
        ("Check-in ab 9 Uhr, Start 10 Uhr", "2025-12-03T10:00", None),
        ("Registrierung ab 9 Uhr, Beginn 10 Uhr", "2025-12-03T10:00", None),
        ("Anmeldeschluss: 18:30 Uhr", "2025-12-03", None),
    ],
)
def test_clocks_of_a_day(text: str, start: str, end: str | None) -> None:
    assert clocks(f"Mi 3.12.2025, {text}") == (start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("10-12 Uhr", "2025-11-10T10:00", "2025-11-10T12:00"),
        ("(ab 15:00 Uhr)", "2025-11-10T15:00", None),
        ("bereits um 9.00 morgens", "2025-11-10T09:00", None),
        ("Am Freitag ab 17 Uhr", "2025-11-14T17:00", None),
        ("am Freitagabend um 8", "2025-11-14T20:00", None),
        ("heute Abend 8 Uhr", "2025-11-10T20:00", None),
        ("um 18 Uhr am 5. Dezember", "2025-12-05T18:00", None),
        ("Am 5. Dezember ist es so weit. Los geht es um 18 Uhr.", "2025-12-05T18:00", None),
        ("2025-12-05T17:00:00Z", "2025-12-05T18:00", None),
        ("2025-12-05T18:00:00+01:00/2025-12-05T20:00:00+01:00", "2025-12-05T18:00", "2025-12-05T20:00"),
        ("October 4, 2026, 2–8 pm", "2026-10-04T14:00", "2026-10-04T20:00"),
    ],
)
def test_other_orders(text: str, start: str, end: str | None) -> None:
    assert clocks(text) == (start, end)


@pytest.mark.parametrize(
    ("text", "start", "assumed"),
    [
        ("um halb vier", "2025-11-10T15:30", ("afternoon",)),
        ("um drei", "2025-11-10T15:00", ("afternoon",)),
        ("um drei Uhr nachts", "2025-11-10T03:00", ()),
        ("nachts um drei", "2025-11-10T03:00", ()),
        ("morgens um sechs", "2025-11-10T06:00", ()),
        ("Sonntagmorgen um sechs", "2025-11-16T06:00", ()),
        ("am 5.12. um 4", "2025-12-05T16:00", ("afternoon",)),
        ("am 5.12. um 4 Uhr", "2025-12-05T04:00", ()),
        ("von drei bis fünf", "2025-11-10T15:00", ("afternoon",)),
        ("von 20 Uhr bis drei", "2025-11-10T20:00", ()),
        ("heute um 8", "2025-11-10T08:00", ("morning",)),
        ("um halb acht", "2025-11-10T07:30", ("morning",)),
        ("drei viertel acht abends", "2025-11-10T19:45", ()),
    ],
)
def test_a_clock_as_people_say_it(text: str, start: str, assumed: tuple[str, ...]) -> None:
    when = read(text, REFERENCE)
    assert when is not None
    assert when.start is not None
    assert when.start.isoformat()[:16] == start
    assert tuple(what for what in when.assumed if what in ("morning", "afternoon")) == assumed
