"""Rule sets: written as fields, shown in words, approved by a named person."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation import clock
from foundation.account import guards
from foundation.account.guards import requires, signed_in_user
from foundation.account.permissions import Permission
from training.forms import ApproveForm, RuleSetForm
from training.queries import lists
from training.rules.ruleset import default_rules, read_rules
from training.rules.typed_rules import typed_of
from training.services import programmes
from training.views.deeds import back_to
from training.views.office.blueprint import MANAGE, blueprint, unit_choices, unit_id

APPROVE = Permission.TRAINING_APPROVE


@blueprint.route("/quy-tac/tao", methods=["GET", "POST"])
@requires(MANAGE)
def write_rule_set() -> ResponseReturnValue:
    """Write a rule set: the default to begin with, or another version of one's own."""
    known = {one.public_id: one for one in lists.rule_sets(guards.units_where(MANAGE))}
    before = known.get(request.args.get("tu", ""))
    rules = read_rules(before.document) if before else default_rules()
    form = RuleSetForm(data=typed_of(rules))
    form.unit.choices = unit_choices()
    if not form.validate_on_submit():
        page = render_template("training/office/write_rule_set.html", form=form)
        return page, 422 if form.errors else 200
    programmes.write_rule_set(
        unit_id(str(form.unit.data)),
        read_rules(form.document),
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    words = _("The rule set is kept. It counts once a named director has approved it.")
    return back_to(".list_programmes", words)


@blueprint.route("/quy-tac/<public_id>", methods=["GET", "POST"])
@requires(APPROVE)
def approve_rule_set(public_id: str) -> ResponseReturnValue:
    """Show what a rule set says, and write down who approved it."""
    kept = lists.rule_set_by_public_id(public_id, guards.units_where(APPROVE))
    form = ApproveForm()
    if not form.validate_on_submit():
        page = render_template(
            "training/office/approve_rule_set.html",
            form=form,
            kept=kept,
            rules=read_rules(kept.document),
        )
        return page, 422 if form.errors else 200
    programmes.approve_rule_set(
        kept.id,
        str(form.name.data),
        str(form.office.data),
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    return back_to(".list_programmes", _("The rules are approved."))
