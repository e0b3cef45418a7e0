"""Group commit: rows that wait together are written in one transaction and synced to disk once.

A thread that has a row to write and finds nobody writing becomes the leader: it writes what
waits, commits, wakes the owners of the rows and hands the lead to the next. A disk sync costs
the same for one row as for a hundred, so the more people save at once, the cheaper each save.
Nobody is answered before the commit.
"""

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
GATHERING_S = 0.001
"""How long a leader waits for as many rows as came last time, when others were writing too."""


class _Ticket(Generic[Row, Outcome]):
    """A row that waits; its gate opens when it is written or when its owner is to lead."""

    __slots__ = ("error", "gate", "is_done", "outcome", "row")

    def __init__(self, row: Row) -> None:
        self.row = row
        self.outcome: Outcome | None = None
        self.error: BaseException | None = None
        self.is_done = False
        self.gate = threading.Lock()
        self.gate.acquire()


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
        self._waiting: list[_Ticket[Row, Outcome]] = []
        self._is_led = False
        self._wanted = 1
        self._enough = threading.Event()
        self._kept: PoolProxiedConnection | None = None
        event.listen(engine, "engine_disposed", lambda _engine: self.close())

    def write(self, row: Row) -> Outcome:
        """Return the outcome of storing ``row``, once it is on disk.

        Raises:
            OperationalError: the database refuses to store just now; nothing is kept.
        """
        ticket: _Ticket[Row, Outcome] = _Ticket(row)
        with self._mutex:
            self._waiting.append(ticket)
            leads, self._is_led = not self._is_led, True
            if len(self._waiting) == self._wanted:
                self._enough.set()
        if not leads:
            ticket.gate.acquire()
        if not ticket.is_done:
            self._lead()
        if ticket.error is not None:
            raise ticket.error
        return ticket.outcome  # type: ignore[return-value]  # set whenever there is no error

    def close(self) -> None:
        """Give the connection back; the next write opens another."""
        kept, self._kept = self._kept, None
        if kept is not None:
            with suppress(Exception):
                kept.invalidate()  # a pool that was disposed of would keep it open

    def _lead(self) -> None:
        self._gather()
        with self._mutex:
            batch, self._waiting = self._waiting[:MOST_ROWS], self._waiting[MOST_ROWS:]
            self._wanted = len(batch)
        try:
            self._write_all(batch)
        except BaseException as error:
            for ticket in batch:
                ticket.error = error
            raise
        finally:
            with self._mutex:
                follower = self._waiting[0] if self._waiting else None
                self._is_led = follower is not None
            for ticket in batch:
                ticket.is_done = True
                ticket.gate.release()
            if follower is not None:
                follower.gate.release()

    def _gather(self) -> None:
        """Let the rows of others come: a person alone does not wait, a hall shares the sync."""
        self._enough.clear()
        if len(self._waiting) < self._wanted:
            self._enough.wait(GATHERING_S)

    def _write_all(self, batch: list[_Ticket[Row, Outcome]]) -> None:
        try:
            self._write(batch)
        except self._driver_error:
            # A cut connection is worth a second try, and one row that cannot be stored must
            # not take its neighbours with it.
            self._write_one_by_one(batch)

    def _write_one_by_one(self, batch: list[_Ticket[Row, Outcome]]) -> None:
        refusal: OperationalError | None = None
        for ticket in batch:
            if refusal is None:
                try:
                    self._write([ticket])
                    continue
                except self._driver_error as error:
                    refused = OperationalError("group commit", None, error)
                    ticket.error = refused
                    if self._is_out_of_order(error):
                        refusal = refused
            else:
                ticket.error = refusal

    def _write(self, batch: list[_Ticket[Row, Outcome]]) -> None:
        if not self._is_sqlite:
            self._transact(batch)
            return
        if not write_lock.acquire(timeout=BUSY_TIMEOUT_MS / 1000):
            raise self._operational_error("another write takes too long")
        try:
            self._transact(batch)
        finally:
            write_lock.release()

    def _transact(self, batch: list[_Ticket[Row, Outcome]]) -> None:
        try:
            connection = self._connection()
            cursor = connection.cursor()
            if self._is_sqlite:
                cursor.execute("BEGIN IMMEDIATE")
            outcomes = self._store(cursor, [ticket.row for ticket in batch])
            connection.commit()
        except BaseException:
            self._forget_connection()
            raise
        for ticket, outcome in zip(batch, outcomes, strict=True):
            ticket.outcome = outcome

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
