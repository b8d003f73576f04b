"""Difu's pages: the order of their text and its labels say when and where, never the prose."""

from __future__ import annotations

import html
from datetime import date, datetime
from pathlib import Path

import pytest

from aggregator.crawl.complete import complete
from aggregator.event import Listing, Reach, Refusal, Status
from spiders.difu import DifuSpider

EVENT = "https://difu.de/veranstaltungen/2024-12-10/offene-daten"
TEMPLATE = (Path(__file__).parents[1] / "sites" / "difu_detail.html").read_text(encoding="utf-8")
PROSE = (
    "Im Oktober 2024 gab es einen Auftakt, am 4. November 2024 um 12 Uhr eine Ausstellung, und vom 2. bis zum 5. März"
    " 2025 folgt Teil II der Reihe, in der wir über offene Daten in den Städten und Gemeinden sprechen wollen."
)


def detail(head: list[str], box: list[str], prose: str = PROSE) -> str:
    lines = {"head": head, "box": box}
    page = TEMPLATE.replace("{prose}", prose)
    for name, said in lines.items():
        page = page.replace(f"{{{name}}}", "\n".join(f"<div>{html.escape(line)}</div>" for line in said))
    return page


def read(visit, page: str) -> Listing:
    [listing] = visit(DifuSpider, EVENT, page).listings
    event = complete(listing, date(2024, 12, 1))
    assert isinstance(event, Listing)
    return event


LABELLED = [
    "Anmeldung",
    "Freie Plätze verfügbar",
    "Datum & Zeit",
    "10.12.2024",
    "14:30-17 Uhr",
    "Ort",
    "dbb forum",
]
BARE = ["Freie Plätze verfügbar", "10.12.2024", "10:00 - 11:30 Uhr", "Online per Zoom"]


@pytest.mark.parametrize(
    ("head", "box", "start", "end"),
    [
        (["Di 10 Dez 24"], LABELLED, datetime(2024, 12, 10, 14, 30), datetime(2024, 12, 10, 17)),
        (["Di 10 Dez 24"], BARE, datetime(2024, 12, 10, 10), datetime(2024, 12, 10, 11, 30)),
        (["Wie geht das?", "Di 10 Dez 24"], BARE, datetime(2024, 12, 10, 10), datetime(2024, 12, 10, 11, 30)),
        ([], BARE, datetime(2024, 12, 10, 10), datetime(2024, 12, 10, 11, 30)),
        (["Di 10 Dez 24"], ["10.12.2024", "17:00 Uhr"], datetime(2024, 12, 10, 17), None),
        (["Di 10 Dez 24", "Mi 11 Dez 24"], [], date(2024, 12, 10), date(2024, 12, 11)),
        (
            ["Di 10 Dez 24", "Mi 11 Dez 24"],
            ["10.12.2024", "10:00 Uhr", "11.12.2024", "16:00 Uhr"],
            datetime(2024, 12, 10, 10),
            datetime(2024, 12, 11, 16),
        ),
        (["Di 10 Dez 24"], [], date(2024, 12, 10), None),
    ],
)
def test_when(visit, head, box, start, end):
    when = read(visit, detail(head, box)).when
    assert when is not None
    assert (when.start, when.end) == (start, end)


def test_without_day_lines_there_is_no_date(visit):
    assert read(visit, detail([], [])).when is None


@pytest.mark.parametrize(
    ("box", "name", "street", "city", "online"),
    [
        (LABELLED, "dbb forum", None, None, False),
        (BARE, None, None, None, True),
        (
            [*LABELLED[:-1], "Difu", "Zimmerstraße 13-15", "10969 Berlin"],
            "Difu",
            "Zimmerstraße 13-15",
            "Berlin",
            False,
        ),
        (["10.12.2024", "Online"], None, None, None, True),
    ],
)
def test_where(visit, box, name, street, city, online):
    place = read(visit, detail(["Di 10 Dez 24"], box)).place
    assert place is not None
    assert (place.name, place.street, place.city, place.online) == (name, street, city, online)


@pytest.mark.parametrize(
    ("first", "status", "start"),
    [
        ("Die Veranstaltung wurde abgesagt.", Status.CANCELLED, datetime(2024, 12, 10, 10)),
        ("Die Veranstaltung entfällt.", Status.CANCELLED, datetime(2024, 12, 10, 10)),
        (
            "Die Veranstaltung wird verschoben und findet nun am 18. Januar 2025 statt.",
            Status.RESCHEDULED,
            datetime(2025, 1, 18, 10),
        ),
        ("Die Veranstaltung wird verschoben.", Status.POSTPONED, datetime(2024, 12, 10, 10)),
        (
            "Die Veranstaltung ist ausgebucht, es gibt eine Warteliste.",
            Status.SCHEDULED,
            datetime(2024, 12, 10, 10),
        ),
    ],
)
def test_what_the_first_sentence_says_of_it(visit, first, status, start):
    event = read(visit, detail(["Di 10 Dez 24"], BARE, f"{first} {PROSE}"))
    assert event.when is not None
    assert (event.status, event.when.start) == (status, start)


