"""Putting a copy in the place of the present database, which is copied first."""

import shutil
import time
from pathlib import Path

import pysqlite3
from flask_babel import gettext
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from foundation.audit import queries as audit
from foundation.db import db, is_sqlite, session
from foundation.db.engine import PROGRAM
from foundation.errors import N_, InvalidInput, Refusal
from webapp.backup import (
    BrokenCopy,
    Copy,
    count_rows,
    make_copy,
    next_name,
    refuse_no_copy,
    run_tool,
    whole_rows,
)

DAMAGED = "damaged-"
REST = ("", "-wal", "-shm")
"""The names of a SQLite database's files end so."""
PATIENCE_S = 5.0
OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND application_name = :program AND pid <> pg_backend_pid()"
).bindparams(program=PROGRAM)


class NoSuchCopy(InvalidInput):
    """The file named does not exist."""

    message = N_("There is no file “%(name)s”.")


class StillServing(Refusal):
    """Whoever has the file open would go on writing into the one that was taken away."""

    message = N_("The program is still running. Stop it first, then restore. Nothing was replaced.")


def restore(path: Path) -> Copy:
    """Put a copy in the place of the present database, which is copied first.

    The program must not be serving meanwhile. A copy whose log is not whole is taken out again.

    Raises:
        NoSuchCopy, NoCopy, BrokenCopy, StillServing, ToolMissing: nothing was replaced.
    """
    if not path.is_file():
        raise NoSuchCopy(name=str(path))
    refuse_no_copy(path)
    if is_sqlite():
        whole_rows(path)
        _refuse_while_the_file_is_open()
    else:
        run_tool("pg_restore", "--list", str(path), is_connected=False)
        _refuse_while_connected()
    before = _set_aside() if _has_database() else None
    _put_in_place(path)
    report = audit.check_chain()
    if not report.is_whole:
        _put_in_place(before)
        raise BrokenCopy(reason=f"{report.broken_number}: {gettext(report.reason)}")
    return Copy(path, count_rows())


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
            connection.rollback()  # within one transaction PostgreSQL tells the same list again
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
    target = next_name()
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
        run_tool("pg_restore", *words, f"--dbname={db.engine.url.database}", str(path))


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
