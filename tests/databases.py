"""The databases the tests run on: SQLite always, PostgreSQL where TEST_DATABASE_URL names one."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

POSTGRESQL = os.environ.get("TEST_DATABASE_URL", "")


def chosen() -> list[str]:
    """Return the names of the databases every test runs on."""
    return ["sqlite", "postgresql"] if POSTGRESQL else ["sqlite"]


def fresh(name: str, worker: str, folder: Path) -> str:
    """Return the address of an empty database that ``worker`` shares with nobody."""
    if name == "sqlite":
        return f"sqlite:///{folder}/test.sqlite3"
    database = f"test_{worker}_{folder.name}".replace("-", "_")
    with psycopg.connect(POSTGRESQL, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{database}"')
    return urlsplit(POSTGRESQL)._replace(path=f"/{database}").geturl()
