"""How a database comes to the present schema: sqlite-utils' migrations, one step a release."""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from aggregator.store.schema import SEARCHED, TABLES, VIEWS

migrations = Migrations("aggregator")


def version(db: Database) -> int:
    """How many of our migrations the database has seen, known here or not."""
    return len(migrations.applied(db))


def newest() -> int:
    """How many migrations this program knows."""
    return len(migrations._migrations)


def is_newer(db: Database) -> bool:
    """A newer program has changed this database: it has seen migrations that are unknown here."""
    known = {migration.name for migration in migrations._migrations}
    return any(migration.name not in known for migration in migrations.applied(db))


@migrations()
def m001_first_schema(db: Database) -> None:
    """Every table of the first release, its indexes, its views and the search over events."""
    _create(db, since=1)
    for name, (_, select) in VIEWS.items():
        db.create_view(name, select)
    db.table("events").enable_fts(SEARCHED, create_triggers=True, tokenize="unicode61 remove_diacritics 2")


@migrations()
def m002_former_issues(db: Database) -> None:
    """Where what was printed is kept when its publication is taken back."""
    _create(db, since=2)


@migrations()
def m003_read_again(db: Database) -> None:
    """Which runs asked the site for nothing."""
    db.table("runs").add_column("again", int, not_null_default=0)


def _create(db: Database, since: int) -> None:
    """The tables that came with a migration, as they were then, and their indexes."""
    tables = [table for table in TABLES if table.since == since]
    for table in tables:
        db.table(table.name).create(
            {column.name: column.kind for column in table.columns if column.since <= since},
            pk=table.key,
            foreign_keys=table.references,
            not_null=table.required,
        )
    for table in tables:
        for columns in table.unique:
            db.table(table.name).create_index(columns, unique=True)
        for columns in table.indexes:
            db.table(table.name).create_index(columns)
        for statement in table.partial:
            db.execute(statement)
