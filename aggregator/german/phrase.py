"""Write a `When` in the house style of the newsletter's section."""

from __future__ import annotations

import re
from datetime import date, datetime

from aggregator.event import BERLIN, Moment, When
from aggregator.german.years import Impossible, existing_clock

_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_NTH = {1: "ersten", 2: "zweiten", 3: "dritten", 4: "vierten", 5: "fünften", -1: "letzten", -2: "vorletzten"}
_COUNT = (
    "null", "eine", "zwei", "drei", "vier", "fünf", "sechs",
    "sieben", "acht", "neun", "zehn", "elf", "zwölf",
)  # fmt: skip
_BYDAY = {name: number for number, name in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))}
_UNTIL = re.compile(r"[0-9]{8}(T[0-9]{6}Z?)?")


class PhraseError(ValueError):
    """A `When` that the house style cannot say in one phrase."""


def month_phrase(day: date) -> str:
    """The month of a day: "Dezember 2024"."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def moment_phrase(moment: Moment) -> str:
    """ "Mittwoch, 25.09.2024" or "Mittwoch, 25.09.2024, 20:00"."""
    day = f"{WEEKDAYS[moment.weekday()]}, {moment.day:02}.{moment.month:02}.{moment.year:04}"
    return f"{day}, {moment:%H:%M}" if isinstance(moment, datetime) else day


def phrase(when: When) -> str:
    """The house's date part: "Montag, 02.12.2024, 17:00-21:00", "jeden Mittwoch, 18:00-21:00".

    Reading it back with the day of `start` as the reference gives the same `When`, to the minute (an UNTIL
    is written as its day). Raises `PhraseError`
    for what one phrase cannot say: further single dates, days left out, a rule of another shape or one
    that leaves its weekday to the start, a clock time that the clocks skip.
    """
    if when.also or when.skipped:
        raise PhraseError("further or skipped days cannot be said in one phrase")
    _refuse_skipped_clocks(when)
    if when.rrule:
        if when.start is not None and _leaves_its_weekday(when.rrule):
            raise PhraseError("a weekly rule that does not name its weekday")
        return _rule(when.rrule) + _hours(when)
    if when.start is None:
        raise PhraseError("neither a start nor a rule")
    start, end = when.start, when.end
    if end is None:
        return moment_phrase(start)
    if _day(end) < _day(start) or (isinstance(start, datetime) and isinstance(end, datetime) and end < start):
        raise PhraseError("the end is not after the start")
    if _short(start, end):
        return f"{moment_phrase(start)}-{end:%H:%M}"
    if _day(start) == _day(end) and not (isinstance(end, datetime) and not isinstance(start, datetime)):
        raise PhraseError("an end on the day of the start has a clock time")
    return f"{moment_phrase(start)}, bis {moment_phrase(end)}"


def _refuse_skipped_clocks(when: When) -> None:
    if when.timezone != BERLIN:
        return
    for moment in (when.start, None if when.rrule else when.end):
        if isinstance(moment, datetime):
            try:
                existing_clock(moment)
            except Impossible as error:
                raise PhraseError(str(error)) from None


def _leaves_its_weekday(rrule: str) -> bool:
    """RFC 5545, 3.3.10: the weekday of a weekly rule without BYDAY is its DTSTART's."""
    return "FREQ=WEEKLY" in rrule.upper() and "BY" not in rrule.upper()


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _short(start: Moment, end: Moment) -> bool:
    """Whether the end can be said by its clock time alone: on the same day, or in the night after it."""
    if not (isinstance(start, datetime) and isinstance(end, datetime)):
        return False
    days = (end.date() - start.date()).days
    return days == 0 or (days == 1 and end.time() < start.time() and end.hour < 6)


def _hours(when: When) -> str:
    start, end = when.start, when.end
    if not isinstance(start, datetime):
        if end is not None:
            raise PhraseError("a meeting of several days")
        return ""
    if end is None:
        return f", {start:%H:%M}"
    if not isinstance(end, datetime) or not (0 <= (end - start).total_seconds() < 86400):
        raise PhraseError("a meeting longer than a day")
    return f", {start:%H:%M}-{end:%H:%M}"


def _rule(rrule: str) -> str:
    parts = dict(part.split("=", 1) for part in rrule.upper().split(";") if "=" in part)
    parts.pop("WKST", None)
    until, frequency, every = parts.pop("UNTIL", None), parts.pop("FREQ", ""), parts.pop("INTERVAL", "1")
    if not every.isdecimal() or (until is not None and not _UNTIL.fullmatch(until)):
        raise PhraseError(f"no phrase for the rule {rrule}")
    interval = int(every)
    writer = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly}.get(frequency)
    said = writer(interval, parts) if writer else None
    if said is None or parts:
        raise PhraseError(f"no phrase for the rule {rrule}")
    if until:
        said += f" bis {until[6:8]}.{until[4:6]}.{until[:4]}"
    return said


def _daily(interval: int, parts: dict[str, str]) -> str | None:
    return "täglich" if interval == 1 else f"alle {_count(interval)} Tage"


def _weekly(interval: int, parts: dict[str, str]) -> str | None:
    days = [_BYDAY.get(day) for day in parts.pop("BYDAY", "").split(",") if day]
    if None in days:
        return None
    names = [WEEKDAYS[day] for day in days if day is not None]
    if not names:
        return "wöchentlich" if interval == 1 else f"alle {_count(interval)} Wochen"
    if interval == 1:
        return "jeden " + _and(names)
    if interval == 2 and len(names) == 1:
        return "jeden zweiten " + names[0]
    return f"alle {_count(interval)} Wochen " + _and([name.lower() + "s" for name in names])


def _monthly(interval: int, parts: dict[str, str]) -> str | None:
    if "BYMONTHDAY" in parts:
        numbers = parts.pop("BYMONTHDAY").split(",")
        if interval != 1 or not all(number.isdigit() for number in numbers):
            return "am letzten Tag des Monats" if numbers == ["-1"] and interval == 1 else None
        return "am " + _and([number + "." for number in numbers]) + " des Monats"
    days = parts.pop("BYDAY", "").split(",")
    if interval != 1 or not days[0]:
        return None
    weekdays = {day[-2:] for day in days}
    nths = [_NTH.get(int(day[:-2] or "0")) for day in days if day[:-2].lstrip("+-").isdigit()]
    if len(weekdays) != 1 or len(nths) != len(days) or None in nths or not weekdays <= set(_BYDAY):
        return None
    names = [nth for nth in nths if nth]
    return f"jeden {_and(names)} {WEEKDAYS[_BYDAY[weekdays.pop()]]} im Monat"


def _count(number: int) -> str:
    return _COUNT[number] if number < len(_COUNT) else str(number)


def _and(names: list[str]) -> str:
    return ", ".join(names[:-1]) + " und " + names[-1] if len(names) > 1 else names[0]
