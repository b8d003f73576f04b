"""What `escape` makes of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from aggregator.section.escape import address, attribute, comment, markdown, plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" zwei  Worte\n", "zwei Worte"),
        ("ab\u202ecd\u2066\u00ad", "abcd"),
        ("a\x00b\x1bc", "abc"),
        ("kurz genug", "kurz genug"),
        ("", ""),
    ],
)
def test_plain(text, expected):
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("text", "longest", "expected"),
    [
        ("eins zwei drei", 14, "eins zwei drei"),
        ("eins zwei drei", 12, "eins zwei…"),
        ("x" * 20, 8, "xxxxxxx…"),
    ],
)
def test_plain_cuts_at_a_word(text, longest, expected):
    assert plain(text, longest) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Open Data & Zivilgesellschaft", "Open Data & Zivilgesellschaft"),
        ("Bürger*innen", r"Bürger\*innen"),
        ("[x](y)", r"\[x\](y)"),
        ("&amp;", r"\&amp;"),
        ("https://x.test", r"https\://x.test"),
        ("www.x.test", r"www\.x.test"),
        ("a@b.test", r"a\@b.test"),
        ("GIS@Lunch-Webinar", "GIS@Lunch-Webinar"),
    ],
)
def test_markdown(text, expected):
    assert markdown(text) == expected


@given(st.text())
def test_markdown_renders_as_the_text(text):
    line = plain(text)
    shown = MarkdownIt("commonmark", {"html": True}).renderInline(f"x{markdown(line)}x")
    assert shown == attribute(f"x{line}x").replace("&#x27;", "'")


@given(st.text())
def test_a_comment_cannot_be_ended(text):
    assert "--" not in comment(text) and ">" not in comment(text)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://x.test/a_b?c=d#e", "https://x.test/a_b?c=d#e"),
        (" https://x.test ", "https://x.test"),
        ("https://x.test/ö und ü", "https://x.test/ö%20und%20ü"),
        ("https://x.test/a\nb", "https://x.test/ab"),
        ("HTTP://X.test", "HTTP://X.test"),
        ("https://x.test/_a_", "https://x.test/%5Fa%5F"),
        ("javascript:alert(1)", None),
        ("//x.test", None),
        ("", None),
        (None, None),
    ],
)
def test_address(url, expected):
    assert address(url) == expected
