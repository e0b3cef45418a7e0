"""The topic of questions: one of those there are, or one that is named here for the first time."""

from typing import Any

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.validators import Length, Optional

from foundation.choices import SelectChoice
from foundation.lazy import _l
from question_bank import queries


class TopicFields(FlaskForm):
    """A topic chosen, or a new one typed; a new database has none to choose from."""

    topic = SelectField(_l("Topic"), validators=[Optional()])
    new_topic = StringField(
        _l("Or a new topic"),
        validators=[Optional(), Length(max=120)],
        description=_l("For example: Charter of the Party. It then stands in the list."),
    )

    def __init__(self, *args: Any, **words: Any) -> None:
        """Offer the topics there are."""
        super().__init__(*args, **words)
        rows = [SelectChoice(row.code, row.name) for row in queries.topics()]
        self.topic.choices = rows or [SelectChoice("", _("No topic yet: type one below"))]

    def validate(self, extra_validators: Any = None) -> bool:
        """Return whether all fits and a topic is named."""
        fits = bool(super().validate(extra_validators))
        if self.topic.data or (self.new_topic.data or "").strip():
            return fits
        self.new_topic.errors = [*self.new_topic.errors, _("Type the topic of the questions.")]
        return False
