"""The databases the tests run on: SQLite always, PostgreSQL where TEST_DATABASE_URL names one."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from sqlalchemy import text

from foundation.db import db, session
from foundation.db.emptying import empty_all_tables
from foundation.db.model import Base

POSTGRESQL = os.environ.get("TEST_DATABASE_URL", "")
SPACE_BYTES = 512 * 2**20


def chosen() -> list[str]:
    """Return the names of the databases every test runs on."""
    return ["sqlite", "postgresql"] if POSTGRESQL else ["sqlite"]


@contextmanager
def fresh(name: str, worker: str) -> Iterator[str]:
    """Give the address of an empty database that ``worker`` shares with nobody."""
    if name == "sqlite":
        with tempfile.TemporaryDirectory(prefix="tests-", dir=_quick_disk()) as folder:
            yield f"sqlite:///{folder}/test.sqlite3"
        return
    database = f"test_{worker}"
    with psycopg.connect(POSTGRESQL, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{database}"')
    yield urlsplit(POSTGRESQL)._replace(path=f"/{database}").geturl()


def _quick_disk() -> str | None:
    """Return a folder in memory where there is one: tests wait for no disk, only real runs do."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and os.access(memory, os.W_OK)
    return str(memory) if roomy and shutil.disk_usage(memory).free > SPACE_BYTES else None


def empty() -> None:
    """Take every row away, as after each test.

    PostgreSQL takes a seventh of a second to truncate a hundred tables, and most are empty: only
    those that hold rows are cleared, with guards and references asleep.
    """
    if db.engine.dialect.name != "postgresql":
        empty_all_tables()
        return
    session.remove()
    with db.engine.connect().execution_options(is_write=True) as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        for name in connection.execute(text(_which_hold_rows())).scalars().all():
            connection.execute(text(f"DELETE FROM {name}"))
        connection.commit()


@cache
def _which_hold_rows() -> str:
    return " UNION ALL ".join(
        f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for name in Base.metadata.tables
    )
