"""How far a batch of certificates is."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select

from foundation.db import session
from foundation.documents.models import Batch, IssuedDocument
from foundation.documents.queries.register import Reach
from foundation.errors import NotFound
from foundation.jobs.models import Job

NEWEST = 5


@dataclass(frozen=True)
class BatchPage:
    """What the page of a batch shows."""

    batch: Batch
    job: Job
    issued: int
    newest: tuple[IssuedDocument, ...]

    @property
    def total(self) -> int:
        """Return how many were asked for."""
        return len(self.batch.subject_ids)

    @property
    def failed(self) -> int:
        """Return how many have something wrong."""
        return len(self.batch.faults)

    @property
    def left(self) -> int:
        """Return how many are still to come."""
        return max(0, self.total - max(self.issued, self.job.done))

    @property
    def is_over(self) -> bool:
        """Return whether the worker will do no more."""
        return self.job.state in {"done", "failed"}

    @property
    def is_stopped(self) -> bool:
        """Return whether somebody stopped it before its end."""
        return self.batch.stopped_at is not None and self.is_over and self.left > 0

    def seconds_left(self, now: datetime) -> int | None:
        """Return about how long it takes yet; None until it can be known."""
        if self.batch.started_at is None or not self.job.done or self.is_over:
            return None
        spent = (now - self.batch.started_at).total_seconds()
        return max(1, round(spent / self.job.done * (self.total - self.job.done)))


def batch_by_public_id(public_id: str, reach: Reach) -> Batch:
    """Return a batch within reach.

    Raises:
        NotFound: there is none.
    """
    found = session.scalar(
        select(Batch).where(
            Batch.public_id == public_id, reach.holds(Batch.unit_id, Batch.subject_kind)
        )
    )
    if found is None:
        raise NotFound
    return found


def batch_page(batch: Batch) -> BatchPage:
    """Return how far a batch is, with the certificates made last."""
    job = session.get_one(Job, batch.job_id, populate_existing=True)
    count = session.scalar(
        select(func.count()).select_from(
            _documents(batch).where(IssuedDocument.issue == 1).subquery()
        )
    )
    newest = session.scalars(
        _documents(batch)
        .where(IssuedDocument.state == "valid")
        .order_by(IssuedDocument.id.desc())
        .limit(NEWEST)
    )
    return BatchPage(batch, job, count or 0, tuple(newest))


def valid_documents(batch: Batch) -> list[IssuedDocument]:
    """Return the certificates of a batch that are in force, by number."""
    query = _documents(batch).where(IssuedDocument.state == "valid")
    return list(session.scalars(query.order_by(IssuedDocument.number, IssuedDocument.id)))


def _documents(batch: Batch) -> Select[IssuedDocument]:
    return select(IssuedDocument).where(
        IssuedDocument.subject_kind == batch.subject_kind,
        IssuedDocument.subject_id.in_(batch.subject_ids),
    )
