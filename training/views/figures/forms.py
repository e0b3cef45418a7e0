"""Text in, typed values out: meetings, studies, typed numbers, sets of indicators."""

from wtforms import DateField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from foundation.asking import ReturningForm
from foundation.lazy import _l

COUNT = (InputRequired(), NumberRange(0, 10_000))


class MeetingForm(ReturningForm):
    """A meeting that took place."""

    unit = SelectField(_l("Cell or committee"), validators=[InputRequired()])
    kind = SelectField(_l("Kind of meeting"), validators=[InputRequired()])
    held_on = DateField(_l("Held on"), validators=[InputRequired()])
    due = IntegerField(_l("Members due"), validators=[InputRequired(), NumberRange(1, 10_000)])
    present = IntegerField(_l("Present"), validators=list(COUNT))
    excused = IntegerField(_l("Excused"), default=0, validators=list(COUNT))
    theme = StringField(_l("Theme"), validators=[Optional(), Length(max=300)])


class StudyForm(ReturningForm):
    """A member sent to a school elsewhere."""

    unit = SelectField(_l("Cell"), validators=[InputRequired()])
    full_name = StringField(
        _l("Full name"),
        validators=[InputRequired(), Length(max=120)],
        description=_l("As it stands in the list of the cell’s members."),
    )
    kind = SelectField(_l("Kind of study"), validators=[InputRequired()])
    level = StringField(_l("Level of study"), validators=[InputRequired(), Length(max=80)])
    institution = StringField(_l("School"), validators=[InputRequired(), Length(max=200)])
    started_on = DateField(_l("From day"), validators=[InputRequired()])
    ended_on = DateField(_l("Up to day"), validators=[Optional()])
    result = StringField(_l("Result of study"), validators=[Optional(), Length(max=120)])


class AggregateForm(ReturningForm):
    """A number from a document whose names are confidential."""

    unit = SelectField(_l("Unit"), validators=[InputRequired()])
    code = SelectField(_l("Figure"), validators=[InputRequired()])
    value = IntegerField(_l("Number typed"), validators=[InputRequired(), NumberRange(0, 10**7)])
    first_day = DateField(_l("From day"), validators=[InputRequired()])
    last_day = DateField(_l("Up to day"), validators=[InputRequired()])
    document = StringField(
        _l("Number and sign of the document"), validators=[InputRequired(), Length(max=120)]
    )
    document_date = DateField(_l("Dated"), validators=[InputRequired()])
    note = StringField(
        _l("Note"),
        validators=[Optional(), Length(max=300)],
        description=_l("No names here: the list of people is confidential."),
    )


class SetForm(ReturningForm):
    """A resolution or project with what it wants to reach."""

    unit = SelectField(_l("Unit"), validators=[InputRequired()])
    code = StringField(
        _l("Code"), validators=[InputRequired(), Length(max=40)],
        description=_l("A short word of your own, such as DA-07."),
    )  # fmt: skip
    name = StringField(_l("Name"), validators=[InputRequired(), Length(max=200)])
    document = StringField(
        _l("Number and sign of the document"), validators=[InputRequired(), Length(max=120)]
    )
    document_date = DateField(_l("Dated"), validators=[InputRequired()])
    first_year = IntegerField(
        _l("From year"), validators=[InputRequired(), NumberRange(1930, 2200)]
    )
    last_year = IntegerField(
        _l("Up to year"), validators=[InputRequired(), NumberRange(1930, 2200)]
    )
