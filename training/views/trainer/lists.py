"""Marks of a class from an Excel list."""

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.account.guards import requires
from foundation.errors import NotFound
from foundation.importing.forms import ListForm
from foundation.importing.views.blueprint import receive
from training.services.lists.marks import MARKS, mark_fields
from training.views import scope
from training.views.deeds import Deed
from training.views.lists import blank_page, list_page
from training.views.trainer.blueprint import TEACH, blueprint


@blueprint.route("/<public_id>/diem/tu-excel", methods=["GET", "POST"])
@requires(TEACH)
def send_marks(public_id: str) -> ResponseReturnValue:
    """Take a list of marks and read it; no mark is kept yet."""
    whole = scope.taught_course(public_id)
    if not _columns(whole.course.id):
        raise NotFound
    form = ListForm()
    if form.validate_on_submit():
        return receive(form.file.data, MARKS.code, whole.course.unit_id, whole.course.id)
    heading = _("Marks from Excel")
    back = url_for(".show_marks", public_id=public_id)
    deed = Deed(
        heading,
        _("The list is read and shown first. No mark is kept before you accept the preview."),
        _("Read the list"),
        back,
        ((_("My classes"), url_for(".list_own")), (_("Marks"), back), (heading, None)),
        is_upload=True,
    )
    blank = url_for(".blank_marks", public_id=public_id)
    return list_page(form, deed, MARKS.code, blank, subject_id=whole.course.id)


def _columns(course_id: int) -> list[str]:
    return [one.heading for one in mark_fields(course_id) if ":" in one.code]


@blueprint.get("/<public_id>/diem/mau.xlsx")
@requires(TEACH)
def blank_marks(public_id: str) -> ResponseReturnValue:
    """Give a list of the class's learners with a column a paper and marker."""
    whole = scope.taught_course(public_id)
    columns = _columns(whole.course.id)
    rows = [
        [str(one.number), one.full_name, one.birth_text, *("" for _column in columns)]
        for one in whole.learners
    ]
    heads = ["STT", "Họ và tên", "Ngày sinh", *columns]
    return blank_page("BẢNG ĐIỂM", heads, rows, "mau-bang-diem.xlsx")
