"""Words become one bounded line of plain text; addresses are http(s) or dropped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.page.text import likeness, one_line, plain, web_address


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Eins</p><p>Zwei</p>", "Eins Zwei"),
        ("&lt;b&gt;fett&lt;/b&gt; &amp;amp; mehr", "fett & mehr"),
        ("a < b und c > d", "a < b und c > d"),
        ("zero\u200bwidth\u202e", "zerowidth"),
        ("ein\u00a0Raum\tund\n\nmehr", "ein Raum und mehr"),
        (None, ""),
        (["x"], ""),
        (12.5, "12.5"),
    ],
)
def test_plain(markup, text):
    assert plain(markup) == text


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://a.example/x?utm_source=n&id=3&fbclid=z#top", "https://a.example/x?id=3#top"),
        ("/x", "https://base.example/x"),
        ("//b.example/y", "https://b.example/y"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("mailto:a@b.example", None),
        ("https://a.example/<b>", None),
        ("http://[broken", None),
        ("https://a.example:port/", None),
        ("", None),
        (None, None),
        ("https://a.example/" + "x" * 3000, None),
    ],
)
def test_web_address(address, kept):
    assert web_address(address, "https://base.example/") == kept


@given(st.text(max_size=400), st.integers(min_value=1, max_value=50))
def test_one_line_is_one_bounded_printable_line(text, longest):
    line = one_line(text, longest)
    assert len(line) <= longest
    assert line.isprintable()
    assert one_line(line, longest) == line


def test_likeness_is_about_words_not_their_order():
    assert likeness("Offene Daten Abend", "Abend: offene Daten (Leipzig)") == 1
    assert likeness("Offene Daten", "Sommerfest") == 0
