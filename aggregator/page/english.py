"""English date phrases, of which German sites have some too: "Saturday, March 23 from 9am to 6pm"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from aggregator.event import Moment, When

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?"
)
_WEEKDAY = r"(?:(?P<{0}>mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+(?:the\s+)?)?"
_DAY = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_TO = r"\s*(?:-|–|—|to|until|through|and|&)\s*"
_MONTH_FIRST = re.compile(
    rf"\b{_WEEKDAY.format('weekday')}(?P<month>{_MONTH})\s+{_DAY.format('day')}\b(?!:)"
    rf"(?:,?\s+(?P<first_year>20\d\d))?"
    rf"(?:{_TO}{_WEEKDAY.format('last_weekday')}(?:(?P<last_month>{_MONTH})\s+)?{_DAY.format('last')}\b(?![:\d]|\s*[ap]\.?m))?"
    rf"(?:,?\s+(?P<year>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(
    rf"(?<![:.\d])\b{_WEEKDAY.format('weekday')}{_DAY.format('day')}(?:\s+of)?"
    rf"(?:\s+(?P<first_month>{_MONTH}))?(?:,?\s+(?P<first_year>20\d\d))?"
    rf"(?:{_TO}{_WEEKDAY.format('last_weekday')}{_DAY.format('last')}(?:\s+of)?)?"
    rf"\s+(?P<month>{_MONTH})(?:,?\s+(?P<year>(?:19|20)\d\d))?|\b(?P<just_day>\d{{1,2}})(?:st|nd|rd"
    rf"|th)?\s+(?P<just_month>{_MONTH})"
    rf"(?:,?\s+(?P<just_year>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_CLOCK = r"(?P<{0}hour>\d{{1,2}})(?:[:.](?P<{0}minute>\d{{2}}))?\s*(?P<{0}half>[ap]\.?m\b\.?)?"
_CLOCKS = re.compile(
    r"(?:\s|,|\||·|•|@|\(|-|–|:|⋅|\bat\b|\bfrom\b|\bstarting\b|\bstarts\b|\btime\b|\bbetween\b){0,6}"
    rf"{_CLOCK.format('')}(?:{_TO}(?!\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}){_CLOCK.format('end_')})?",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\s*(?:-|–|—|to|until|through|bis)\s*", re.IGNORECASE)
_MONTH_NAME = re.compile(rf"\b{_MONTH}", re.IGNORECASE)
_REACH = 100
"""Characters before and behind a month's name that its date may take."""
_NOT_EVENT = re.compile(
    r"(?:posted|published|updated|created|by|before|deadline|until|due|register by|rsvp by|apply by"
    r"|closes?|ends?|on or before)"
    r"(?:\s+\w+){0,3}\s*:?\s*$",
    re.IGNORECASE,
)


def find_english(text: str, reference: date) -> tuple[When, ...]:
    """The English event dates of a text, in order, spans relative to it.

    A date without a year is the one nearest to the reference, at most two months back, that fits its weekday.
    """
    found: list[When] = []
    for match in _dates(text):
        if _NOT_EVENT.search(text[max(0, match.start() - 40) : match.start()]):
            continue
        when = _when(match, text, reference)
        if when is not None:
            before = [found.pop()] if found and _is_span(found[-1], when, text) else []
            found.append(_joined(before[0], when) if before else when)
    return tuple(found)


def _is_span(one: When, other: When, text: str) -> bool:
    """Two dates with clocks and no more than "-" or "until" between: "21 Jul, 09:00 - 25 Jul, 13:00"."""
    if one.span is None or other.span is None or one.end or not isinstance(one.start, datetime):
        return False
    between = text[one.span[1] : other.span[0]]
    return isinstance(other.start, datetime) and one.start < other.start and bool(_UNTIL.fullmatch(between))


def _joined(one: When, other: When) -> When:
    span = (one.span or (0, 0))[0], (other.span or (0, 0))[1]
    return When(one.start, other.start, span=span, assumed=one.assumed)


def _dates(text: str) -> Iterator[re.Match[str]]:
    matches = [
        match
        for start, end in _around_months(text)
        for form in (_MONTH_FIRST, _DAY_FIRST)
        for match in form.finditer(text, start, end)
    ]
    position = 0
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        if match.start() >= position:
            position = match.end()
            yield match


