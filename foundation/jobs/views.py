"""The page of a job: a bar that moves, and what came of it."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from foundation import clock
from foundation.account import guards
from foundation.account.guards import requires, signed_in_user
from foundation.account.permissions import Permission
from foundation.jobs import queries, services
from foundation.jobs.models import Job
from foundation.live import live_page

blueprint = Blueprint("jobs", __name__)


def _job(public_id: str) -> Job:
    return queries.job_by_public_id(
        public_id, signed_in_user().id, guards.units_where(Permission.DOCUMENT_ISSUE)
    )


@blueprint.get("/<public_id>")
@requires(Permission.JOB_READ)
def show_job(public_id: str) -> ResponseReturnValue:
    """Show how far a job is; the page fetches itself anew while the job runs."""
    return live_page("jobs/show_job.html", job=_job(public_id))


@blueprint.post("/<public_id>/lai")
@requires(Permission.JOB_READ)
def retry_job(public_id: str) -> ResponseReturnValue:
    """Let a failed job go on."""
    services.retry(_job(public_id).id, actor_id=signed_in_user().id, at=clock.now())
    return redirect(url_for(".show_job", public_id=public_id), code=303)
