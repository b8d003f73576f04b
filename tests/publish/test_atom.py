"""The feed: what RFC 4287 requires, and one entry an event, the newest first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from aggregator.event import Status
from aggregator.page.listings import listings
from aggregator.page.response import Page
from aggregator.publish import atom
from aggregator.publish.coming import Coming

NS = {"a": "http://www.w3.org/2005/Atom"}
SEEN = datetime(2024, 11, 20, 3, 30, tzinfo=UTC)


def feed(*events: Any) -> Any:
    return etree.fromstring(atom.write([Coming(event, event.when) for event in events]))


def test_what_the_rfc_requires(make: Any) -> None:
    read = feed(make(), make(id="e2", url=None))
    for parent in (read, *read.findall("a:entry", NS)):
        for name in ("id", "title", "updated"):
            assert len(parent.findall(f"a:{name}", NS)) == 1, (parent.tag, name)
        assert datetime.fromisoformat(parent.findtext("a:updated", namespaces=NS)).tzinfo is not None
    assert read.find("a:author/a:name", NS) is not None
    assert read.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"
    for entry in read.findall("a:entry", NS):
        assert (
            entry.find("a:content", NS) is not None or entry.find("a:link[@rel='alternate']", NS) is not None
        )


def test_ids_are_tags_that_never_change(make: Any) -> None:
    before = feed(make(id="e1"))
    after = feed(make(id="e1", title="Neu", changed=SEEN + timedelta(days=3)))
    ids = [each.findtext("a:entry/a:id", namespaces=NS) for each in (before, after)]
    assert ids == ["tag:codefor.de,2024:out-in-the-open/e1"] * 2
    assert after.findtext("a:updated", namespaces=NS) == "2024-11-23T03:30:00Z"
    assert after.findtext("a:entry/a:published", namespaces=NS) == "2024-11-20T03:30:00Z"


def test_the_newest_first(make: Any) -> None:
    found = [make(id=f"e{days}", first_seen=SEEN + timedelta(days=days)) for days in (1, 3, 2)]
    assert [id_.text[-2:] for id_ in feed(*found).findall("a:entry/a:id", NS)] == ["e3", "e2", "e1"]


def test_a_cancelled_event_says_so(make: Any) -> None:
    read = feed(make(status=Status.CANCELLED))
    assert read.findtext("a:entry/a:title", namespaces=NS) == "Datenabend (abgesagt)"


def test_an_empty_feed_is_one() -> None:
    assert feed().findtext("a:updated", namespaces=NS) == "2024-10-01T00:00:00Z"


def test_our_own_reader_reads_it(make: Any) -> None:
    page = Page(
        "https://feed.test/events.atom",
        atom.write([Coming(make(), make().when)]),
        {"content-type": "application/atom+xml"},
        SEEN.date(),
    )
    (listing,) = listings(page)
    assert (listing.title, listing.url) == ("Datenabend", "https://nah.test/e1")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x"])
def test_no_link_but_to_the_web(make: Any, url: str) -> None:
    assert feed(make(url=url, stream_url=url)).find("a:entry/a:link", NS) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(words=st.text(max_size=100))
def test_no_words_break_the_feed(make: Any, words: str) -> None:
    read = feed(make(title=words, description=words + "\ufffe\x0b<b>", url=f"https://a.test/{words}"))
    assert len(read.findall("a:entry", NS)) == 1
