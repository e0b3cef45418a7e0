"""Taking questions out to a file of another platform."""

from flask import Response, request
from flask.typing import ResponseReturnValue

from foundation import clock
from foundation.account import guards
from foundation.account.guards import requires, signed_in_user
from foundation.account.permissions import Permission
from question_bank.queries.lists import QuestionFilter
from question_bank.services.exporting import export_questions
from question_bank.views.blueprint import blueprint

MOST = 1_000
"""More take longer than a page should; the shell writes any number."""


@blueprint.post("/xuat")
@requires(Permission.QUESTION_WRITE)
def export() -> ResponseReturnValue:
    """Send the questions that fit the filter as a file."""
    asked = QuestionFilter(
        words=request.form.get("q", "")[:100],
        topic_id=request.form.get("topic", type=int),
        state=request.form.get("state", "")[:20],
        difficulty=request.form.get("difficulty", "")[:20],
    )
    made = export_questions(
        request.form.get("format", "")[:20],
        asked,
        guards.units_where(Permission.QUESTION_WRITE),
        actor_id=signed_in_user().id,
        at=clock.now(),
        most=MOST,
    )
    answer = Response(made.content, mimetype=made.media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{made.file_name}"'
    return answer
