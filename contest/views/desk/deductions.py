"""Points taken off for faults at the desk, and given back when a second person agrees."""

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contest.queries.deductions import counted_note, fault_rows
from contest.rules.states import ActKind
from contest.services import deducting
from contest.views.deeds import Deed, deed_page, undoing_page
from contest.views.desk.blueprint import DESK, blueprint, performance, stage_round
from contest.views.faults import fault_form, note_of, noted_words
from contest.views.organiser.blueprint import back_to
from foundation import clock
from foundation.account.guards import requires, signed_in_user
from foundation.errors import NotFound


@blueprint.route("/<public_id>/<code>/<entry_id>/<part>/tru-diem", methods=["GET", "POST"])
@requires(DESK)
def take_points_off(public_id: str, code: str, entry_id: str, part: str) -> ResponseReturnValue:
    """Take points off for a fault the rules name.

    Raises:
        NotFound: the rules name no fault of this part or of the total.
    """
    whole, _one, round_entry, entry = performance(public_id, code, entry_id, part)
    form = fault_form(whole.rules, part)
    if not form.fault.choices:
        raise NotFound
    if not form.validate_on_submit():
        lead = _("What a fault costs stands in the rules; the program counts it exactly.")
        noted = noted_words(fault_rows(whole.rules, [entry.id]))
        deed = Deed(
            heading=_("Take points off %(name)s", name=entry.full_name),
            lead=f"{lead} {noted}".rstrip(),
            submit=_("Take the points off"),
            back=url_for(".show_desk", public_id=public_id, code=code, part=part, entry=entry_id),
        )
        return deed_page(whole, form, deed)
    note = note_of(form, round_entry.id, part)
    deducting.deduct(note, actor_id=signed_in_user().id, at=clock.now())
    words = _("The fault of %(name)s is noted; its points are taken off.", name=entry.full_name)
    return back_to(".show_desk", words, public_id=public_id, code=code, part=part, entry=entry_id)


@blueprint.route("/<public_id>/<code>/tru-diem/<deduction_id>/bo", methods=["GET", "POST"])
@requires(DESK)
def give_points_back(public_id: str, code: str, deduction_id: str) -> ResponseReturnValue:
    """Ask to give back what was taken off; a second person confirms."""
    whole, one = stage_round(public_id, code)
    names = {entry.id: entry for entry in whole.entries}
    note = counted_note(names, deduction_id)
    return undoing_page(
        whole,
        ActKind.DEDUCTION_UNDONE,
        note.id,
        heading=_("Give %(name)s the points back", name=names[note.entry_id].full_name),
        back=url_for(".show_desk", public_id=public_id, code=one.code),
        done=url_for(".list_acts", public_id=public_id),
    )
