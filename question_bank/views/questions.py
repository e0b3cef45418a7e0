"""Pages of the bank: the list, one question, writing, reviewing, bringing a Word file in."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation import clock
from foundation.account import guards
from foundation.account import queries as accounts
from foundation.account.guards import requires, signed_in_user
from foundation.account.permissions import Permission
from foundation.choices import SelectChoice
from foundation.errors import NotFound
from question_bank import queries, services
from question_bank.forms import QuestionForm, RemarkForm
from question_bank.models import Question, QuestionVersion
from question_bank.rules.drafting import faults, habits
from question_bank.rules.kinds import Difficulty, Kind, State, may_move
from question_bank.rules.markup import as_html
from question_bank.services import Keeping
from question_bank.views.blueprint import (
    READ,
    WRITE,
    blueprint,
    own_question,
    readable_question,
)


def _topic_choices() -> list[SelectChoice]:
    return [SelectChoice(row.code, row.name) for row in queries.topics()]


@blueprint.get("/<public_id>")
@requires(READ)
def show_question(public_id: str) -> ResponseReturnValue:
    """Show a question with its versions, and what may be done with it."""
    question = readable_question(public_id)
    state = State[question.state.upper()]
    steps = queries.reviews(question.id)
    people = {step.reviewer_id for step in steps if step.reviewer_id}
    return render_template(
        "question_bank/show_question.html",
        question=question,
        state=state,
        versions=queries.history(question.id),
        steps=steps,
        names=accounts.display_names(people),
        moves=[after for after in State if may_move(state, after)],
        may_regrade=bool(guards.units_where(Permission.QUIZ_MANAGE)),
        may_write=question.unit_id in guards.units_where(WRITE),
        may_approve=question.unit_id in guards.units_where(Permission.QUESTION_APPROVE),
        form=RemarkForm(),
        kinds=Kind,
        difficulties=Difficulty,
        states_words={known.code: _(known) for known in State},
    )


@blueprint.route("/moi", methods=["GET", "POST"])
@requires(WRITE)
def write_question() -> ResponseReturnValue:
    """Write a question by hand, look at it, keep it."""
    form = QuestionForm()
    form.topic.choices = _topic_choices()
    if (page := _checked(form, None)) is not None:
        return page
    unit_id = min(guards.units_where(WRITE))
    question = services.write_question(
        form.draft(), Keeping(unit_id), actor_id=signed_in_user().id, at=clock.now()
    )
    flash(_("The question is kept as a draft."))
    return redirect(url_for(".show_question", public_id=question.public_id), code=303)


@blueprint.route("/<public_id>/sua", methods=["GET", "POST"])
@requires(WRITE)
def rewrite_question(public_id: str) -> ResponseReturnValue:
    """Write another version of a question."""
    question = own_question(public_id, WRITE)
    version = queries.history(question.id)[0]
    form = QuestionForm(data=_typed(version) if request.method == "GET" else None)
    form.topic.choices = _topic_choices()
    if (page := _checked(form, question)) is not None:
        return page
    services.rewrite_question(
        question.id, form.draft(), actor_id=signed_in_user().id, at=clock.now()
    )
    flash(_("The new version is kept as a draft; papers already drawn keep the old one."))
    return redirect(url_for(".show_question", public_id=public_id), code=303)


def _checked(form: QuestionForm, question: Question | None) -> ResponseReturnValue | None:
    """Return the form's page to show again, or None when the question can be kept."""
    is_sent = form.validate_on_submit()
    if is_sent and (found := faults(form.draft()) + habits(form.draft())):
        form.show_faults(found)
        is_sent = False
    wants_look = request.form.get("act") == "look"
    if is_sent and not wants_look:
        return None
    page = render_template(
        "question_bank/write_question.html",
        form=form,
        question=question,
        preview=form.draft() if is_sent else None,
        preview_html=as_html(str(form.stem.data)) if is_sent else "",
    )
    return page, 422 if form.errors or (request.method == "POST" and not is_sent) else 200


def _typed(version: QuestionVersion) -> dict[str, object]:
    return {
        "kind": version.kind.upper(),
        "topic": version.topic.code,
        "difficulty": version.difficulty.upper(),
        "stem": version.stem,
        "options": [{"text": o.text, "is_right": o.is_right} for o in version.options],
        "document": version.source.name if version.source else "",
        "article": version.article,
        "valid_from": version.valid_from,
        "valid_to": version.valid_to,
        "explanation": version.explanation,
    }


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
