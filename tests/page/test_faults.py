"""Pages that surely are about an event and cannot be kept: refused with the reason, not passed over."""

from datetime import date

import pytest

from aggregator.page.listings import listings
from aggregator.page.response import Page, PageRefused


def read(markup):
    return listings(Page("https://site.example/a", markup.encode(), {}, date(2025, 2, 1)))


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<p>Datum: 12.03.2025</p>", "an event without a title (12.03.2025)"),
        ("<h1></h1><p>Datum: 12.03.2025</p><p>Ort: Rathaus</p>", "an event without a title (12.03.2025)"),
        (
            "<title> </title><dl><dt>Wann</dt><dd>12. März 2025, 18 Uhr</dd><dt>Wo</dt><dd>Rathaus</dd></dl>",
            "an event without a title (12. März 2025, 18 Uhr)",
        ),
        (
            "<table><tr><th>Termin</th><td>12.03.2025</td></tr><tr><th>Uhrzeit</th><td>18 Uhr</td></tr></table>",
            "an event without a title (12.03.2025, 18 Uhr)",
        ),
        ("<h1>Abend</h1><p>Datum: 30. Februar 2025</p>", "30 February 2025 does not exist"),
        ("<h1>Abend</h1><p>Beginn: 29. Februar 2025, 19 Uhr</p>", "29 February 2025 does not exist"),
        (
            "<h1>Abend</h1><p>Beginn: 30.03.2025, 02:30 Uhr</p><p>Ende: 5 Uhr</p>",
            "2:30 on 2025-03-30 does not exist: the clocks go forward",
        ),
    ],
)
def test_a_labelled_date_of_nothing_or_of_no_day(markup, reason):
    with pytest.raises(PageRefused) as refused:
        read(markup)
    assert str(refused.value).startswith(reason)


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Wir sind am 12. März 2025 um 18 Uhr da.</p>",
        "<p>Zeitraum: 01.03.2025 bis 31.03.2025</p>",
        "<p>Anmeldeschluss: 12.03.2025</p>",
        "<p>Stand: 12.03.2025</p>",
        "<p>Datum: demnächst</p>",
        "<title>404 – Seite nicht gefunden</title><p>Datum: 12.03.2025</p>",
    ],
)
def test_what_is_no_event_is_passed_over(markup):
    assert read(markup) == ()
