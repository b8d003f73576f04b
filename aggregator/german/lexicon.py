"""The words: every German (and common English) word that says something about when, and its kind.

`WORDS` maps a lower-case word without its dot to a kind and a value; `DOTTED` are the abbreviations
whose dot belongs to the word and ends no sentence. A new word is one entry in one of the tables here.
"""

from __future__ import annotations

from typing import Any, Final

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
STOP: Final = "stop"  # the text is over

WEEKDAY: Final = "weekday"  # 0 is Monday
WEEKDAYS: Final = "weekdays"  # a rule in one word: mittwochs -> (2,)
MONTH: Final = "month"
NUMERAL: Final = "numeral"  # zwei
NTH: Final = "nth"  # ersten -> 1, letzten -> -1
EVERY: Final = "every"  # jeden
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
ABOUT: Final = "about"  # ca., etwa
OCLOCK: Final = "o'clock"  # Uhr, h
DAYTIME: Final = "daytime"  # abends
HALF: Final = "half"  # halb -> -30 minutes, viertel -> -45, dreiviertel -> -15
TO_PAST: Final = "to or past"  # nach -> 1, vor -> -1
MERIDIEM: Final = "meridiem"  # am -> 0, pm -> 12
ACADEMIC: Final = "academic"  # c.t. -> 15
RELATIVE: Final = "relative"  # heute -> 0
SIDE: Final = "side"  # kommenden -> 1, diesen -> 0, letzten -> -1
FEAST: Final = "feast"
PART: Final = "part"  # Anfang, Mitte of a month
DEADLINE: Final = "deadline"  # Anmeldeschluss
REGISTRATION: Final = "registration"  # Anmeldung, anmelden
PUBLISHED: Final = "published"  # Stand, veröffentlicht
DOORS: Final = "doors"  # Einlass
MOVED: Final = "moved"  # verschoben
ONTO: Final = "onto"  # auf (den neuen Termin)
FORMER: Final = "former"  # ursprünglich
CANCELLED: Final = "cancelled"  # entfällt
EXCEPT: Final = "except"  # außer
LASTING: Final = "lasting"  # für, Dauer: a duration may follow
DURATION: Final = "duration"  # Minuten -> 1, Stunden -> 60
MEASURE: Final = "measure"  # Euro, Personen: the number before it is no hour

WEEKDAY_NAMES = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_WEEKDAY_FORMS = (
    ("montag", "mo", "mon", "monday", "mondays"),
    ("dienstag", "di", "die", "dienst", "tue", "tues", "tuesday", "tuesdays"),
    ("mittwoch", "mi", "mit", "mitt", "mittw", "wed", "wednesday", "wednesdays"),
    ("donnerstag", "do", "don", "donn", "thu", "thur", "thurs", "thursday", "thursdays"),
    ("freitag", "fr", "frei", "fri", "friday", "fridays"),
    ("samstag", "sa", "sam", "sonnabend", "sbd", "sat", "saturday", "saturdays"),
    ("sonntag", "so", "son", "sonn", "sun", "sunday", "sundays"),
)
# Short forms that are also ordinary words count only where a date, a clock or another weekday stands by.
AMBIGUOUS_WEEKDAYS = frozenset(
    {"so", "die", "mit", "son", "sam", "sun", "sat", "don", "wed", "mon", "frei", "do"}
)
_DAYTIMES = ("früh", "morgen", "vormittag", "mittag", "nachmittag", "abend", "nacht")
_MONTH_FORMS = (
    ("januar", "jan", "jän", "jänner", "jaenner", "january", "jänners", "jaen"),
    ("februar", "feb", "febr", "feber", "february"),
    ("märz", "maerz", "mär", "mrz", "march", "mar", "marz", "mär", "maer"),
    ("april", "apr"),
    ("mai", "may"),
    ("juni", "jun", "juno", "june"),
    ("juli", "jul", "july", "julei"),
    ("august", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "okt", "october", "oct"),
    ("november", "nov", "novembers"),
    ("dezember", "dez", "december", "dec"),
)
_NUMERALS = "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split()
_TEENS = {
    "eins": 1, "eine": 1, "einer": 1, "einem": 1, "einen": 1, "zwo": 2, "fuenf": 5, "zwoelf": 12,
    "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18,
    "neunzehn": 19, "zwanzig": 20, "einundzwanzig": 21, "zweiundzwanzig": 22, "dreiundzwanzig": 23,
    "dreißig": 30, "fünfundvierzig": 45, "sechzig": 60, "neunzig": 90, "two": 2, "three": 3, "four": 4,
}  # fmt: skip
_NTH_STEMS = {
    "erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "fünft": 5, "fuenft": 5, "letzt": -1, "vorletzt": -2,
}  # fmt: skip

