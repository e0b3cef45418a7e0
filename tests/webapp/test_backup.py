"""A copy holds everything, can be put back, and a broken one replaces nothing."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

import pysqlite3
import pytest
from flask import Flask
from sqlalchemy import create_engine, text

from foundation import audit
from foundation.db import db, is_sqlite, session, transactional
from foundation.db.engine import engine_options
from foundation.organisation import queries
from tests.factories import organisation as make
from webapp import backup, restoring


def test_what_was_copied_comes_back(app: Flask, at: datetime, tmp_path: Path) -> None:
    make.a_unit("Đảng bộ xã Púng Luông")
    copy = backup.make_copy(tmp_path / "copy")
    make.a_unit("Đảng bộ xã Khao Mang")

    restored = restoring.restore(copy.path)

    assert restored.rows == copy.rows
    session.rollback()
    assert [row.name for row in queries.unit_rows(None, at.date())] == ["Đảng bộ xã Púng Luông"]


def test_a_broken_copy_replaces_nothing(app: Flask, at: datetime, tmp_path: Path) -> None:
    make.a_unit("Đảng bộ xã Púng Luông")
    broken = tmp_path / "broken"
    for content in (b"this is no database at all" * 100, b""):
        broken.write_bytes(content)
        with pytest.raises(backup.NoCopy):
            restoring.restore(broken)
    session.rollback()
    assert len(queries.unit_rows(None, at.date())) == 1


def test_a_copy_cut_short_is_found(app: Flask, tmp_path: Path) -> None:
    make.a_unit()
    copy = backup.make_copy(tmp_path / "copy")
    whole = copy.path.read_bytes()
    copy.path.write_bytes(whole[: len(whole) // 2 if is_sqlite() else 20])
    with pytest.raises(backup.BrokenCopy):
        restoring.restore(copy.path)


def test_a_file_that_is_not_there_is_refused(app: Flask, tmp_path: Path) -> None:
    with pytest.raises(restoring.NoSuchCopy):
        restoring.restore(tmp_path / "nothing")


@transactional
def _do(at: datetime) -> None:
    audit.services.record("test.deed", "row:1", actor_id=None, at=at, mark=1)


def _forge_the_log() -> None:
    """Change what was written down, as somebody with the file in hand would."""
    with db.engine.connect().execution_options(is_write=True) as connection:
        connection.execute(text("UPDATE audit_details SET details = '{}'"))
        connection.commit()


def test_a_copy_whose_log_was_changed_replaces_nothing(
    app: Flask, at: datetime, tmp_path: Path
) -> None:
    _do(at)
    good = backup.make_copy(tmp_path / "good")
    _forge_the_log()
    forged = backup.make_copy(tmp_path / "forged")
    restoring.restore(good.path)
    make.a_unit("Đảng bộ xã Khao Mang")

    with pytest.raises(backup.BrokenCopy):
        restoring.restore(forged.path)

    session.rollback()
    assert [row.name for row in queries.unit_rows(None, at.date())] == ["Đảng bộ xã Khao Mang"]
    assert audit.queries.check_chain().is_whole


def test_the_oldest_of_many_copies_can_be_put_back(app: Flask, at: datetime) -> None:
    make.a_unit("Đảng bộ xã Púng Luông")
    oldest = backup.make_copy()
    for _more in range(backup.KEPT - 1):
        backup.make_copy()
    make.a_unit("Đảng bộ xã Khao Mang")

    restoring.restore(oldest.path)

    session.rollback()
    assert [row.name for row in queries.unit_rows(None, at.date())] == ["Đảng bộ xã Púng Luông"]
    assert oldest.path.exists()


@pytest.mark.one_database
def test_another_version_and_another_program_are_told_apart(app: Flask, tmp_path: Path) -> None:
    make.a_unit()
    with closing(pysqlite3.connect(str(tmp_path / "older"))) as older:
        older.execute("CREATE TABLE of_an_older_version (id INTEGER)")
    with pytest.raises(backup.NoCopy):
        restoring.restore(tmp_path / "older")
    with closing(pysqlite3.connect(str(tmp_path / "older"))) as older:
        older.execute("CREATE TABLE audit_entry (id INTEGER)")
    with pytest.raises(backup.BrokenCopy, match="another version"):
        restoring.restore(tmp_path / "older")


@contextmanager
def _another_process() -> Iterator[None]:
    """Keep the database open as a server does."""
    address = db.engine.url.render_as_string(hide_password=False)
    engine = create_engine(address, **engine_options(address))
    with engine.connect() as server:
        server.execute(text("SELECT count(*) FROM audit_entry"))
        server.commit()
        yield
    engine.dispose()


def test_nothing_is_replaced_under_a_program_that_runs(
    app: Flask, at: datetime, tmp_path: Path
) -> None:
    copy = backup.make_copy(tmp_path / "copy")
    make.a_unit("Đảng bộ xã Khao Mang")
    with _another_process(), pytest.raises(restoring.StillServing):
        restoring.restore(copy.path)
    session.rollback()
    assert len(queries.unit_rows(None, at.date())) == 1
    assert restoring.restore(copy.path).rows == copy.rows


@pytest.mark.one_database
def test_a_damaged_database_is_kept_and_replaced(
    app: Flask, data_dir: Path, tmp_path: Path
) -> None:
    make.a_unit()
    copy = backup.make_copy(tmp_path / "copy")
    session.remove()
    db.engine.dispose()
    present = Path(str(db.engine.url.database))
    present.write_bytes(present.read_bytes()[:4096] + b"x" * 90_000)
    assert restoring.restore(copy.path).rows == copy.rows
    [kept] = (data_dir / "backups").glob("damaged-*.sqlite3")
    assert b"xxxx" in kept.read_bytes()
