"""Pages of the bank: the list, one question, writing, reviewing, bringing a Word file in."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation import clock
from foundation.account import guards
from foundation.account import queries as accounts
from foundation.account.guards import requires, signed_in_user
from foundation.account.permissions import Permission
from foundation.errors import NotFound
from question_bank import queries, services
from question_bank.forms import RemarkForm
from question_bank.rules.kinds import Credit, Difficulty, Kind, State, may_move
from question_bank.rules.showing import shown_draft
from question_bank.views.blueprint import (
    READ,
    WRITE,
    blueprint,
    changeable_units,
    own_question,
    readable_question,
)
from question_bank.views.life import life_of


@blueprint.get("/<public_id>")
@requires(READ)
def show_question(public_id: str) -> ResponseReturnValue:
    """Show a question with its versions, and what may be done with it."""
    question = readable_question(public_id)
    state = State[question.state.upper()]
    steps = queries.reviews(question.id)
    people = {step.reviewer_id for step in steps if step.reviewer_id}
    versions = queries.history(question.id)
    return render_template(
        "question_bank/show_question.html",
        question=question,
        state=state,
        versions=versions,
        **life_of(question, versions[0]),
        shown=[
            shown_draft(draft, services.picture_digest) for draft in queries.drafts_of(versions)
        ],
        credits=Credit,
        steps=steps,
        names=accounts.display_names(people),
        moves=[after for after in State if may_move(state, after)],
        may_regrade=bool(guards.units_where(Permission.QUIZ_MANAGE)),
        may_write=question.unit_id in changeable_units(WRITE),
        may_approve=question.unit_id in changeable_units(Permission.QUESTION_APPROVE),
        form=RemarkForm(),
        kinds=Kind,
        difficulties=Difficulty,
        states_words={known.code: _(known) for known in State},
    )


@blueprint.post("/<public_id>/chuyen/<state>")
@requires(READ)
def move_question(public_id: str, state: str) -> ResponseReturnValue:
    """Move a question to another state: submit, approve, send back, retire."""
    if state.upper() not in State.__members__:
        raise NotFound
    after = State[state.upper()]
    needed = Permission.QUESTION_APPROVE if after is State.APPROVED else WRITE
    question = own_question(public_id, needed)
    services.move_question(
        question.id,
        after,
        actor_id=signed_in_user().id,
        at=clock.now(),
        remark=request.form.get("remark", "")[:500],
    )
    flash(_("The question is now: %(state)s.", state=_(after)))
    return redirect(url_for(".show_question", public_id=public_id), code=303)
