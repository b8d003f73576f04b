"""A publication that is taken back: open again, its print kept as history, nothing overwritten."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime

import pytest

from aggregator.event import When
from aggregator.store import BadValue, Said, StaleDecision, open_store

ISSUE, SECTION = "2024-12", "## Veranstaltungen\n"


@pytest.fixture
def printed(world, listing):
    """A database with a published issue of one event; answers its id."""
    world.night(lab=[listing()])
    id_ = world.event().id
    world.store.publish(ISSUE, SECTION, [id_], world.now)
    return id_


def kinds(world, id_):
    return [each.kind for each in world.store.log(id_) if each.kind in ("published", "retracted")]


def test_what_was_printed_becomes_history(world, printed):
    world.store.retract(ISSUE, Said(now=world.now, editor="anna", reason="zu früh"))
    assert world.store.published(ISSUE) is None
    assert world.store.published_issues() == []
    assert world.store.differences(ISSUE) == []
    (former,) = world.store.former_issues()
    assert (former.issue, former.section, former.editor, former.reason) == (
        ISSUE,
        SECTION,
        "anna",
        "zu früh",
    )
    assert kinds(world, printed) == ["published", "retracted"]


def test_an_issue_is_published_anew(world, printed):
    world.store.retract(ISSUE, Said(now=world.now))
    world.store.publish(ISSUE, "anew\n", [printed], world.now)
    assert world.store.published(ISSUE).section == "anew\n"
    assert [each.section for each in world.store.former_issues()] == [SECTION]


def test_two_editors_take_back_only_what_both_see(world, printed):
    seen = world.store.issue_version(ISSUE)
    world.store.retract(ISSUE, Said(now=world.now, version=seen))
    with pytest.raises(StaleDecision):
        world.store.retract(ISSUE, Said(now=world.now, version=seen))
    world.store.publish(ISSUE, "anew\n", [printed], world.now)
    with pytest.raises(StaleDecision):
        world.store.retract(ISSUE, Said(now=world.now, version=seen))
    assert world.store.published(ISSUE).section == "anew\n"


def test_an_open_issue_cannot_be_taken_back(world):
    with pytest.raises(BadValue, match="not published"):
        world.store.retract(ISSUE, Said(now=world.now))


def test_what_changed_after_print_needs_no_eye_any_more(world, listing, printed):
    world.night(lab=[listing(when=When(datetime(2024, 12, 10, 19), datetime(2024, 12, 10, 21)))])
    assert "published" in {concern.kind for concern in world.store.status(world.now)}
    world.store.retract(ISSUE, Said(now=world.now))
    assert "published" not in {concern.kind for concern in world.store.status(world.now)}


def test_a_database_of_the_first_release_learns_to_take_back(world, listing):
    world.night(lab=[listing()])
    world.store.close()
    with sqlite3.connect(world.path) as older:
        older.execute("DROP TABLE former_issues")
        older.execute("DELETE FROM _sqlite_migrations WHERE name = 'm002_former_issues'")
    with open_store(world.path) as store:
        assert store.former_issues() == []
        assert len(store.events_for(date(2024, 12, 1), date(2024, 12, 31))) == 1
