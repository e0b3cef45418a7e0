"""Group commit: rows that wait together are written in one transaction and synced to disk once.

The thread whose row is the first of a group leads it: it waits for its turn, writes all rows that
came in the meantime, commits, and wakes their owners. A disk sync costs the same for one row as
for a hundred, so the more people save at once, the cheaper each save. Nobody is answered before
the commit.

The owners sleep in the kernel and are woken by one call, made while no thread holds the
interpreter: woken one by one by a thread that holds it, each would only wait for it again.
"""

import os
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Generic, TypeVar

from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import PoolProxiedConnection

from foundation.db.engine import BUSY_TIMEOUT_MS
from foundation.db.transaction import write_lock

Row = TypeVar("Row")
Outcome = TypeVar("Outcome")
Store = Callable[[DBAPICursor, Sequence[Row]], Sequence[Outcome]]
MOST_ROWS = 128
GATHERING_S = 0.005
"""How long a leader waits for as many rows as came last time, when others were writing too."""


class _Group(Generic[Row, Outcome]):
    """Rows that are written together; all but the first's owner sleep until that is done."""

    __slots__ = ("error", "gate", "inside", "outcomes", "rows")

    def __init__(self, gate: int) -> None:
        """Start a group whose members sleep on ``gate``, an event counter of the kernel."""
        self.gate = gate
        self.rows: list[Row] = []
        self.outcomes: Sequence[Outcome | BaseException] = ()
        self.error: BaseException | None = None
        self.inside = 0

    def sleep(self) -> None:
        """Wait until the group is written."""
        while True:
            with suppress(InterruptedError):
                os.eventfd_read(self.gate)
                return

    def wake(self, sleepers: int) -> None:
        """Wake all who sleep, with one call of the kernel, which does not hold the interpreter."""
        if sleepers:
            os.eventfd_write(self.gate, sleepers)


class GroupWriter(Generic[Row, Outcome]):
    """Writes rows of one kind for all threads of this process."""

    def __init__(self, engine: Engine, store: Store[Row, Outcome]) -> None:
        """Prepare to write through a connection of its own to ``engine``.

        Args:
            engine: the application's database.
            store: writes rows with a cursor, inside the writer's transaction, and returns
                one outcome a row. It may run again for the same rows after a failure.
        """
        self._engine = engine
        self._store = store
        self._is_sqlite = engine.dialect.name == "sqlite"
        self._mutex = threading.Lock()
        self._turn = threading.Lock()
        self._gates: list[int] = []
        self._open: _Group[Row, Outcome] | None = None
        self._wanted = 1
        self._enough = threading.Event()
        self._kept: PoolProxiedConnection | None = None
        event.listen(engine, "engine_disposed", lambda _engine: self.close())

    def write(self, row: Row) -> Outcome:
        """Return the outcome of storing ``row``, once it is on disk.

        Raises:
            OperationalError: the database refuses to store just now; nothing is kept.
        """
        group, place = self._join(row)
        try:
            if place == 0:
                self._lead(group)
            else:
                group.sleep()
            if group.error is not None:
                raise group.error
            outcome = group.outcomes[place]
        finally:
            self._leave(group)
        if isinstance(outcome, OperationalError):
            raise outcome
        return outcome  # type: ignore[return-value]  # an outcome unless it is an error

    def _join(self, row: Row) -> tuple[_Group[Row, Outcome], int]:
        """Put the row into the group that gathers; the first there leads it."""
        with self._mutex:
            group = self._open
            if group is None:
                group = self._open = _Group(self._gates.pop() if self._gates else _new_gate())
            place = group.inside
            group.rows.append(row)
            group.inside += 1
            if group.inside == MOST_ROWS:
                self._open = None
            if group.inside == self._wanted:
                self._enough.set()
        return group, place

    def _leave(self, group: _Group[Row, Outcome]) -> None:
        with self._mutex:
            group.inside -= 1
            if not group.inside:
                self._gates.append(group.gate)

    def _lead(self, group: _Group[Row, Outcome]) -> None:
        try:
            with self._turn:
                self._gather(group)
                self._shut(group)
                group.outcomes = self._write_all(group.rows)
        except BaseException as error:
            group.error = error  # its other owners raise it too
            raise
        finally:
            self._shut(group)
            group.wake(len(group.rows) - 1)

    def _shut(self, group: _Group[Row, Outcome]) -> None:
        """Let nobody else in: who comes now starts the next group."""
        with self._mutex:
            if self._open is group:
                self._open = None
                self._wanted = len(group.rows)

    def _gather(self, group: _Group[Row, Outcome]) -> None:
        """Let the rows of others come: a person alone does not wait, a hall shares the sync."""
        self._enough.clear()
        if len(group.rows) < self._wanted:
            self._enough.wait(GATHERING_S)

    def close(self) -> None:
        """Give the connection back; the next write opens another."""
        kept, self._kept = self._kept, None
        with self._mutex:
            gates, self._gates = self._gates, []
        for gate in gates:
            os.close(gate)
        if kept is not None:
            with suppress(Exception):
                kept.invalidate()  # a pool that was disposed of would keep it open

    def _write_all(self, rows: list[Row]) -> Sequence[Outcome | BaseException]:
        try:
            return self._write(rows)
        except self._driver_error:
            # A cut connection is worth a second try, and one row that cannot be stored must
            # not take its neighbours with it.
            return self._write_one_by_one(rows)

    def _write_one_by_one(self, rows: list[Row]) -> Sequence[Outcome | BaseException]:
        outcomes: list[Outcome | BaseException] = []
        refusal: OperationalError | None = None
        for row in rows:
            if refusal is not None:
                outcomes.append(refusal)
                continue
            try:
                outcomes += self._write([row])
            except self._driver_error as error:
                refused = OperationalError("group commit", None, error)
                outcomes.append(refused)
                if self._is_out_of_order(error):
                    refusal = refused
        return outcomes

    def _write(self, rows: list[Row]) -> Sequence[Outcome]:
        if not self._is_sqlite:
            return self._transact(rows)
        if not write_lock.acquire(timeout=BUSY_TIMEOUT_MS / 1000):
            raise self._operational_error("another write takes too long")
        try:
            return self._transact(rows)
        finally:
            write_lock.release()

    def _transact(self, rows: list[Row]) -> Sequence[Outcome]:
        try:
            connection = self._connection()
            cursor = connection.cursor()
            if self._is_sqlite:
                cursor.execute("BEGIN IMMEDIATE")
            outcomes = self._store(cursor, rows)
            connection.commit()
        except BaseException:
            self._forget_connection()
            raise
        return outcomes

    def _connection(self) -> DBAPIConnection:
        if self._kept is None:
            self._kept = self._engine.raw_connection()
        return self._kept.dbapi_connection  # type: ignore[return-value]  # open until given back

    def _forget_connection(self) -> None:
        kept, self._kept = self._kept, None
        if kept is not None:
            with suppress(Exception):
                kept.rollback()
            with suppress(Exception):
                kept.invalidate()

    @property
    def _driver(self) -> Any:
        return self._engine.dialect.loaded_dbapi

    @property
    def _driver_error(self) -> type[Exception]:
        error: type[Exception] = self._driver.Error
        return error

    def _operational_error(self, words: str) -> Exception:
        error: Exception = self._driver.OperationalError(words)
        return error

    def _is_out_of_order(self, error: Exception) -> bool:
        """Return whether the database itself fails, not just this row."""
        return isinstance(error, (self._driver.OperationalError, self._driver.InterfaceError))


def _new_gate() -> int:
    return os.eventfd(0, os.EFD_SEMAPHORE | os.EFD_CLOEXEC)
