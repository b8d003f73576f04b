"""A run kept as evidence, and read again in place of the web."""

from __future__ import annotations

import errno
import gzip
import os
from dataclasses import replace

import pytest
from warcio import ArchiveIterator, WARCWriter

from aggregator.crawl.archive import ArchiveError
from aggregator.crawl.modes import cache_of
from aggregator.store import Outcome

STAND = {"Vortrag A": ("2024-12-03 19:00:00", None), "Vortrag B": ("2024-12-05 19:00:00", None)}


def records(path, kind):
    """(address, status or path, body) of each record of a kind."""
    with path.open("rb") as stream:
        return [
            (
                record.rec_headers.get_header("WARC-Target-URI"),
                record.http_headers.statusline,
                record.content_stream().read().decode(),
            )
            for record in ArchiveIterator(stream)
            if record.rec_type == kind
        ]


@pytest.mark.parametrize("name", ["run.warc.gz", "run.warc"])
def test_an_archive_holds_every_exchange_whole_and_stands_for_the_web(site, nights, tmp_path, name):
    path = tmp_path / "archive" / name
    nights.crawl()
    nights.crawl(archive=path)
    assert {status for _, status in site.statuses()} == {200}
    answers = {address: (first, body) for address, first, body in records(path, "response")}
    assert answers == {site.address + at: ("200 OK", served.body) for at, served in site.pages.items()}
    assert len(records(path, "request")) == 3
    nights.database = tmp_path / "second.db"
    nights.crawl(replica=path)
    assert site.statuses() == []
    assert nights.events() == STAND
    assert nights.row().outcome is Outcome.OK


def test_an_archive_keeps_redirects_compressed_bodies_and_what_failed(site, nights, page, tmp_path):
    site.says("a", "", status=302, validate=None, headers={"Location": "/event/moved"})
    site.says("moved", page("Vortrag A"))
    site.says("b", "", status=503, validate=None)
    nights.crawl(archive=tmp_path / "run.warc.gz")
    site.server.shutdown()
    nights.database = tmp_path / "second.db"
    report = nights.crawl(replica=tmp_path / "run.warc.gz")
    assert nights.events() == {"Vortrag A": STAND["Vortrag A"]}
    assert [each.reason for each in report.sources[0].refusals] == ["answered 503"]


def test_what_an_archive_does_not_hold_is_not_there(site, nights, tmp_path):
    nights.crawl(archive=tmp_path / "run.warc.gz")
    nights.source = replace(nights.source, url=f"{site.address}/other")
    report = nights.crawl(replica=tmp_path / "run.warc.gz")
    assert [each.reason for each in report.sources[0].refusals] == ["answered 404"]


def test_an_archive_is_never_overwritten(nights, tmp_path):
    path = tmp_path / "run.warc.gz"
    path.write_bytes(b"evidence")
    with pytest.raises(ArchiveError, match="never overwritten"):
        nights.crawl(archive=path)
    assert path.read_bytes() == b"evidence"


@pytest.mark.parametrize("content", [b"no archive", gzip.compress(b"no archive")], ids=["text", "gzip"])
def test_a_file_that_is_no_archive_is_refused_as_a_replica(nights, tmp_path, content):
    (tmp_path / "broken.warc.gz").write_bytes(content)
    with pytest.raises(ArchiveError, match="no WARC file"):
        nights.crawl(replica=tmp_path / "broken.warc.gz")


def test_a_disk_that_is_full_costs_the_archive_and_not_the_events(nights, tmp_path, monkeypatch):
    def full(self, asked, answer):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(WARCWriter, "write_request_response_pair", full)
    with pytest.raises(ArchiveError, match="not whole: No space left"):
        nights.crawl(archive=tmp_path / "run.warc.gz")
    assert nights.events() == STAND


def test_a_full_disk_costs_stored_copies_and_not_the_events(nights, monkeypatch):
    cache_of(nights.database).write_text("a file where the folder should be")
    nights.crawl()
    assert nights.events() == STAND
    assert nights.row().outcome is Outcome.OK
