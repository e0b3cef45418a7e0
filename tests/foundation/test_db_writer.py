"""Group commit: every owner gets the outcome of its own row, whatever happens to its neighbours."""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import OperationalError

from foundation.db import db
from foundation.db.writer import GroupWriter

PEOPLE = 24
TURNS = 40


def doubled(_cursor: DBAPICursor, rows: Sequence[int]) -> list[int]:
    return [2 * row for row in rows]


def at_once(write: Callable[[int], int], turns: int = 1) -> list[int | BaseException]:
    """Write from many threads that start together; return what each was told, in order."""
    start = threading.Barrier(PEOPLE)

    def play(person: int) -> list[int | BaseException]:
        start.wait()
        return [told(write, person * turns + turn) for turn in range(turns)]

    with ThreadPoolExecutor(PEOPLE) as pool:
        return [one for found in pool.map(play, range(PEOPLE)) for one in found]


def told(write: Callable[[int], int], row: int) -> int | BaseException:
    try:
        return write(row)
    except (OperationalError, ZeroDivisionError) as error:
        return error


def test_each_owner_is_told_the_outcome_of_its_own_row(app: Flask) -> None:
    sizes: list[int] = []

    def store(cursor: DBAPICursor, rows: Sequence[int]) -> list[int]:
        while not sizes and len(rows) < 2 and (writer._open is None or writer._open.inside < 2):
            time.sleep(0.01)  # a slow disk: the others gather meanwhile
        sizes.append(len(rows))
        return doubled(cursor, rows)

    writer = GroupWriter(db.engine, store)
    assert at_once(writer.write, TURNS) == [2 * row for row in range(PEOPLE * TURNS)]
    assert sum(sizes) == PEOPLE * TURNS
    assert max(sizes) > 1
    writer.close()


def test_a_row_that_cannot_be_stored_leaves_its_neighbours_alone(app: Flask) -> None:
    def store(cursor: DBAPICursor, rows: Sequence[int]) -> list[int]:
        if 7 in rows:
            cursor.execute("SELECT nothing FROM nowhere")
        return doubled(cursor, rows)

    writer = GroupWriter(db.engine, store)
    found = at_once(writer.write)
    assert isinstance(found[7], OperationalError)
    stored = [one for one in found if not isinstance(one, BaseException)]
    assert set(stored) <= {2 * row for row in range(PEOPLE)}
    assert writer.write(3) == 6
    writer.close()


def test_a_fault_of_the_program_reaches_all_of_the_group_and_ends_with_it(app: Flask) -> None:
    broken = threading.Event()
    broken.set()

    def store(cursor: DBAPICursor, rows: Sequence[int]) -> list[int]:
        if broken.is_set():
            raise ZeroDivisionError
        return doubled(cursor, rows)

    writer = GroupWriter(db.engine, store)
    assert all(isinstance(one, ZeroDivisionError) for one in at_once(writer.write))
    broken.clear()
    assert at_once(writer.write) == [2 * row for row in range(PEOPLE)]
    broken.set()
    with pytest.raises(ZeroDivisionError):
        writer.write(1)
    writer.close()
