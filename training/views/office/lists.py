"""Learners of a class from an Excel list."""

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.account.guards import requires
from foundation.importing.forms import ListForm
from foundation.importing.views.blueprint import receive
from training.services.lists.enrolments import ENROLMENTS, template_fields
from training.views import scope
from training.views.lists import blank_page, list_page
from training.views.office.blueprint import MANAGE, blueprint, course_deed


@blueprint.route("/<public_id>/hoc-vien/tu-excel", methods=["GET", "POST"])
@requires(MANAGE)
def send_learners(public_id: str) -> ResponseReturnValue:
    """Take a list of learners and read it; nobody is enrolled yet."""
    whole = scope.course(public_id, MANAGE)
    form = ListForm()
    if form.validate_on_submit():
        return receive(form.file.data, ENROLMENTS.code, whole.course.unit_id, whole.course.id)
    deed = course_deed(
        whole,
        _("Learners from Excel"),
        _("The list is read and shown first. Nobody is enrolled before you accept the preview."),
        _("Read the list"),
        back="course_office.show_learners",
        is_upload=True,
    )
    blank = url_for(".blank_learners", public_id=public_id)
    return list_page(form, deed, ENROLMENTS.code, blank, subject_id=whole.course.id)


@blueprint.get("/<public_id>/hoc-vien/mau.xlsx")
@requires(MANAGE)
def blank_learners(public_id: str) -> ResponseReturnValue:
    """Give a blank list of learners."""
    whole = scope.course(public_id, MANAGE)
    heads = [one.heading for one in template_fields(whole)]
    return blank_page("DANH SÁCH HỌC VIÊN", heads, [], "mau-hoc-vien.xlsx")
