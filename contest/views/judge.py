"""The judge's pages: what is on stage now, one sheet, reading back and signing it."""

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contest.forms import ReasonForm
from contest.models import Scoresheet
from contest.queries import judge as queries
from contest.queries import reminders
from contest.queries.judge import SheetPage
from contest.services import acts, deducting, judging, reminding
from contest.services.judging import SheetDraft
from contest.views.faults import fault_form, note_of, noted_words
from contest.views.marks import mark_name, typed_marks
from foundation import clock
from foundation.account.guards import requires, signed_in_user
from foundation.account.permissions import Permission
from foundation.errors import NotFound
from foundation.live import live_page
from foundation.typed import whole_number

blueprint = Blueprint("contest_judge", __name__)
JUDGE = Permission.CONTEST_JUDGE


@blueprint.get("/")
@requires(JUDGE)
def list_seats() -> ResponseReturnValue:
    """Show the judge's turns, the one on stage first; the page follows the stage by itself."""
    user = signed_in_user()
    return live_page(
        "contest/judge/list_seats.html",
        seats=queries.seats_of(user.id),
        judge=user,
        reminders=reminders.unseen(user.id),
    )


@blueprint.post("/nhac/<int:reminder_id>/da-xem")
@requires(JUDGE)
def see_reminder(reminder_id: int) -> ResponseReturnValue:
    """Take a reminder off the judge's page: it is seen."""
    user = signed_in_user()
    reminding.see_reminder(reminders.own(reminder_id, user.id).id, actor_id=user.id, at=clock.now())
    return redirect(url_for(".list_seats"), code=303)


def _page(round_entry_id: int, part: str) -> SheetPage:
    return queries.judge_sheet(round_entry_id, part, signed_in_user().id)


@blueprint.get("/<int:round_entry_id>/<part>")
@requires(JUDGE)
def show_sheet(round_entry_id: int, part: str) -> ResponseReturnValue:
    """Show the judge's own sheet: to be marked, or as it was signed."""
    return live_page(
        "contest/judge/show_sheet.html",
        page=_page(round_entry_id, part),
        mark_name=mark_name,
        form=ReasonForm(),
        reminders=reminders.unseen(signed_in_user().id),
    )


@blueprint.post("/<int:round_entry_id>/<part>")
@requires(JUDGE)
def save_sheet(round_entry_id: int, part: str) -> ResponseReturnValue:
    """Keep the marks; a script gets the new version, a person goes on to reading them back."""
    sheet = _save(_page(round_entry_id, part))
    if request.accept_mimetypes.best == "application/json":
        words = _("Draft kept at %(hour)s", hour=f"{clock.local(sheet.saved_at):%-Hh%M}")
        return jsonify(version=sheet.version, words=words)
    if request.form.get("act") == "keep":
        flash(_("The marks are kept; they are not signed yet."))
        return redirect(url_for(".show_sheet", round_entry_id=round_entry_id, part=part), code=303)
    return redirect(url_for(".read_back", round_entry_id=round_entry_id, part=part), code=303)


def _save(page: SheetPage) -> Scoresheet:
    draft = SheetDraft(
        round_entry_id=page.round_entry.id,
        part=page.part.code,
        marks=typed_marks(page.part, request.form),
        version=request.form.get("version", 0, type=whole_number),
        note=request.form.get("note", ""),
    )
    return judging.save_sheet(draft, actor_id=signed_in_user().id, at=clock.now())


@blueprint.get("/<int:round_entry_id>/<part>/doc-lai")
@requires(JUDGE)
def read_back(round_entry_id: int, part: str) -> ResponseReturnValue:
    """Read the marks back before they are signed."""
    page = _page(round_entry_id, part)
    if page.sheet is None or page.is_locked:
        return redirect(url_for(".show_sheet", round_entry_id=round_entry_id, part=part), code=303)
    return render_template("contest/judge/read_back.html", page=page)


@blueprint.post("/<int:round_entry_id>/<part>/chot")
@requires(JUDGE)
def sign_sheet(round_entry_id: int, part: str) -> ResponseReturnValue:
    """Sign the sheet that was read back."""
    page = _page(round_entry_id, part)
    if page.sheet is None:
        raise NotFound
    judging.sign_sheet(
        page.sheet.id,
        request.form.get("version", 0, type=whole_number),
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    flash(_("The sheet for %(name)s is signed.", name=page.entry.full_name))
    return redirect(url_for(".list_seats"), code=303)


@blueprint.route("/<int:round_entry_id>/<part>/bao-loi", methods=["GET", "POST"])
@requires(JUDGE)
def report_fault(round_entry_id: int, part: str) -> ResponseReturnValue:
    """Report a fault the rules take points off for; the secretariat confirms it.

    Raises:
        NotFound: the rules name no such fault.
    """
    page = _page(round_entry_id, part)
    form = fault_form(page.rules, part)
    if not form.fault.choices:
        raise NotFound
    if not form.validate_on_submit():
        shown = render_template(
            "contest/judge/report_fault.html", page=page, form=form, noted=noted_words(page.faults)
        )
        return shown, 422 if form.errors else 200
    note = note_of(form, round_entry_id, part)
    deducting.propose_deduction(note, actor_id=signed_in_user().id, at=clock.now())
    flash(_("The secretariat has your report; points are taken off once it confirms."))
    return redirect(url_for(".show_sheet", round_entry_id=round_entry_id, part=part), code=303)


@blueprint.post("/<int:round_entry_id>/<part>/de-nghi-sua")
@requires(JUDGE)
def ask_correction(round_entry_id: int, part: str) -> ResponseReturnValue:
    """Ask the secretariat to let a signed sheet be corrected."""
    page = _page(round_entry_id, part)
    if page.sheet is None:
        raise NotFound
    form = ReasonForm()
    if not form.validate_on_submit():
        shown = render_template(
            "contest/judge/show_sheet.html", page=page, mark_name=mark_name, form=form, reminders=[]
        )
        return shown, 422
    acts.ask_correction(
        page.sheet.id, str(form.reason.data), actor_id=signed_in_user().id, at=clock.now()
    )
    flash(_("The secretariat has your request; the signed sheet counts until it answers."))
    return redirect(url_for(".show_sheet", round_entry_id=round_entry_id, part=part), code=303)
