"""The section: which events an issue prints, how they are written, read back and checked."""

from aggregator.section.calendar_entry import calendar_entry
from aggregator.section.choose import Chosen, as_of_in, choose, issue_of, window
from aggregator.section.formats import write_html, write_text
from aggregator.section.line import line
from aggregator.section.write import write

__all__ = [
    "Chosen",
    "as_of_in",
    "calendar_entry",
    "choose",
    "issue_of",
    "line",
    "window",
    "write",
    "write_html",
    "write_text",
]
