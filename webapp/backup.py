"""Copies of the database that are whole: made while people work, counted before they are trusted.

A live SQLite file is never copied byte by byte. Keys and secrets are not in a copy.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

import pysqlite3
from flask import current_app
from flask_babel import gettext
from sqlalchemy import func, make_url, select, text
from sqlalchemy.exc import DatabaseError

from foundation import clock
from foundation.audit import queries as audit
from foundation.db import Base, db, is_sqlite, session
from foundation.db.engine import PROGRAM
from foundation.errors import N_, InvalidInput, Refusal

DAMAGED = "damaged-"
REST = ("", "-wal", "-shm")
"""The names of a SQLite database's files end so."""
PATIENCE_S = 1.0
OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND application_name = :program AND pid <> pg_backend_pid()"
).bindparams(program=PROGRAM)
KEPT = 30
"""So many copies stay in the folder; older ones are taken away."""


class BrokenCopy(Refusal):
    """A copy that cannot be trusted; it is not kept, or not restored."""

    message = N_("The copy is not whole: %(reason)s. Nothing was replaced.")


class NoSuchCopy(InvalidInput):
    """The file named does not exist."""

    message = N_("There is no file “%(name)s”.")


class StillServing(Refusal):
    """Whoever has the file open would go on writing into the one that was taken away."""

    message = N_("The program is still running. Stop it first, then restore. Nothing was replaced.")


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
    path = target or _next_name()
    rows = _count_rows()
    if is_sqlite():
        _copy_sqlite(path, rows)
    else:
        _dump_postgresql(path)
    if target is None:
        _take_old_away(path)
    return Copy(path, rows)


def _next_name() -> Path:
    """Return a name by the clock; the second copy of one second gets a number."""
    suffix = "sqlite3" if is_sqlite() else "dump"
    stem = f"hoithi-{clock.local(clock.now()):%Y%m%d-%H%M%S}"
    names = (f"{stem}{more}.{suffix}" for more in chain([""], (f"-{n}" for n in count(2))))
    return next(path for name in names if not (path := folder() / name).exists())


def _count_rows() -> int:
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
    found = _whole_rows(path)
    if found < rows:
        path.unlink()
        raise BrokenCopy(reason=f"{found} < {rows}")


def _whole_rows(path: Path) -> int:
    """Return how many rows a SQLite copy holds, once it proved whole."""
    copy = pysqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
        if verdict != "ok" or copy.execute("PRAGMA foreign_key_check").fetchone():
            raise BrokenCopy(reason=verdict)
        return sum(
            copy.execute(str(select(func.count()).select_from(table))).fetchone()[0]
            for table in Base.metadata.sorted_tables
        )
    except pysqlite3.OperationalError as error:
        raise BrokenCopy(reason=gettext("another version of the program made it")) from error
    except pysqlite3.Error as error:
        raise BrokenCopy(reason=gettext("the file is no database")) from error
    finally:
        copy.close()


def _dump_postgresql(path: Path) -> None:
    _run("pg_dump", "--format=custom", "--no-owner", f"--file={path}")
    listing = _run("pg_restore", "--list", str(path), is_connected=False)
    missing = [t.name for t in Base.metadata.sorted_tables if f" {t.name} " not in listing]
    if missing:
        path.unlink()
        raise BrokenCopy(reason=", ".join(missing))


def _run(tool: str, *words: str, is_connected: bool = True) -> str:
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


def restore(path: Path) -> Copy:
    """Put a copy in the place of the present database, which is copied first.

    The program must not be serving meanwhile. A copy whose log is not whole is taken out again.

    Raises:
        NoSuchCopy, BrokenCopy, StillServing, ToolMissing: nothing was replaced.
    """
    if not path.is_file():
        raise NoSuchCopy(name=str(path))
    if is_sqlite():
        _whole_rows(path)
        _refuse_while_the_file_is_open()
    else:
        _run("pg_restore", "--list", str(path), is_connected=False)
        _refuse_while_connected()
    before = _set_aside() if _has_database() else None
    _put_in_place(path)
    report = audit.check_chain()
    if not report.is_whole:
        _put_in_place(before)
        raise BrokenCopy(reason=f"{report.broken_number}: {gettext(report.reason)}")
    return Copy(path, _count_rows())


def _has_database() -> bool:
    return not is_sqlite() or _present().exists()


def _present() -> Path:
    return Path(str(db.engine.url.database))


def _let_go() -> None:
    """Close this process's own connections."""
    session.remove()
    db.engine.dispose()


def _refuse_while_connected() -> None:
    """Refuse while PostgreSQL knows a connection of ours besides this one."""
    _let_go()
    end = time.monotonic() + PATIENCE_S  # one that was just closed is listed for a moment
    with db.engine.connect() as connection:
        while connection.scalar(OTHERS):
            if time.monotonic() > end:
                raise StillServing
            time.sleep(0.05)
    _let_go()


def _refuse_while_the_file_is_open() -> None:
    """Try to have the file alone, as nobody can while another process has it open."""
    _let_go()
    alone = pysqlite3.connect(str(_present()), timeout=PATIENCE_S, isolation_level=None)
    try:
        alone.execute("PRAGMA locking_mode=EXCLUSIVE")
        alone.execute("BEGIN EXCLUSIVE")
    except pysqlite3.OperationalError as error:
        if "locked" in str(error):
            raise StillServing from error
    except pysqlite3.DatabaseError:
        return  # damaged: that is why a copy is to be put back
    finally:
        alone.close()


def _set_aside() -> Path:
    """Return a copy of the present database; one too damaged for that is kept as it is.

    Under a name of its own no older copy is taken away: the file to restore may be the oldest.
    """
    target = _next_name()
    try:
        return make_copy(target).path
    except (DatabaseError, pysqlite3.DatabaseError, BrokenCopy):
        if not is_sqlite():
            raise
    target.unlink(missing_ok=True)
    _let_go()
    kept = target.with_name(f"{DAMAGED}{target.name}")
    for rest in REST:
        if (part := Path(f"{_present()}{rest}")).exists():
            shutil.copyfile(part, f"{kept}{rest}")
    return kept


def _put_in_place(path: Path | None) -> None:
    """Let the file hold the place of the database; without one, leave the place empty."""
    _let_go()
    if is_sqlite():
        _replace_sqlite(path)
    else:
        words = ("--clean", "--if-exists", "--no-owner", "--single-transaction")
        _run("pg_restore", *words, f"--dbname={db.engine.url.database}", str(path))


def _replace_sqlite(path: Path | None) -> None:
    present = _present()
    fresh = present.with_suffix(".restoring")
    fresh.unlink(missing_ok=True)
    if path is not None and path.name.startswith(DAMAGED):
        shutil.copyfile(path, fresh)
    elif path is not None:
        source = pysqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            source.execute("VACUUM INTO ?", (str(fresh),))
        finally:
            source.close()
    for rest in REST[1:]:
        Path(f"{present}{rest}").unlink(missing_ok=True)
    if path is None:
        present.unlink()
    else:
        fresh.replace(present)