WORDS: dict[str, tuple[str, Any]] = {}


def _enter(kind: str, words: str, value: Any = None) -> None:
    WORDS.update((word, (kind, value)) for word in words.split())


def _enter_weekdays() -> None:
    for number, forms in enumerate(_WEEKDAY_FORMS):
        for form in forms:
            WORDS[form] = (WEEKDAY, number)
        for name in (forms[0], "sonnabend") if number == 5 else forms[:1]:
            WORDS[name + "s"] = (WEEKDAYS, (number,))
            WORDS[name + "e"] = (WEEKDAY, number)
            for daytime in _DAYTIMES:
                WORDS[name + daytime] = (WEEKDAY, number)
                WORDS[name + daytime + "s"] = (WEEKDAYS, (number,))
    for number, short in enumerate("mo di mi do fr sa so".split()):
        WORDS[short + "s"] = (WEEKDAYS, (number,)) if short not in ("do", "so", "da") else (OTHER, None)
    for name in "mondays tuesdays wednesdays thursdays fridays saturdays sundays".split():
        WORDS[name] = (WEEKDAYS, WORDS[name][1:])


def _enter_numbers() -> None:
    for number, word in enumerate(_NUMERALS):
        _enter(NUMERAL, word, number)
    for word, number in _TEENS.items():
        _enter(NUMERAL, word, number)
    for stem, number in _NTH_STEMS.items():
        _enter(NTH, " ".join(stem + ending for ending in ("e", "en", "er", "em", "es")), number)
    for word, number in (("first", 1), ("second", 2), ("third", 3), ("fourth", 4), ("last", -1)):
        _enter(NTH, word, number)
    for number, forms in enumerate(_MONTH_FORMS, 1):
        for form in forms:
            WORDS[form] = (MONTH, number)


