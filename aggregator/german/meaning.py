"""What a group of pieces means against a reference: the `When`, with what was assumed and what conflicts."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from aggregator.event import Moment, When
from aggregator.german import occurrences, rules
from aggregator.german.courses import course
from aggregator.german.days import Day
from aggregator.german.groups import Group
from aggregator.german.relative import next_weekday
from aggregator.german.rules import Rule
from aggregator.german.spoken_clocks import Clock
from aggregator.german.years import Impossible, dated, existing_clock

_DAY = timedelta(days=1)
_SMALL_HOURS = (6, 0)
"""The clock until which a night lasts."""
_ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_Span = tuple[date, date]  # first and last day


class _Notes:
    """What was assumed and what conflicts, collected while reading."""

    def __init__(self, assumed: tuple[str, ...]) -> None:
        self.assumed = assumed
        self.conflict: str | None = None

    def assume(self, what: str) -> None:
        if what not in self.assumed:
            self.assumed += (what,)


def mean(group: Group, reference: date) -> When | None:
    """The time a group names, or None; raises `Impossible` for what does not exist."""
    notes = _Notes(group.assumed)
    group.rule = group.rule or course(group, reference)
    if group.rule and not group.rule.partial and not _daily_hours(group):
        return _recurring(group, reference, notes)
    spans = _spans(group, reference, notes)
    if not spans:
        if group.start is None:
            return None
        notes.assume("day")
        spans = [(reference, reference)]
    first, last = spans[0]
    start, end = _moments(group, first, last, notes)
    return When(
        start,
        end,
        None,
        _also(group, spans, reference, notes),
        span=(group.first, group.last),
        assumed=notes.assumed,
        conflict=notes.conflict,
    )


def _daily_hours(group: Group) -> bool:
    """ "3. bis 5. Mai, täglich 10-18 Uhr" is one event of several days."""
    ranged = group.end_day or (group.days and any(group.days.through))
    return bool(group.rule and group.rule.frequency == "DAILY" and group.rule.interval == 1 and ranged)


def _day(day: Day, reference: date, notes: _Notes, after: date | None = None) -> date:
    found = dated(day, reference, after)
    if day.year is None:
        notes.assume("year")
    if day.weekday is not None and found.weekday() != day.weekday:
        notes.conflict = f"{found} is a {_ENGLISH[found.weekday()]}, not a {_ENGLISH[day.weekday]}"
    return found


def _spans(group: Group, reference: date, notes: _Notes) -> list[_Span]:
    """The days of a group as ranges, neighbours joined."""
    spans = [] if group.days else _undated(group, reference, notes)
    lists = [*([group.days] if group.days else ()), *(days for days, _ in group.more)]
    before: date | None = None
    for days in lists:
        for at, day in enumerate(days.days):
            if day.year is None and group.in_year is not None:
                day = day._replace(year=reference.year + group.in_year)
            found = _day(day, reference, notes, before)
            if at and days.through[at - 1]:
                spans[-1] = (spans[-1][0], _not_before(spans[-1][0], found, notes))
            else:
                _join(spans, found)
            before = found
    if group.end_day:
        last = _day(group.end_day, reference, notes, spans[-1][0])
        spans[-1] = (spans[-1][0], _not_before(spans[-1][0], last, notes))
    return spans


def _not_before(first: date, last: date, notes: _Notes) -> date:
    if last < first:
        notes.conflict = f"it ends on {last}, before it begins on {first}"
        return first
    return last


def _join(spans: list[_Span], found: date) -> None:
    if spans and found - _DAY == spans[-1][1]:
        spans[-1] = (spans[-1][0], found)
    elif not spans or spans[-1] != (found, found):
        spans.append((found, found))


def _undated(group: Group, reference: date, notes: _Notes) -> list[_Span]:
    if group.weeks:
        monday, sunday = group.weeks.days(reference)
        if not group.weekdays:
            return [(monday, sunday)]
        first = next_weekday(group.weekdays[0])(monday)
    elif group.relative:
        first = group.relative(reference)
    elif group.weekdays:
        first = next_weekday(group.weekdays[0])(reference)
        notes.assume("day")
    else:
        return []
    last = first
    if group.through:
        return [(first, max(first, group.through(reference)))]
    if group.end_day:
        return [(first, _not_before(first, _day(group.end_day, reference, notes, first), notes))]
    end = group.end_weekday if group.end_weekday is not None else (group.weekdays or (first.weekday(),))[-1]
    if group.weekdays or group.end_weekday is not None:
        last = next_weekday(end)(first)
    return [(first, last)]


def _also(group: Group, spans: list[_Span], reference: date, notes: _Notes) -> tuple[Moment, ...]:
    if len(spans) == 1:
        return ()
    own: dict[date, Clock | None] = {}
    for days, clocks in group.more:
        if clocks:
            for day in days.days:
                own[_day(day, reference, notes, spans[0][0])] = clocks.start
    return tuple(_at(first, own.get(first) or group.start) for first, _ in spans[1:])


def _moments(group: Group, first: date, last: date, notes: _Notes) -> tuple[Moment, Moment | None]:
    """Start and end: days and clock times put together."""
    start = _at(first, group.start)
    end_clock = group.end
    if first != last and group.more and group.more[-1][1]:
        end_clock = group.more[-1][1].end or end_clock
    if end_clock is None and group.duration and isinstance(start, datetime):
        return start, start + timedelta(minutes=group.duration)
    if end_clock is None:
        return start, (last if last != first else None)
    end = _at(last, end_clock)
    if isinstance(start, datetime) and isinstance(end, datetime) and (end < start or _every_night(group)):
        if group.end_day and first == last and end_clock >= _SMALL_HOURS:
            notes.conflict = f"it ends on {last}, before it begins at {start:%H:%M}"
            return start, None
        end += _DAY
        if group.rule is None:
            existing_clock(end)
    return start, end


def _every_night(group: Group) -> bool:
    """ "Freitag & Samstag 22-4 Uhr": hours that hold for each day end after the last."""
    if group.closing or group.end_day or group.end_weekday is not None or group.more:
        return False
    return group.start is not None and group.end is not None and group.end < min(group.start, _SMALL_HOURS)


def _at(day: date, clock: Clock | None) -> Moment:
    if clock is None:
        return day
    hour, minute = clock
    if minute > 59 or hour > 24 or (hour == 24 and minute):
        raise Impossible(f"{hour}:{minute:02} is no clock time")
    if hour == 24:
        return datetime.combine(day + _DAY, time())
    return existing_clock(datetime.combine(day, time(hour, minute)))


def _recurring(group: Group, reference: date, notes: _Notes) -> When | None:
    rule = _on_named_days(group)
    for what in (*rule.assumed, *(("year",) if group.season and group.season.yearless else ())):
        notes.assume(what)
    if any(nth > 5 for nth, _ in rule.weekdays) or any(day > 31 for day in rule.monthdays):
        raise Impossible("no month has so many days")
    anchor: date | None = None
    opens, closes = group.season.days(reference) if group.season else (None, None)
    until = _until(group, reference, notes) or closes
    if group.days or group.relative:
        anchor, last = _spans(group, reference, notes)[0]
        if last != anchor and until is None:
            until = last
    begun = anchor or opens
    if begun is None and rules.has_turns(rule):
        notes.assume("week" if rule.frequency == "WEEKLY" else "month")
    earliest = reference if begun is None else max(begun, reference)
    if until and until < reference and begun:
        earliest = begun
    day = occurrences.first(rule, anchor, earliest)
    written = rules.rfc5545(rule)
    timed = group.start is not None
    if until:
        written += f";UNTIL={until:%Y%m%d}" + ("T235959" if timed else "")
    if day is None:
        return When(None, rrule=written, span=(group.first, group.last), assumed=notes.assumed)
    start, end = _moments(group, day, day, notes)
    return When(
        start,
        end,
        written,
        (),
        tuple(dated(skipped, reference) for skipped in group.skipped),
        span=(group.first, group.last),
        assumed=notes.assumed,
        conflict=notes.conflict,
    )


def _on_named_days(group: Group) -> Rule:
    """The rule; "3.3. - 31.3., Dienstag, wöchentlich" names its weekday beside a date."""
    rule = group.rule
    assert rule is not None
    if rule.frequency != "WEEKLY" or rule.weekdays or group.days is None:
        return rule
    named = dict.fromkeys(day.weekday for day in group.days.days if day.weekday is not None)
    return rule._replace(weekdays=tuple((0, weekday) for weekday in named))


def last_day(group: Group, reference: date) -> date | None:
    """The day until which a group lasts ("bis Ende Juni"), or None."""
    notes = _Notes(())
    return _until(group, reference, notes) or (group.season.days(reference)[1] if group.season else None)


def _until(group: Group, reference: date, notes: _Notes) -> date | None:
    if group.until is None:
        return None
    return _day(group.until.days[-1], reference, notes)
