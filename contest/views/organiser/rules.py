"""The rules of a contest: read in words, changed before the first score, taken home as a file."""

from flask import Response, make_response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contest.forms import RulesForm
from contest.rules.document import read_toml, write_toml
from contest.services import setting_up
from contest.views import scope
from contest.views.faults import cost_words
from contest.views.organiser.blueprint import MANAGE, READ, back_to, blueprint, rights
from foundation import clock
from foundation.account.guards import requires, signed_in_user


@blueprint.get("/<public_id>/the-le")
@requires(READ)
def show_rules(public_id: str) -> ResponseReturnValue:
    """Show the rules in words, with their version."""
    whole = scope.contest(public_id, READ)
    return render_template(
        "contest/organiser/show_rules.html", whole=whole, cost_words=cost_words, **rights(whole)
    )


@blueprint.get("/<public_id>/the-le.toml")
@requires(READ)
def download_rules(public_id: str) -> Response:
    """Give the rules as the text they can be read back from."""
    whole = scope.contest(public_id, READ)
    answer = make_response(write_toml(whole.rules))
    answer.headers["Content-Type"] = "application/toml; charset=utf-8"
    answer.headers["Content-Disposition"] = 'attachment; filename="the-le.toml"'
    return answer


@blueprint.route("/<public_id>/the-le/sua", methods=["GET", "POST"])
@requires(MANAGE)
def change_rules(public_id: str) -> ResponseReturnValue:
    """Adopt another version of the rules, with a reason, before the first score."""
    whole = scope.contest(public_id, MANAGE)
    form = RulesForm(rules_text=write_toml(whole.rules))
    if not form.validate_on_submit():
        page = render_template("contest/organiser/change_rules.html", form=form, whole=whole)
        return page, 422 if form.errors else 200
    version = setting_up.adopt_rules(
        whole.contest.id,
        read_toml(form.written()),
        str(form.reason.data),
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    words = _("Version %(number)s of the rules is in force.", number=version.number)
    return back_to(".show_rules", words, public_id=public_id)
