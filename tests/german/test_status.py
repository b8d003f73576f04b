"""Which words cancel or move an event."""

from __future__ import annotations

import pytest

from aggregator.event import Status
from aggregator.german import read_status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Das Treffen ist abgesagt.", Status.CANCELLED),
        ("ABGESAGT: Hackathon", Status.CANCELLED),
        ("Der Termin am 3. Mai entfällt", Status.CANCELLED),
        ("Der Vortrag fällt leider krankheitsbedingt aus.", Status.CANCELLED),
        ("Das Treffen muss ausfallen", Status.CANCELLED),
        ("Wird verschoben", Status.POSTPONED),
        ("Der Vortrag wird auf unbestimmte Zeit verschoben", Status.POSTPONED),
        ("Die Veranstaltung wird verschoben und findet nun am 18. Januar 2023 statt.", Status.RESCHEDULED),
        ("Verschoben auf den 12.05.", Status.RESCHEDULED),
        ("wurde auf den 12. Mai verlegt", Status.RESCHEDULED),
        ("Das Treffen wurde ins Netz verlegt", Status.MOVED_ONLINE),
        ("Das Treffen ist nicht abgesagt!", None),
        ("Wir freuen uns auf euch", None),
        ("Wer ausfüllt, was auffällt", None),
        ("", None),
    ],
)
def test_status(text: str, status: Status | None) -> None:
    assert read_status(text) is status
