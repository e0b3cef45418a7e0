"""The office's blueprint and what its modules share."""

from flask import Blueprint, url_for
from flask_babel import gettext as _

from foundation import clock
from foundation.account import guards
from foundation.account.permissions import Permission
from foundation.choices import SelectChoice
from foundation.organisation import queries as organisation
from training.queries.loading import CourseWhole
from training.views import words
from training.views.deeds import Deed

blueprint = Blueprint("course_office", __name__)
for _word in words.TEMPLATE_WORDS:
    blueprint.add_app_template_global(_word)
READ, MANAGE = Permission.TRAINING_READ, Permission.TRAINING_MANAGE


def unit_choices() -> list[SelectChoice]:
    """Return the committees the caller may hold classes for; a single cell holds none."""
    today = clock.today()
    return [
        SelectChoice(row.public_id, row.name)
        for row in organisation.unit_rows(guards.units_where(MANAGE), today)
        if row.kind_code is None and (row.valid_to is None or row.valid_to > today)
    ]


def unit_id(public_id: str) -> int:
    """Return a unit the caller may hold classes for.

    Raises:
        NotFound: it is out of the caller's reach.
    """
    return organisation.unit_by_public_id(public_id, guards.units_where(MANAGE)).id


def course_deed(
    whole: CourseWhole,
    heading: str,
    lead: str,
    submit: str,
    *,
    back: str = "course_office.show_course",
    kind: str = "main",
    is_upload: bool = False,
) -> Deed:
    """Return the words of a page of one form about a class."""
    here = url_for("course_office.show_course", public_id=whole.course.public_id)
    trail = (
        (_("Classes"), url_for("course_office.list_courses")),
        (whole.course.title, here),
        (heading, None),
    )
    way = url_for(back, public_id=whole.course.public_id)
    return Deed(heading, lead, submit, way, trail, kind, is_upload)
