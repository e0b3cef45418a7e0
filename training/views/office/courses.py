"""Classes: the list, creating, changing, opening, their steps, sites, trainers, documents."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation import clock
from foundation.account import guards
from foundation.account import queries as accounts
from foundation.account.guards import requires, signed_in_user
from foundation.account.permissions import Role
from foundation.choices import SelectChoice
from foundation.errors import NotFound
from foundation.paging import page_of
from foundation.typed import whole_number
from training.forms import (
    CourseForm,
    DecisionForm,
    MaterialForm,
    NewCourseForm,
    ReasonForm,
    SiteForm,
    TrainersForm,
)
from training.queries import gates, lists, loading
from training.queries.progress import course_board
from training.rules.states import CourseState
from training.services import courses, materials
from training.services.courses import CourseDraft
from training.views import scope
from training.views.deeds import back_to, deed_page
from training.views.office.blueprint import (
    MANAGE,
    READ,
    blueprint,
    course_deed,
    unit_choices,
    unit_id,
)

CLASSES_A_PAGE = 10


@blueprint.get("/")
@requires(READ)
def list_courses() -> ResponseReturnValue:
    """Show the classes of the reader's units: counts, no names."""
    units, today = guards.units_where(READ), clock.today()
    named = guards.units_where(scope.NAMES)
    year = request.args.get("nam", type=whole_number)
    state = request.args.get("trang-thai", "")
    words = request.args.get("ten", "")[:80]
    chosen: dict[str, Any] = {"nam": year, "trang-thai": state or None, "ten": words or None}
    return render_template(
        "training/office/list_courses.html",
        page=page_of(
            lists.course_rows(units, today, year=year, state=state, words=words),
            request.args.get("trang", type=whole_number),
            CLASSES_A_PAGE,
        ),
        address=lambda number: url_for(".list_courses", **chosen, trang=number),
        year=year,
        state=state,
        words=words,
        years=[(one, str(one)) for one in range(today.year + 1, today.year - 6, -1)],
        states=[(one.name, _(one.value)) for one in CourseState],
        may_manage=bool(guards.units_where(MANAGE)),
        may_see_gates=bool(named),
        reminders=len(gates.probation_rows(named, today)) if named else 0,
        ending=gates.ending_soon(named, today) if named else 0,
    )


def _draft(form: CourseForm) -> CourseDraft:
    return CourseDraft(
        title=str(form.title.data),
        code=str(form.code.data),
        starts_on=form.starts_on.data or clock.today(),
        ends_on=form.ends_on.data or clock.today(),
        cohort=form.cohort.data or "",
        places=form.places.data,
        place=form.place.data or "",
        partners=form.partners.data or "",
        in_charge=form.in_charge.data or "",
        is_embedded=bool(form.is_embedded.data),
    )


