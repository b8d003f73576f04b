"""Which two listings speak of one event, a fact a line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from aggregator.event import Listing, Place, When
from aggregator.matching import likely, may_be_occurrence, same

EVENING = When(datetime(2024, 12, 3, 19), datetime(2024, 12, 3, 21))
TALK = Listing(
    key="a",
    source="lab",
    title="Offene Daten im Rathaus",
    url="https://lab.example/talk",
    when=EVENING,
    place=Place(city="Leipzig"),
)
SHARED = frozenset({"lab.example/programm"})
PROGRAMME = "https://lab.example/programm"


def hour(start: int, day: int = 3) -> When:
    return When(datetime(2024, 12, day, start))


@pytest.mark.parametrize(
    ("what", "other", "why"),
    [
        ("another address", {}, "same title"),
        ("the same address", {"url": TALK.url, "title": "Daten im Rathaus, offen"}, "same address"),
        ("no address", {"url": None}, "same title"),
        ("a longer title", {"title": "Einladung: Offene Daten im Rathaus (mit Kuchen)"}, "near title"),
        ("a year in the title", {"title": "Offene Daten im Rathaus 2024"}, "same title"),
        ("umlauts and case", {"title": "OFFENE DATEN IM RATHAUS!"}, "same title"),
        ("an unknown town", {"place": None}, "same title"),
        ("online", {"place": Place(online=True)}, "same title"),
        ("a quarter of the town", {"place": Place(city="Leipzig-Plagwitz")}, "same title"),
        ("a wrong hour", {"when": hour(18)}, "same title, other hour"),
        (
            "a wrong hour and a word more",
            {"when": hour(18), "title": "Offene Daten im Rathaus!!"},
            "same title, other hour",
        ),
        ("no hour", {"when": When(date(2024, 12, 3))}, "same title"),
        ("a range that begins then", {"when": When(date(2024, 12, 3), date(2024, 12, 5))}, "same title"),
        ("past midnight", {"when": When(datetime(2024, 12, 3, 19), datetime(2024, 12, 4, 1))}, "same title"),
    ],
)
def test_one_event(what, other, why):
    match = same(
        TALK,
        replace(TALK, **{"source": "town", "key": "b", "url": "https://town.example/1", **other}),
        SHARED,
    )
    assert match is not None, what
    assert match.why == why


@pytest.mark.parametrize(
    ("what", "one", "other"),
    [
        ("another town", {}, {"place": Place(city="Halle")}),
        ("another day", {}, {"when": hour(19, day=4)}),
        ("another day at the same address", {}, {"when": hour(19, day=4), "url": TALK.url}),
        ("another title", {}, {"title": "Mappertreffen"}),
        ("another number", {"title": "15. Netzwerktreffen"}, {"title": "16. Netzwerktreffen"}),
        ("another part", {"title": "Workshop Karten Teil 1"}, {"title": "Workshop Karten Teil 2"}),
        ("another part, in Roman", {"title": "Workshop Karten Teil I"}, {"title": "Workshop Karten Teil II"}),
        (
            "only the series' name at another hour",
            {"title": "Open Data Day"},
            {"title": "Open Data Day: Fest", "when": hour(21)},
        ),
        ("a programme's page", {"url": PROGRAMME}, {"url": PROGRAMME, "title": "Karten für alle Menschen"}),
        ("too short a title", {"title": "Hacknight"}, {"title": "Hacknight Freifunk Weimar"}),
        ("one repeats", {}, {"when": replace(EVENING, rrule="FREQ=WEEKLY;BYDAY=TU")}),
        ("no date", {}, {"when": None}),
        ("the same source at another hour", {}, {"source": "lab", "when": hour(18)}),
        ("the same source with a word more", {}, {"source": "lab", "title": "Offene Daten im Rathaus Süd"}),
    ],
)
def test_two_events(what, one, other):
    first = replace(TALK, **one)
    second = replace(first, **{"source": "town", "key": "b", "url": "https://town.example/1", **other})
    assert same(first, second, SHARED) is None, what


WEDNESDAY = When(datetime(2024, 12, 4, 19), None, rrule="FREQ=WEEKLY;BYDAY=WE")
MEETING = Listing(key="m", source="lab", title="OK Lab Leipzig", lab="Leipzig", when=WEDNESDAY)


@pytest.mark.parametrize(
    ("what", "other", "one_event"),
    [
        ("one lab, another title", {"title": "Hacknight"}, True),
        ("its town", {"lab": None, "place": Place(city="Leipzig"), "title": "OKLab Leipzig Treffen"}, True),
        ("begun later", {"when": When(datetime(2025, 1, 8, 19), None, rrule="FREQ=WEEKLY;BYDAY=WE")}, True),
        (
            "another rule on the weekday",
            {"when": When(datetime(2024, 12, 4, 19), None, rrule="FREQ=MONTHLY;BYDAY=1WE")},
            True,
        ),
        (
            "a rule without a weekday",
            {"when": When(datetime(2024, 12, 4, 19), None, rrule="FREQ=WEEKLY")},
            True,
        ),
        ("no hour", {"when": When(date(2024, 12, 4), None, rrule="FREQ=WEEKLY;BYDAY=WE")}, True),
        ("nowhere, the same title", {"lab": None}, True),
        ("nowhere, another title", {"lab": None, "title": "Jugend hackt"}, False),
        ("another lab", {"lab": "Halle"}, False),
        (
            "another weekday",
            {"when": When(datetime(2024, 12, 5, 19), None, rrule="FREQ=WEEKLY;BYDAY=TH")},
            False,
        ),
        (
            "another hour",
            {"when": When(datetime(2024, 12, 4, 18), None, rrule="FREQ=WEEKLY;BYDAY=WE")},
            False,
        ),
        (
            "another group in the town",
            {"lab": None, "place": Place(city="Leipzig"), "title": "Chaostreff"},
            False,
        ),
    ],
)
def test_meetings(what, other, one_event):
    assert (
        same(MEETING, replace(MEETING, **{"source": "town", "key": "n", **other})) is not None
    ) is one_event, what


@pytest.mark.parametrize(
    ("what", "other", "shown"),
    [
        ("half the words", {"title": "Offene Daten im Rathaus Leipzig und Kuchen"}, True),
        ("the same page", {"url": TALK.url, "title": "Zukunft"}, True),
        ("the same page and title, another day", {"url": TALK.url, "when": hour(19, day=5)}, True),
        ("another town", {"place": Place(city="Halle")}, False),
        ("nothing in common", {"title": "Mappertreffen"}, False),
    ],
)
def test_what_an_editor_should_look_at(what, other, shown):
    second = replace(TALK, **{"source": "town", "key": "b", "url": "https://town.example/1", **other})
    assert likely(TALK, second, SHARED) is shown, what


@pytest.mark.parametrize(
    ("what", "other", "one_of_its_dates"),
    [
        ("a Wednesday at its hour", {}, True),
        ("at another hour", {"when": hour(10, day=11)}, False),
        ("on a Thursday", {"when": hour(19, day=12)}, False),
        ("in another town", {"place": Place(city="Halle")}, False),
        ("something else", {"title": "Sommerfest der Bibliotheken"}, False),
        ("a meeting itself", {"when": WEDNESDAY}, False),
    ],
)
def test_a_date_that_may_be_a_meetings_is_shown_but_never_merged(what, other, one_of_its_dates):
    single = replace(TALK, **{"title": "OK Lab Leipzig: Treffen", "when": hour(19, day=11), **other})
    assert may_be_occurrence(MEETING, single) is one_of_its_dates, what
    assert same(MEETING, single) is None or what == "a meeting itself"
