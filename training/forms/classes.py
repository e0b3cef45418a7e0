"""Text in, typed values out: programmes, rules, plans, classes, lessons, learners, marks."""

from collections.abc import Iterable
from enum import StrEnum

from flask_wtf.file import FileField, FileRequired
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from foundation.asking import ReturningForm
from foundation.choices import SelectChoice
from foundation.day_field import BirthField
from foundation.lazy import _l
from training.rules.states import (
    Address,
    Audience,
    EnrolmentRole,
    Gate,
    HalfDay,
    PaperKind,
    ProgrammeKind,
)


def of(words: Iterable[StrEnum]) -> list[SelectChoice]:
    """Return an enumeration as choices: its names with its words."""
    return [SelectChoice(one.name, _l(str(one.value))) for one in words]


def _text(label: str, most: int, *, hint: str = "", optional: bool = False) -> StringField:
    first = Optional() if optional else InputRequired()
    return StringField(label, validators=[first, Length(max=most)], description=hint)


class ReasonForm(ReturningForm):
    """Why something is done."""

    reason = _text(_l("Reason"), 300)


class TieForm(ReturningForm):
    """A learner who is oneself or of one's family."""

    learner = SelectField(_l("Learner"), validators=[InputRequired()])
    who = RadioField(
        _l("This learner is"),
        choices=[SelectChoice("family", _l("of my family")), SelectChoice("self", _l("myself"))],
        default="family",
    )
    relation = _text(_l("What the learner is to you, if family"), 120, optional=True)


class ApproveForm(ReturningForm):
    """Who approved a rule set."""

    name = _text(_l("Name of whoever approves"), 120)
    office = _text(_l("Office"), 120, hint=_l("For example: Director"))


class ProgrammeForm(ReturningForm):
    """A programme's version; its code, name and kind with the first one."""

    unit = SelectField(_l("Unit"), validators=[InputRequired()])
    code = _text(_l("Code"), 40, hint=_l("Short, for lists: BDCT-2026"))
    name = _text(_l("Name of the programme"), 200)
    kind = SelectField(_l("Kind of programme"), choices=of(ProgrammeKind))
    audience = SelectField(_l("For whom"), choices=of(Audience))
    legal_basis = TextAreaField(
        _l("Legal basis: document, number, date"), validators=[Optional(), Length(max=2000)]
    )
    valid_from = DateField(_l("Valid from"), validators=[InputRequired()])
    periods = IntegerField(_l("Periods"), validators=[InputRequired(), NumberRange(1, 2000)])
    periods_per_lesson = IntegerField(
        _l("Periods in a lesson"), validators=[InputRequired(), NumberRange(1, 12)]
    )
    items = TextAreaField(
        _l("Items, one a line, each with its periods"),
        validators=[Optional(), Length(max=20_000)],
        description=_l("For example: Party cell meetings | 5. A + before it: added locally."),
    )
    rule_set = SelectField(_l("Rule set"), validators=[InputRequired()])
    gate = SelectField(_l("What its certificate opens"), choices=of(Gate))
    validity_months = IntegerField(
        _l("Certificate can be used for, in months"),
        validators=[Optional(), NumberRange(1, 600)],
        description=_l("60 for awareness of the Party. Empty: for ever."),
    )
    paper = SelectField(_l("What a learner gets"), choices=of(PaperKind))
    theory_level = _text(
        _l("Level of political theory it gives"),
        40,
        optional=True,
        hint=_l("Only for degree training. Further training never raises it."),
    )
    address = SelectField(_l("Form of address on papers"), choices=of(Address))
    discloses_view = BooleanField(
        _l("Attending it tells of a political view: the public page hides the programme")
    )


class PlanForm(ReturningForm):
    """A line of the year's plan."""

    unit = SelectField(_l("Unit"), validators=[InputRequired()])
    programme = SelectField(_l("Programme"), validators=[InputRequired()])
    audience_text = _text(_l("For whom"), 200, optional=True)
    courses = IntegerField(
        _l("Classes planned"), validators=[InputRequired(), NumberRange(0, 1000)]
    )
    learners = IntegerField(
        _l("Learners planned"), validators=[InputRequired(), NumberRange(0, 100_000)]
    )
    held_when = _text(_l("Planned for"), 60, optional=True, hint=_l("For example: second quarter"))
    place = _text(_l("Place of teaching"), 120, optional=True)
    note = _text(_l("Note"), 300, optional=True)


