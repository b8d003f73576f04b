"""The section: which events an issue prints, how they are written, read back and checked."""

from aggregator.section.calendar_entry import calendar_entry
from aggregator.section.check import check
from aggregator.section.choose import Chosen, as_of_in, choose, issue_of, window
from aggregator.section.event_line import Problem
from aggregator.section.finding import CODES, Finding
from aggregator.section.formats import write_html, write_text
from aggregator.section.line import line
from aggregator.section.post import PostError
from aggregator.section.read import PostReading, read_post
from aggregator.section.write import write

__all__ = [
    "CODES",
    "Chosen",
    "Finding",
    "PostError",
    "PostReading",
    "Problem",
    "as_of_in",
    "calendar_entry",
    "check",
    "choose",
    "issue_of",
    "line",
    "read_post",
    "window",
    "write",
    "write_html",
    "write_text",
]
