"""What an event is called where the page's title names a calendar."""

import pytest


@pytest.mark.parametrize(
    ("headings", "title"),
    [
        ("<h2>Filmabend</h2>", "Filmabend"),
        ("<h2>Filmabend</h2><h2>Anfahrt</h2>", "Filmabend"),
        ("<h2>Filmabend</h2><h2>Lesung</h2>", "Veranstaltungskalender"),
        ("<h1>Kino</h1><h2>Filmabend</h2>", "Kino"),
    ],
)
def test_the_only_heading_below_a_title_that_names_a_calendar(read_body, headings, title):
    body = (
        f"<title>Veranstaltungskalender</title>{headings}<p>Freitag, 14. Februar 2025, 20 Uhr, im Rathaus</p>"
    )
    assert [one.title for one in read_body(body)] == [title]
