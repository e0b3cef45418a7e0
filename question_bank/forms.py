"""Text in, typed values out: a question by hand, a Word file."""

from flask_babel import gettext
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import (
    BooleanField,
    DateField,
    FieldList,
    FormField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms import Form as PlainForm
from wtforms.validators import InputRequired, Length, Optional

from foundation.choices import SelectChoice
from foundation.lazy import _l
from question_bank.rules.citations import SourceFacts
from question_bank.rules.drafting import OptionDraft, QuestionDraft, SourceDraft
from question_bank.rules.kinds import Difficulty, Kind

OPTION_ROWS = 6


class OptionForm(PlainForm):
    """One answer to choose from; an empty one is left out."""

    text = StringField(_l("Answer"), validators=[Optional(), Length(max=600)])
    is_right = BooleanField(_l("Right"))


class QuestionForm(FlaskForm):
    """A question written by hand."""

    kind = SelectField(
        _l("Kind"), choices=[SelectChoice(kind.name, _l(kind.value)) for kind in Kind]
    )
    topic = SelectField(_l("Topic"), validators=[InputRequired()])
    difficulty = SelectField(
        _l("Difficulty"),
        choices=[SelectChoice(level.name, _l(level.value)) for level in Difficulty],
    )
    stem = TextAreaField(
        _l("Question"),
        validators=[InputRequired(), Length(max=2000)],
        description=_l("**Bold** and *italic* are allowed."),
    )
    options = FieldList(FormField(OptionForm), min_entries=OPTION_ROWS, max_entries=8)
    document = StringField(
        _l("Source: document with number and date"),
        validators=[InputRequired(), Length(max=400)],
    )
    article = StringField(_l("Article"), validators=[Optional(), Length(max=200)])
    valid_from = DateField(_l("Valid from"), validators=[Optional()])
    valid_to = DateField(_l("Valid until, not including"), validators=[Optional()])
    explanation = TextAreaField(_l("Explanation"), validators=[Optional(), Length(max=2000)])

    def draft(self) -> QuestionDraft:
        """Return what was typed as a question."""
        kind = Kind[str(self.kind.data)]
        typed = [
            OptionDraft(row.data["text"], row.data["is_right"])
            for row in self.options
            if (row.data["text"] or "").strip()
        ]
        return QuestionDraft(
            kind=kind,
            difficulty=Difficulty[str(self.difficulty.data)],
            topic_code=str(self.topic.data),
            stem=str(self.stem.data),
            options=tuple(typed),
            source=SourceDraft(str(self.document.data), self.article.data or ""),
            valid_from=self.valid_from.data,
            valid_to=self.valid_to.data,
            explanation=self.explanation.data or "",
        )

    def show_faults(self, faults: list[str]) -> None:
        """Put what a rule found beside the field it belongs to."""
        self.stem.errors = [*self.stem.errors, *(gettext(fault) for fault in faults)]


class ImportForm(FlaskForm):
    """A file of questions, and where they go."""

    file = FileField(
        _l("File of questions"),
        validators=[FileRequired(_l("Choose a file."))],
        description=_l(
            "Word (.docx), Excel, CSV, GIFT, Aiken, Moodle XML or QTI, at most 10 MB. "
            "Nothing is stored before you say so."
        ),
    )
    topic = SelectField(_l("Topic of these questions"), validators=[InputRequired()])
    unit = SelectField(_l("For the unit"), validators=[InputRequired()])


class RemarkForm(FlaskForm):
    """A step in a question's life, with a remark."""

    remark = StringField(_l("Remark"), validators=[Optional(), Length(max=500)])


class SourceForm(FlaskForm):
    """A document of the register."""

    name = StringField(
        _l("Full name, with number and date"),
        validators=[InputRequired(), Length(max=400)],
        description=_l("As questions cite it. Number, day and issuer are read from it."),
    )
    number = StringField(_l("Number"), validators=[Optional(), Length(max=60)])
    issuer = StringField(_l("Issued by"), validators=[Optional(), Length(max=160)])
    issued_on = DateField(_l("Day of issue"), validators=[Optional()])
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
