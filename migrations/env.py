"""Runs the migrations on the application's database, all in one transaction.

SQLite changes a table by building it anew and dropping the old one. With foreign keys
enforced, the drop would delete the rows that refer to it; so they are off meanwhile, and
every reference is checked before the commit.
"""

from typing import Any

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, text

from foundation.db import ExactNumber, Moment, db


class BrokenReference(RuntimeError):
    """A migration left rows that refer to rows which are no longer there."""


def render_item(kind: str, thing: Any, _context: AutogenContext) -> str | bool:
    """Write our own column types as plain ones: a migration imports nothing of the application."""
    if kind == "type" and isinstance(thing, Moment):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(thing, ExactNumber):
        return f"sa.String({thing.impl.length})"
    return False


def migrate(connection: Connection) -> None:
    """Run what the command asked for, or nothing."""
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=True,
        render_item=render_item,
        compare_type=True,
        transactional_ddl=True,
        process_revision_directives=_leave_out_empty,
    )
    with context.begin_transaction():
        context.run_migrations()
        if connection.dialect.name == "sqlite":
            _check_references(connection)


def _leave_out_empty(_context: Any, _revision: Any, directives: list[Any]) -> None:
    """Write no file where nothing has changed."""
    if (
        getattr(context.config.cmd_opts, "autogenerate", False)
        and directives[0].upgrade_ops.is_empty()
    ):
        directives[:] = []


def _check_references(connection: Connection) -> None:
    broken = connection.execute(text("PRAGMA foreign_key_check")).all()
    if broken:
        raise BrokenReference(f"rows that refer to nothing, by table and row: {broken[:10]}")


def run() -> None:
    """Open a connection of its own and migrate."""
    with db.engine.connect().execution_options(is_write=True) as connection:
        if connection.dialect.name == "sqlite":
            # Outside a transaction: inside one SQLite ignores this silently.
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
        try:
            migrate(connection)
        finally:
            connection.invalidate()  # the next one is opened with foreign keys on


run()
