"""Copies of the database that are whole: made while people work, counted before they are trusted.

A live SQLite file is never copied byte by byte. Keys and secrets are not in a copy.
"""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

import pysqlite3
from flask import current_app
from flask_babel import gettext
from sqlalchemy import func, make_url, select

from foundation import clock
from foundation.db import Base, db, is_sqlite, session
from foundation.errors import N_, Refusal

KEPT = 30
"""So many copies stay in the folder; older ones are taken away."""
OURS = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'audit_entry'"
"""Every copy of ours holds the log, of whatever version."""


class BrokenCopy(Refusal):
    """A copy that cannot be trusted; it is not kept, or not restored."""

    message = N_("The copy is not whole: %(reason)s. Nothing was replaced.")


class NoCopy(BrokenCopy):
    """Some other file: a list, a photograph, another program's database."""

    message = N_(
        "“%(name)s” is no copy of a %(kind)s database of this program. "
        "Choose a file that bin/flask backup made. Nothing was replaced."
    )


class InTheWay(Refusal):
    """A copy never takes the place of another file."""

    message = N_("The file “%(name)s” exists already. Choose another name.")


class ToolMissing(Refusal):
    """PostgreSQL's own tools are not installed."""

    message = N_("The program %(tool)s is missing. Install the package postgresql-client.")


@dataclass(frozen=True)
class Copy:
    """A copy that was made and checked."""

    path: Path
    rows: int


def folder() -> Path:
    """Return where copies are kept."""
    kept = Path(current_app.config["DATA_DIR"]) / "backups"
    kept.mkdir(parents=True, exist_ok=True)
    return kept


def make_copy(target: Path | None = None) -> Copy:
    """Make a copy, read it back and count its rows.

    Raises:
        BrokenCopy: the copy does not hold what the database holds.
        ToolMissing: pg_dump is not installed.
    """
    path = target or next_name()
    rows = count_rows()
    if is_sqlite():
        _copy_sqlite(path, rows)
    else:
        _dump_postgresql(path)
    if target is None:
        _take_old_away(path)
    return Copy(path, rows)


def next_name() -> Path:
    """Return a name by the clock; the second copy of one second gets a number."""
    suffix = "sqlite3" if is_sqlite() else "dump"
    stem = f"hoithi-{clock.local(clock.now()):%Y%m%d-%H%M%S}"
    names = (f"{stem}{more}.{suffix}" for more in chain([""], (f"-{n}" for n in count(2))))
    return next(path for name in names if not (path := folder() / name).exists())


def count_rows() -> int:
    """Return how many rows the present database holds."""
    session.rollback()
    counts = (
        session.scalar(select(func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
    )
    total = sum(counts)
    session.rollback()
    return total


def _copy_sqlite(path: Path, rows: int) -> None:
    if path.exists():
        raise InTheWay(name=path.name)
    source = pysqlite3.connect(str(db.engine.url.database))
    try:
        source.execute("VACUUM INTO ?", (str(path),))
    finally:
        source.close()
    found = whole_rows(path)
    if found < rows:
        path.unlink()
        raise BrokenCopy(reason=f"{found} < {rows}")


def refuse_no_copy(path: Path) -> None:
    """Let a file through that begins as copies of the present kind of database do.

    Raises:
        NoCopy: it is another file.
    """
    begins, kind = (b"SQLite format 3\0", "SQLite") if is_sqlite() else (b"PGDMP", "PostgreSQL")
    with path.open("rb") as file:
        if file.read(len(begins)) != begins:
            raise NoCopy(name=path.name, kind=kind)


def whole_rows(path: Path) -> int:
    """Return how many rows a SQLite copy holds, once it proved whole.

    Raises:
        NoCopy, BrokenCopy: it is another program's, or damaged, or of another version.
    """
    copy = pysqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
        if verdict != "ok" or copy.execute("PRAGMA foreign_key_check").fetchone():
            raise BrokenCopy(reason=gettext("the file is damaged"))
        if copy.execute(OURS).fetchone() is None:
            raise NoCopy(name=path.name, kind="SQLite")
        return sum(
            copy.execute(str(select(func.count()).select_from(table))).fetchone()[0]
            for table in Base.metadata.sorted_tables
        )
    except pysqlite3.OperationalError as error:
        raise BrokenCopy(reason=gettext("another version of the program made it")) from error
    except pysqlite3.Error as error:
        raise BrokenCopy(reason=gettext("the file is damaged")) from error
    finally:
        copy.close()


def _dump_postgresql(path: Path) -> None:
    run_tool("pg_dump", "--format=custom", "--no-owner", f"--file={path}")
    listing = run_tool("pg_restore", "--list", str(path), is_connected=False)
    missing = [t.name for t in Base.metadata.sorted_tables if f" {t.name} " not in listing]
    if missing:
        path.unlink()
        raise BrokenCopy(reason=", ".join(missing))


def run_tool(tool: str, *words: str, is_connected: bool = True) -> str:
    """Return what one of PostgreSQL's own tools prints.

    Raises:
        ToolMissing: it is not installed.
        BrokenCopy: it failed.
    """
    target = (*words, db.engine.url.database or "") if tool == "pg_dump" else words
    environment = {**os.environ, **(_connection() if is_connected else {})}
    try:
        done = subprocess.run(  # noqa: S603 - our own words, no shell
            [tool, *target], env=environment, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as error:
        raise ToolMissing(tool=tool) from error
    if done.returncode:
        raise BrokenCopy(reason=done.stderr.strip().splitlines()[-1] if done.stderr else tool)
    return done.stdout


def _connection() -> Mapping[str, str]:
    """Return the connection as PostgreSQL's tools read it; a password is no argument."""
    url = make_url(current_app.config["SQLALCHEMY_DATABASE_URI"])
    host = url.host or url.query.get("host")
    words = {
        "PGHOST": host if isinstance(host, str) else None,
        "PGPORT": str(url.port) if url.port else url.query.get("port"),
        "PGUSER": url.username,
        "PGPASSWORD": url.password,
    }
    return {name: str(value) for name, value in words.items() if value}


def _take_old_away(newest: Path) -> None:
    kept = sorted(folder().glob(f"hoithi-*{newest.suffix}"), reverse=True)
    for old in kept[KEPT:]:
        old.unlink()
