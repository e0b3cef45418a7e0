"""The plan of a year against what was done."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation import clock
from foundation.account import guards
from foundation.account.guards import requires, signed_in_user
from foundation.choices import SelectChoice
from foundation.errors import NotFound
from foundation.typed import whole_number
from training.forms import PlanForm
from training.queries import lists
from training.services import plans
from training.services.plans import PlanDraft
from training.views.deeds import back_to
from training.views.office.blueprint import MANAGE, READ, blueprint, unit_choices, unit_id


@blueprint.get("/ke-hoach")
@requires(READ)
def show_plan() -> ResponseReturnValue:
    """Show the plan of a year; a class counts in the year of its recognition."""
    today = clock.today()
    year = request.args.get("nam", today.year, type=whole_number)
    lines = lists.plan_lines(guards.units_where(READ), year, today)
    return render_template(
        "training/office/show_plan.html",
        lines=lines,
        year=year,
        years=[(one, str(one)) for one in range(today.year + 1, today.year - 6, -1)],
        most=max([max(one.row.courses, one.courses_done) for one in lines], default=0),
        may_manage=bool(guards.units_where(MANAGE)),
    )


@blueprint.route("/ke-hoach/<int:year>/them", methods=["GET", "POST"])
@requires(MANAGE)
def add_plan_row(year: int) -> ResponseReturnValue:
    """Write a line of the plan; the same programme and audience again changes it."""
    known = {
        row.programme.public_id: row
        for row in lists.usable_programmes(guards.units_where(MANAGE), clock.today())
    }
    form = PlanForm()
    form.unit.choices = unit_choices()
    form.programme.choices = [SelectChoice(key, row.full_name) for key, row in known.items()]
    if not form.validate_on_submit():
        page = render_template("training/office/add_plan_row.html", form=form, year=year)
        return page, 422 if form.errors else 200
    draft = PlanDraft(
        unit_id=unit_id(str(form.unit.data)),
        year=year,
        programme_id=known[str(form.programme.data)].programme.id,
        courses=form.courses.data or 0,
        learners=form.learners.data or 0,
        audience_text=form.audience_text.data or "",
        held_when=form.held_when.data or "",
        place=form.place.data or "",
        note=form.note.data or "",
    )
    plans.save_plan_row(draft, actor_id=signed_in_user().id, at=clock.now())
    return back_to(".show_plan", _("The line of the plan is kept."), nam=year)


@blueprint.post("/ke-hoach/<int:year>/<row_id>/bo")
@requires(MANAGE)
def remove_plan_row(year: int, row_id: str) -> ResponseReturnValue:
    """Take a line out of the plan."""
    for line in lists.plan_lines(guards.units_where(MANAGE), year, clock.today()):
        if line.row.public_id == row_id:
            plans.remove_plan_row(line.row.id, actor_id=signed_in_user().id, at=clock.now())
            return back_to(".show_plan", _("The line is removed."), nam=year)
    raise NotFound
