"""Text in, typed values out: units, persons, posts."""

from typing import Any

from flask_babel import gettext as _
from wtforms import DateField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from foundation.asking import ReturningForm
from foundation.choices import SelectChoice
from foundation.day_field import BirthField
from foundation.lazy import _l

CELL = "cell"


class UnitForm(ReturningForm):
    """A new unit."""

    name = StringField(_l("Name"), validators=[InputRequired(), Length(max=200)])
    short_name = StringField(_l("Short name"), validators=[Optional(), Length(max=120)])
    code = StringField(
        _l("Code"),
        validators=[InputRequired(), Length(max=40)],
        description=_l("A short word of your own, such as CB-PUNGLUONG."),
    )
    level = SelectField(_l("Level"))
    kind = SelectField(_l("Kind of cell"))
    valid_from = DateField(_l("From day"), validators=[InputRequired()])

    def validate(self, extra_validators: Any = None) -> bool:
        """Return whether all fits; contests rank cells by their kind, so a cell has one."""
        fits = super().validate(extra_validators)
        if self.level.data != CELL or self.kind.data:
            return fits
        self.kind.errors = [*self.kind.errors, _("Choose the kind of this cell.")]
        return False


class RenameForm(ReturningForm):
    """Another name from a day on."""

    name = StringField(_l("New name"), validators=[InputRequired(), Length(max=200)])
    short_name = StringField(_l("Short name"), validators=[Optional(), Length(max=120)])
    on = DateField(_l("From day"), validators=[InputRequired()])


class MoveForm(ReturningForm):
    """Another unit above from a day on."""

    parent = SelectField(_l("Under the unit"), validators=[InputRequired()])
    on = DateField(_l("From day"), validators=[InputRequired()])


class DissolveForm(ReturningForm):
    """The end of a unit, and who goes on from it."""

    manner = SelectField(
        _l("Manner"),
        choices=[
            SelectChoice("dissolved", _l("Dissolved")),
            SelectChoice("merged", _l("Merged into another")),
            SelectChoice("split", _l("Split into several")),
        ],
    )
    successor = SelectField(_l("Successor that keeps the records"), validators=[InputRequired()])
    on = DateField(
        _l("First day without it"),
        validators=[InputRequired()],
        description=_l("A unit whose last day is 30/06/2025 ends on 01/07/2025."),
    )


class PersonForm(ReturningForm):
    """A person of a unit."""

    full_name = StringField(_l("Full name"), validators=[InputRequired(), Length(max=120)])
    birth_date = BirthField(_l("Birth date"), validators=[Optional()])
    post = SelectField(_l("Post"))
    on = DateField(_l("From day"), validators=[InputRequired()])


class AppointForm(ReturningForm):
    """A post for a person who is written down already."""

    post = SelectField(_l("Post"), validators=[InputRequired()])
    on = DateField(_l("From day"), validators=[InputRequired()])


class PersonWordsForm(ReturningForm):
    """A name or birth date that was written down wrongly."""

    full_name = StringField(_l("Full name"), validators=[InputRequired(), Length(max=120)])
    birth_date = BirthField(_l("Birth date"), validators=[Optional()])


class MovePersonForm(ReturningForm):
    """Another unit for a person from a day on."""

    unit = SelectField(_l("To the unit"), validators=[InputRequired()])
    on = DateField(_l("From day"), validators=[InputRequired()])
