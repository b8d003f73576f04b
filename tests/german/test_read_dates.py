"""Days and ranges: what a phrase names, read on 10 November 2025 (a Monday)."""

from __future__ import annotations

from datetime import date

import pytest

from aggregator.german import explain, read

REFERENCE = date(2025, 11, 10)


def start_and_end(text: str, reference: date = REFERENCE) -> tuple[str | None, str | None]:
    when = read(text, reference)
    if when is None or when.start is None:
        return None, None
    assert when.rrule is None
    return when.start.isoformat()[:16], when.end.isoformat()[:16] if when.end else None


@pytest.mark.parametrize(
    "text",
    [
        "Mi., 3.12.25",
        "Mi, 03.12.",
        "Mi.3.12.25",
        "Mi. 03.12",
        "Mittwoch 3.12.2025",
        "Mittwoch, 3. Dez 2025",
        "Mittwoch, der 3. Dezember 2025",
        "am Mittwoch, den 3. Dezember",
        "MITTWOCH, 3. DEZEMBER 2025",
        "Am Mittwoch (3.12.)",
        "Mittwochabend, 3. Dezember",
        "Mitt\u00adwoch, 3. De\u200bzember 2025",
        "03.12.2025 (Mittwoch)",
        "3. 12. 2025",
        "3.Dezember 2025",
        "03. Dez. 25",
        "3.12.'25",
        "am dritten Dezember",
        "am 3. Dezmber",
        "03/12/2025",
        "3-12-2025",
        "2025-12-03",
        "Wed, 3 Dec 2025",
        "December 3rd, 2025",
        "3rd December 2025",
        "Dec 3",
        "Data Week 2024: Mittwoch, 3. Dezember 2025 in Raum 2240, 10179 Berlin",
        "Version 3.0, für 12- bis 18-Jährige, am 3.12., 10,50 Euro, Tel. 0341 123456",
        "Die 7. Auflage von § 3 Absatz 2: 3. Dezember",
        "[Termin](https://example.org/2024/05/01/) am 3. Dezember",
        "Am 3. Dezember, also in nicht einmal einer Woche",
    ],
)
def test_one_day(text: str) -> None:
    assert start_and_end(text) == ("2025-12-03", None)