class CourseForm(ReturningForm):
    """What a class is called, when and where it is held."""

    title = _text(_l("Name of the class"), 200)
    code = _text(_l("Code"), 40, hint=_l("Short, for lists and file names: NV-01-2026"))
    cohort = _text(_l("Course or intake"), 60, optional=True, hint=_l("For example: intake II"))
    starts_on = DateField(_l("First day"), validators=[InputRequired()])
    ends_on = DateField(_l("Last day"), validators=[InputRequired()])
    places = IntegerField(_l("Places"), validators=[Optional(), NumberRange(1, 10_000)])
    place = _text(_l("Place of teaching"), 200, optional=True)
    in_charge = _text(_l("In charge of the class"), 120, optional=True)
    partners = _text(_l("Partner organisations"), 300, optional=True)
    is_embedded = BooleanField(_l("Taught inside another class; counted apart"))


class NewCourseForm(CourseForm):
    """A class with its unit and programme."""

    unit = SelectField(_l("Unit that holds the class"), validators=[InputRequired()])
    version = SelectField(_l("Programme"), validators=[InputRequired()])


def _unless_drawn(form: ReturningForm, field: StringField) -> None:
    if not form.is_drawn.data:
        DataRequired()(form, field)


class DecisionForm(ReturningForm):
    """A decision with its number and date."""

    number = StringField(
        _l("Number of the decision"),
        validators=[_unless_drawn, Length(max=60)],
        description=_l("For example: 12-QĐ/TTCT"),
    )
    is_drawn = BooleanField(
        _l("Take the next number"),
        description=_l("The next one of the unit's decisions; a number typed above is not used."),
    )
    decided_on = DateField(_l("Date of the decision"), validators=[InputRequired()])


class LessonForm(ReturningForm):
    """A lesson to be held."""

    held_on = DateField(_l("Day"), validators=[InputRequired()])
    half_day = RadioField(_l("Half of the day"), choices=of(HalfDay), default="MORNING")
    title = _text(_l("Title of the lesson"), 300)
    periods = IntegerField(_l("Periods"), validators=[InputRequired(), NumberRange(1, 12)])
    teacher = _text(_l("Teacher"), 120, optional=True)
    site = SelectField(_l("Place of learning"), validators=[Optional()])


class SiteForm(ReturningForm):
    """A place where learners sit."""

    name = _text(_l("Name of the place"), 120)
    address = _text(_l("Address"), 200, optional=True)


class TrainersForm(ReturningForm):
    """Who teaches a class."""

    users = SelectMultipleField(
        _l("Trainers"), option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False)
    )


class OutsiderForm(ReturningForm):
    """Somebody who is not a Party member yet: no card number is asked for."""

    full_name = _text(_l("Full name"), 120)
    birth_date = BirthField(_l("Birth date"), validators=[Optional()])
    unit = SelectField(_l("Unit that sends the learner"), validators=[InputRequired()])
    site = SelectField(_l("Place of learning"), validators=[Optional()])


class EnrolmentForm(ReturningForm):
    """What the class's papers say of a learner."""

    birth_text = BirthField(_l("Birth date as printed"), validators=[Optional()])
    post_text = _text(_l("Post"), 120, optional=True)
    role = SelectField(_l("Part in the class"), choices=of(EnrolmentRole))
    site = SelectField(_l("Place of learning"), validators=[Optional()])
    is_member = BooleanField(_l("Party member"))
    discipline_note = _text(
        _l("Note on discipline"),
        300,
        optional=True,
        hint=_l("With a note here nobody passes this class."),
    )


class MaterialForm(ReturningForm):
    """A document for the learners."""

    title = _text(_l("Title"), 200)
    file = FileField(
        _l("File"),
        validators=[FileRequired()],
        description=_l(
            "PDF, Word, PowerPoint, Excel, picture or sound, at most 20 MB. No secrets."
        ),
    )


class ExitQuizForm(ReturningForm):
    """When the exit quiz is taken; the cells of its blueprint are fields of their own."""

    day = DateField(_l("Day"), validators=[InputRequired()])
    opens = TimeField(_l("Opens at"), validators=[InputRequired()])
    closes = TimeField(_l("Closes at"), validators=[InputRequired()])
    minutes = IntegerField(
        _l("Minutes for a paper"), validators=[InputRequired(), NumberRange(1, 300)]
    )


class IssueForm(ReturningForm):
    """Who signs the certificates, and which day they bear."""

    signer = SelectField(_l("Signer"), validators=[InputRequired()])
    issued_on = DateField(_l("Day of issue"), validators=[InputRequired()])


class RecognitionForm(DecisionForm):
    """The decision of recognition with its signer."""

    signer_name = _text(_l("Signer"), 120, optional=True)
    signer_office = _text(_l("Office"), 120, optional=True)


class AdmissionForm(ReturningForm):
    """When somebody was admitted to the Party."""

    person = SelectField(_l("Full name"), validators=[InputRequired()])
    admitted_on = DateField(_l("Day of admission to the Party"), validators=[InputRequired()])
    official_on = DateField(_l("Day of becoming an official member"), validators=[Optional()])
