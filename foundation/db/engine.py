"""The connection: SQLite or PostgreSQL by address, each set so that no write is lost."""

from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection

from foundation.db.model import Base

BUSY_TIMEOUT_MS = 15_000
PROGRAM = "hoithi"
"""How PostgreSQL knows our connections."""
db = SQLAlchemy(
    metadata=Base.metadata,
    session_options={"expire_on_commit": False, "autoflush": True},
    disable_autonaming=True,
)
session = db.session


def is_sqlite() -> bool:
    """Return whether the application's database is a SQLite file."""
    return bool(db.engine.dialect.name == "sqlite")


def engine_options(url: str) -> dict[str, Any]:
    """Return what SQLAlchemy must know to open ``url``.

    SQLite goes through ``pysqlite3``, which brings a newer library: versions before
    3.51.3 can corrupt a WAL file, and Debian 12 ships 3.40.
    """
    if url.startswith("sqlite"):
        import pysqlite3  # noqa: PLC0415 - PostgreSQL must start without it

        return {
            "module": pysqlite3,
            "pool_size": 40,  # as many as the server has threads, and some
            "connect_args": {"check_same_thread": False},
        }
    return {
        "pool_pre_ping": True,
        "pool_size": 10,
        "connect_args": {
            "application_name": PROGRAM,
            "options": "-c statement_timeout=60000 -c lock_timeout=15000 -c timezone=UTC",
            "prepare_threshold": 1,
        },
    }


def driver_url(url: str) -> str:
    """Return ``url`` with the driver named: ``postgresql://`` means psycopg 3."""
    for scheme in ("postgresql://", "postgres://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url


@event.listens_for(Engine, "connect")
def _prepare_connection(connection: DBAPIConnection, _record: object) -> None:
    if "sqlite" not in type(connection).__module__:
        return
    # The driver must not open transactions by itself: we say BEGIN or BEGIN IMMEDIATE.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "mmap_size=0",
        "wal_autocheckpoint=8000",
        "cache_size=-65536",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    # A deferred transaction that reads first and writes later fails at once with
    # "database is locked", whatever the time-out; a writer must say so from the start.
    is_write = connection.get_execution_options().get("is_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_write else "BEGIN")