@blueprint.route("/tao", methods=["GET", "POST"])
@requires(MANAGE)
def create_course() -> ResponseReturnValue:
    """Create a class of a programme."""
    known = lists.usable_programmes(guards.units_where(MANAGE), clock.today())
    if not known:
        return redirect(url_for(".list_programmes"), code=303)
    form = NewCourseForm()
    form.unit.choices = unit_choices()
    by_key = {row.version.public_id: row for row in known}
    form.version.choices = [SelectChoice(key, row.full_name) for key, row in by_key.items()]
    if not form.validate_on_submit():
        page = render_template("training/office/create_course.html", form=form)
        return page, 422 if form.errors else 200
    made = courses.create_course(
        unit_id(str(form.unit.data)),
        by_key[str(form.version.data)].version.id,
        _draft(form),
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    return back_to(".show_course", _("The class is created."), public_id=made.public_id)


@blueprint.get("/<public_id>")
@requires(READ)
def show_course(public_id: str) -> ResponseReturnValue:
    """Show a class: its steps, its figures, and the ways to its pages."""
    whole = scope.course(public_id, READ)
    return render_template(
        "training/office/show_course.html",
        whole=whole,
        board=course_board(whole),
        materials=lists.materials(whole.course.id),
        trainers=accounts.display_names(set(loading.trainer_ids(whole.course.id))),
        may_manage=scope.may(whole, MANAGE),
        shows_names=scope.may(whole, scope.NAMES),
    )


@blueprint.route("/<public_id>/sua", methods=["GET", "POST"])
@requires(MANAGE)
def change_course(public_id: str) -> ResponseReturnValue:
    """Change what the class is called, when and where it is held."""
    whole = scope.course(public_id, MANAGE)
    form = CourseForm(obj=whole.course)
    if not form.validate_on_submit():
        deed = course_deed(whole, _("Change the class"), whole.course.title, _("Keep the changes"))
        return deed_page(form, deed)
    courses.change_course(
        whole.course.id, _draft(form), actor_id=signed_in_user().id, at=clock.now()
    )
    return back_to(".show_course", _("The class is changed."), public_id=public_id)


@blueprint.route("/<public_id>/mo", methods=["GET", "POST"])
@requires(MANAGE)
def open_course(public_id: str) -> ResponseReturnValue:
    """Open a class by a decision; its rules are frozen."""
    whole = scope.course(public_id, MANAGE)
    form = DecisionForm(decided_on=clock.today())
    if not form.validate_on_submit():
        lead = _("The rules of passing are frozen from now on, with their check code.")
        deed = course_deed(whole, _("Decision that opens the class"), lead, _("Open the class"))
        return deed_page(form, deed)
    courses.open_course(
        whole.course.id,
        str(form.number.data or ""),
        form.decided_on.data or clock.today(),
        is_drawn=form.is_drawn.data,
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    return back_to(".show_course", _("The class is open."), public_id=public_id)


STEPS = {
    "hoc": CourseState.RUNNING,
    "cham": CourseState.MARKING,
    "cho-cong-nhan": CourseState.AWAITING,
    "dong": CourseState.CLOSED,
}
BACKWARD = {"huy": CourseState.CANCELLED, "cham-lai": CourseState.MARKING}


@blueprint.post("/<public_id>/buoc/<step>")
@requires(MANAGE)
def step_course(public_id: str, step: str) -> ResponseReturnValue:
    """Lead a class one step on."""
    whole = scope.course(public_id, MANAGE)
    if step not in STEPS:
        raise NotFound
    courses.step_course(whole.course.id, STEPS[step], actor_id=signed_in_user().id, at=clock.now())
    words = _("The class is now: %(state)s.", state=_(STEPS[step].value))
    return back_to(".show_course", words, public_id=public_id)


@blueprint.route("/<public_id>/lui/<step>", methods=["GET", "POST"])
@requires(MANAGE)
def step_back(public_id: str, step: str) -> ResponseReturnValue:
    """Cancel a class, or take it back to marking, for a reason that is kept."""
    whole = scope.course(public_id, MANAGE)
    if step not in BACKWARD:
        raise NotFound
    form = ReasonForm()
    if not form.validate_on_submit():
        is_end = step == "huy"
        heading = _("Cancel the class") if is_end else _("Back to marking")
        lead = _("What was written down is kept; the reason is shown with the class.")
        submit = _("Cancel this class") if is_end else _("Take it back to marking")
        deed = course_deed(whole, heading, lead, submit, kind="danger" if is_end else "main")
        return deed_page(form, deed)
    courses.step_course(
        whole.course.id,
        BACKWARD[step],
        reason=str(form.reason.data),
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    words = _("The class is now: %(state)s.", state=_(BACKWARD[step].value))
    return back_to(".show_course", words, public_id=public_id)


@blueprint.route("/<public_id>/diem-hoc", methods=["GET", "POST"])
@requires(MANAGE)
def add_site(public_id: str) -> ResponseReturnValue:
    """Add a place where learners sit."""
    whole = scope.course(public_id, MANAGE)
    form = SiteForm()
    if not form.validate_on_submit():
        lead = _("One class may be held at several places at once; each has its own roll.")
        deed = course_deed(whole, _("Add a place of learning"), lead, _("Add the place"))
        return deed_page(form, deed)
    courses.add_site(
        whole.course.id,
        str(form.name.data),
        form.address.data or "",
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    return back_to(".show_course", _("The place is added."), public_id=public_id)


@blueprint.route("/<public_id>/giang-vien", methods=["GET", "POST"])
@requires(MANAGE)
def set_trainers(public_id: str) -> ResponseReturnValue:
    """Say who teaches the class."""
    whole = scope.course(public_id, MANAGE)
    units, today = guards.units_where(MANAGE), clock.today()
    known = {
        one.public_id: one
        for role in (Role.TRAINER, Role.TRAINING_OFFICE)
        for one in accounts.officials_with(role, units, today)
    }
    ids = loading.trainer_ids(whole.course.id)
    form = TrainersForm(users=[key for key, one in known.items() if one.id in ids])
    form.users.choices = [SelectChoice(key, one.display_name) for key, one in known.items()]
    if not form.validate_on_submit():
        lead = _("They keep the roll and mark the papers of this class.")
        deed = course_deed(whole, _("Trainers of the class"), lead, _("Keep the trainers"))
        return deed_page(form, deed)
    courses.set_trainers(
        whole.course.id,
        frozenset(known[key].id for key in form.users.data or ()),
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    return back_to(".show_course", _("The trainers are kept."), public_id=public_id)


@blueprint.route("/<public_id>/tai-lieu", methods=["GET", "POST"])
@requires(MANAGE)
def add_material(public_id: str) -> ResponseReturnValue:
    """Add a document for the learners."""
    whole = scope.course(public_id, MANAGE)
    form = MaterialForm()
    if not form.validate_on_submit():
        lead = _("Learners see its size before they fetch it.")
        deed = course_deed(whole, _("Add a document"), lead, _("Add the document"), is_upload=True)
        return deed_page(form, deed)
    materials.add_material(
        whole.course.id,
        str(form.title.data),
        form.file.data.filename or "",
        form.file.data.read(),
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    return back_to(".show_course", _("The document is added."), public_id=public_id)


@blueprint.post("/<public_id>/tai-lieu/<material_id>/bo")
@requires(MANAGE)
def remove_material(public_id: str, material_id: str) -> ResponseReturnValue:
    """Take a document out of the learners' sight."""
    whole = scope.course(public_id, MANAGE)
    for one in lists.materials(whole.course.id):
        if one.public_id == material_id:
            materials.remove_material(one.id, actor_id=signed_in_user().id, at=clock.now())
            return back_to(".show_course", _("The document is removed."), public_id=public_id)
    raise NotFound
