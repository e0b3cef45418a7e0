"""Gates before admission and before becoming official: who may, who has to be reminded."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation import clock
from foundation.account import guards
from foundation.account.guards import requires, signed_in_user
from foundation.choices import SelectChoice
from foundation.errors import N_
from foundation.organisation import queries as organisation
from foundation.organisation import services as people
from foundation.paging import page_of
from foundation.text import search_key
from foundation.typed import whole_number
from training.forms import AdmissionForm
from training.queries import gates
from training.rules.gates import GateStanding
from training.views import scope
from training.views.deeds import Deed, back_to, deed_page
from training.views.office.blueprint import MANAGE, blueprint

BADGES = {
    GateStanding.OPEN: "ok",
    GateStanding.ENDS_SOON: "warn",
    GateStanding.TOO_OLD: "bad",
}


STANDINGS = {
    GateStanding.OPEN.name: N_("can be used"),
    GateStanding.ENDS_SOON.name: N_("ends soon"),
    GateStanding.TOO_OLD.name: N_("past the last day of use"),
}
"""What the list is asked for; how many months a certificate lasts is each programme's."""


@blueprint.get("/dieu-kien")
@requires(scope.NAMES)
def show_gates() -> ResponseReturnValue:
    """Show certificates that end soon, and new members who have not attended their class."""
    units, today = guards.units_where(scope.NAMES), clock.today()
    name, standing = request.args.get("ten", ""), request.args.get("ket-luan", "")
    chosen: dict[str, Any] = {"ten": name or None, "ket-luan": standing or None}
    rows = [
        row
        for row in gates.admission_rows(units, today)
        if search_key(name) in search_key(row.full_name)
        and standing in ("", row.state.standing.name)
    ]
    return render_template(
        "training/office/show_gates.html",
        page=page_of(rows, request.args.get("trang", type=whole_number)),
        address=lambda number: url_for(".show_gates", **chosen, trang=number, _anchor="giay"),
        name=name,
        standing=standing,
        standings=[(key, _(words)) for key, words in STANDINGS.items()],
        probation=gates.probation_rows(units, today),
        ending=gates.ending_soon(units, today),
        theory=gates.theory_rows(units, today),
        badges=BADGES,
        may_manage=bool(guards.units_where(MANAGE)),
    )


@blueprint.route("/dieu-kien/ngay-vao-dang", methods=["GET", "POST"])
@requires(MANAGE)
def note_admission() -> ResponseReturnValue:
    """Write down when somebody was admitted to the Party."""
    units = guards.units_where(MANAGE)
    words = request.args.get("q", "")
    rows = organisation.search_people(units, clock.today(), words=words).rows
    form = AdmissionForm()
    form.person.choices = [
        SelectChoice(row.public_id, f"{row.full_name}, {row.unit_name}") for row in rows
    ]
    if not form.validate_on_submit():
        heading = _("Day of admission to the Party")
        lead = _("Reminders come 6, 9 and 11 months after it, until the class is passed.")
        trail = (
            (_("Classes"), url_for(".list_courses")),
            (_("Gates and reminders"), url_for(".show_gates")),
            (heading, None),
        )
        deed = Deed(heading, lead, _("Keep the day"), url_for(".show_gates"), trail)
        return deed_page(form, deed)
    person = organisation.person_by_public_id(str(form.person.data), units)
    people.note_admission(
        person.id,
        form.admitted_on.data,
        form.official_on.data,
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    return back_to(".show_gates", _("The day is kept."))
