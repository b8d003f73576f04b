"""JSON-LD as sites write it: not always JSON."""

import pytest

from aggregator.page.jsonld import read_json

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
