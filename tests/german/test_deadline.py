"""Until when to register, and what is no such date."""

from __future__ import annotations

from datetime import date

import pytest

from aggregator.german import read_deadline


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("Anmeldung bis: 23. Oktober", "2026-10-23"),
        ("Anmeldungen bis spätestens Dienstag, 24. November", "2026-11-24"),
        ("Die Anmeldung läuft noch bis zum 15. September", "2026-09-15"),
        ("Bitte meldet euch bis zum 23. August an", "2026-08-23"),
        ("Bitte bis zum 3.5. anmelden", "2026-05-03"),
        ("Um Rückmeldung bis 28.11.2026 wird gebeten.", "2026-11-28"),
        ("Anmeldungen sind bis Mittwochabend, den 22. April 2026 möglich", "2026-04-22"),
        ("Anmeldeschluss: 25. Mai 2026", "2026-05-25"),
        ("Anmeldeschluss: 15. August 2026, 20:00 Uhr", "2026-08-15T20:00"),
        ("Abgabeschluss: 3. Mai 2026, Treffen am 5. Mai", "2026-05-03"),
        ("Anmeldeschluss ist der 3. Mai; die Veranstaltung findet am 10. Mai statt", "2026-05-03"),
        ("Workshop am 10. Mai 2026, 14 Uhr (Anmeldung bis 3. Mai 2026, 12 Uhr)", "2026-05-03T12:00"),
        ("Die Bewerbungsfrist endet am 28. November", "2026-11-28"),
        ("Freitag, 25.09.2026 ⏰ Offizieller Anmeldeschluss: 18:30 Uhr", "2026-09-25T18:30"),
        ("Einreichungen bis Ende Juni", "2026-06-30"),
        ("Bis zum 21.11. können Ideen eingereicht werden.", "2026-11-21"),
        ("Tragt euch bis zum 15. Mai in die Liste ein", "2026-05-15"),
        ("Der Ratsbeschluss fällt am 3. Mai.", None),
        ("Zum Entschluss kam es am 3. Mai.", None),
        ("Anmeldeschluss: 3 Tage vor der Veranstaltung", None),
        ("Anmeldung erforderlich. Das Treffen ist am 10. Mai.", None),
        ("Die Anmeldung ist ab dem 3. Mai offen", None),
        ("Stand: 3. Mai 2026", None),
        ("Die Ausstellung läuft bis zum 15. September", None),
        ("Montag, 4. Mai, bis Freitag, 8. Mai", None),
        ("Anmeldeschluss: 30. Februar", None),
        ("", None),
    ],
)
def test_deadlines(text: str, deadline: str | None) -> None:
    moment = read_deadline(text, date(2026, 3, 1))
    assert (moment.isoformat()[:16] if moment else None) == deadline
