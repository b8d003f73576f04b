"""The words that say whose date it is if not the event's: until when to register, when a page was written,
when the doors open, what was moved or called off.

A new word is one more word in the table; what a kind does stands in `roles` and `effects`.
"""

from __future__ import annotations

import re
from typing import Any

from aggregator.german import kinds as kind

ROLE_WORDS: tuple[tuple[str, Any, str], ...] = (
    (kind.DEADLINE, None,
     "einschreibung einschreibungen einschreiben abgabetermin vorverkauf "
     "kartenvorverkauf ticketverkauf frühbucher frühbucherrabatt earlybird stornierung frist fristen "
     "deadline"),
    (kind.REGISTRATION, None,
     "anmeldung anmeldungen anmelden anzumelden anmeldet angemeldet registrierung registrieren "
     "registriert registration bewerbung bewerbungen bewerben bewirb bewerbt rückmeldung rückmeldungen "
     "einreichung einreichungen einreichen eingereicht einsenden einsendungen vorschläge tickets karten "
     "eintrittskarten reservierung reservierungen reservieren "
     "reserviert buchen gebucht voranmeldung buchbar buchung zusage zusagen melden meldet melde cfp rsvp"),
    (kind.PUBLISHED, None,
     "stand datenstand erscheinungsdatum redaktionsstand veröffentlicht veröffentlichung "
     "veröffentlichungsdatum publiziert "
     "erschienen eingetragen hochgeladen onlinestellung zuletzt "
     "aktualisiert aktualisierung geändert änderung update bearbeitet bearbeitung erstellt abgerufen "
     "published updated posted gepostet eingestellt verfasst geschrieben copyright"),
    (kind.WRITING, "vom",
     "pressemitteilung pressemitteilungen pressemeldung pressemeldungen presseinformation presseinfo "
     "medienmitteilung mitteilung meldung artikel beitrag blogbeitrag bericht nachricht neuigkeit newsletter "
     "version fassung protokoll foto bild aufnahme eintrag kommentar news ausgabe rundschreiben rundbrief "
     "beschluss antrag schreiben brief urteil gesetz verordnung satzung"),
    (kind.WRITING, "seit", "online verfügbar"),
    (kind.REPLACING, None, "ersatztermin ersatztermine nachholtermin nachholtermine ersatz nachgeholt"),
    (kind.DECIDED, None, "beschlossen beschloss entschieden entschied mitgeteilt"),
    (kind.OPENING, None,
     "auftakt auftakttreffen auftakttermin diesmal erstmals erstmalig starttermin kickoff"),
    (kind.RHYTHM, None, "rhythmus takt turnus abstand"),
    (kind.DOORS, None,
     "einlass einlaß einlasszeit einlassbeginn doors admission türöffnung saalöffnung kassenöffnung "
     "abendkasse checkin einchecken akkreditierung"),
    (kind.MOVED, None, "verschoben verlegt vertagt vorverlegt vorgezogen stattdessen postponed rescheduled"),
    (kind.ONTO, None, "auf"),
    (kind.FORMER, None,
     "ursprünglich ursprüngliche ursprünglichen ursprünglicher anstatt geplante geplanten"),
    (kind.BREAK, None, "sondern"),
    (kind.CANCELLED, None, "entfällt entfaellt entfallen ausgefallen abgesagt gestrichen cancelled canceled"),
    (kind.CLOSED, None, "geschlossen ruhetag closed"),
    (kind.EXCEPT, None, "außer ausser ausgenommen except ohne"),
)  # fmt: skip
"""Kind, value and words, as in `lexicon`."""

ENDINGS = ("schluss", "schluß", "frist", "deadline")
REGISTERING = ("anmelde", "einschreib", "bewerbung", "einreich", "registrier", "vorverkauf")
_NO_DEADLINE = re.compile(
    "(?:ab|an|^auf|aus|(?<!ga)be|ein|ent|kurz|rück|ver|zusammen|laden|schul|dienst|^sende)schlu(?:ss|ß)$"
)
"""Verbs with a prefix ("Jahresabschluss", "Beschluss", but "Abgabeschluss") and the end of a working day."""
_PHASES = ("beginn", "start", "ende", "phase", "zeitraum", "termin", "stopp", "tag")


def compound(word: str) -> str | None:
    """The kind of a long word by its parts: "Einreichungsfrist" and "Anmeldebeginn" need no entry."""
    if _NO_DEADLINE.search(word):
        return None
    if word.endswith(ENDINGS) or (word.startswith(REGISTERING) and word.endswith(_PHASES)):
        return kind.DEADLINE
    return None
