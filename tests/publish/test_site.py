"""The site's folder and page: strict HTML, no script, no other host, and it replaces only what is ours."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import html5lib
import icalendar
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from aggregator.event import Place, Status, When
from aggregator.publish import site
from aggregator.publish.coming import coming
from aggregator.publish.files import MARK, NotOurs, write_folder
from aggregator.publish.site.cards import card_of
from aggregator.publish.site.grid import months_of
from aggregator.publish.site.map import HEIGHT, WIDTH, drawing_of, point

FIRST = date(2024, 12, 1)
ATTACK = "</title></style><script>document.title='owned'</script><img src=x onerror=alert(1)>\"'>{{ 7*7 }}"


def page(*events: Any) -> str:
    """The page of these events, which every browser must read alike."""
    text = site.files(coming(events, FIRST, date.max), FIRST)["index.html"].decode()
    html5lib.HTMLParser(strict=True).parse(text)
    return text


def tree(*events: Any) -> Any:
    return lxml_html.document_fromstring(page(*events))


def months(*events: Any) -> Any:
    return months_of([card_of(each) for each in coming(events, FIRST, date.max)], FIRST)


def test_the_golden_page_is_strict_html() -> None:
    golden = (Path(__file__).parent / "golden" / "index.html").read_text("utf-8")
    html5lib.HTMLParser(strict=True).parse(golden)


def test_every_link_within_the_page_goes_somewhere() -> None:
    golden = lxml_html.document_fromstring((Path(__file__).parent / "golden" / "index.html").read_bytes())
    ids = golden.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in golden.xpath("//a/@href") if href.startswith("#")} <= set(ids)


def test_every_file_that_the_page_names_is_there(export: Any, tmp_path: Path) -> None:
    assert export("site", "-o", tmp_path / "site").exit_code == 0
    text = (tmp_path / "site" / "index.html").read_bytes()
    named = [
        href
        for href in lxml_html.document_fromstring(text).xpath("//@href")
        if not re.match(r"#|https?:|data:", href)
    ]
    assert len(named) > 10
    assert [href for href in named if not (tmp_path / "site" / href).is_file()] == []
    for form in ("ics", "json", "csv", "atom"):
        assert (tmp_path / "site" / f"events.{form}").read_bytes() == export(form).stdout_bytes
    for entry in (tmp_path / "site" / "kalender").iterdir():
        assert len(icalendar.Calendar.from_ical(entry.read_bytes()).walk("VEVENT")) == 1


def test_nothing_is_asked_of_another_host(make: Any) -> None:
    text = page(make(description="https://fern.test/bild.png"))
    read = lxml_html.document_fromstring(text)
    assert read.xpath("//script | //img | //iframe | //link[@rel='stylesheet'] | //@style | //@onclick") == []
    assert "url(" not in text and "@import" not in text
    style = read.xpath("string(//style)")
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = read.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert policy.startswith("default-src 'none';") and f"'sha256-{digest}'" in policy
    assert "script-src" not in policy and "unsafe" not in policy


@pytest.mark.parametrize(
    "field", ["title", "description", "url", "lab", "registration_url", "price", "organizer"]
)
def test_what_a_page_says_is_text(make: Any, field: str) -> None:
    quiet, loud = tree(make()), tree(make(**{field: ATTACK}))
    assert {each.tag for each in loud.iter() if isinstance(each.tag, str)} <= {
        each.tag for each in quiet.iter()
    } | {"strong"}
    assert "49" not in loud.xpath("string(//article)")
    assert all(re.match(r"#|https?://|data:image|kalender/|events\.", href) for href in loud.xpath("//@href"))
    assert not [name for each in loud.iter() for name in each.attrib if str(name).startswith("on")]


def test_a_hostile_place_is_text_in_list_and_map(make: Any) -> None:
    place = Place(name=ATTACK, city=ATTACK, latitude=51.0, longitude=10.0, located="place")
    read = tree(make(place=place))
    assert read.xpath("//script | //img") == []
    assert "owned" in read.xpath("string(//svg)")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(words=st.text(max_size=80))
def test_no_words_break_the_page(make: Any, words: str) -> None:
    place = Place(name=words, city=words, latitude=51.0, longitude=10.0, located="place")
    read = tree(make(title=words, description=words, place=place, url=f"https://a.test/{words}"))
    assert len(read.xpath("//article")) == 1


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//fern.test", "file:///etc/passwd"],
)
def test_links_go_to_the_web_only(make: Any, url: str) -> None:
    read = tree(make(url=url, links=(url,), registration_url=url, stream_url=url))
    assert [href for href in read.xpath("//article//@href") if not href.startswith("kalender/")] == []


def test_months_hold_what_begins_in_them_and_their_sheets_what_takes_place(make: Any) -> None:
    evening = make(id="a", when=When(datetime(2024, 12, 31, 18), datetime(2024, 12, 31, 20)))
    running = make(id="b", when=When(date(2024, 11, 20), date(2025, 2, 3)))
    meeting = make(
        id="c",
        lab="Köln",
        when=When(datetime(2024, 10, 2, 19), rrule="FREQ=WEEKLY;BYDAY=WE", skipped=(date(2024, 12, 25),)),
    )
    later = make(id="d", when=When(date(2025, 3, 1)))
    december, march = months(evening, running, meeting, later)
    assert (december.name, march.name) == ("Dezember 2024", "März 2025")
    assert [(day.day, [card.id for card in day.cards]) for day in december.days] == [
        (date(2024, 12, 1), ["b"]),
        (date(2024, 12, 31), ["a"]),
    ]
    on = {cell.day: [card.id for card in cell.cards] for week in december.weeks for cell in week if cell.day}
    assert on[date(2024, 12, 25)] == ["b"]
    assert on[date(2024, 12, 18)] == ["b", "c"]
    assert sorted(on[date(2024, 12, 31)]) == ["a", "b"]
    assert len(on) == 31
    assert [cell.day for cell in december.weeks[0]] == [None] * 6 + [date(2024, 12, 1)]


def test_a_night_is_one_day_of_the_sheet(make: Any) -> None:
    (month,) = months(make(when=When(datetime(2024, 12, 13, 20), datetime(2024, 12, 14, 2))))
    assert [cell.day.day for week in month.weeks for cell in week if cell.cards and cell.day] == [13]


def test_without_events_there_is_a_page(make: Any) -> None:
    text = page()
    assert "Keine Veranstaltungen bekannt." in text and "0 kommende Veranstaltungen" in text


@pytest.mark.parametrize(
    ("status", "said", "offered"),
    [(Status.CANCELLED, "abgesagt", False), (Status.POSTPONED, "verschoben, neuer Termin offen", False), (Status.MOVED_ONLINE, "findet nur online statt", True), (Status.SCHEDULED, "", True)],
)  # fmt: skip
def test_what_is_off_says_so_and_offers_no_entry(make: Any, status: Status, said: str, offered: bool) -> None:
    read = tree(make(status=status))
    assert read.xpath("string(//article//strong)") == said
    assert bool(read.xpath("//article//a[starts-with(@href, 'kalender/')]")) is offered


def test_the_map_has_a_point_for_each_town_in_its_frame(make: Any) -> None:
    events = [
        make(id="a"),
        make(id="b", place=Place(city="Leipzig", latitude=51.3396, longitude=12.3713, located="town")),
        make(id="c", place=Place(city="Brüssel", latitude=50.85, longitude=4.35, located="town")),
        make(id="d", place=Place(online=True)),
        make(id="e", place=Place(city="Irgendwo")),
        make(id="f", status=Status.MOVED_ONLINE),
    ]
    drawing = drawing_of([card_of(each) for each in coming(events, FIRST, date.max)])
    assert [(town.name, len(town.cards), town.x is not None) for town in drawing.towns] == [
        ("Brüssel", 1, False),
        ("Leipzig", 2, True),
    ]
    leipzig = drawing.towns[1]
    assert (leipzig.x, leipzig.y) == point(12.3713, 51.3396)
    assert leipzig.label is not None


@pytest.mark.parametrize(
    ("longitude", "latitude"),
    [(5.87, 50.97), (15.04, 51.27), (8.31, 55.05), (10.17, 47.27), (17.16, 48.0), (7.09, 45.83)],
)
def test_the_corners_of_the_three_countries_are_on_the_map(longitude: float, latitude: float) -> None:
    x, y = point(longitude, latitude)
    assert 0 < x < WIDTH and 0 < y < HEIGHT


def test_names_on_the_map_do_not_cover_each_other(make: Any) -> None:
    near = [
        make(
            id=f"e{number}",
            place=Place(
                city=f"Oberstadt {number}",
                latitude=50 + number / 20,
                longitude=8 + number / 50,
                located="town",
            ),
        )
        for number in range(12)
    ]
    drawing = drawing_of([card_of(each) for each in coming(near, FIRST, date.max)])
    labels = [town.label for town in drawing.towns if town.label]
    assert 0 < len(labels) < 12
    for anchor in ("start", "end", "middle"):
        heights = sorted(label.y for label in labels if label.anchor == anchor)
        assert all(below - above >= 20 for above, below in pairwise(heights)), anchor


FILES = {"index.html": b"one", "kalender/a.ics": b"two"}


def test_a_folder_of_ours_is_replaced_whole(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write_folder(folder, FILES)
    write_folder(folder, {"index.html": b"three"})
    assert {str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file()} == {
        MARK,
        "index.html",
    }
    assert [each.name for each in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("foreign", ["CNAME", ".git/config", "notes.txt"])
@pytest.mark.parametrize("ours", [True, False])
def test_what_others_put_there_is_left_alone(tmp_path: Path, foreign: str, ours: bool) -> None:
    folder = tmp_path / "site"
    if ours:
        write_folder(folder, FILES)
    (folder / foreign).parent.mkdir(parents=True, exist_ok=True)
    (folder / foreign).write_text("precious")
    before = sorted(folder.rglob("*"))
    with pytest.raises(NotOurs, match=re.escape(foreign.split("/")[0])):
        write_folder(folder, FILES)
    assert sorted(folder.rglob("*")) == before


def test_the_verb_refuses_a_foreign_folder_with_2(export: Any, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "photo.jpg").write_text("precious")
    result = export("site", "-o", tmp_path / "site")
    assert result.exit_code == 2
    assert "photo.jpg" in result.stderr
    assert (tmp_path / "site" / "photo.jpg").read_text() == "precious"


def test_a_file_is_no_folder(export: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert export("site", "-o", tmp_path / "file").exit_code == 2


def test_an_empty_folder_is_filled_and_the_same_bytes_come_again(export: Any, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for name in ("a", "b", "a"):
        assert export("site", "-o", tmp_path / name).exit_code == 0
    written = [
        {
            str(each.relative_to(tmp_path / name)): each.read_bytes()
            for each in (tmp_path / name).rglob("*")
            if each.is_file()
        }
        for name in ("a", "b")
    ]
    assert written[0] == written[1]
