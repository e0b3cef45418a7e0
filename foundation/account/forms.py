"""Text in, typed values out: sign-in, accounts, roles."""

from flask_wtf import FlaskForm
from wtforms import PasswordField, SelectField, StringField
from wtforms.validators import EqualTo, InputRequired, Length, Optional

from foundation.account.permissions import Role
from foundation.asking import ReturningForm
from foundation.choices import SelectChoice
from foundation.lazy import _l


class SignInForm(ReturningForm):
    """An official's name and password."""

    username = StringField(_l("User name"), validators=[InputRequired(), Length(max=60)])
    password = PasswordField(_l("Password"), validators=[InputRequired(), Length(max=200)])


class SlipForm(FlaskForm):
    """The code of an official's slip."""

    code = StringField(
        _l("Code on the slip"),
        validators=[InputRequired(), Length(max=40)],
        description=_l("12 letters and digits; capitals and dashes do not matter."),
    )


class PasswordForm(ReturningForm):
    """A new password; the old one is asked unless a slip was just used."""

    old = PasswordField(_l("Present password"), validators=[Optional(), Length(max=200)])
    new = PasswordField(
        _l("New password"),
        validators=[InputRequired(), Length(max=200)],
        description=_l("At least 10 characters. A short sentence is easy to remember."),
    )
    again = PasswordField(
        _l("New password again"),
        validators=[InputRequired(), EqualTo("new", _l("Both passwords must be the same."))],
    )


class AccountForm(ReturningForm):
    """A new account."""

    username = StringField(
        _l("User name"),
        validators=[InputRequired(), Length(min=3, max=60)],
        description=_l("Letters without marks and digits, such as lo.van.pao."),
    )
    display_name = StringField(_l("Full name"), validators=[InputRequired(), Length(max=120)])
    role = SelectField(
        _l("Role"), choices=[SelectChoice(role.name, _l(role.value)) for role in Role]
    )
    unit = SelectField(_l("In the unit"), validators=[InputRequired()])


class RoleForm(ReturningForm):
    """A role to be given in a unit."""

    role = SelectField(
        _l("Role"), choices=[SelectChoice(role.name, _l(role.value)) for role in Role]
    )
    unit = SelectField(_l("In the unit"), validators=[InputRequired()])


class HolderForm(ReturningForm):
    """Which person an account belongs to."""

    person = SelectField(_l("Holder of the account"))
