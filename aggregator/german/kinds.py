"""The kinds of tokens: what a word, a number or a sign can say about when."""

from __future__ import annotations

from typing import Any, Final

Token = tuple[str, Any, int, int]
"""Kind, value, and where it starts and ends in the text."""

# Kinds of tokens. The first block comes from digits and signs, the others from words.
DATE: Final = "date"  # (year | None, month, day) as written in digits
STAMP: Final = "stamp"  # a naive datetime written as ISO 8601
ORDINAL: Final = "ordinal"  # 5.
NUMBER: Final = "number"  # 5, 2024, 1800
DOTTED_PAIR: Final = "dotted pair"  # 19.00 or 8.7: a clock or a day and its month
CLOCK: Final = "clock"  # (hour, minute)
DASH: Final = "dash"
AND: Final = "and"
BREAK: Final = "break"  # a sentence ends
OTHER: Final = "other"  # words that say nothing about when
ZONE: Final = "zone"  # MEZ: of it no token is made
STOP: Final = "stop"  # the text is over

WEEKDAY: Final = "weekday"  # 0 is Monday
WEEKDAYS: Final = "weekdays"  # a rule in one word: mittwochs -> (2,)
MONTH: Final = "month"
NUMERAL: Final = "numeral"  # zwei
NTH: Final = "nth"  # ersten -> 1, letzten -> -1
EVERY: Final = "every"  # jeden
ONCE: Final = "once"  # einmal (im Monat)
ALWAYS: Final = "always"  # immer, jeweils: a rule only with weekdays
ALL: Final = "all"  # alle zwei Wochen
UNIT: Final = "unit"  # Woche -> WEEKLY
FREQUENCY: Final = "frequency"  # wöchentlich -> (WEEKLY, 1)
PARITY: Final = "parity"  # ungeraden -> 1
CALENDAR_WEEK: Final = "calendar week"
TO: Final = "to"  # bis
ENDS: Final = "ends"  # Ende, endet
ARTICLE: Final = "article"  # am, den, dem
IN: Final = "in"  # im, in, des, pro
AT: Final = "at"  # um, ab, von: a clock may follow
BETWEEN: Final = "between"  # the value of the AT whose AND means a range
FROM: Final = "from"  # the value of the AT that needs an end: "von 9 bis 17", not "Seite 3 von 12"
ABOUT: Final = "about"  # ca., etwa
AFTERWARDS: Final = "afterwards"  # the value of the ABOUT that leads from a first day to its rule: "danach"
OPENED: Final = "opened"  # the value of the ABOUT that says that hours are those of a place: "geöffnet"
OCLOCK: Final = "o'clock"  # Uhr, h
DAYTIME: Final = "daytime"  # abends
HALF: Final = "half"  # halb -> -30 minutes, viertel -> -45, dreiviertel -> -15
TO_PAST: Final = "to or past"  # nach -> 1, vor -> -1
MERIDIEM: Final = "meridiem"  # am -> 0, pm -> 12
ACADEMIC: Final = "academic"  # c.t. -> 15
RELATIVE: Final = "relative"  # heute -> 0
SIDE: Final = "side"  # kommenden -> 1, diesen -> 0, letzten -> -1
FEAST: Final = "feast"
DEADLINE: Final = "deadline"  # Anmeldeschluss
REGISTRATION: Final = "registration"  # Anmeldung, anmelden
PUBLISHED: Final = "published"  # Stand, veröffentlicht
WRITING: Final = "writing"  # Pressemitteilung (vom), online (seit): published, with that word behind
REPLACING: Final = "replacing"  # Ersatztermin (für): former, with such a word behind
DECIDED: Final = "decided"  # beschlossen: on the day before it, people met for something else
OPENING: Final = "opening"  # Auftakt, erstes Treffen, nächstes Mal: on that day a rule begins
RHYTHM: Final = "rhythm"  # (Zwei-Wochen-)Rhythmus
DOORS: Final = "doors"  # Einlass
MOVED: Final = "moved"  # verschoben
ONTO: Final = "onto"  # auf (den neuen Termin)
FORMER: Final = "former"  # ursprünglich
CANCELLED: Final = "cancelled"  # entfällt
OFF: Final = "off"  # the value of the CANCELLED that stands before its day: "kein Treffen am"
CLOSED: Final = "closed"  # (montags) geschlossen
EXCEPT: Final = "except"  # außer
LASTING: Final = "lasting"  # für, Dauer: a duration may follow
DURATION: Final = "duration"  # Minuten -> 1, Stunden -> 60
OPEN_END: Final = "open end"
THIS_MONTH: Final = "this month"  # d. M.
MEASURE: Final = "measure"  # Euro, Personen: the number before it is no hour
