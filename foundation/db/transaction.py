"""The transaction, written once: a service commits all it did or nothing."""

import threading
from collections.abc import Callable
from functools import wraps
from typing import Final, ParamSpec, TypeVar

from sqlalchemy import text

from foundation.db.engine import is_sqlite, session

P = ParamSpec("P")
R = TypeVar("R")

write_lock = threading.RLock()
"""Held by whoever writes to SQLite in this process. SQLite lets one writer in at a time and
lets the others sleep and try again, which costs hundreds of milliseconds; a queue does not."""

_TAKE_TURN: Final = text("SELECT pg_advisory_xact_lock(7040)")
"""PostgreSQL lets many write at once. A service reads, decides and writes, so two at once could
both decide on what was true before the other: they queue as on SQLite, until the commit."""


def transactional(service: Callable[P, R]) -> Callable[P, R]:
    """Make ``service`` all or nothing: commit when it returns, roll back when it raises.

    A transactional service called by another one joins the outer transaction. What was
    read before is read anew inside it, so that a decision never rests on an old page.
    """

    @wraps(service)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if session.info.get("in_service"):
            return service(*args, **kwargs)
        if not is_sqlite():
            return _run_alone(service, *args, **kwargs)
        with write_lock:
            return _run_alone(service, *args, **kwargs)

    return run


def _run_alone(service: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    session.rollback()
    session.expire_all()  # a rollback alone forgets nothing where no transaction was open
    session.info["in_service"] = True
    try:
        connection = session.connection(execution_options={"is_write": True})
        if not is_sqlite():
            connection.execute(_TAKE_TURN)
        result = service(*args, **kwargs)
        session.commit()
    except BaseException:
        session.rollback()
        session.info.pop("after_commit", None)
        raise
    finally:
        del session.info["in_service"]
    for act in session.info.pop("after_commit", []):
        act()
    return result


def after_commit(act: Callable[[], None]) -> None:
    """Run ``act`` once the present transaction is on disk; never if it is rolled back."""
    session.info.setdefault("after_commit", []).append(act)
