"""Commands ``flask account …``."""

from datetime import date

import click
from flask.cli import AppGroup
from flask_babel import gettext as _

from foundation import clock
from foundation.account import services
from foundation.account.services import AccountDraft
from foundation.organisation.services import UnitDraft

group = AppGroup("account", help="Accounts of officials.")


def _nobody_yet(_context: click.Context, _option: click.Parameter, typed: str) -> str:
    """Refuse before further questions are asked."""
    services.refuse_second_administrator()
    return typed


SINCE_EVER = date(1900, 1, 1)
"""The top unit did not begin on the day of its first sign-in: earlier classes are its own too."""


@group.command("create-admin")
@click.option(
    "--username",
    callback=_nobody_yet,
    prompt="Tên đăng nhập",
    help="User name of the administrator.",
)
@click.option("--name", prompt="Họ và tên", help="Name to show.")
@click.option("--unit-code", prompt="Mã đơn vị cao nhất", help="Code of the top unit.")
@click.option("--unit-name", prompt="Tên đơn vị cao nhất", help="Its name, when it is new.")
@click.option("--level", default="commune", show_default=True, help="Its level, when new.")
@click.password_option(prompt="Mật khẩu", confirmation_prompt="Gõ lại mật khẩu")
def create_admin(*, username: str, name: str, password: str, **unit: str) -> None:
    """Create the first administrator and, when it is missing, the top unit."""
    draft = AccountDraft(username, name, password)
    user = services.create_first_administrator(draft, _top_unit(**unit), at=clock.now())
    click.echo(_("Administrator “%(username)s” can sign in now.", username=user.username))


def _top_unit(unit_code: str, unit_name: str, level: str) -> UnitDraft:
    return UnitDraft(
        code=unit_code,
        name=unit_name,
        short_name=unit_name,
        level_code=level,
        kind_code=None,
        parent_id=None,
        valid_from=SINCE_EVER,
    )
