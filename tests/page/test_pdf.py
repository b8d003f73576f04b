"""PDF invitations, written by hand: as small as the format (ISO 32000-1) allows."""

import zlib
from datetime import date

import pytest

from aggregator.page.listings import listings
from aggregator.page.response import Page


def pdf(*lines, title=None, packed=False):
    """A page with one line of text below the other, in WinAnsi."""
    shown = b"".join(b"(" + line.encode("cp1252") + b") Tj T*\n" for line in lines)
    content = b"BT /F1 12 Tf 14 TL 50 780 Td\n" + shown + b"ET"
    content = zlib.compress(content) if packed else content
    how = b"/Filter /FlateDecode " if packed else b""
    named = b"/Title (" + title.encode("latin-1") + b")" if title else b""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< " + how + b"/Length %d >>\nstream\n" % len(content) + content + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< " + named + b" >>",
    ]
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer << /Size 7 /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    return body + b"xref\n0 7\n0000000000 65535 f \n" + table + trailer


def read(body):
    return listings(Page("https://stadt.example/einladung.pdf", body, {}, date(2025, 2, 1)))


INVITATION = (
    "Einladung",
    "Bürgerforum Offene Daten",
    "Donnerstag, 12. Juni 2025, 18:00 bis 20:30 Uhr",
    "Rathaus, Großer Saal",
    "Marktplatz 1",
    "09573 Augustusburg",
    "Um Anmeldung bis zum 5. Juni 2025 wird gebeten.",
)


@pytest.mark.parametrize("packed", [False, True])
def test_an_invitation_is_read(packed):
    (found,) = read(pdf(*INVITATION, packed=packed))
    assert (found.title, found.layer) == ("Bürgerforum Offene Daten", "pdf")
    assert found.when is not None
    assert found.place is not None
    assert found.when.start.isoformat() == "2025-06-12T18:00:00"
    assert found.when.end.isoformat() == "2025-06-12T20:30:00"
    assert (found.place.name, found.place.street) == ("Rathaus, Großer Saal", "Marktplatz 1")
    assert (found.place.postcode, found.place.city) == ("09573", "Augustusburg")
    assert found.registration_deadline == date(2025, 6, 5)
    assert found.evidence["when"] == "pdf: prose"


@pytest.mark.parametrize(
    ("named", "title"),
    [
        ("Bürgerforum Offene Daten", "Bürgerforum Offene Daten"),
        ("Microsoft Word - Vorlage_final2.docx", "Bürgerforum Offene Daten"),
        (None, "Bürgerforum Offene Daten"),
    ],
)
def test_the_files_own_title_counts_where_the_page_shows_it(named, title):
    assert read(pdf(*INVITATION, title=named))[0].title == title


def test_a_pdf_without_an_event_gives_nothing():
    assert read(pdf("Satzung über offene Daten", "§ 1 Zweck", "Beschlossen am 2. April 2024")) == ()
