"""Contestants from an Excel roll: sent, looked at, entered."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from contest.forms import RollForm
from contest.queries import lists
from contest.services import roll as services
from contest.views import scope
from contest.views.organiser.blueprint import MANAGE, back_to, blueprint, rights
from foundation import clock
from foundation.account.guards import requires, signed_in_user


@blueprint.post("/<public_id>/danh-sach")
@requires(MANAGE)
def read_roll(public_id: str) -> ResponseReturnValue:
    """Read an Excel roll; nobody is entered yet."""
    whole = scope.contest(public_id, MANAGE)
    form = RollForm()
    if not form.validate_on_submit():
        page = render_template(
            "contest/organiser/show_entries.html",
            whole=whole,
            is_open=whole.contest.state == "REGISTRATION",
            nominees=lists.nominees(whole, clock.today()),
            roll_form=form,
            has_lower=bool(lists.lower_contests(whole.contest.id)),
            **rights(whole),
        )
        return page, 422
    preview = services.preview_roll(
        whole.contest.id,
        form.file.data.read(),
        form.file.data.filename or "",
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    return back_to(".show_roll", public_id=public_id, preview_id=preview.public_id)


@blueprint.get("/<public_id>/danh-sach/<preview_id>")
@requires(MANAGE)
def show_roll(public_id: str, preview_id: str) -> ResponseReturnValue:
    """Show what a roll says: who fits, and what is wrong with the others."""
    whole = scope.contest(public_id, MANAGE)
    preview = lists.roll_preview(whole.contest.id, preview_id)
    view = "wrong" if request.args.get("view") == "wrong" else "all"
    return render_template(
        "contest/organiser/show_roll.html",
        whole=whole,
        preview=preview,
        fitting=[row for row in preview.rows if services.fits(row)],
        wrong=[row for row in preview.rows if not services.fits(row)],
        view=view,
    )


@blueprint.post("/<public_id>/danh-sach/<preview_id>")
@requires(MANAGE)
def register_roll(public_id: str, preview_id: str) -> ResponseReturnValue:
    """Enter everybody the roll names without a problem."""
    whole = scope.contest(public_id, MANAGE)
    preview = lists.roll_preview(whole.contest.id, preview_id)
    added = services.register_roll(preview.id, actor_id=signed_in_user().id, at=clock.now())
    words = (
        ngettext("%(num)s contestant entered.", "%(num)s contestants entered.", len(added))
        if added
        else _("This roll was entered before; everybody it names stands in the list.")
    )
    return back_to(".show_entries", words, public_id=public_id)
