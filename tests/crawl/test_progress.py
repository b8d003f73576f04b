"""What is shown of a crawl: plain lines in a log, nothing but them."""

import io

import pytest

from aggregator.crawl.progress import Lines, shown
from aggregator.crawl.report import SourceReport
from aggregator.event import Refusal
from aggregator.sources import Source
from aggregator.store import LeftOut, Outcome, Saved

SOURCE = Source("labs", "codefor", "https://codefor.de/")


def report(**said):
    return SourceReport(
        **{"source": SOURCE, "outcome": Outcome.OK, "statuses": {}, "layers": {}, "saved": Saved(), **said}
    )


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (
            {"saved": Saved(2, 1, 3), "layers": {"prose": 6}},
            "labs: ok: 2 new, 1 changed, 3 unchanged, by prose",
        ),
        (
            {
                "outcome": Outcome.FAILED,
                "reason": "answered 404",
                "refusals": (Refusal("a", "answered 404"),),
            },
            "labs: failed (answered 404): 0 new, 0 changed, 0 unchanged, 1 refused",
        ),
        (
            {"withdrawn": 2, "left_out": (LeftOut("x"),)},
            "labs: ok: 0 new, 0 changed, 0 unchanged, 2 withdrawn, 1 left out",
        ),
    ],
)
def test_a_line_a_source(said, line):
    log = io.StringIO()
    with shown(log, 1) as progress:
        assert isinstance(progress, Lines)
        progress.page(SOURCE, 1)
        progress.finished(report(**said))
    assert log.getvalue() == line + "\n"


@pytest.mark.parametrize(
    ("said", "failed"),
    [
        ({}, False),
        ({"outcome": Outcome.EMPTY}, True),
        ({"outcome": Outcome.EMPTY, "left_out": (LeftOut("x"),)}, False),
        ({"outcome": Outcome.SHRUNK}, True),
        ({"outcome": Outcome.REFUSED}, True),
        ({"refusals": (Refusal("a", "b"),)}, True),
    ],
)
def test_what_needs_a_persons_eye(said, failed):
    assert report(**said).failed is failed