def test_the_rest_of_the_page(visit):
    event = read(visit, detail(["Di 10 Dez 24"], BARE))
    assert (event.title, event.key, event.url) == (
        "Offene Daten",
        "/veranstaltungen/2024-12-10/offene-daten",
        EVENT,
    )
    assert event.registration_deadline == date(2024, 12, 6)
    assert (
        event.price == "Die Teilnahme ist gebührenfrei. Eine Anmeldung wird bis zum 6. Dezember 2024 erbeten."
    )
    assert "Ausstellung" not in (event.place_text or "")


def test_the_node_address_leads_to_the_same_key(visit):
    [listing] = visit(DifuSpider, "https://difu.de/node/17123", detail(["Di 10 Dez 24"], BARE)).listings
    assert (listing.key, listing.url) == ("/veranstaltungen/2024-12-10/offene-daten", EVENT)


def test_a_page_without_title_is_refused(visit):
    assert visit(DifuSpider, EVENT, "<html><body><h1").found == [Refusal(EVENT, "the page has no title")]


def test_an_old_page(visit):
    page = """<html><body><h1>Saubere Städte?</h1><div>15. Februar 2012 in Berlin</div><p>Wie sauber?</p>
    <div>Beginn der Veranstaltung: 17.00 Uhr</div><div>Veranstaltungsort:</div><div>Difu</div>
    <div>Zimmerstraße 13</div><div>10969 Berlin (Berlin)</div></body></html>"""
    address = "https://difu.de/veranstaltungen/2012-02-15/saubere-staedte.html"
    [listing] = visit(DifuSpider, address, page).listings
    event = complete(listing, date(2024, 12, 1))
    assert isinstance(event, Listing)
    assert event.when is not None
    assert event.when.start == datetime(2012, 2, 15, 17)
    assert event.place is not None
    assert (event.place.name, event.place.street, event.place.postcode) == (
        "Difu",
        "Zimmerstraße 13",
        "10969",
    )


LIST = """<html><body><h1>Veranstaltungen</h1>
<a href="/veranstaltungen/2024-12-10/offene-daten#box">Offene Daten</a>
<a href="/veranstaltungen/2024-12-10/offene-daten">mehr</a>
<a href="/veranstaltungen/2024-11-20/verschoben">Verschoben</a>
<a href="/veranstaltungen/2023-05-04/lange-her">Lange her</a>
<a href="/publikationen/2024/offene-daten">Publikation</a>
<a href="https://example.org/veranstaltungen/2024-12-10/woanders">Woanders</a>
{next}</body></html>"""


@pytest.mark.parametrize(
    ("following", "max_pages", "requests", "others"),
    [
        ("", 50, [EVENT, "https://difu.de/veranstaltungen/2024-11-20/verschoben"], [Reach()]),
        (
            '<a href="?page=1">weiter</a>',
            50,
            [
                EVENT,
                "https://difu.de/veranstaltungen/2024-11-20/verschoben",
                "https://difu.de/veranstaltungen?page=1",
            ],
            [],
        ),
        ('<a href="?page=1">weiter</a>', 1, [EVENT], []),
    ],
)
def test_the_list_leads_to_events_and_to_its_next_page(visit, following, max_pages, requests, others):
    page = LIST.replace("{next}", following)
    visited = visit(DifuSpider, "https://difu.de/veranstaltungen", page, max_pages=max_pages)
    assert [request.url for request in visited.requests] == requests
    assert visited.others == others


REAL = [
    ("2018-11-14_saubere-luft", 1, datetime(2018, 11, 14, 17), None),
    ("2020-06-04_jahrestreffen", 1, date(2020, 6, 4), date(2020, 6, 5)),
    ("2020-11-26_kommunale", 1, datetime(2020, 11, 26, 14, 30), datetime(2020, 11, 26, 17)),
    ("2021-12-02_open-data", 0, datetime(2021, 12, 2, 10), datetime(2021, 12, 2, 11, 30)),
    ("2021-12-09_buehne-frei", 1, date(2021, 12, 9), None),
    ("2022-06-20_kleingaerten", 1, date(2022, 6, 20), date(2022, 6, 21)),
    ("2026-03-04_wohnbedarfe", 0, None, None),
]


@pytest.mark.parametrize(("name", "title_at", "start", "end"), REAL)
def test_real_texts(visit, real_web, name, title_at, start, end):
    [file] = (real_web / "difu-text").glob(f"{name}*.txt")
    text = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    text = text[1:] if text[0].startswith("http") else text
    tags = ["h1" if at == title_at else "p" for at in range(len(text))]
    page = "".join(f"<{tag}>{html.escape(line)}</{tag}>" for tag, line in zip(tags, text, strict=True))
    [listing] = visit(DifuSpider, f"https://difu.de/veranstaltungen/{name[:10]}/x", page).listings
    event = complete(listing, date(2026, 1, 1))
    assert isinstance(event, Listing)
    assert event.title == text[title_at]
    assert ((event.when.start, event.when.end) if event.when else (None, None)) == (start, end)
