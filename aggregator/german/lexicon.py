"""The words: every German (and common English) word that says something about when, and its kind.

`WORDS` maps a lower-case word without its dot to a kind and a value; `DOTTED` are the abbreviations
whose dot belongs to the word and ends no sentence. A new word is one more word in one of the tables here.
"""

from __future__ import annotations

from itertools import chain
from typing import Any

from aggregator.german import kinds as kind
from aggregator.german.feasts import FEASTS
from aggregator.german.number_words import NUMBER_WORDS
from aggregator.german.role_words import ROLE_WORDS

_WEEKDAYS = (
    ("montag", "mo", "mon", "monday"),
    ("dienstag", "di", "dienst", "tue", "tues", "tuesday"),
    ("mittwoch", "mi", "mitt", "mittw", "wed", "wednesday"),
    ("donnerstag", "do", "don", "donn", "thu", "thur", "thurs", "thursday"),
    ("freitag", "fr", "fri", "friday"),
    ("samstag", "sa", "sam", "sonnabend", "sat", "saturday"),
    ("sonntag", "so", "son", "sonn", "sun", "sunday"),
)
_DAYTIMES = ("früh", "morgen", "vormittag", "mittag", "nachmittag", "abend", "nacht")
_MONTHS = (
    ("januar", "jan", "jän", "jänner", "jaenner", "january"),
    ("februar", "feb", "febr", "feber", "february"),
    ("märz", "maerz", "mär", "mrz", "march", "mar", "marz"),
    ("april", "apr"),
    ("mai", "may"),
    ("juni", "jun", "juno", "june"),
    ("juli", "jul", "july"),
    ("august", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "okt", "october", "oct"),
    ("november", "nov"),
    ("dezember", "dez", "december", "dec"),
)
_WORDS: tuple[tuple[str, Any, str], ...] = (
    (kind.NUMERAL, 1, "eins eine einer einem einen"),
    (kind.NUMERAL, 2, "zwo two"),
    (kind.NUMERAL, 3, "three"),
    (kind.NUMERAL, 4, "four"),
    (kind.NUMERAL, 30, "dreißig"),
    (kind.NUMERAL, 45, "fünfundvierzig"),
    (kind.NUMERAL, 60, "sechzig"),
    (kind.NUMERAL, 90, "neunzig"),
    (kind.NTH, 1, "erstes first"),
    (kind.NTH, 2, "second other"),
    (kind.NTH, 3, "third"),
    (kind.NTH, 4, "fourth"),
    (kind.NTH, -1, "letzte letzten letzter letztem letztes last"),
    (kind.NTH, -2, "vorletzte vorletzten vorletzter"),
    (kind.WEEKDAYS, (0, 1, 2, 3, 4), "werktags wochentags werktäglich werktage werktagen weekdays"),
    (kind.WEEKDAYS, (5, 6), "wochenenden wochenends weekends"),
    (kind.EVERY, None, "jeden jede jeder jedem jedes jed jd every each"),
    (kind.ALWAYS, None, "immer jeweils stets regelmäßig regulär always"),
    (kind.ALL, None, "alle aller allen"),
    (kind.ONCE, None, "einmal zweimal dreimal once twice"),
    (kind.UNIT, "DAILY", "tag tage tagen tages day days"),
    (kind.UNIT, "WEEKLY", "woche wochen week weeks"),
    (kind.UNIT, "MONTHLY", "monat monats monate monaten month months"),
    (kind.UNIT, "QUARTERLY", "quartal quartals quartale"),
    (kind.UNIT, "YEARLY", "jahr jahre jahren jahres year years"),
    (kind.UNIT, "WEEKEND", "wochenende weekend"),
    (kind.UNIT, "WORKDAY", "werktag wochentag weekday"),
    (kind.FREQUENCY, ("DAILY", 1), "täglich tägl daily"),
    (kind.FREQUENCY, ("WEEKLY", 1),
     "wöchentlich wöchentl allwöchentlich weekly wöchentliche wöchentlichen wöchentliches "
     "wöchentlicher"),
    (kind.FREQUENCY, ("WEEKLY", 2),
     "zweiwöchentlich zweiwöchentliche zweiwöchentlichen zweiwöchig zweiwöchige zweiwöchigen "
     "vierzehntägig vierzehntägige vierzehntägigen vierzehntäglich zweiwochenrhythmus zweiwochentakt "
     "zweiwochenturnus biweekly fortnightly"),
    (kind.FREQUENCY, ("WEEKLY", 3), "dreiwöchentlich"),
    (kind.FREQUENCY, ("WEEKLY", 4), "vierwöchentlich"),
    (kind.FREQUENCY, ("MONTHLY", 1),
     "monatlich monatl allmonatlich monatliche monatlichen monatliches monatlicher monthly"),
    (kind.FREQUENCY, ("MONTHLY", 2), "zweimonatlich"),
    (kind.FREQUENCY, ("MONTHLY", 3), "vierteljährlich quartalsweise dreimonatlich quarterly"),
    (kind.FREQUENCY, ("MONTHLY", 6), "halbjährlich"),
    (kind.FREQUENCY, ("YEARLY", 1), "jährlich alljährlich yearly annually"),
    (kind.PARITY, 0, "gerade geraden gerader"),
    (kind.PARITY, 1, "ungerade ungeraden ungerader"),
    (kind.CALENDAR_WEEK, None, "kalenderwoche kalenderwochen kw kws"),
    (kind.AND, None, "und un u sowie oder and or bzw"),
    (kind.TO, None, "bis until till to"),
    (kind.ENDS, None, "ende endet enden schluss schließt abreise checkout ends end"),
    (kind.ARTICLE, None, "am an dem den der die das d beim on the vom"),
    (kind.IN, None, "im in des eines pro per je of einem zum zur"),
    (kind.AT, None,
     "um ab gegen at seit beginn beginnt beginnen start startet starten uhrzeit zeit zeitraum los anfang"),
    (kind.AT, kind.FROM, "von from"),
    (kind.AT, kind.BETWEEN, "zwischen between"),
    (kind.ABOUT, None,
     "ca circa zirka etwa ungefähr gg approx about einschließlich einschl inkl inklusive spätestens "
     "jew läuft freigeschaltet möglich wieder erneut nochmals"),
    (kind.ABOUT, kind.OPENED, "öffnet geöffnet offen öffnungszeiten öffnungszeit"),
    (kind.ABOUT, kind.AFTERWARDS,
     "dann danach anschließend daraufhin fortan künftig seitdem seither thereafter"),
    (kind.OCLOCK, None, "uhr h clock uhe urh hrs"),
    (kind.MERIDIEM, 12, "pm"),
    (kind.ZONE, None, "mez mesz cet cest"),
    (kind.ACADEMIC, 15, "ct"),
    (kind.DAYTIME, "morning", "morgens früh vormittags vormittag"),
    (kind.DAYTIME, "noon", "mittags mittag mittagszeit noon"),
    (kind.DAYTIME, "afternoon", "nachmittags nachmittag"),
    (kind.DAYTIME, "evening", "abends abend"),
    (kind.DAYTIME, "night", "nachts"),
    (kind.DAYTIME, "midnight", "mitternacht midnight"),
    (kind.HALF, -30, "halb"),
    (kind.HALF, -45, "viertel"),
    (kind.HALF, -15, "dreiviertel"),
    (kind.TO_PAST, 1, "nach"),
    (kind.TO_PAST, -1, "vor"),
    (kind.RELATIVE, -2, "vorgestern"),
    (kind.RELATIVE, -1, "gestern gestrigen yesterday"),
    (kind.RELATIVE, 0, "heute heutige heutigen today"),
    (kind.RELATIVE, 1, "morgen morgige morgigen tomorrow"),
    (kind.RELATIVE, 2, "übermorgen uebermorgen"),
    (kind.SIDE, -1, "vergangenen vergangene vergangener vergangenem vorigen vorige vorigem"),
    (kind.SIDE, 0, "diesen dieser diese dieses diesem this"),
    (kind.SIDE, 1,
     "kommenden kommender kommende kommendes kommendem nächsten nächster nächste nächstes nächstem "
     "naechsten next"),
    (kind.FEAST, "advent", "advent adventssonntag"),
    (kind.LASTING, None, "für dauer dauert dauern for duration"),
    (kind.DURATION, 1, "minuten minute min minutes"),
    (kind.DURATION, 60, "stunden stunde std hours hour"),
    (kind.MEASURE, None,
     "euro eur cent franken chf prozent personen person kinder plätze plätzen teilnehmer teilnehmern "
     "teilnehmende teilnehmenden teilnehmerinnen leute leuten menschen mitglieder mitgliedern gäste "
     "gästen teams projekte projekten punkte punkten seiten vorträge mal grad km meter kg gb mb klasse "
     "klassen etage og ug stock"),
)  # fmt: skip

