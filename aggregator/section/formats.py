"""The same section for other places: an HTML fragment for a web page, plain text for a mail."""

from __future__ import annotations

from aggregator.section.calendar_entry import link
from aggregator.section.choose import Chosen
from aggregator.section.escape import attribute, comment
from aggregator.section.line import Line, Note, line_of
from aggregator.section.write import HEADING, MAP_ADDRESS, MAP_NAME, MEETINGS, remarks_of


def write_html(chosen: Chosen, month: str) -> str:
    """The section as an HTML fragment: a heading and a list, then comments for the editor."""
    rows = [f'<h2>{HEADING} (<a href="{attribute(MAP_ADDRESS)}">{MAP_NAME}</a>)</h2>\n<ul>\n']
    rows += [_html_item(line_of(event, month)) for event in chosen.single]
    if chosen.meetings:
        rows.append(f"<li>{MEETINGS}<ul>\n")
        rows += [_html_item(line_of(event, month)) for event in chosen.meetings]
        rows.append("</ul></li>\n")
    rows.append("</ul>\n")
    rows += [f"<!-- {comment(said)} -->\n" for said in remarks_of(chosen)]
    return "".join(rows)


def write_text(chosen: Chosen, month: str) -> str:
    """The section as plain text without calendar links, notes indented under their event."""
    rows = [f"{HEADING} ({MAP_NAME}: {MAP_ADDRESS})\n\n"]
    rows += [_text_item(line_of(event, month)) for event in chosen.single]
    if chosen.meetings:
        rows.append(f"* {MEETINGS}\n")
        rows += [_text_item(line_of(event, month), "  ") for event in chosen.meetings]
    remarks = [f"[{said}]\n" for said in remarks_of(chosen)]
    return "".join(rows + (["\n", *remarks] if remarks else []))


def _html_item(shown: Line) -> str:
    name = attribute(f"Kalendereintrag {shown.title}")
    calendar = f'<a title="{name}" download="event.ics" href="{link(shown.entry)}">&#x1F4C5;</a>'
    notes = "".join(f"<li>{_html_note(note)}</li>" for note in shown.notes)
    under = f"<ul>{notes}</ul>" if notes else ""
    return (
        f"<li>{attribute(shown.said())}: <strong>{attribute(shown.title)}</strong> {calendar}{under}</li>\n"
    )


def _html_note(note: Note) -> str:
    value = attribute(note.text or "")
    if note.address:
        safe = attribute(note.address)
        value = f'<a href="{safe}">{safe}</a>'
    return f"{attribute(note.label)}: {value}" if note.label else value


def _text_item(shown: Line, indent: str = "") -> str:
    first = f"{indent}* {shown.said()}: {shown.title}\n"
    return first + "".join(f"{indent}  {note.said()}\n" for note in shown.notes)
