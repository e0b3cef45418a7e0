"""The bell: huey wakes the worker. What it carries is only a job's number; the row is the truth.

A bell that cannot be rung or heard is no fault of the job: the sweeper looks at the rows.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

import structlog
from flask import current_app
from huey import SqliteHuey

log = structlog.get_logger()


@lru_cache(maxsize=4)
def _queue(address: str, folder: str) -> Any:
    if address:
        from huey import PriorityRedisHuey  # noqa: PLC0415 - redis is an extra list

        return PriorityRedisHuey("hoithi", url=address)
    return SqliteHuey("hoithi", filename=str(Path(folder) / "queue.sqlite3"))


def queue() -> Any:
    """Return this installation's queue."""
    return _queue(current_app.config["HUEY_URL"], current_app.config["DATA_DIR"])


def ring(job_id: int) -> None:
    """Put a job's number in the queue; a lost bell is made up for by the sweeper."""
    try:
        queue().storage.enqueue(str(job_id).encode())
    except Exception:
        log.exception("queue.not_rung", job=job_id)


def answer() -> int | None:
    """Take the next job's number out of the queue, or None."""
    try:
        taken = queue().storage.dequeue()
    except Exception:
        log.exception("queue.not_heard")
        return None
    return int(taken) if taken else None
