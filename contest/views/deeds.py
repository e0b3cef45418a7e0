"""Pages of one form: something is to be done to one thing, with its reason."""

from dataclasses import dataclass

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from contest.forms import ReasonForm
from contest.queries.loading import ContestWhole
from contest.rules.states import ActKind
from contest.services import acts
from foundation import clock
from foundation.account.guards import signed_in_user


@dataclass(frozen=True)
class Deed:
    """What a page of one form says. ``submit`` is the verb with its object."""

    heading: str
    lead: str
    submit: str
    back: str
    kind: str = "main"


def deed_page(whole: ContestWhole, form: FlaskForm, deed: Deed) -> ResponseReturnValue:
    """Return the page; 422 when what was typed needs repair."""
    page = render_template("contest/deed.html", whole=whole, form=form, deed=deed)
    return page, 422 if form.errors else 200


def undoing_page(
    whole: ContestWhole,
    kind: ActKind,
    subject_id: int,
    *,
    heading: str,
    back: str,
    done: str,
    lead: str = "",
) -> ResponseReturnValue:
    """Return the page that asks to undo something; once asked, go to ``done``.

    A second person confirms it, or it is done at once where a decision lets a small office.
    """
    form = ReasonForm()
    if not form.validate_on_submit():
        words = " ".join([*([lead] if lead else []), _("A second person confirms it.")])
        return deed_page(whole, form, Deed(heading, words, _("Ask a second person"), back))
    act = acts.ask_reopening(
        whole.contest.id,
        kind,
        subject_id,
        str(form.reason.data),
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    waits = act.state == "PROPOSED"
    flash(_("Asked; a second person confirms it.") if waits else _("Confirmed."))
    return redirect(done, code=303)
