"""Jobs: asked for, claimed under a lease, worked through, swept up when their worker died."""

from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import or_, select, update

from foundation import clock
from foundation.audit.services import record
from foundation.db import after_commit, session, transactional
from foundation.errors import N_, Refusal
from foundation.jobs.handlers import handler_of
from foundation.jobs.heartbeat import LEASE, Heartbeat, LeaseLost, keep
from foundation.jobs.models import Job
from foundation.jobs.queue import ring

log = structlog.get_logger()
MOST_TRIES = 5
FAILED = N_("The work stopped with an error. Nothing was done twice; start it again.")


@transactional
def enqueue(
    kind: str, arguments: dict[str, Any], *, actor_id: int | None, unit_id: int | None, at: datetime
) -> Job:
    """Ask for long work, in the caller's transaction; the bell rings once that is on disk."""
    job = Job(
        kind=kind, arguments=arguments, owner_id=actor_id, unit_id=unit_id, created_at=at, notes=[]
    )
    session.add(job)
    session.flush()
    record("job.ask", f"job:{job.id}", actor_id=actor_id, at=at, unit_id=unit_id, kind=kind)
    job_id = job.id
    after_commit(lambda: ring(job_id))
    return job


@transactional
def _claim(job_id: int, at: datetime) -> Job | None:
    """Return the job if it is free: waiting, or left behind by a worker that died."""
    is_free = or_(Job.state == "waiting", (Job.state == "running") & (Job.lease_until < at))
    claimed = session.scalar(
        update(Job)
        .where(Job.id == job_id, is_free)
        .values(state="running", lease_until=at + LEASE, tries=Job.tries + 1)
        .returning(Job.id)
    )
    if claimed is None:
        return None
    job = session.get_one(Job, job_id, populate_existing=True)
    if job.tries > MOST_TRIES:
        job.state, job.failure, job.ended_at = "failed", FAILED, at
        return None
    return job


class _Progress:
    """Writes how far a job is, and keeps its lease."""

    def __init__(self, job_id: int, claim: int) -> None:
        self.job_id, self.claim = job_id, claim

    def step(self, done: int, total: int) -> None:
        """Say how far the work is.

        Raises:
            LeaseLost: another worker does this job now.
        """
        keep(self.job_id, self.claim, {"done": done, "total": total}, clock.now())

    def note(self, text: str) -> None:
        """Leave a line on the job's page."""
        _note(self.job_id, text)


@transactional
def _note(job_id: int, text: str) -> None:
    job = session.get_one(Job, job_id)
    job.notes = [*job.notes, text][-200:]


def work_on(job_id: int) -> bool:
    """Do one job if it is free; return whether it was done here."""
    job = _claim(job_id, clock.now())
    if job is None:
        return False
    kind, arguments, claim = job.kind, dict(job.arguments), job.tries
    try:
        with Heartbeat(job_id, claim):
            result = handler_of(kind)(_Progress(job_id, claim), arguments)
    except LeaseLost:
        log.warning("job.lease_lost", job=job_id, kind=kind)
        return False
    except Refusal as refusal:
        _end(job_id, claim, "failed", {"failure": str(refusal)})
    except Exception:
        log.exception("job.failed", job=job_id, kind=kind)
        _end(job_id, claim, "failed", {"failure": FAILED})
    else:
        _end(job_id, claim, "done", {"result": result})
    return True


@transactional
def _end(job_id: int, claim: int, state: str, values: dict[str, Any]) -> None:
    at = clock.now()
    ended = session.scalar(
        update(Job)
        .where(Job.id == job_id, Job.state == "running", Job.tries == claim)
        .values(state=state, ended_at=at, lease_until=None, **values)
        .returning(Job.id)
    )
    if ended is not None:
        record("job.end", f"job:{job_id}", actor_id=None, at=at, state=state)


def dropped(at: datetime) -> list[int]:
    """Return the jobs nobody works on: never rung, or their worker died."""
    session.rollback()
    return list(
        session.scalars(
            select(Job.id)
            .where(
                or_(
                    (Job.state == "waiting") & (Job.created_at < at - timedelta(seconds=2)),
                    (Job.state == "running") & (Job.lease_until < at),
                )
            )
            .order_by(Job.id)
            .limit(20)
        )
    )


@transactional
def retry(job_id: int, *, actor_id: int, at: datetime) -> None:
    """Let a failed job run once more from where it stopped."""
    again = session.scalar(
        update(Job)
        .where(Job.id == job_id, Job.state == "failed")
        .values(state="waiting", tries=0, failure=None, ended_at=None)
        .returning(Job.id)
    )
    if again is not None:
        record("job.retry", f"job:{job_id}", actor_id=actor_id, at=at)
        after_commit(lambda: ring(job_id))
