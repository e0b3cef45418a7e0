"""Text in, typed values out: issuing again, taking back, signers and their authorisations."""

from wtforms import BooleanField, DateField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from foundation.asking import ReturningForm
from foundation.choices import SelectChoice
from foundation.day_field import BirthField
from foundation.lazy import _l


def _reason() -> StringField:
    return StringField(_l("Reason"), validators=[InputRequired(), Length(max=300)])


class ReplaceForm(ReturningForm):
    """A misprint of the issuer: what the new paper says."""

    holder_name = StringField(
        _l("Full name on the new paper"), validators=[InputRequired(), Length(max=120)]
    )
    birth_date = BirthField(_l("Birth date"), validators=[Optional()])
    reason = _reason()
    signer = SelectField(_l("Signer"), validators=[Optional()])


class LossForm(ReturningForm):
    """A paper the holder lost: the application, and how the holder was identified."""

    reason = _reason()
    application = StringField(
        _l("Application: from whom, of which day"), validators=[InputRequired(), Length(max=150)]
    )
    identity_check = StringField(
        _l("How the holder was identified, and by whom"),
        validators=[InputRequired(), Length(max=150)],
    )
    signer = SelectField(_l("Signer"), validators=[Optional()])


class RevokeForm(ReturningForm):
    """A paper taken back by a decision."""

    decision = StringField(
        _l("Decision: number and date"),
        validators=[InputRequired(), Length(max=120)],
        description=_l("For example: Quyết định số 12-QĐ/TTCT ngày 05/01/2026"),
    )
    reason = _reason()


class SignerForm(ReturningForm):
    """Somebody who signs a unit's papers."""

    unit = SelectField(_l("Unit"), validators=[InputRequired()])
    full_name = StringField(_l("Full name"), validators=[InputRequired(), Length(max=120)])
    post_title = StringField(
        _l("Post"),
        validators=[InputRequired(), Length(max=120)],
        description=_l("As it stands above the name, for example: Phó Giám đốc"),
    )
    is_head = BooleanField(_l("The head: signs without an authorisation"))
    valid_from = DateField(_l("From day"), validators=[InputRequired()])
    valid_to = DateField(
        _l("First day out of post"),
        validators=[Optional()],
        description=_l("Empty: still in post."),
    )


class AuthorisationForm(ReturningForm):
    """A head's written leave for a deputy."""

    head = SelectField(_l("Who authorises"), validators=[InputRequired()])
    deputy = SelectField(_l("Who may sign"), validators=[InputRequired()])
    scope = SelectField(
        _l("Kinds of paper"),
        choices=[
            SelectChoice("certificates", _l("certificates")),
            SelectChoice("papers", _l("decisions, reports and lists")),
            SelectChoice("all", _l("all papers")),
        ],
    )
    document_text = StringField(
        _l("Document: number and date"), validators=[InputRequired(), Length(max=120)]
    )
    valid_from = DateField(_l("From day"), validators=[InputRequired()])
    valid_to = DateField(_l("First day without it"), validators=[Optional()])


class SettingForm(ReturningForm):
    """How a unit's papers look."""

    profile = SelectField(
        _l("Manner of papers"),
        choices=[
            SelectChoice("party", _l("Party (36-HD/VPTW)")),
            SelectChoice("state", _l("State (Nghị định 30/2020/NĐ-CP)")),
        ],
    )
    sign = StringField(
        _l("Sign in numbers"),
        validators=[InputRequired(), Length(max=20)],
        description=_l("For example TTCT in 48-BC/TTCT"),
    )
    upper_body = StringField(_l("Body above"), validators=[Optional(), Length(max=200)])
    issuing_body = StringField(
        _l("Body that issues"), validators=[InputRequired(), Length(max=200)]
    )
    place = StringField(_l("Place name"), validators=[InputRequired(), Length(max=80)])


class TermForm(ReturningForm):
    """A congress: from the day after it, papers are numbered from 01 again."""

    name = StringField(
        _l("Term"), validators=[InputRequired(), Length(max=20)],
        description=_l("For example 2025-2030"),
    )  # fmt: skip
    congress_closed_on = DateField(_l("Day the congress closed"), validators=[InputRequired()])