WORDS: dict[str, tuple[str, Any]] = {}

DOTTED = frozenset(
    chain(
        (
            form
            for forms in (*_WEEKDAYS, *_MONTHS)
            for form in forms
            if len(form) < 6 and form not in ("märz", "mai")
        ),
        (
            "jed",
            "jd",
            "ca",
            "min",
            "std",
            "einschl",
            "inkl",
            "jew",
            "bzw",
            "gg",
            "u",
            "d",
            "tägl",
            "wöchentl",
            "monatl",
        ),
    )
)


def _enter_weekdays() -> None:
    for number, forms in enumerate(_WEEKDAYS):
        for form in forms:
            WORDS[form] = (kind.WEEKDAY, number)
            if form.endswith("day"):
                WORDS[form + "s"] = (kind.WEEKDAYS, (number,))
        for name in (forms[0], "sonnabend") if number == 5 else forms[:1]:
            for plural in ("s", "en"):
                WORDS[name + plural] = (kind.WEEKDAYS, (number,))
            for daytime in _DAYTIMES:
                WORDS[name + daytime] = (kind.WEEKDAY, number)
                WORDS[name + daytime + "s"] = (kind.WEEKDAYS, (number,))


def _enter_months_and_numbers() -> None:
    for number, forms in enumerate(_MONTHS, 1):
        WORDS.update((form, (kind.MONTH, number)) for form in forms)
    WORDS.update(NUMBER_WORDS)


def _enter_without_umlauts() -> None:
    """ "naechsten", "fuenf", "woechentlich" for those who have no umlauts at hand."""
    plain = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
    for word, meaning in list(WORDS.items()):
        WORDS.setdefault(word.translate(plain), meaning)


def _enter_misspellings() -> None:
    """Long names with one letter lost or two letters swapped: "Mitwoch", "Donerstag", "Okotber"."""
    names = [forms[0] for forms in (*_WEEKDAYS, *_MONTHS)]
    for name in [*names, *(forms[0] + "s" for forms in _WEEKDAYS)]:
        if len(name) < 6:
            continue
        for at in range(1, len(name) - 1):
            WORDS.setdefault(name[:at] + name[at + 1 :], WORDS[name])
            WORDS.setdefault(name[:at] + name[at + 1] + name[at] + name[at + 2 :], WORDS[name])


_enter_weekdays()
_enter_months_and_numbers()
WORDS.update((name, (kind.FEAST, name)) for name in FEASTS)
for _kind, _value, _words in (*_WORDS, *ROLE_WORDS):
    WORDS.update((word, (_kind, _value)) for word in _words.split())
_enter_without_umlauts()
_enter_misspellings()
