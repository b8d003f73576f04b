"""What a table and a column are to the schema: a name, a type and the sentence that explains it."""

from __future__ import annotations

from dataclasses import dataclass

Kind = type[str] | type[int] | type[float]


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `since` is the number of the migration that brought it."""

    name: str
    kind: Kind
    about: str
    since: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns in order, its primary key, what refers to what, and its indexes.

    `references` maps a column to the table (and its key) that it points to; `required` are NOT NULL;
    `unique` and `indexes` are lists of columns, `partial` indexes by name with their whole SQL.
    """

    name: str
    about: str
    columns: tuple[Column, ...]
    key: str | tuple[str, ...]
    references: tuple[tuple[str, str, str], ...] = ()
    required: frozenset[str] = frozenset()
    unique: tuple[tuple[str, ...], ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    partial: tuple[str, ...] = ()
    since: int = 1


WHEN = (
    Column("start", str, "local start: YYYY-MM-DDTHH:MM:SS, or YYYY-MM-DD where no clock time is known"),
    Column("end", str, "local end, in the same form; for days without clock times the last day, inclusive"),
    Column("rrule", str, "RFC 5545 RRULE of something that repeats, else null"),
    Column("also", str, "further single dates of the same event: a JSON list in the form of start"),
    Column("skipped", str, "days that the rule leaves out (EXDATE): a JSON list of YYYY-MM-DD"),
    Column("timezone", str, "IANA name of the zone in which start and end are local"),
)

PLACE = (
    Column("online", int, "1 where one can take part online, also beside a place"),
    Column("place_name", str, "name of the venue"),
    Column("street", str, "street and house number"),
    Column("postcode", str, "postal code as written"),
    Column("city", str, "town"),
    Column("country", str, "ISO 3166-1 alpha-2 code"),
    Column("latitude", float, "degrees north (WGS 84)"),
    Column("longitude", float, "degrees east (WGS 84)"),
    Column("located", str, "whose coordinates these are: 'place' its own, 'town' its town's"),
)

DETAILS = (
    Column("url", str, "the event's own page"),
    Column("links", str, "further addresses that belong to it: a JSON list"),
    Column("lab", str, "the OK Lab whose meeting this is"),
    Column("stream_url", str, "where it can be watched"),
    Column("registration_url", str, "where one registers"),
    Column("registration_deadline", str, "last moment to register, in the form of start"),
    Column("price", str, "what it costs, in the page's words"),
    Column("organizer", str, "who holds it"),
    Column("description", str, "plain text"),
)