@pytest.mark.parametrize(
    "text",
    [
        "3.-5.12.2025",
        "3. - 5.12.",
        "03.12.-05.12.2025",
        "3.12 - 5.12.2025",
        "3. 12. – 5. 12. 2025",
        "3.12. bis 5.12.2025",
        "vom 3. bis zum 5. Dezember",
        "vom 3.12. bis einschließlich 5.12.",
        "3.–5. Dezember",
        "Mi 3. bis Fr 5. Dezember 2025",
        "Mi, 3. Dez - Fr, 5. Dez 25",
        "von Mittwoch, den 3., bis Freitag, den 5. Dezember",
        "Mittwoch bis Freitag, 3.-5.12.2025",
        "Mittwoch, 3. Dezember, bis, Freitag, 5. Dezember 2025",
        "3., 4. und 5. Dezember",
        "3./4./5. Dezember 2025",
        "Mo 3 Dez 25\nDo 4 Dez 25\nFr 5 Dez 25",
        "3-5 December 2025",
        "December 3-5, 2025",
        "December 3 to December 5, 2025",
        "2025-12-03/2025-12-05",
    ],
)
def test_days_in_a_row(text: str) -> None:
    assert start_and_end(text) == ("2025-12-03", "2025-12-05")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("28. bis 3. März 2025", "2025-02-28", "2025-03-03"),
        ("vom 30. bis 2.1.2025", "2024-12-30", "2025-01-02"),
        ("30.-2. Mai 2025", "2025-04-30", "2025-05-02"),
        ("29. Februar – 2. März 2024", "2024-02-29", "2024-03-02"),
        ("30. Dezember bis 2. Januar", "2025-12-30", "2026-01-02"),
        ("30.12. - 2.1.", "2025-12-30", "2026-01-02"),
        ("30. Dezember – 2. Januar 2026", "2025-12-30", "2026-01-02"),
        ("25. und 26.7.", "2026-07-25", "2026-07-26"),
        ("8./9. Mai", "2026-05-08", "2026-05-09"),
        ("Sa/So 6./7.12.", "2025-12-06", "2025-12-07"),
        ("Samstag, 6., und Sonntag, 7. Dezember", "2025-12-06", "2025-12-07"),
        ("am Wochenende 6./7. Dezember", "2025-12-06", "2025-12-07"),
        ("Freitag bis Sonntag", "2025-11-14", "2025-11-16"),
        ("Samstag 10 Uhr bis Sonntag 16 Uhr", "2025-11-15T10:00", "2025-11-16T16:00"),
        ("Sa 6.12. 10-18 Uhr, So 7.12. 10-16 Uhr", "2025-12-06T10:00", "2025-12-07T16:00"),
        ("Am 15.11. von 10-17 und am 16.11.2025 von 10-15 Uhr", "2025-11-15T10:00", "2025-11-16T15:00"),
        ("3.-5.12.2025, täglich 10-18 Uhr", "2025-12-03T10:00", "2025-12-05T18:00"),
        ("3. und 4. März, 10 Uhr", "2026-03-03T10:00", "2026-03-04"),
        ("Fr 5.12. 18:00 - So 7.12. 16:00", "2025-12-05T18:00", "2025-12-07T16:00"),
        ("Beginn: 5. Dezember, 18 Uhr; Ende: 7. Dezember, 16 Uhr", "2025-12-05T18:00", "2025-12-07T16:00"),
        ("beginnt am 5.12. um 18 Uhr und endet am 7.12. um 16 Uhr", "2025-12-05T18:00", "2025-12-07T16:00"),
        ("Samstag, 20.07.2024, 10:00, bis Sonntag, 21.07.2024", "2024-07-20T10:00", "2024-07-21"),
        ("Samstag, 1.11., bis Sonntag, 30.11.2025, 23:59", "2025-11-01", "2025-11-30T23:59"),
        ("5.12.2025 (19 Uhr) bis 5.12.2025 (21 Uhr)", "2025-12-05T19:00", "2025-12-05T21:00"),
    ],
)
def test_from_to(text: str, start: str, end: str) -> None:
    assert start_and_end(text) == (start, end)


