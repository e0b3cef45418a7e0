"""Text in, typed values out: a list that is sent, optional data switched on."""

from flask_wtf.file import FileField, FileRequired
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length

from foundation.asking import ReturningForm
from foundation.lazy import _l


class ListForm(ReturningForm):
    """A list from a file."""

    file = FileField(
        _l("List"),
        validators=[FileRequired(_l("Choose a file."))],
        description=_l(
            "Excel (.xlsx, .xls) or CSV, at most 10 MB. Nothing is kept before you accept the "
            "preview."
        ),
    )


class PeopleListForm(ListForm):
    """A list of persons of a unit."""

    unit = SelectField(_l("For the unit"), validators=[InputRequired()])


class CollectForm(ReturningForm):
    """For which purpose an optional kind of data is kept."""

    purpose = StringField(
        _l("Purpose and basis"),
        validators=[InputRequired(), Length(max=300)],
        description=_l("Such as: quản lý đảng viên theo nhiệm vụ của đảng ủy."),
    )
