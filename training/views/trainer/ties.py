"""Declaring oneself or family among the learners one would mark."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation import clock
from foundation.account.guards import requires, signed_in_user
from foundation.choices import SelectChoice
from foundation.errors import NotFound
from training.forms import ReasonForm, TieForm
from training.queries.impartial import TieRow, ties
from training.services import impartial
from training.views import scope
from training.views.deeds import back_to
from training.views.trainer.blueprint import TEACH, blueprint

PATH = "/<public_id>/nguoi-than"


@blueprint.route(PATH, methods=["GET", "POST"])
@requires(TEACH)
def show_ties(public_id: str) -> ResponseReturnValue:
    """Show who is declared, and declare one more for oneself."""
    whole = scope.taught_course(public_id)
    form = TieForm()
    form.learner.choices = [SelectChoice(one.public_id, one.full_name) for one in whole.learners]
    if not form.validate_on_submit():
        page = render_template(
            "training/trainer/show_ties.html",
            whole=whole,
            form=form,
            rows=ties(whole.course.id),
            me=signed_in_user().id,
            may_withdraw=scope.may(whole, scope.MANAGE),
        )
        return page, 422 if form.errors else 200
    [one] = [one for one in whole.learners if one.public_id == form.learner.data]
    impartial.declare_tie(
        one.id,
        str(form.relation.data or ""),
        is_self=form.who.data == "self",
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    words = _("Declared. Somebody else marks %(name)s.", name=one.full_name)
    return back_to(".show_ties", words, public_id=public_id)


@blueprint.route(f"{PATH}/<tie_id>/bo", methods=["GET", "POST"])
@requires(scope.MANAGE)
def withdraw_tie(public_id: str, tie_id: str) -> ResponseReturnValue:
    """Take back a declaration that was a mistake; the office does, not the marker."""
    whole = scope.course(public_id, scope.MANAGE)
    row, form = _row(ties(whole.course.id), tie_id), ReasonForm()
    if not form.validate_on_submit():
        page = render_template(
            "training/trainer/withdraw_tie.html", whole=whole, form=form, row=row
        )
        return page, 422 if form.errors else 200
    words = str(form.reason.data)
    impartial.withdraw_tie(row.tie.id, words, actor_id=signed_in_user().id, at=clock.now())
    return back_to(".show_ties", _("The declaration is taken back."), public_id=public_id)


def _row(rows: tuple[TieRow, ...], tie_id: str) -> TieRow:
    for row in rows:
        if row.tie.public_id == tie_id:
            return row
    raise NotFound
