"""Rules of passing as fields: attendance, papers with their weights, bands."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, Optional

from foundation.asking import ReturningForm
from foundation.choices import SelectChoice
from foundation.lazy import _l
from foundation.typed import number_of
from training.rules.typed_rules import document_of

PAPER_ROWS, BAND_ROWS = 3, 5
MOST_ROWS = 12


class Number:
    """Checks that a text is a number up to a limit."""

    def __init__(self, most: int, *, is_positive: bool = False) -> None:
        self.most, self.is_positive = most, is_positive

    def __call__(self, _form: Form, field: StringField) -> None:
        """Refuse what is no such number."""
        if not (text := (field.data or "").strip()):
            return
        try:
            value = number_of(text)
        except ValueError:
            value = None
        if value is None or not 0 <= value <= self.most or (self.is_positive and not value):
            raise ValidationError(
                gettext("Write a number up to %(most)s, such as 7,5.", most=self.most)
            )


def _number(label: str, most: int, hint: str = "", *, is_positive: bool = False) -> StringField:
    checks = [Optional(), Length(max=12), Number(most, is_positive=is_positive)]
    return StringField(label, validators=checks, description=hint)


def _counts(label: str, **more: str) -> SelectField:
    words = {"absent": _l("absent"), "present": _l("Present"), **more}
    return SelectField(label, choices=[SelectChoice(key, text) for key, text in words.items()])


class _Row(Form):
    """A row that is left out, and not looked at, without its name."""

    named = "title"

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Check the fields of a row that has a name."""
        if not (self[self.named].data or "").strip():
            return True
        return bool(super().validate(extra_validators))


class PaperRow(_Row):
    """One paper."""

    code = HiddenField()
    title = StringField(_l("Name of the paper"), validators=[Optional(), Length(max=120)])
    kind = SelectField(
        _l("Kind of this paper"),
        choices=[
            SelectChoice("essay", _l("written paper")),
            SelectChoice("practical", _l("practical work")),
            SelectChoice("quiz", _l("exit quiz, marked by the machine")),
        ],
    )
    weight = _number(_l("Weight of the paper"), 100, _l("Empty: 1."), is_positive=True)
    minimum = _number(
        _l("Lowest mark of the paper that passes"), 10, _l("Empty: only the final mark counts.")
    )
    markers = SelectField(
        _l("Who marks it"),
        choices=[
            SelectChoice("1", _l("one marker")),
            SelectChoice("2", _l("two markers, the mean counts")),
        ],
    )
    most_apart = _number(
        _l("How far two markers may lie apart"),
        10,
        _l("Further apart, they have to agree first. Empty: no limit."),
    )


class BandRow(_Row):
    """One band."""

    named = "label"
    code = HiddenField()
    label = StringField(_l("Name of the band"), validators=[Optional(), Length(max=60)])
    at_least = StringField(_l("From this mark on"), validators=[Length(max=12), Number(10)])

    def validate_at_least(self, field: StringField) -> None:
        """Refuse a band without its limit."""
        if not (field.data or "").strip():
            raise ValidationError(gettext("Write the mark from which the band counts."))


class RuleSetForm(ReturningForm):
    """Rules of passing."""

    unit = SelectField(_l("Unit"), validators=[InputRequired()])
    code = StringField(
        _l("Code"),
        validators=[InputRequired(), Length(max=40)],
        description=_l("The same code again makes the next version of these rules."),
    )
    title = StringField(_l("Name of the rules"), validators=[InputRequired(), Length(max=200)])
    share = StringField(
        _l("Periods that must be attended, in percent"),
        validators=[InputRequired(), Length(max=12), Number(100)],
    )
    excused = _counts(_l("Absent with leave counts as"))
    late = _counts(
        _l("Late or left early counts as"), lost=_l("present, without the periods missed")
    )
    made_up = _counts(_l("Made up counts as"))
    papers = FieldList(
        FormField(PaperRow), label=_l("Papers"), min_entries=PAPER_ROWS, max_entries=MOST_ROWS
    )
    bands = FieldList(
        FormField(BandRow), label=_l("Bands"), min_entries=BAND_ROWS, max_entries=MOST_ROWS
    )
    places = SelectField(
        _l("Decimals of the final mark"),
        choices=[SelectChoice(str(number), str(number)) for number in range(4)],
    )
    refuse_discipline = BooleanField(_l("Whoever has a note on discipline does not pass"))
    print_label = BooleanField(_l("The certificate names the band"))
    failed_label = HiddenField()
    percent_of = SelectField(
        _l("Percents of the bands are counted of"),
        choices=[
            SelectChoice("recognised", _l("those who pass")),
            SelectChoice("enrolled", _l("everybody in the class")),
        ],
    )

    def validate_papers(self, field: "FieldList[Any]") -> None:
        """Refuse two exit quizzes, and a quiz with two markers."""
        quizzes = [one for one in _named(field, "title") if one["kind"] == "quiz"]
        if len(quizzes) > 1:
            raise ValidationError(gettext("A class has one exit quiz."))
        if any(one["markers"] != "1" for one in quizzes):
            raise ValidationError(gettext("The machine alone marks a quiz: choose one marker."))

    def validate_bands(self, field: "FieldList[Any]") -> None:
        """Refuse papers without bands, bands without papers, and two bands of one limit."""
        bands = _named(field, "label")
        if bool(bands) != bool(_named(self.papers, "title")):
            raise ValidationError(gettext("Papers need bands, and bands need papers."))
        limits = [] if field.errors else [number_of(one["at_least"]) for one in bands]
        if len(set(limits)) < len(limits):
            raise ValidationError(gettext("Two bands begin at the same mark."))

    @property
    def document(self) -> dict[str, Any]:
        """Return the document the fields describe."""
        return document_of(self.data)


def _named(rows: "FieldList[Any]", name: str) -> list[dict[str, Any]]:
    return [one for one in rows.data if (one[name] or "").strip()]
