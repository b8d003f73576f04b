"""JSON-LD as sites write it: not always JSON."""

from datetime import date

import pytest

from aggregator.page.jsonld import read_json
from aggregator.page.listings import listings
from aggregator.page.response import Page, PageRefused

WHOLE = '{"name": "Tag der Daten", "parts": [1, 2]}'


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        f"<!-- {WHOLE} -->",
        f"<!--\n{WHOLE}\n//-->",
        f"//<![CDATA[\n{WHOLE}\n//]]>",
        f"/* <![CDATA[ */ {WHOLE} /* ]]> */",
        f"<![CDATA[{WHOLE}]]>",
        f"{WHOLE};",
        "{'name': 'Tag der Daten', 'parts': [1, 2]}",
        '{\'name\': "Tag der Daten", "parts": [1, 2,],}',
        '{"name": "Tag der Daten", "parts": [1, 2,],}',
        '// Termine\n{"name": "Tag der Daten", "parts": [1, 2]}',
        "{&quot;name&quot;: &quot;Tag der Daten&quot;, &quot;parts&quot;: [1, 2]}",
    ],
)
def test_what_is_mended(text):
    assert read_json(text) == [{"name": "Tag der Daten", "parts": [1, 2]}]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('{"name": "Vor\nund\tnach"}', "Vor\nund\tnach"),
        ("{'name': 'Was geht\\'s an'}", "Was geht's an"),
        ("{'name': 'Der \"Tag\"'}", 'Der "Tag"'),
        ('{"name": "Was geht\'s an",}', "Was geht's an"),
        ("{'name': 'Zeile\\nZwei'}", "Zeile\nZwei"),
        ('{"name": "C:\\daten"}', "C:\\daten"),
    ],
)
def test_strings(text, name):
    assert read_json(text) == [{"name": name}]


def test_values_in_a_row_are_several():
    assert read_json('{"a": 1}\n{"b": 2}') == [{"a": 1}, {"b": 2}]


@pytest.mark.parametrize("text", ["", "{", "{'a': ", "kein JSON", "{'a': 'offen", '{"a": "offen'])
def test_what_nothing_helps(text):
    assert read_json(text) == []


def page(script: str, body: str = "<h1>Impressum</h1>") -> Page:
    markup = f'<script type="application/ld+json">{script}</script>{body}'
    return Page("https://site.example/a", markup.encode(), {}, date(2025, 2, 1))


@pytest.mark.parametrize(
    ("script", "title", "when_text"),
    [
        (
            '{"@type": "Event", "name": "Schalttag", "startDate": "2025-02-29T19:00"}',
            "Schalttag",
            "2025-02-29T19:00",
        ),
        ('{"@type": "Event", "name": "Irgendwann", "startDate": "TBA"}', "Irgendwann", "TBA"),
        ('{"@type": "Event", "name": "Irgendwann"}', "Irgendwann", None),
        ('{"@type": "Event", "name": "", "startDate": "2025-02-28T19:00"}', "", "2025-02-28T19:00"),
    ],
)
def test_an_event_without_title_or_date_is_named(script, title, when_text):
    assert [(one.title, one.when_text) for one in listings(page(script))] == [(title, when_text)]


def test_a_list_names_its_undated_events_beside_the_others():
    script = """[{"@type": "Event", "name": "Offene Daten", "startDate": "2025-03-01"},
        {"@type": "Event", "name": "Schalttag", "startDate": "2025-02-29"},
        {"@type": "Event", "name": "Eine Reihe"}]"""
    found = listings(page(script, "<h1>Veranstaltungen</h1>"))
    assert [one.title for one in found] == ["Offene Daten", "Schalttag"]


MICRODATA = (
    '<div itemscope itemtype="https://schema.org/Event">{}<meta itemprop=startDate content="{}"></div>'
)
RDFA = '<div vocab="https://schema.org/" typeof=Event>{}<meta property=startDate content="{}"></div>'
MICROFORMAT = "<div class=vevent>{}<span class=dtstart>{}</span></div>"


@pytest.mark.parametrize(
    ("markup", "title", "when_text"),
    [
        (MICRODATA.format("<b itemprop=name>Schalttag</b>", "2025-02-29"), "Schalttag", "2025-02-29"),
        (MICRODATA.format("", "2025-03-01T19:00"), "", "2025-03-01T19:00"),
        (RDFA.format("<b property=name>Schalttag</b>", "2025-02-29"), "Schalttag", "2025-02-29"),
        (RDFA.format("", "2025-03-01T19:00"), "", "2025-03-01T19:00"),
        (MICROFORMAT.format("<b class=summary>Irgendwann</b>", "bald"), "Irgendwann", "bald"),
        (MICROFORMAT.format("", "2025-03-01T19:00"), "", "2025-03-01T19:00"),
    ],
)
def test_marks_that_lack_a_title_or_a_date_are_named_too(markup, title, when_text):
    page = Page("https://site.example/a", f"<h1>Impressum</h1>{markup}".encode(), {}, date(2025, 2, 1))
    assert [(one.title, one.when_text) for one in listings(page)] == [(title, when_text)]


def test_marks_say_the_same_events_again_as_the_data():
    script = """[{"@type": "Event", "name": "Offene Daten", "startDate": "2025-03-01"},
        {"@type": "Event", "name": "Offene Karten", "startDate": "2025-03-02"}]"""
    marks = MICRODATA.format("<b itemprop=name>Offene Daten</b>", "1. März")
    found = listings(page(script, f"<h1>Veranstaltungen</h1>{marks}<p>Offene Karten</p>"))
    assert [one.title for one in found] == ["Offene Daten", "Offene Karten"]


def test_what_a_visitor_can_read_stands_in_for_data_without_a_date():
    body = "<h1>Offener Abend</h1><p>12. März 2025, 18 Uhr, Rathaus</p>"
    (found,) = listings(page('{"@type": "Event", "name": "Offener Abend"}', body))
    assert found.when is not None


@pytest.mark.parametrize(
    "script", ["{}", '{"@type": "Event"}', '{"@type": "WebPage", "name": "Impressum"}', "{"]
)
def test_data_without_an_event(script):
    assert listings(page(script)) == ()


def test_an_event_in_broken_json_is_refused():
    with pytest.raises(PageRefused, match="JSON-LD"):
        listings(page('{"@type": "Event", "name": "Kaputt", "startDate":'))
