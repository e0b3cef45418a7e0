"""The bell: huey wakes the worker. What it carries is only a job's number; the row is the truth."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import current_app
from huey import SqliteHuey


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
    storage = queue().storage
    storage.enqueue(str(job_id).encode())


def answer() -> int | None:
    """Take the next job's number out of the queue, or None."""
    taken = queue().storage.dequeue()
    return int(taken) if taken else None