_enter_numbers()
_enter_weekdays()
WORKDAYS = (0, 1, 2, 3, 4)
_enter(WEEKDAYS, "werktags wochentags werktäglich werktag werktage werktagen wochentag weekdays", WORKDAYS)
_enter(WEEKDAYS, "wochenende wochenenden wochenends weekend weekends", (5, 6))
_enter(EVERY, "jeden jede jeder jedem jedes jeweiligen every each jeden")
_enter(ALWAYS, "immer jeweils stets regelmäßig regulär always")
_enter(ALL, "alle aller")
_enter(UNIT, "woche wochen week weeks", "WEEKLY")
_enter(UNIT, "monat monats monate monaten month months", "MONTHLY")
_enter(UNIT, "tag tage tagen tages day days abend", "DAILY")
_enter(UNIT, "jahr jahre jahren jahres year years", "YEARLY")
_enter(UNIT, "quartal quartals quartale", "QUARTERLY")
_enter(
    FREQUENCY,
    "wöchentlich allwöchentlich woechentlich wöchentliche wöchentlichen wöchentliches wöchentlicher weekly",
    ("WEEKLY", 1),
)
_enter(
    FREQUENCY,
    "zweiwöchentlich zweiwöchentliche zweiwöchentlichen zweiwöchig zweiwöchige zweiwöchigen vierzehntägig vierzehntägige vierzehntägigen vierzehntäglich biweekly fortnightly",
    ("WEEKLY", 2),
)
_enter(FREQUENCY, "dreiwöchentlich dreiwöchig", ("WEEKLY", 3))
_enter(FREQUENCY, "vierwöchentlich vierwöchig", ("WEEKLY", 4))
_enter(
    FREQUENCY, "monatlich allmonatlich monatliche monatlichen monatliches monatlicher monthly", ("MONTHLY", 1)
)
_enter(FREQUENCY, "zweimonatlich", ("MONTHLY", 2))
_enter(FREQUENCY, "vierteljährlich quartalsweise dreimonatlich quarterly", ("MONTHLY", 3))
_enter(FREQUENCY, "halbjährlich", ("MONTHLY", 6))
_enter(FREQUENCY, "täglich taeglich alltäglich daily", ("DAILY", 1))
_enter(FREQUENCY, "jährlich alljährlich jaehrlich yearly annually", ("YEARLY", 1))
_enter(PARITY, "gerade geraden gerader", 0)
_enter(PARITY, "ungerade ungeraden ungerader", 1)
_enter(CALENDAR_WEEK, "kalenderwoche kalenderwochen kw kws")
_enter(AND, "und un u sowie oder and or bzw")
_enter(TO, "bis until till to")
_enter(ENDS, "ende endet enden schluss ends end")
_enter(ARTICLE, "am an dem den der die das beim on the vom")
_enter(IN, "im in des eines pro per je of einem zum")
_enter(
    AT,
    "um ab von zwischen gegen from at between seit beginn start startet beginnt uhrzeit zeit zeitraum los anfang",
)
_enter(ONTO, "auf")
_enter(MOVED, "verschoben verlegt vertagt postponed rescheduled")
_enter(
    ABOUT, "ca circa zirka etwa ungefähr gg approx about einschließlich einschl inkl inklusive spätestens jew"
)
_enter(OCLOCK, "uhr h clock uhe urh hrs")
_enter(MERIDIEM, "pm", 12)
_enter(DAYTIME, "morgens früh vormittags vormittag morgends", "morning")
_enter(DAYTIME, "mittags mittag", "noon")
_enter(DAYTIME, "nachmittags nachmittag", "afternoon")
_enter(DAYTIME, "abends", "evening")
_enter(DAYTIME, "nachts", "night")
_enter(DAYTIME, "mitternacht midnight", "midnight")
_enter(DAYTIME, "noon", "noon")
_enter(HALF, "halb", -30)
_enter(HALF, "viertel", -45)
_enter(HALF, "dreiviertel", -15)
_enter(TO_PAST, "nach", 1)
_enter(TO_PAST, "vor", -1)
_enter(RELATIVE, "heute today heutige heutigen", 0)
_enter(RELATIVE, "morgen tomorrow morgige morgigen", 1)
_enter(RELATIVE, "übermorgen uebermorgen", 2)
_enter(RELATIVE, "gestern yesterday gestrigen", -1)
_enter(RELATIVE, "vorgestern", -2)
_enter(SIDE, "kommenden kommender kommende nächsten nächster nächste nächstes naechsten next kommendes", 1)
_enter(SIDE, "diesen dieser diese dieses this", 0)
_enter(SIDE, "vergangenen vergangene vergangener vorigen vorige", -1)
_enter(PART, "mitte")
_enter(DEADLINE, "anmeldeschluss annahmeschluss einsendeschluss bewerbungsschluss meldeschluss abgabeschluss deadline redaktionsschluss bewerbungsfrist anmeldefrist einreichungsfrist abgabefrist frist fristen einreichfrist registrierungsschluss buchungsschluss anmeldeende anmeldestopp vorverkauf ticketverkauf kartenvorverkauf anmeldestart anmeldebeginn rückmeldefrist anmeldeschluß annahmeschluß einsendeschluß abgabetermin bewerbungsende teilnahmeschluss early-bird frühbucher frühbucherrabatt earlybird stornierung stornierungen")  # fmt: skip
_enter(REGISTRATION, "anmeldung anmeldungen anmelden anzumelden anmeldet angemeldet anmeldemöglichkeit registrierung registrieren registriert registration registrations bewerbung bewerbungen bewerben bewirb bewerbt rückmeldung rückmeldungen einreichung einreichungen einreichen tickets voranmeldung rsvp einsendungen vorschläge cfp call buchbar buchung zusage zusagen meldet melde einsenden eingereicht")  # fmt: skip
_enter(PUBLISHED, "stand veröffentlicht publiziert aktualisiert aktualisierung geändert erstellt published updated posted gepostet eingestellt veröffentlichung veröffentlichungsdatum veröffentlichungstermin redaktionsstand verfasst geschrieben copyright geboren")  # fmt: skip
_enter(DOORS, "einlass einlaß doors türöffnung saalöffnung check-in checkin einchecken eincheck akkreditierung admission einlasszeit einlassbeginn registrierungsbeginn kassenöffnung abendkasse")  # fmt: skip
_enter(
    FORMER, "ursprünglich ursprüngliche ursprünglichen ursprünglicher anstatt geplante geplanten geplanter"
)
_enter(CANCELLED, "entfällt entfallen ausgefallen abgesagt gestrichen cancelled canceled entfaellt ausfällt")
_enter(EXCEPT, "außer ausser ausgenommen except ohne")
_enter(LASTING, "für dauer dauert dauern for duration dauernd")
_enter(DURATION, "minuten minute min minutes", 1)
_enter(DURATION, "stunden stunde std hours hour", 60)
_enter(MEASURE, "euro eur cent prozent personen person jährige jährigen jähriger jährig kinder plätze plätzen teilnehmer teilnehmende teilnehmenden teilnehmer teilnehmern teilnehmerinnen km meter leute leuten menschen mal grad mitglieder mitgliedern gäste gästen seiten kg gb mb klasse klassen punkte punkten projekte projekten teams vorträge uhren etage og ug stock franken chf")  # fmt: skip

DOTTED = frozenset(
    "mo di mi do fr sa so die mit don frei sam son mon tue wed thu fri sat sun mitt donn sonn dienst mittw jan jän feb febr mär mar mrz apr jun jul aug "
    "sep sept okt oct nov dez dec ca min std einschl inkl jew bzw gg u".split()
)
