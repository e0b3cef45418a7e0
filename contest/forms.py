"""Text in, typed values out: campaigns, contests, rules, entries, panels, draws, acts, results."""

from datetime import date, datetime, time, timedelta
from typing import Any

from flask_wtf.file import FileField, FileRequired
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from contest.rules.document import fault_of
from foundation import clock
from foundation.asking import ReturningForm
from foundation.choices import SelectChoice
from foundation.lazy import _l, say

SHIPPED = "shipped"
OWN = "own"
LARGEST_RULES = 200_000


class CampaignForm(ReturningForm):
    """A plan that contests at several levels belong to."""

    name = StringField(
        _l("Name of the campaign"),
        validators=[InputRequired(), Length(max=200)],
        description=_l("For example: Contest of good Party cell secretaries, 2026"),
    )
    unit = SelectField(_l("Held by"), validators=[InputRequired()])
    plan = StringField(
        _l("Plan: number and date"),
        validators=[Optional(), Length(max=300)],
        description=_l("For example: Plan no. 12-KH/ĐU of 02/09/2026"),
    )


class ContestWordsForm(ReturningForm):
    """What may be changed until the result is published: names, place and day."""

    name = StringField(_l("Name of the contest"), validators=[InputRequired(), Length(max=200)])
    level_label = StringField(
        _l("Level, as the plan calls it"),
        validators=[InputRequired(), Length(max=60)],
        description=_l("For example: grassroots level, commune level"),
    )
    organising_body = StringField(
        _l("Organising body"),
        validators=[InputRequired(), Length(max=200)],
        description=_l("As it stands on certificates and minutes."),
    )
    place = StringField(
        _l("Place name"),
        validators=[InputRequired(), Length(max=120)],
        description=_l("The place before the date on papers."),
    )
    held_on = DateField(_l("Day of the contest"), validators=[InputRequired()])


class OwnRules:
    """Rules typed, or sent in a file; what is wrong with them stands beside the field."""

    rules_text: TextAreaField
    rules_file: FileField

    def written(self) -> str:
        """Return the rules: those of the file, else those typed."""
        if not self.rules_file.data:
            return self.rules_text.data or ""
        self.rules_file.data.seek(0)
        content: bytes = self.rules_file.data.read(LARGEST_RULES)
        return content.decode("utf-8", errors="replace")

    def can_be_used(self) -> bool:
        """Return whether they are rules; if not, note why beside the field they came from."""
        fault = fault_of(self.written())
        if fault is None:
            return True
        field = self.rules_file if self.rules_file.data else self.rules_text
        field.errors = [*field.errors, say(fault.message, fault.facts)]
        return False


class ContestForm(ContestWordsForm, OwnRules):
    """A contest with its rules."""

    campaign = SelectField(_l("Campaign"), validators=[InputRequired()])
    unit = SelectField(_l("Unit that holds the contest"), validators=[InputRequired()])
    upper = SelectField(
        _l("The best go up to"),
        validators=[Optional()],
        description=_l("Create the upper contest first; it shows in this list."),
    )
    rules = RadioField(
        _l("Rules"),
        choices=[
            SelectChoice(SHIPPED, _l("The rules that come with the program: quiz 30, stage 70")),
            SelectChoice(OWN, _l("Own rules, written below or in a file")),
        ],
        default=SHIPPED,
    )
    rules_text = TextAreaField(_l("Own rules"), validators=[Optional(), Length(max=60_000)])
    rules_file = FileField(_l("File with own rules (.toml)"))

    def validate(self, extra_validators: Any = None) -> bool:
        """Return whether all fits, own rules included."""
        fits = super().validate(extra_validators)
        return (self.rules.data != OWN or self.can_be_used()) and fits


class RulesForm(ReturningForm, OwnRules):
    """Another version of the rules, before the first score."""

    rules_text = TextAreaField(_l("Rules"), validators=[Optional(), Length(max=60_000)])
    rules_file = FileField(_l("Or a file (.toml)"))
    reason = StringField(_l("Reason"), validators=[InputRequired(), Length(max=300)])

    def validate(self, extra_validators: Any = None) -> bool:
        """Return whether all fits, the rules included."""
        return super().validate(extra_validators) and self.can_be_used()


def _reason() -> StringField:
    return StringField(_l("Reason"), validators=[InputRequired(), Length(max=300)])


class ReasonForm(ReturningForm):
    """Why something is done."""

    reason = _reason()


class TieForm(ReturningForm):
    """Why the organisers put equal entries in this order; the places stand beside the names."""

    reason = StringField(
        _l("Reason of the organisers' decision"), validators=[InputRequired(), Length(max=300)]
    )


class RollForm(ReturningForm):
    """An Excel roll of contestants."""

    file = FileField(
        _l("Excel file"),
        validators=[FileRequired(_l("Choose a file."))],
        description=_l(
            "A .xlsx file with the columns full name and unit; birth date or number of the "
            "member's file where people have the same name. Nothing is stored before you say so."
        ),
    )


