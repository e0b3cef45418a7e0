"""A question of any kind, written by hand; each kind has its own fields, a line for each thing."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask_babel import gettext
from flask_wtf.file import MultipleFileField
from wtforms import (
    BooleanField,
    DateField,
    FieldList,
    FormField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms import Form as PlainForm
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from foundation.asking import ReturningForm
from foundation.choices import SelectChoice
from foundation.lazy import _l
from question_bank.forms.topics import TopicFields
from question_bank.rules.bodies import Body, Picture
from question_bank.rules.drafting import OptionDraft, QuestionDraft, SourceDraft
from question_bank.rules.kinds import CHOSEN, Credit, Difficulty, Kind
from question_bank.rules.typed_bodies import (
    UnreadableLine,
    plain_number,
    read_share,
    read_typed,
    typed_of,
)

OPTION_ROWS = 6
BODY_FIELDS = (
    "pairs", "items", "accepted", "is_case_sensitive", "numbers", "unit",
    "rubric", "fatal", "model", "most_words", "measure",
)  # fmt: skip
FIELD_OF = {
    Kind.MATCHING: "pairs", Kind.ORDERING: "items", Kind.SHORT: "accepted",
    Kind.NUMERIC: "numbers", Kind.ESSAY: "rubric", Kind.SITUATION: "rubric",
}  # fmt: skip
"""Where a line that cannot be read is shown."""


class OptionForm(PlainForm):
    """One answer to choose from; an empty one is left out."""

    text = StringField(_l("Answer"), validators=[Optional(), Length(max=4000)])
    is_right = BooleanField(_l("Right"))
    share = StringField(
        _l("Share of the points, in percent"), validators=[Optional(), Length(max=12)]
    )


def _text(label: Any, hint: Any = "", most: int = 20_000) -> TextAreaField:
    return TextAreaField(label, validators=[Optional(), Length(max=most)], description=hint)


class QuestionForm(TopicFields, ReturningForm):
    """A question written by hand."""

    kind = SelectField(
        _l("Kind"), choices=[SelectChoice(kind.name, _l(kind.value)) for kind in Kind]
    )
    difficulty = SelectField(
        _l("Difficulty"),
        choices=[SelectChoice(level.name, _l(level.value)) for level in Difficulty],
    )
    stem = TextAreaField(
        _l("Question"),
        validators=[InputRequired(), Length(max=20_000)],
        description=_l("**Bold** and *italic* are allowed."),
    )
    uploads = MultipleFileField(
        _l("Pictures"),
        validators=[Optional()],
        description=_l(
            "PNG, JPEG, GIF or WebP, at most 8 MB each. A text shows one as ![words](picture:NAME)."
        ),
    )
    options = FieldList(FormField(OptionForm), min_entries=OPTION_ROWS, max_entries=20)
    credit = SelectField(
        _l("Points for a partly right answer"),
        choices=[SelectChoice(credit.name, _l(credit.value)) for credit in Credit],
        validate_choice=False,
    )
    pairs = _text(
        _l("Pairs"),
        _l("One pair a line: left = right. A line that begins with = has no left text."),
    )
    items = _text(
        _l("Lines in their right order"),
        _l("One line for each, the first on top. Contestants get them shuffled."),
    )
    accepted = _text(
        _l("Accepted answers"),
        _l("One a line; * stands for any letters. “form | 50%” is worth half."),
    )
    is_case_sensitive = BooleanField(_l("Capital and small letters count"))
    numbers = _text(
        _l("Accepted numbers"), _l("One a line: 12,5 or 12,5 ± 0,5. “12 | 50%” is worth half.")
    )
    unit = StringField(_l("Unit behind the field"), validators=[Optional(), Length(max=40)])
    rubric = _text(
        _l("Rubric"),
        _l("One line for each thing an answer must hold, with its most points: words | 2"),
    )
    fatal = _text(
        _l("Fatal mistakes"), _l("One a line. One of them brings the answer to no points.")
    )
    model = _text(
        _l("Model answer"), _l("Markers see it; contestants after the results are published.")
    )
    most_words = IntegerField(
        _l("At most so many words"), validators=[Optional(), NumberRange(1, 100_000)]
    )
    measure = SelectField(
        _l("What is foretold"),
        choices=[
            SelectChoice("all_right", _l("How many answer everything right")),
            SelectChoice("participants", _l("How many take part")),
        ],
        validate_choice=False,
    )
    document = StringField(
        _l("Source: document with number and date"),
        validators=[InputRequired(), Length(max=400)],
    )
    article = StringField(_l("Article"), validators=[Optional(), Length(max=200)])
    valid_from = DateField(_l("Valid from"), validators=[Optional()])
    valid_to = DateField(_l("Valid until, not including"), validators=[Optional()])
    group = StringField(
        _l("At most one of this group in a paper"),
        validators=[Optional(), Length(max=40)],
        description=_l(
            "A code of your own, such as F042, for questions that ask one thing or give each other "
            "away. Leave it empty for all others."
        ),
    )
    explanation = TextAreaField(_l("Explanation"), validators=[Optional(), Length(max=20_000)])

    def validate(self, extra_validators: dict[str, Sequence[Any]] | None = None) -> bool:
        """Check the fields, and that the lines of the chosen kind can be read."""
        is_good = bool(super().validate(extra_validators))
        if self.kind.data not in Kind.__members__:
            return False
        kind = Kind[str(self.kind.data)]
        try:
            self._body(kind)
            if kind in CHOSEN:
                self._options()
        except UnreadableLine as error:
            field = getattr(self, FIELD_OF.get(kind, "credit"))
            field.errors = [*field.errors, gettext(error.message, **error.facts)]
            return False
        return is_good

    def _body(self, kind: Kind) -> Body | None:
        fields = {name: getattr(self, name).data for name in BODY_FIELDS}
        return read_typed(kind, {name: str(value) for name, value in fields.items() if value})

    def _options(self) -> tuple[OptionDraft, ...]:
        return tuple(
            OptionDraft(
                row.data["text"],
                row.data["is_right"],
                read_share(row.data["share"]) if (row.data["share"] or "").strip() else None,
            )
            for row in self.options
            if (row.data["text"] or "").strip()
        )

    def draft(
        self, older: QuestionDraft | None = None, pictures: Sequence[Picture] = ()
    ) -> QuestionDraft:
        """Return what was typed as a question.

        Args:
            older: the version that was changed; what the form does not show is kept from it.
            pictures: the pictures that belong to the question now.
        """
        kind = Kind[str(self.kind.data)]
        typed = QuestionDraft(
            kind=kind,
            difficulty=Difficulty[str(self.difficulty.data)],
            topic_code=self.topic.data or "",
            stem=str(self.stem.data),
            options=self._options() if kind in CHOSEN else (),
            source=SourceDraft(str(self.document.data), self.article.data or ""),
            valid_from=self.valid_from.data,
            valid_to=self.valid_to.data,
            explanation=self.explanation.data or "",
            body=self._body(kind),
            credit=Credit.__members__.get(str(self.credit.data), Credit.ALL_OR_NOTHING),
            pictures=tuple(pictures),
            group=self.group.data or "",
        )
        return typed if older is None else with_kept(typed, older)

    def show_faults(self, faults: list[str]) -> None:
        """Put what a rule found beside the field it belongs to."""
        self.stem.errors = [*self.stem.errors, *(gettext(fault) for fault in faults)]


def with_kept(typed: QuestionDraft, older: QuestionDraft) -> QuestionDraft:
    """Return what was typed with what the form does not show: name, tags, told words."""
    told = {one.text: one for one in older.options}
    options = tuple(
        replace(one, feedback=told[one.text].feedback) if one.text in told else one
        for one in typed.options
    )
    is_same = typed.body is not None and typed_of(typed.body) == typed_of(older.body)
    return replace(
        typed,
        options=options,
        body=older.body if is_same else typed.body,
        tags=older.tags,
        name=older.name,
    )


def typed_question(draft: QuestionDraft) -> dict[str, Any]:
    """Return a question as the form's fields hold it."""
    return {
        "kind": draft.kind.name,
        "topic": draft.topic_code,
        "difficulty": draft.difficulty.name,
        "stem": draft.stem,
        "options": [
            {
                "text": one.text,
                "is_right": one.is_right,
                "share": "" if one.share is None else plain_number(one.share * 100),
            }
            for one in draft.options
        ],
        "credit": draft.credit.name,
        "document": draft.source.document if draft.source else "",
        "article": draft.source.article if draft.source else "",
        "valid_from": draft.valid_from,
        "valid_to": draft.valid_to,
        "explanation": draft.explanation,
        "group": draft.group,
        **typed_of(draft.body),
    }