@pytest.mark.parametrize(
    ("text", "also"),
    [
        ("5., 12. und 19. März", ["2026-03-12", "2026-03-19"]),
        ("5.3., 12.3., 19.3.2026, jeweils 18 Uhr", ["2026-03-12T18:00", "2026-03-19T18:00"]),
        ("5. März um 18 Uhr und 12. März um 19 Uhr", ["2026-03-12T19:00"]),
        ("5./12. März", ["2026-03-12"]),
        ("5.3.26 12.3.26 fällt aus! 19.3.26, 18 Uhr", ["2026-03-19T18:00"]),
        ("5.-7. und 12. März", ["2026-03-12"]),
    ],
)
def test_days_with_gaps(text: str, also: list[str]) -> None:
    when = read(text, REFERENCE)
    assert when is not None
    assert when.start is not None
    assert when.start.isoformat()[:10] == "2026-03-05"
    assert [moment.isoformat()[:16] for moment in when.also] == also


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("8. Oktober", "2025-10-08"),
        ("3. September", "2026-09-03"),
        ("Samstag, 8. November", "2025-11-08"),
        ("Dienstag, 20. April", "2027-04-20"),
        ("5. Jänner", "2026-01-05"),
        ("5. Mrz.", "2026-03-05"),
        ("5. Maerz 26", "2026-03-05"),
        ("5. Sept.", "2026-09-05"),
        ("Sonnabend, 6. Dezember", "2025-12-06"),
        ("29. Februar", "2028-02-29"),
        ("12/04/2024", "2024-04-12"),
        ("heute", "2025-11-10"),
        ("morgen (Dienstag, 11.11)", "2025-11-11"),
        ("am morgigen Dienstag", "2025-11-11"),
        ("kommenden Montag", "2025-11-17"),
        ("diesen Montag", "2025-11-10"),
        ("letzten Freitag", "2025-11-07"),
        ("nächste Woche Dienstag", "2025-11-18"),
        ("Mittwoch nächster Woche", "2025-11-19"),
        ("in drei Tagen", "2025-11-13"),
        ("heute in zwei Wochen", "2025-11-24"),
        ("am dritten Advent", "2025-12-14"),
        ("Ostermontag", "2026-04-06"),
        ("Karfreitag 2038", "2038-04-23"),
        ("am letzten Freitag im August", "2026-08-28"),
        ("ursprünglich 3. Dezember, neuer Termin: 10. Dezember", "2025-12-10"),
        ("wird vom 3. Dezember auf den 10. Dezember verschoben", "2025-12-10"),
        ("Der Termin am 10. Dezember entfällt", "2025-12-10"),
        ("12 mars 2026", "2026-03-12"),
        ("12 maart 2026", "2026-03-12"),
        ("12 de mayo de 2026", "2026-05-12"),
    ],
)
def test_which_day(text: str, start: str) -> None:
    assert start_and_end(text)[0] == start


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "Mai", "im Mai 2026", "Raum 2240, 10179 Berlin", "10,50 Euro", "Version 3.0",
        "Agenda 2030", "Tel. 030 12345678", "12- bis 18-Jährige", "zwischen 10 und 20 Teilnehmende",
        "ab 12 Jahren", "1:0 gewonnen", "IP 192.168.10.12", "Wintersemester 2025/26", "KW 60", "Guten Morgen",
        "So geht das", "Do it yourself", "mit Musik", "um eine Anmeldung", "Anmeldung bis: 23. Oktober",
        "Bitte bis zum 3. Mai anmelden", "Anmeldeschluss: 3. Mai, 12 Uhr", "Einreichungsfrist ist der 3. Mai",
        "Stand: 03.05.2026", "veröffentlicht am 3. Mai 2026", "Einlass ab 19 Uhr", "noch bis 28.11.2025",
        "Die Anmeldung öffnet am 28. November", "Call for Papers: 28. November", "Early Bird bis 28.11.",
    ],
)  # fmt: skip
def test_no_date_of_an_event(text: str) -> None:
    assert read(text, REFERENCE) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("30. Februar 2026", "30 February 2026 does not exist"),
        ("31.04.2026", "31 April 2026 does not exist"),
        ("30.13.2025", "30 of month 13 2025 does not exist"),
        ("3.12.2025, 25 Uhr", "25:00 is no clock time"),
        ("3.12.2025, 19:75 Uhr", "19:75 is no clock time"),
        ("30. März 2025, 2:30 Uhr", "2:30 on 2025-03-30 does not exist: the clocks go forward"),
        ("Anmeldung bis 3. Mai", "only a deadline or another date than the event's"),
        ("kommt bald", "no date"),
    ],
)
def test_reasons(text: str, reason: str) -> None:
    reading = explain(text, REFERENCE)
    assert reading.when is None
    assert reading.reason == reason


def test_the_hour_that_comes_twice_exists() -> None:
    assert start_and_end("26.10.2025, 2:30 Uhr") == ("2025-10-26T02:30", None)


def test_a_weekday_that_does_not_fit_keeps_the_date() -> None:
    when = read("Montag, 3.12.2025", REFERENCE)
    assert when is not None
    assert when.start == date(2025, 12, 3)
    assert when.conflict == "2025-12-03 is a Wednesday, not a Monday"


def test_span_and_assumptions() -> None:
    text = "Treffen am\u00ad Mitt\u00adwoch, 3. Dezember, 16 Uhr c.t. im Café"
    when = read(text, REFERENCE)
    assert when is not None
    assert when.span is not None
    assert text[slice(*when.span)] == "Mitt\u00adwoch, 3. Dezember, 16 Uhr c.t."
    assert set(when.assumed) == {"year", "c.t."}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12.05.2026\n\nRepair-Café\n\nGeschraubt wird am Samstag, 6. Juni.", date(2026, 6, 6)),
        ("12.06.2026\n\nRepair-Café\n\nAnmeldung bis 6. Juni.", date(2026, 6, 12)),
    ],
)
def test_a_line_with_the_day_of_writing_is_no_event(text: str, day: date) -> None:
    when = read(text, date(2026, 5, 12))
    assert when is not None
    assert when.start == day
