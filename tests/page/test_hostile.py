"""Pages built to harm: each is refused with a reason, or bounded; never a traceback, never a hang."""

import zlib
from datetime import date

import pytest

from aggregator.page import Page, PageRefused, listings

EVENT = b'{"@type":"Event","name":"E","startDate":"2025-03-01T10:00"}'
ENTRY = b"BEGIN:VEVENT\r\nSUMMARY:X\r\nDTSTART:20250301T100000\r\n%sEND:VEVENT\r\n"


def read(body):
    return listings(Page("https://site.example/t", body, {}, date(2025, 2, 1)))


def script(json):
    return b'<html><script type="application/ld+json">' + json + b"</script>"


def pdf(stream):
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R>>endobj\n4 0 obj<</Filter/FlateDecode>>stream\n"
        + stream
        + b"\nendstream endobj\ntrailer<</Root 1 0 R>>"
    )


def laughs():
    entities = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    return (
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha">'
        + entities
        + b"]><rss><item><title>&a9;</title></item></rss>"
    )


REFUSED = [
    ("5 MB of nested divs", lambda: b"<html><body><h1>Vortrag</h1>" + b"<div>" * 1_000_000, "tags"),
    ("100,000 JSON-LD objects", lambda: script(b"[" + b",".join([EVENT] * 100_000) + b"]"), "JSON-LD"),
    ("a billion laughs", laughs, "entities"),
    (
        "a rule every second",
        lambda: b"BEGIN:VCALENDAR\r\n" + ENTRY % b"RRULE:FREQ=SECONDLY\r\n" + b"END:VCALENDAR",
        "repeats too often",
    ),
    (
        "a rule every minute",
        lambda: b"BEGIN:VCALENDAR\r\n" + ENTRY % b"RRULE:FREQ=MINUTELY;COUNT=9\r\n" + b"END:VCALENDAR",
        "repeats too often",
    ),
    (
        "a rule every hour",
        lambda: b"BEGIN:VCALENDAR\r\n" + ENTRY % b"RRULE:FREQ=HOURLY\r\n" + b"END:VCALENDAR",
        "repeats too often",
    ),
    ("a PDF bomb", lambda: pdf(zlib.compress(b"0" * 30_000_000, 9)), "unpacks to more than"),
    ("a broken PDF", lambda: b"%PDF-1.7 and nothing else", "cannot be read"),
    ("bytes that are no text", lambda: bytes(range(256)) * 1000, "no text"),
    ("too many bytes", lambda: b"<p>x</p>" * 1_100_000, "bytes"),
    (
        "nested microdata",
        lambda: b'<div itemscope itemtype="http://schema.org/Event"><i itemprop="name">x</i>' * 3000,
        "microdata",
    ),
    ("a calendar that is none", lambda: b"BEGIN:VCALENDAR\r\n\0\0END:VCALENDAR", "no calendar"),
]


@pytest.mark.parametrize(("body", "reason"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_refused_with_a_reason(body, reason):
    with pytest.raises(PageRefused, match=reason):
        read(body())


NOTHING = [
    ("no bytes", b""),
    ("blanks", b"  \n "),
    ("open brackets", b"<" * 50_000),
    ("JSON nested without end", script(b"[" * 200_000)),
    ("JSON that is none", script(b"{'name': 3")),
    ("an unclosed comment", b"<html><h1>X</h1>" + b"<!--" * 20_000),
    ("words without end", b"<h1>Vortrag</h1><p>" + b"am " * 300_000),
]


@pytest.mark.parametrize("body", [row[1] for row in NOTHING], ids=[row[0] for row in NOTHING])
def test_nothing_found_and_nothing_broken(body):
    assert read(body) == ()


def test_many_entries_are_bounded():
    body = (
        b"BEGIN:VCALENDAR\r\n" + b"".join(ENTRY % (b"UID:%d\r\n" % n) for n in range(2500)) + b"END:VCALENDAR"
    )
    assert len(read(body)) <= 2000


def test_many_json_events_are_bounded():
    events = b",".join(
        b'{"@type":"Event","name":"E %d","startDate":"2025-03-01T10:00"}' % n for n in range(2000)
    )
    assert len(read(script(b"[" + events + b"]") + b"<h1>Termine</h1>")) == 500


def test_a_long_title_is_cut():
    found = read("<h1>{}</h1><p>Wann: 5. März 2025, 18 Uhr</p>".format("x" * 10_000).encode())
    assert len(found[0].title) == 300


def test_only_web_addresses_are_kept():
    event = b'{"@type":"Event","name":"Treffen heute","startDate":"2025-03-01T10:00","url":"javascript:alert(1)","offers":{"url":"data:text/html,x"}}'
    found = read(script(event) + b"<h1>Treffen heute</h1>")[0]
    assert found.url == "https://site.example/t"
    assert found.registration_url is None


def test_markup_in_fields_becomes_plain_text():
    event = b'{"@type":"Event","name":"<img src=x onerror=alert(1)>Tee &amp;lt;b&amp;gt;\\u202e\\nund mehr","startDate":"2025-03-01T10:00"}'
    assert read(script(event) + b"<h1>Tee und mehr</h1>")[0].title == "Tee und mehr"
