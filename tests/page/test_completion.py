"""A day without its hour, and the one clock time elsewhere on the page at which something starts."""

import pytest


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("Im Hof wird es ab 14 Uhr eine Vorstellung geben.", "2025-03-04T14:00:00"),
        ("Geöffnet ist an dem Tag von 14 bis 18 Uhr.", "2025-03-04"),
        ("Das Haus öffnet von 14 bis 18 Uhr.", "2025-03-04T14:00:00"),
        ("Annahmeschluss ist um 11.30 Uhr.", "2025-03-04"),
        ("Einlass ist um 13 Uhr.", "2025-03-04"),
        ("Im Hof gibt es ab 14 Uhr Kuchen, im Saal ab 16 Uhr Musik.", "2025-03-04"),
        ("Das Büro ist ab 9 Uhr erreichbar.", "2025-03-04"),
    ],
)
def test_the_only_clock_at_which_something_starts(read_body, words, start):
    lead = "Der Verein lädt alle Menschen, die Daten mögen, sammeln oder brauchen, zum Fest am 4. März in den Hof ein."
    long = f"{'Es gibt Kuchen, Karten und gute Gespräche. ' * 3} {words}"
    when = read_body(f"<h1>Fest der Daten</h1><p>{lead}</p><p>{long}</p>")[0].when
    assert when.start.isoformat() == start