def _around_months(text: str) -> Iterator[tuple[int, int]]:
    """The parts of a text that can hold a date: it has a month's name in its middle."""
    start = end = 0
    for month in _MONTH_NAME.finditer(text):
        if month.start() - _REACH > end:
            if end:
                yield start, end
            start = max(0, month.start() - _REACH)
        end = month.end() + _REACH
    if end:
        yield start, end


def _when(match: re.Match[str], text: str, reference: date) -> When | None:
    parts = {key: value for key, value in match.groupdict().items() if value}
    month = _number(parts.get("month") or parts.get("just_month") or "", _MONTHS)
    day = int(parts.get("day") or parts.get("just_day") or 0)
    if month is None or not day:
        return None
    first_month = _number(parts.get("first_month", ""), _MONTHS) or month
    years = parts.get("first_year") or parts.get("year") or parts.get("just_year")
    if years and "first_year" not in parts and _turns_the_year(parts, first_month, month):
        years = str(int(years) - 1)
    start = _day(years, first_month, day, parts.get("weekday"), reference)
    if start is None:
        return None
    last = _last(parts, start, month)
    clocks = _CLOCKS.match(text, match.end())
    opens, closes = _times(clocks)
    end_of_text = clocks.end() if clocks and opens is not None else match.end()
    begin: Moment = datetime.combine(start, opens) if opens else start
    end: Moment | None = last
    if closes is not None and opens is not None:
        end = datetime.combine(last or start, closes)
        end += timedelta(days=1) if end <= begin and last is None else timedelta()
    elif opens is not None:
        end = None
    return When(begin, end, span=(match.start(), end_of_text), assumed=() if years else ("year",))


def _turns_the_year(parts: dict[str, str], first_month: int, month: int) -> bool:
    """ "December 30 - January 2, 2025" names the year of its end."""
    return "last" in parts and (_number(parts.get("last_month", ""), _MONTHS) or month) < first_month


def _number(word: str, names: tuple[str, ...]) -> int | None:
    return names.index(word[:3].lower()) + 1 if word[:3].lower() in names else None


def _day(year: str | None, month: int, day: int, weekday: str | None, reference: date) -> date | None:
    years = [int(year)] if year else [reference.year + step for step in (0, 1, -1, 2)]
    days = []
    for number in years:
        try:
            days.append(date(number, month, day))
        except ValueError:
            continue
    if year:
        return days[0] if days else None
    fitting = [found for found in days if weekday and found.weekday() == _WEEKDAYS.index(weekday[:3].lower())]
    late_enough = [found for found in fitting or days if found >= reference - timedelta(days=62)]
    return min(late_enough, default=None)


def _last(parts: dict[str, str], start: date, month: int) -> date | None:
    if "last" not in parts:
        return None
    last_month = _number(parts.get("last_month", ""), _MONTHS) or month
    try:
        last = date(int(parts.get("year") or start.year), last_month, int(parts["last"]))
    except ValueError:
        return None
    if last < start and "year" not in parts:
        last = last.replace(year=last.year + 1)
    return last if start < last < start + timedelta(days=400) else None


def _times(match: re.Match[str] | None) -> tuple[time | None, time | None]:
    """The clock times behind a date; a bare number is none, but "2–8 pm" gives both the half of the day."""
    if match is None:
        return None, None
    half = match["half"] or match["end_half"]
    if not half and not match["minute"]:
        return None, None
    opens = _time(match["hour"], match["minute"], match["half"] or _half_before(match))
    closes = _time(match["end_hour"], match["end_minute"], match["end_half"]) if match["end_hour"] else None
    return opens, closes


def _half_before(match: re.Match[str]) -> str | None:
    """ "11–2 pm" begins in the morning, "2–8 pm" in the afternoon."""
    if not match["end_half"] or not match["end_hour"]:
        return None
    if (
        match["end_half"][0] in "pP"
        and int(match["hour"]) > int(match["end_hour"]) % 12
        and int(match["hour"]) != 12
    ):
        return "am"
    return match["end_half"]


def _time(hour: str, minute: str | None, half: str | None) -> time | None:
    number = int(hour)
    if half:
        number = number % 12 + (12 if half[0] in "pP" else 0)
    try:
        return time(number, int(minute or 0))
    except ValueError:
        return None
