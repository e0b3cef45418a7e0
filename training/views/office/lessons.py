"""The schedule of a class: copied from the programme, changed, cancelled for all."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation import clock
from foundation.account.guards import requires, signed_in_user
from foundation.choices import SelectChoice
from training.forms import LessonForm, ReasonForm
from training.queries.loading import CourseWhole
from training.rules.states import HalfDay
from training.services import lessons
from training.services.lessons import LessonDraft
from training.views import scope
from training.views.deeds import back_to, deed_page
from training.views.office.blueprint import MANAGE, READ, blueprint, course_deed

BACK = "course_office.show_lessons"


@blueprint.get("/<public_id>/lich-hoc")
@requires(READ)
def show_lessons(public_id: str) -> ResponseReturnValue:
    """Show the schedule."""
    whole = scope.course(public_id, READ)
    return render_template(
        "training/office/show_lessons.html", whole=whole, may_manage=scope.may(whole, MANAGE)
    )


@blueprint.post("/<public_id>/lich-hoc/chep")
@requires(MANAGE)
def plan_lessons(public_id: str) -> ResponseReturnValue:
    """Copy the programme's items into the schedule."""
    whole = scope.course(public_id, MANAGE)
    made = lessons.plan_lessons(whole.course.id, actor_id=signed_in_user().id, at=clock.now())
    words = _("%(count)s lessons are copied. Change day and teacher where needed.", count=len(made))
    return back_to(".show_lessons", words, public_id=public_id)


def _form(whole: CourseWhole, **values: object) -> LessonForm:
    form = LessonForm(**values)
    form.site.choices = [
        SelectChoice("", _("all places")),
        *(SelectChoice(one.public_id, one.name) for one in whole.sites),
    ]
    return form


def _draft(whole: CourseWhole, form: LessonForm) -> LessonDraft:
    sites = {one.public_id: one.id for one in whole.sites}
    return LessonDraft(
        held_on=form.held_on.data or clock.today(),
        half_day=HalfDay[str(form.half_day.data)],
        title=str(form.title.data),
        periods=form.periods.data or 1,
        teacher=form.teacher.data or "",
        site_id=sites.get(str(form.site.data)),
    )


@blueprint.route("/<public_id>/lich-hoc/them", methods=["GET", "POST"])
@requires(MANAGE)
def add_lesson(public_id: str) -> ResponseReturnValue:
    """Add a lesson to the schedule."""
    whole = scope.course(public_id, MANAGE)
    last = whole.lessons[-1].held_on if whole.lessons else whole.course.starts_on
    form = _form(whole, held_on=last, periods=whole.version.periods_per_lesson)
    if not form.validate_on_submit():
        deed = course_deed(
            whole, _("Add a lesson"), whole.course.title, _("Add the lesson"), back=BACK
        )
        return deed_page(form, deed)
    draft = _draft(whole, form)
    lessons.add_lesson(whole.course.id, draft, actor_id=signed_in_user().id, at=clock.now())
    return back_to(".show_lessons", _("The lesson is added."), public_id=public_id)


@blueprint.route("/<public_id>/lich-hoc/<lesson_id>", methods=["GET", "POST"])
@requires(MANAGE)
def change_lesson(public_id: str, lesson_id: str) -> ResponseReturnValue:
    """Change a lesson that is still to come."""
    whole = scope.course(public_id, MANAGE)
    lesson = whole.lesson(lesson_id)
    sites = {one.id: one.public_id for one in whole.sites}
    form = _form(whole, obj=lesson, site=sites.get(lesson.site_id or 0, ""))
    if not form.validate_on_submit():
        heading = _("Change lesson %(number)s", number=lesson.number)
        deed = course_deed(whole, heading, lesson.title, _("Keep the lesson"), back=BACK)
        return deed_page(form, deed)
    draft = _draft(whole, form)
    lessons.change_lesson(lesson.id, draft, actor_id=signed_in_user().id, at=clock.now())
    return back_to(".show_lessons", _("The lesson is changed."), public_id=public_id)


@blueprint.route("/<public_id>/lich-hoc/<lesson_id>/huy", methods=["GET", "POST"])
@requires(MANAGE)
def cancel_lesson(public_id: str, lesson_id: str) -> ResponseReturnValue:
    """Cancel a lesson for all."""
    whole = scope.course(public_id, MANAGE)
    lesson = whole.lesson(lesson_id)
    form = ReasonForm()
    if not form.validate_on_submit():
        heading = _("Cancel lesson %(number)s", number=lesson.number)
        lead = _("It is cancelled for all: its periods no longer count for anybody.")
        deed = course_deed(whole, heading, lead, heading, back=BACK, kind="danger")
        return deed_page(form, deed)
    lessons.cancel_lesson(
        lesson.id, str(form.reason.data), actor_id=signed_in_user().id, at=clock.now()
    )
    return back_to(".show_lessons", _("The lesson is cancelled."), public_id=public_id)
