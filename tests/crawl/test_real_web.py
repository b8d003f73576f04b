"""The real pages beside the repository, crawled as a replica: they give what the notes say is on them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from aggregator.crawl.run import run
from aggregator.sources import Source
from aggregator.store import Outcome, open_store

WEB = Path(__file__).resolve().parents[2] / ".." / "shared" / "web"
NOW = datetime(2026, 1, 10, tzinfo=UTC)
GROUPS = {
    "pydata-prague": (Outcome.OK, 2),
    "python-frederick": (Outcome.OK, 1),
    "the-baltimore-wordpress-group": (Outcome.OK, 2),
    "baltimore-code-and-coffee": (Outcome.EMPTY, 0),
    "code-collective": (Outcome.REFUSED, 0),
}
LABS = {"Bad Belzig", "Berlin", "Bielefeld", "Dresden", "Flensburg", "Heilbronn"}

pytestmark = pytest.mark.skipif(not WEB.is_dir(), reason="the real pages (../shared/web) are not here")


def sources() -> list[Source]:
    groups = [Source(slug, "meetup", f"https://www.meetup.com/{slug}/") for slug in GROUPS]
    taken = Source("taken-over", "meetup", "https://www.meetup.com/pydata-prague/", group_id="1")
    labs = Source("labs", "codefor", "https://codefor.de/")
    return [*groups, taken, labs, Source("correlaid", "correlaid", "https://correlaid.org/veranstaltungen/")]


def test_the_real_pages_and_that_a_second_crawl_changes_nothing(tmp_path):
    database = tmp_path / "events.db"
    first = run(sources(), database=database, replica=WEB, now=NOW)
    by_name = {report.source.name: report for report in first.sources}
    for slug, (outcome, new) in GROUPS.items():
        assert (by_name[slug].outcome, by_name[slug].saved.new) == (outcome, new)
    assert by_name["taken-over"].reason == "the address leads to group 29269468, not to 1"
    assert by_name["taken-over"].saved.new == 0
    assert {"embedded state"} == set(by_name["pydata-prague"].layers)
    assert (by_name["correlaid"].saved.new, set(by_name["correlaid"].layers)) == (32, {"data"})
    with open_store(database) as store:
        meetings = store.meetings()
    assert {event.lab for event in meetings if event.lab} == LABS
    assert len(by_name["labs"].leads) == 16

    second = run(sources(), database=database, replica=WEB, now=NOW)
    assert sum(report.saved.new + report.saved.changed + report.withdrawn for report in second.sources) == 0
    with open_store(database) as store:
        assert store.meetings() == meetings


WRITTEN = [
    # an address as people write it, how many events it leads to
    ("https://www.meetup.com/PyData-Prague/", 2),
    ("https://www.meetup.com/de-DE/pydata-prague/events/", 2),
    ("http://meetup.com/pydata-prague/members/", 2),
    ("https://www.meetup.com/carbonfreedc/", 7),
    ("https://www.meetup.com/nyctechmixer/events/311245599/", 1),
    ("https://www.meetup.com/de-DE/hi-new-work/events/282743665/", 1),
    ("https://www.meetup.com/code-collective/events/?type=past", 10),
    ("https://www.meetup.com/Triangle-Code-for-America/", 4),
    ("https://www.meetup.com/triangle-code-for-america/events/ical/", 4),
]


@pytest.mark.parametrize(("address", "events"), WRITTEN)
def test_a_groups_address_in_any_of_its_forms(tmp_path, address, events):
    source = Source("group", "meetup", address)
    report = run([source], database=tmp_path / "events.db", replica=WEB, now=NOW).sources[0]
    assert (report.outcome, report.saved.new, report.refusals) == (Outcome.OK, events, ())
