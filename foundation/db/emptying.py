"""Emptying every table: for the demo's end and for tests, never for real records."""

from sqlalchemy import Connection, text

from foundation.db.engine import db, session
from foundation.db.model import Base


def empty_all_tables() -> None:
    """Take every row away. The audit log's guards are taken off for it and put back."""
    session.remove()
    names = [table.name for table in reversed(Base.metadata.sorted_tables)]
    with db.engine.connect().execution_options(is_write=True) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"TRUNCATE {', '.join(names)} RESTART IDENTITY CASCADE"))
        else:
            _empty_sqlite(connection, names)
        connection.commit()


def _empty_sqlite(connection: Connection, names: list[str]) -> None:
    guards = connection.execute(
        text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    ).all()
    for name, _sql in guards:
        connection.execute(text(f"DROP TRIGGER {name}"))
    connection.execute(text("PRAGMA defer_foreign_keys=ON"))
    for name in names:
        connection.execute(text(f"DELETE FROM {name}"))  # noqa: S608 - our own tables' names
    for _name, sql in guards:
        connection.execute(text(sql))
