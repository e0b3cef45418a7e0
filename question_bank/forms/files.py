"""Files of questions, steps in a question's life, documents of the register."""

from flask_wtf.file import FileField, FileRequired
from wtforms import (
    DateField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from foundation.asking import ReturningForm
from foundation.lazy import _l
from question_bank.forms.topics import TopicFields
from question_bank.rules.citations import SourceFacts


class ImportForm(TopicFields, ReturningForm):
    """A file of questions, and where they go."""

    file = FileField(
        _l("File of questions"),
        validators=[FileRequired(_l("Choose a file."))],
        description=_l(
            "Word (.docx), Excel, CSV, GIFT, Aiken, Moodle XML or QTI, at most 20 MB. "
            "Nothing is stored before you say so."
        ),
    )
    unit = SelectField(_l("For the unit"), validators=[InputRequired()])


class RemarkForm(ReturningForm):
    """A step in a question's life, with a remark."""

    remark = StringField(_l("Remark"), validators=[Optional(), Length(max=500)])


class SourceForm(ReturningForm):
    """A document of the register."""

    name = StringField(
        _l("Full name, with number and date"),
        validators=[InputRequired(), Length(max=400)],
        description=_l("As questions cite it. Number, day and issuer are read from it."),
    )
    number = StringField(_l("Number"), validators=[Optional(), Length(max=60)])
    issuer = StringField(_l("Issued by"), validators=[Optional(), Length(max=160)])
    issued_on = DateField(_l("Date of the document"), validators=[Optional()])
    in_force_from = DateField(_l("In force from"), validators=[Optional()])
    note = TextAreaField(_l("Note"), validators=[Optional(), Length(max=2000)])

    def facts(self) -> SourceFacts:
        """Return what was typed."""
        return SourceFacts(
            name=str(self.name.data),
            number=self.number.data or "",
            issuer=self.issuer.data or "",
            issued_on=self.issued_on.data,
            in_force_from=self.in_force_from.data,
            note=self.note.data or "",
        )
