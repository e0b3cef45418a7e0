"""Reading jobs."""

from collections.abc import Collection

from sqlalchemy import or_, select

from foundation.db import session
from foundation.errors import NotFound
from foundation.jobs.models import Job


def job_by_public_id(public_id: str, user_id: int, unit_ids: Collection[int]) -> Job:
    """Return a job, for whoever asked for it or may see its unit's work.

    Raises:
        NotFound: no such job, or somebody else's.
    """
    job = session.scalar(
        select(Job).where(
            Job.public_id == public_id, or_(Job.owner_id == user_id, Job.unit_id.in_(unit_ids))
        )
    )
    if job is None:
        raise NotFound
    return job