class ReplaceForm(ReturningForm):
    """Somebody else of the unit instead of an entry."""

    person = SelectField(_l("Who comes instead"), validators=[InputRequired()])
    reason = _reason()


def _moment(day: date | None, hour: time | None) -> datetime:
    """Return a day and an hour, both required by their form, as a moment in Vietnam."""
    return datetime.combine(day or clock.today(), hour or time(), clock.VIETNAM)


class QuizPlanForm(ReturningForm):
    """When a quiz is open and how long a paper may take; the blueprint's cells stand beside."""

    on = DateField(_l("Day"), validators=[InputRequired()])
    opens = TimeField(_l("Opens at"), validators=[InputRequired()])
    closes = TimeField(_l("Closes at"), validators=[InputRequired()])
    minutes = IntegerField(
        _l("Minutes for a paper"), validators=[InputRequired(), NumberRange(min=1, max=240)]
    )

    def opens_at(self) -> datetime:
        """Return the opening as a moment; the day and hour are Vietnam's."""
        return _moment(self.on.data, self.opens.data)

    def closes_at(self) -> datetime:
        """Return the closing as a moment."""
        return _moment(self.on.data, self.closes.data)

    def duration(self) -> timedelta:
        """Return how long a paper may be worked on."""
        return timedelta(minutes=self.minutes.data or 0)


class ExtraTimeForm(ReturningForm):
    """More minutes for one contestant or for all."""

    minutes = IntegerField(
        _l("More minutes"), validators=[InputRequired(), NumberRange(min=1, max=120)]
    )
    reason = _reason()


class SeatForm(ReturningForm):
    """A judge for a seat."""

    judge = SelectField(_l("Judge"), validators=[InputRequired()])
    is_head = BooleanField(_l("Head of the panel"))


class SeedDrawForm(ReturningForm):
    """A draw from a seed said aloud in the hall, or made by the program."""

    seed = StringField(
        _l("Seed"),
        validators=[Optional(), Length(max=80)],
        description=_l("A word or number called in the hall. Left empty, the program makes one."),
    )
    witnesses = StringField(_l("Witnesses"), validators=[Optional(), Length(max=300)])
    reason = StringField(_l("Reason for a second draw"), validators=[Optional(), Length(max=300)])


class HandDrawForm(ReturningForm):
    """An order drawn by hand in the hall."""

    order = StringField(
        _l("Numbers in the order drawn"),
        validators=[InputRequired(), Length(max=2_000)],
        description=_l("First to appear first, with commas or spaces between: 5, 2, 7, 1"),
    )
    witnesses = StringField(_l("Witnesses"), validators=[InputRequired(), Length(max=300)])
    reason = StringField(_l("Reason for a second draw"), validators=[Optional(), Length(max=300)])

    def numbers(self) -> list[int]:
        """Return the numbers typed; a word that is no number becomes 0, which no list holds."""
        words = str(self.order.data).replace(",", " ").replace(";", " ").split()
        return [int(word) if word.isdecimal() and len(word) < 7 else 0 for word in words]


class TimeForm(ReturningForm):
    """How long a performance took by the hall's own clock."""

    minutes = IntegerField(_l("Minutes"), validators=[InputRequired(), NumberRange(0, 240)])
    seconds = IntegerField(_l("Seconds"), validators=[InputRequired(), NumberRange(0, 59)])
    reason = _reason()

    def total(self) -> int:
        """Return the time in seconds."""
        return 60 * (self.minutes.data or 0) + (self.seconds.data or 0)


class FaultForm(ReturningForm):
    """A fault the rules take points off for."""

    fault = SelectField(_l("Fault"), validators=[InputRequired()])
    times = IntegerField(
        _l("How often"), default=1, validators=[InputRequired(), NumberRange(min=1, max=50)]
    )
    reason = StringField(
        _l("What happened"),
        validators=[InputRequired(), Length(max=300)],
        description=_l("The minutes print it."),
    )
    key = HiddenField(validators=[InputRequired(), Length(max=40)])


def _unless_kept(form: ReturningForm, field: StringField) -> None:
    if not form.kept.data:
        DataRequired()(form, field)


class SignerForm(ReturningForm):
    """Who signs the certificates: somebody the unit keeps as a signer, or office and name typed."""

    kept = SelectField(
        _l("Signer"),
        validators=[Optional()],
        description=_l("A deputy needs the head's written authorisation for that day."),
    )
    office = StringField(
        _l("Office of the signer"),
        validators=[_unless_kept, Length(max=120)],
        description=_l("As it stands above the name, for example: Head of the organising board"),
    )
    signer = StringField(_l("Name of the signer"), validators=[_unless_kept, Length(max=120)])


class SmallOfficeForm(ReturningForm):
    """The decision by which one person may do what needs two."""

    decision = StringField(
        _l("Decision: number, date, who decided"),
        validators=[Optional(), Length(max=300)],
        description=_l("Left empty, a second person is needed again."),
    )
