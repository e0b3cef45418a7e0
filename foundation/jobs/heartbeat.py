"""The lease of a job: kept by a thread of the worker, so that it ends when the worker dies."""

import threading
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self

import structlog
from flask import current_app
from sqlalchemy import update

from foundation import clock
from foundation.db import session, transactional
from foundation.jobs.models import Job

log = structlog.get_logger()
LEASE = timedelta(seconds=15)
"""A job is free again this long after its worker gave the last sign of life."""
BEAT_S = 3.0


class LeaseLost(Exception):
    """The job was taken up by another worker, as this one gave no sign of life."""


@transactional
def keep(job_id: int, claim: int, values: dict[str, Any], at: datetime) -> None:
    """Write ``values`` into the job and keep its lease.

    Args:
        job_id: the job.
        claim: which claim of the job this is; a later one belongs to another worker.
        values: columns to write.
        at: now.

    Raises:
        LeaseLost: another worker has the job.
    """
    held = session.scalar(
        update(Job)
        .where(Job.id == job_id, Job.state == "running", Job.tries == claim)
        .values(lease_until=at + LEASE, **values)
        .returning(Job.id)
    )
    if held is None:
        raise LeaseLost


class Heartbeat:
    """Keeps the lease while the work inside ``with`` goes on, however long one step takes."""

    def __init__(self, job_id: int, claim: int) -> None:
        self._app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
        self._job = (job_id, claim)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, name=f"job-{job_id}", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()

    def _beat(self) -> None:
        while not self._over.wait(BEAT_S):
            with self._app.app_context():
                try:
                    keep(*self._job, {}, clock.now())
                except LeaseLost:
                    return  # the work finds out at its next step
                except Exception:
                    log.exception("job.heartbeat", job=self._job[0])
