"""All or nothing, and settings under which no acknowledged write is lost."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from fractions import Fraction

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from foundation.db import after_commit, db, is_sqlite, session, transactional
from foundation.db.columns import ExactNumber, Moment
from foundation.organisation.models import Level


@transactional
def _add(code: str, *, fails: bool = False) -> None:
    session.add(Level(code=code, name=code, rank=1))
    session.flush()
    if fails:
        raise RuntimeError(code)


def _codes() -> list[str]:
    session.rollback()
    return list(session.scalars(text("SELECT code FROM organisation_level ORDER BY code")))


def test_a_service_that_returns_is_kept(app: Flask) -> None:
    _add("a")
    assert _codes() == ["a"]


def test_a_service_that_raises_leaves_nothing(app: Flask) -> None:
    with pytest.raises(RuntimeError):
        _add("a", fails=True)
    assert _codes() == []


def test_an_inner_service_falls_with_the_outer_one(app: Flask) -> None:
    @transactional
    def outer() -> None:
        _add("inner")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        outer()
    assert _codes() == []


def test_what_waits_for_the_commit_does_not_run_when_there_is_none(app: Flask) -> None:
    rung: list[str] = []

    @transactional
    def ring(fails: bool) -> None:
        after_commit(lambda: rung.append("rung"))
        if fails:
            raise RuntimeError

    with pytest.raises(RuntimeError):
        ring(True)
    assert rung == []
    ring(False)
    assert rung == ["rung"]


def test_services_at_the_same_time_decide_as_if_one_came_after_the_other(app: Flask) -> None:
    @transactional
    def add_next() -> None:
        last = session.scalar(select(func.max(Level.rank))) or 0
        threading.Event().wait(0.005)  # long enough for another to read the same
        session.add(Level(code=f"{last + 1:02}", name="", rank=last + 1))

    def add_in_a_thread(_number: int) -> None:
        with app.app_context():
            add_next()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add_in_a_thread, range(16)))
    assert _codes() == [f"{number:02}" for number in range(1, 17)]


def test_every_connection_writes_to_disk_before_it_answers(app: Flask) -> None:
    with db.engine.connect() as connection:
        if is_sqlite():
            assert connection.scalar(text("PRAGMA synchronous")) == 2
            assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
            assert connection.scalar(text("PRAGMA foreign_keys")) == 1
            version = connection.scalar(text("SELECT sqlite_version()"))
            assert tuple(map(int, str(version).split("."))) >= (3, 51, 3)
        else:
            assert connection.scalar(text("SHOW synchronous_commit")) == "on"
            assert connection.scalar(text("SHOW lock_timeout")) == "15s"


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        Moment().process_bind_param(datetime(2026, 1, 1), None)  # type: ignore[arg-type]  # noqa: DTZ001


def test_an_exact_number_comes_back_as_it_was(app: Flask) -> None:
    third = Fraction(1, 3)
    kept = ExactNumber().process_bind_param(third, db.engine.dialect)
    assert kept == "1/3"
    assert ExactNumber().process_result_value(kept, db.engine.dialect) == third


def test_a_moment_comes_back_in_utc(app: Flask) -> None:
    at = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)
    kept = Moment().process_bind_param(at, db.engine.dialect)
    assert Moment().process_result_value(kept, db.engine.dialect) == at
